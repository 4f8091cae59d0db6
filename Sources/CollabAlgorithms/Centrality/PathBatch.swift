import CollabGraph

/// Counts the shortest paths from eight classes of a block at once.
///
/// Sources near each other meet a vertex at nearly the same step, so that one visit, and one cache
/// line, serves several of them. Each source has a lane of the vectors and a bit of the masks.
/// The steps forward write down who came next after whom; the steps back read that log.
///
/// Late in a search most classes are reached, and a step is cheaper where those that are not ask
/// their neighbours: Beamer, Asanović, Patterson, *Direction-optimizing breadth-first search*,
/// SC 2012, doi:10.1109/SC.2012.50.
final class PathBatch {
  typealias Lanes = SIMD8<Double>
  /// The greatest number of classes: a class and eight bits share a word.
  static let capacity = 1 << 24

  /// The numbers of shortest paths.
  private let paths: UnsafeMutablePointer<Lanes>
  /// Going back, for each class and lane: what a predecessor gains by each path through it.
  private let gain: UnsafeMutablePointer<Lanes>
  /// Where classes ask their neighbours: what paths go on from a class and, going back, what has
  /// come to it.
  private let passing: UnsafeMutablePointer<Lanes>
  /// The lanes that reached a class before, and in the current step or, where classes ask, in the
  /// one before.
  private let seen: UnsafeMutablePointer<UInt8>
  private let fresh: UnsafeMutablePointer<UInt8>
  /// The classes that ask: those that some lane has not reached.
  private let open: UnsafeMutablePointer<UInt32>
  /// The classes in the order of the visits, each above the lanes of the visit.
  private let visits: UnsafeMutablePointer<UInt32>
  /// The ends of a visit's parts of the log: whom it told, and whom it asked.
  private let toldEnds: UnsafeMutablePointer<Int>
  private let askedEnds: UnsafeMutablePointer<Int>
  /// The classes that were reached, each above its lanes. A lane takes an arc at most once.
  private let log: UnsafeMutablePointer<UInt32>
  /// All bits of a lane set where its bit of the index is.
  private let select: UnsafeMutablePointer<SIMD8<UInt64>>

  /// A step of the searches: where its visits begin, where its part of the log does, and whether
  /// its classes asked or were told.
  private struct Step {
    var firstVisit: Int
    var firstItem: Int
    var asked: Bool
  }
  private var steps: [Step] = []

  /// Makes room for blocks of so many classes and arcs at most.
  init(classes: Int, arcs: Int) {
    precondition(classes <= Self.capacity)
    let classes = max(classes, 1)
    paths = .allocate(capacity: classes)
    gain = .allocate(capacity: classes)
    passing = .allocate(capacity: classes)
    seen = .allocate(capacity: classes)
    fresh = .allocate(capacity: classes)
    fresh.initialize(repeating: 0, count: classes)
    open = .allocate(capacity: classes)
    visits = .allocate(capacity: 8 * classes + 1)
    toldEnds = .allocate(capacity: 8 * classes)
    askedEnds = .allocate(capacity: 8 * classes)
    log = .allocate(capacity: 8 * arcs + 1)
    select = .allocate(capacity: 256)
    for bits in 0..<256 {
      var mask = SIMD8<UInt64>.zero
      for lane in 0..<8 where bits >> lane & 1 == 1 { mask[lane] = .max }
      select[bits] = mask
    }
  }

  deinit {
    paths.deallocate()
    gain.deallocate()
    passing.deallocate()
    seen.deallocate()
    fresh.deallocate()
    open.deallocate()
    visits.deallocate()
    toldEnds.deallocate()
    askedEnds.deallocate()
    log.deallocate()
    select.deallocate()
  }

