import CollabGraph

/// Counts the shortest paths from eight classes of a block at once.
///
/// Sources near each other meet a vertex at nearly the same step, so that one visit, and one cache
/// line, serves several of them. Each source has a lane of the vectors and a bit of the masks.
/// The steps forward write down who came next after whom; the steps back read that log.
final class PathBatch {
  typealias Lanes = SIMD8<Double>
  /// The greatest number of classes: a class and eight bits share a word.
  static let capacity = 1 << 24

  /// The numbers of shortest paths.
  private let paths: UnsafeMutablePointer<Lanes>
  /// Going back, for each class and lane: what a predecessor gains by each path through it.
  private let gain: UnsafeMutablePointer<Lanes>
  /// The lanes that reached a class before, and in the current step.
  private let seen: UnsafeMutablePointer<UInt8>
  private let fresh: UnsafeMutablePointer<UInt8>
  /// The ends of the rows of the classes that are there.
  private let rowEnds: UnsafeMutablePointer<Int32>
  /// The classes in the order of the visits, each above the lanes of the visit, and the end of
  /// the visit's part of the log.
  private let visits: UnsafeMutablePointer<UInt32>
  private let visitEnds: UnsafeMutablePointer<Int>
  /// The classes that were reached, each above its lanes. A lane takes an arc at most once.
  private let log: UnsafeMutablePointer<UInt32>
  /// All bits of a lane set where its bit of the index is.
  private let select: UnsafeMutablePointer<SIMD8<UInt64>>

  /// Makes room for blocks of so many classes and arcs at most.
  init(classes: Int, arcs: Int) {
    precondition(classes <= Self.capacity)
    let classes = max(classes, 1)
    paths = .allocate(capacity: classes)
    gain = .allocate(capacity: classes)
    seen = .allocate(capacity: classes)
    fresh = .allocate(capacity: classes)
    fresh.initialize(repeating: 0, count: classes)
    rowEnds = .allocate(capacity: classes)
    visits = .allocate(capacity: 8 * classes + 1)
    visitEnds = .allocate(capacity: 8 * classes)
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
    seen.deallocate()
    fresh.deallocate()
    rowEnds.deallocate()
    visits.deallocate()
    visitEnds.deallocate()
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
    problem.offsets.withUnsafeBufferPointer { offsets in
      problem.targets.withUnsafeBufferPointer { targets in
        problem.multiplicity.withUnsafeBufferPointer { multiplicity in
          problem.reach.withUnsafeBufferPointer { reach in
            findRowEnds(offsets.baseAddress!, targets.baseAddress!, present: present)
            let visitCount = forward(
              offsets.baseAddress!, targets.baseAddress!, multiplicity.baseAddress!,
              sources: sources, present: present)
            backward(
              multiplicity.baseAddress!, reach.baseAddress!, sources: sources, isCore: isCore,
              present: present, visitCount: visitCount, into: scores)
          }
        }
      }
    }
  }

  /// Cuts the rows before the classes that were taken away.
  private func findRowEnds(
    _ offsets: UnsafePointer<Int32>, _ targets: UnsafePointer<UInt32>, present: Int
  ) {
    for v in 0..<present {
      var end = offsets[v + 1]
      while end > offsets[v], targets[Int(end) - 1] >= present { end -= 1 }
      rowEnds[v] = end
    }
  }

  private func forward(
    _ offsets: UnsafePointer<Int32>, _ targets: UnsafePointer<UInt32>,
    _ multiplicity: UnsafePointer<Double>, sources: Range<Int>, present: Int
  ) -> Int {
    paths.update(repeating: .zero, count: present)
    seen.update(repeating: 0, count: present)
    let (paths, seen, fresh, rowEnds) = (paths, seen, fresh, rowEnds)
    let (visits, visitEnds, log) = (visits, visitEnds, log)
    var visitCount = 0
    for (lane, source) in sources.enumerated() {
      let bit = UInt8(1) << UInt8(lane)
      paths[source][lane] = 1
      seen[source] = bit
      visits[visitCount] = UInt32(source) << 8 | UInt32(bit)
      visitCount += 1
    }
    var logged = 0
    var visit = 0
    while visit < visitCount {
      let isFirst = visit == 0
      let stepEnd = visitCount
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
        visitEnds[visit] = logged
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
        index &+= 1
      }
    }
    return visitCount
  }

  private func backward(
    _ multiplicity: UnsafePointer<Double>, _ reach: UnsafePointer<Double>, sources: Range<Int>,
    isCore: Bool, present: Int, visitCount: Int, into scores: UnsafeMutablePointer<Double>
  ) {
    // A pair within the core is met from both ends.
    var sourceWeights = Lanes.zero
    for (lane, source) in sources.enumerated() {
      sourceWeights[lane] = isCore ? reach[source] / 2 : reach[source]
    }
    let (paths, gain, visits, visitEnds, log) = (paths, gain, visits, visitEnds, log)
    for v in 0..<present { gain[v] = Lanes(repeating: reach[v]) / paths[v] }
    if !isCore {
      // Of a pair within the batch, the one that is taken away later is the end.
      for v in sources { gain[v] = masked(gain[v], 0xfe << UInt32(v - sources.lowerBound) & 0xff) }
    }
    var visit = visitCount - 1
    while visit >= sources.count {
      var item = visitEnds[visit &- 1]
      let itemsEnd = visitEnds[visit]
      if item < itemsEnd {
        var sum = Lanes.zero
        while item < itemsEnd {
          let entry = log[item]
          sum += masked(gain[Int(entry >> 8)], entry & 0xff)
          item &+= 1
        }
        let v = Int(visits[visit] >> 8)
        scores[v] += (paths[v] * sum * sourceWeights).sum()
        gain[v] += sum * multiplicity[v]
      }
      visit &-= 1
    }
  }

  @inline(__always)
  private func masked(_ x: Lanes, _ lanes: UInt32) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & select[Int(lanes)], to: Lanes.self)
  }
}
