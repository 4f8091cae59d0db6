import CollabGraph

/// Counts the shortest paths from eight classes of a block at once.
///
/// Sources near each other meet a vertex at nearly the same step, so that one visit, and one cache
/// line, serves several of them. Each source has a lane of the vectors and a bit of the masks.
/// The steps forward write down who came next after whom; the steps back read that log.
final class PathBatch {
  typealias Lanes = SIMD8<Double>

  private let capacity: Int
  /// The numbers of shortest paths.
  private let paths: UnsafeMutablePointer<Lanes>
  /// Going back, for each class and lane: what a predecessor gains by each path through it.
  private let gain: UnsafeMutablePointer<Lanes>
  /// The lanes that reached a class before, and in the current step.
  private let seen: UnsafeMutablePointer<UInt8>
  private let fresh: UnsafeMutablePointer<UInt8>
  /// The classes in the order of the visits, with the lanes of the visit and, after the visit,
  /// the end of its part of the log.
  private let visits: UnsafeMutablePointer<UInt32>
  private let visitLanes: UnsafeMutablePointer<UInt8>
  private let visitEnds: UnsafeMutablePointer<Int>
  private var log: UnsafeMutablePointer<UInt32>
  private var logLanes: UnsafeMutablePointer<UInt8>
  private var logCapacity: Int
  /// All bits of a lane set where its bit of the index is.
  private let select: UnsafeMutablePointer<SIMD8<UInt64>>

  /// Makes room for blocks of at most `classes` classes.
  init(classes: Int) {
    capacity = max(classes, 1)
    paths = .allocate(capacity: capacity)
    gain = .allocate(capacity: capacity)
    gain.initialize(repeating: .zero, count: capacity)
    seen = .allocate(capacity: capacity)
    fresh = .allocate(capacity: capacity)
    fresh.initialize(repeating: 0, count: capacity)
    visits = .allocate(capacity: 8 * capacity + 1)
    visitLanes = .allocate(capacity: 8 * capacity)
    visitEnds = .allocate(capacity: 8 * capacity)
    logCapacity = 64 * capacity
    log = .allocate(capacity: logCapacity)
    logLanes = .allocate(capacity: logCapacity)
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
    visits.deallocate()
    visitLanes.deallocate()
    visitEnds.deallocate()
    log.deallocate()
    logLanes.deallocate()
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
            let visitCount = forward(
              offsets.baseAddress!, targets.baseAddress!, multiplicity.baseAddress!,
              sources: sources, present: present)
            backward(
              multiplicity.baseAddress!, reach.baseAddress!, sources: sources,
              isCore: isCore, visitCount: visitCount, into: scores)
          }
        }
      }
    }
  }

  private func forward(
    _ offsets: UnsafePointer<Int32>, _ targets: UnsafePointer<UInt32>,
    _ multiplicity: UnsafePointer<Double>, sources: Range<Int>, present: Int
  ) -> Int {
    paths.update(repeating: .zero, count: present)
    seen.update(repeating: 0, count: present)
    let (paths, seen, fresh) = (paths, seen, fresh)
    let (visits, visitLanes, visitEnds) = (visits, visitLanes, visitEnds)
    var visitCount = 0
    for (lane, source) in sources.enumerated() {
      let bit = UInt8(1) << UInt8(lane)
      paths[source][lane] = 1
      seen[source] = bit
      visits[visitCount] = UInt32(source)
      visitLanes[visitCount] = bit
      visitCount += 1
    }
    let present = UInt32(present)
    var logged = 0
    var visit = 0
    while visit < visitCount {
      let isFirst = visit == 0
      let stepEnd = visitCount
      while visit < stepEnd {
        let v = Int(visits[visit])
        let lanes = visitLanes[visit]
        // A path starts at one member of its source, and may take any member of the others.
        let factor = isFirst ? 1 : multiplicity[v]
        let passing = masked(paths[v] * factor, lanes)
        let rowEnd = Int(offsets[v + 1])
        var arc = Int(offsets[v])
        let firstItem = logged
        reserveLog(logged + rowEnd - arc + 1)
        let (log, logLanes) = (log, logLanes)
        // Without branches: who is new is as good as random, and a wrong guess costs more.
        while arc < rowEnd {
          let target = targets[arc]
          if target >= present { break }
          let reached = lanes & ~seen[Int(target)]
          log[logged] = target
          logLanes[logged] = reached
          logged += reached == 0 ? 0 : 1
          arc += 1
        }
        var item = firstItem
        while item < logged {
          let target = log[item]
          let w = Int(target)
          let reached = logLanes[item]
          let before = fresh[w]
          visits[visitCount] = target
          visitCount += before == 0 ? 1 : 0
          fresh[w] = before | reached
          paths[w] += masked(passing, reached)
          item += 1
        }
        visitEnds[visit] = logged
        visit += 1
      }
      for index in stepEnd..<visitCount {
        let w = Int(visits[index])
        visitLanes[index] = fresh[w]
        seen[w] |= fresh[w]
        fresh[w] = 0
      }
    }
    return visitCount
  }

  private func backward(
    _ multiplicity: UnsafePointer<Double>, _ reach: UnsafePointer<Double>, sources: Range<Int>,
    isCore: Bool, visitCount: Int, into scores: UnsafeMutablePointer<Double>
  ) {
    // A pair within the core is met from both ends.
    var sourceWeights = Lanes.zero
    for (lane, source) in sources.enumerated() {
      sourceWeights[lane] = isCore ? reach[source] / 2 : reach[source]
    }
    var visit = visitCount - 1
    while visit >= sources.count {
      let v = Int(visits[visit])
      let lanes = visitLanes[visit]
      var sum = Lanes.zero
      var item = visitEnds[visit - 1]
      let itemsEnd = visitEnds[visit]
      if item < itemsEnd {
        while item < itemsEnd {
          sum += masked(gain[Int(log[item])], logLanes[item])
          item += 1
        }
        scores[v] += (paths[v] * sum * sourceWeights).sum()
      }
      var ends = Lanes(repeating: reach[v])
      if !isCore, v >= sources.lowerBound {
        // Of a pair within the batch, the one that is taken away later is the end.
        ends = masked(ends, laneBits(after: v, in: sources))
      }
      let next = ends / paths[v] + sum * multiplicity[v]
      gain[v] = masked(next, lanes) + masked(gain[v], ~lanes)
      visit -= 1
    }
  }

  /// The lanes of the sources that are taken away before `v`, those with greater numbers.
  private func laneBits(after v: Int, in sources: Range<Int>) -> UInt8 {
    UInt8(truncatingIfNeeded: 0xfe << (v - sources.lowerBound))
  }

  @inline(__always)
  private func masked(_ x: Lanes, _ lanes: UInt8) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & select[Int(lanes)], to: Lanes.self)
  }

  @inline(__always)
  private func reserveLog(_ needed: Int) {
    if needed > logCapacity { growLog(needed) }
  }

  private func growLog(_ needed: Int) {
    let larger = max(needed, 2 * logCapacity)
    let newLog = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    let newLanes = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    newLog.update(from: log, count: logCapacity)
    newLanes.update(from: logLanes, count: logCapacity)
    log.deallocate()
    logLanes.deallocate()
    (log, logLanes, logCapacity) = (newLog, newLanes, larger)
  }
}