  /// Adds to `scores`, for each class, what pairs with an end in a batch of sources give to each
  /// of its members.
  ///
  /// - Parameters:
  ///   - sources: at most eight classes, of the core or of those taken away, not of both.
  ///   - scores: one entry a class.
  func run(
    _ problem: BlockProblem, sources: Range<Int>, into scores: UnsafeMutablePointer<Double>
  ) {
    let isCore = sources.lowerBound < problem.coreCount
    // Classes that were sources before and taken away are no longer there.
    let present = isCore ? problem.coreCount : sources.upperBound
    let (rowEnds, arcs) =
      isCore ? (problem.coreRowEnds, problem.coreArcs) : problem.rowEnds(before: present)
    problem.offsets.withUnsafeBufferPointer { offsets in
      problem.targets.withUnsafeBufferPointer { targets in
        problem.multiplicity.withUnsafeBufferPointer { multiplicity in
          problem.reach.withUnsafeBufferPointer { reach in
            rowEnds.withUnsafeBufferPointer { rowEnds in
              forward(
                offsets.baseAddress!, rowEnds.baseAddress!, targets.baseAddress!,
                multiplicity.baseAddress!, sources: sources, present: present, arcs: arcs)
            }
            backward(
              multiplicity.baseAddress!, reach.baseAddress!, sources: sources, isCore: isCore,
              present: present, into: scores)
          }
        }
      }
    }
  }

  /// Searches, and leaves ``visits``, ``steps`` and the log behind.
  private func forward(
    _ offsets: UnsafePointer<Int32>, _ rowEnds: UnsafePointer<Int32>,
    _ targets: UnsafePointer<UInt32>, _ multiplicity: UnsafePointer<Double>,
    sources: Range<Int>, present: Int, arcs: Int
  ) {
    paths.update(repeating: .zero, count: present)
    seen.update(repeating: 0, count: present)
    let (paths, seen, fresh) = (paths, seen, fresh)
    let (visits, toldEnds, log) = (visits, toldEnds, log)
    let full = UInt8(truncatingIfNeeded: 1 << sources.count - 1)
    steps.removeAll(keepingCapacity: true)
    steps.append(Step(firstVisit: 0, firstItem: 0, asked: false))
    var visitCount = 0
    var logged = 0
    // The arcs of the classes that the last step reached, and of those that a lane has yet to.
    var activeArcs = 0
    var openArcs = arcs
    var openCount = -1
    func count(_ w: Int) {
      let row = Int(rowEnds[w] - offsets[w])
      activeArcs &+= row
      openArcs &-= seen[w] == full ? row : 0
    }
    for (lane, source) in sources.enumerated() {
      let bit = UInt8(1) << UInt8(lane)
      paths[source][lane] = 1
      seen[source] = bit
      visits[visitCount] = UInt32(source) << 8 | UInt32(bit)
      visitCount += 1
      count(source)
    }
    var visit = 0
    while visit < visitCount, openArcs > 0 {
      let isFirst = visit == 0
      let stepEnd = visitCount
      let asks = !isFirst && openArcs < activeArcs
      steps.append(Step(firstVisit: stepEnd, firstItem: logged, asked: asks))
      activeArcs = 0
      if asks {
        for index in visit..<stepEnd {
          let v = Int(visits[index] >> 8)
          fresh[v] = UInt8(truncatingIfNeeded: visits[index])
          passing[v] = paths[v] * multiplicity[v]
        }
        if openCount < 0 {
          openCount = 0
          for w in 0..<present where seen[w] != full {
            open[openCount] = UInt32(w)
            openCount &+= 1
          }
        }
        var kept = 0
        for index in 0..<openCount {
          let w = Int(open[index])
          let missing = UInt32(full & ~seen[w])
          if missing == 0 { continue }
          let rowEnd = Int(rowEnds[w])
          var arc = Int(offsets[w])
          var item = logged
          while arc < rowEnd {
            let target = targets[arc]
            let reached = missing & UInt32(fresh[Int(target)])
            log[logged] = target << 8 | reached
            logged &+= reached == 0 ? 0 : 1
            arc &+= 1
          }
          if item < logged {
            var sum = Lanes.zero
            var lanes: UInt32 = 0
            while item < logged {
              let entry = log[item]
              sum += masked(passing[Int(entry >> 8)], entry & 0xff)
              lanes |= entry & 0xff
              item &+= 1
            }
            paths[w] += sum
            seen[w] |= UInt8(truncatingIfNeeded: lanes)
            visits[visitCount] = UInt32(w) << 8 | lanes
            askedEnds[visitCount] = logged
            visitCount &+= 1
            count(w)
            if seen[w] == full { continue }
          }
          open[kept] = UInt32(w)
          kept &+= 1
        }
        openCount = kept
        for index in visit..<stepEnd { fresh[Int(visits[index] >> 8)] = 0 }
        visit = stepEnd
        continue
      }
      while visit < stepEnd {
        let v = Int(visits[visit] >> 8)
        let lanes = visits[visit] & 0xff
        let rowEnd = Int(rowEnds[v])
        var arc = Int(offsets[v])
        var item = logged
        // Without branches: who is new is as good as random, and a wrong guess costs more.
        while arc < rowEnd {
          let target = targets[arc]
          let reached = lanes & ~UInt32(seen[Int(target)])
          log[logged] = target << 8 | reached
          logged &+= reached == 0 ? 0 : 1
          arc &+= 1
        }
        toldEnds[visit] = logged
        visit &+= 1
        if item == logged { continue }
        // A path starts at one member of its source, and may take any member of the others.
        let passing = masked(paths[v] * (isFirst ? 1 : multiplicity[v]), lanes)
        while item < logged {
          let entry = log[item]
          let w = Int(entry >> 8)
          let before = fresh[w]
          visits[visitCount] = entry
          visitCount &+= before == 0 ? 1 : 0
          fresh[w] = before | UInt8(truncatingIfNeeded: entry)
          paths[w] += masked(passing, entry & 0xff)
          item &+= 1
        }
      }
      var index = stepEnd
      while index < visitCount {
        let w = Int(visits[index] >> 8)
        let lanes = fresh[w]
        visits[index] = UInt32(w) << 8 | UInt32(lanes)
        seen[w] |= lanes
        fresh[w] = 0
        count(w)
        index &+= 1
      }
    }
    steps.append(Step(firstVisit: visitCount, firstItem: logged, asked: false))
  }

  /// Goes the steps back, the last one first, and adds up who depends on whom.
  private func backward(
    _ multiplicity: UnsafePointer<Double>, _ reach: UnsafePointer<Double>, sources: Range<Int>,
    isCore: Bool, present: Int, into scores: UnsafeMutablePointer<Double>
  ) {
    // A pair within the core is met from both ends.
    var sourceWeights = Lanes.zero
    for (lane, source) in sources.enumerated() {
      sourceWeights[lane] = isCore ? reach[source] / 2 : reach[source]
    }
    let (paths, gain, passing, visits, log) = (paths, gain, passing, visits, log)
    for v in 0..<present { gain[v] = Lanes(repeating: reach[v]) / paths[v] }
    if !isCore {
      // Of a pair within the batch, the one that is taken away later is the end.
      for v in sources { gain[v] = masked(gain[v], 0xfe << UInt32(v - sources.lowerBound) & 0xff) }
    }
    if steps.contains(where: \.asked) { passing.update(repeating: .zero, count: present) }
    // The last entry of the steps ends the list, and the first holds the sources.
    var index = steps.count - 2
    while index > 0 {
      let (step, next) = (steps[index], steps[index + 1])
      var visit = next.firstVisit
      while visit > step.firstVisit {
        visit &-= 1
        let v = Int(visits[visit] >> 8)
        var sum = Lanes.zero
        if next.asked {
          sum = masked(passing[v], visits[visit] & 0xff)
        } else if index + 2 < steps.count {
          var item = visit == step.firstVisit ? next.firstItem : toldEnds[visit &- 1]
          let itemsEnd = toldEnds[visit]
          while item < itemsEnd {
            let entry = log[item]
            sum += masked(gain[Int(entry >> 8)], entry & 0xff)
            item &+= 1
          }
        }
        scores[v] += (paths[v] * sum * sourceWeights).sum()
        gain[v] += sum * multiplicity[v]
        if step.asked {
          var item = visit == step.firstVisit ? step.firstItem : askedEnds[visit &- 1]
          let itemsEnd = askedEnds[visit]
          let own = gain[v]
          while item < itemsEnd {
            let entry = log[item]
            passing[Int(entry >> 8)] += masked(own, entry & 0xff)
            item &+= 1
          }
        }
      }
      index &-= 1
    }
  }

  @inline(__always)
  private func masked(_ x: Lanes, _ lanes: UInt32) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & select[Int(lanes)], to: Lanes.self)
  }
}
