import CollabGraph

/// A graph made ready for distances in steps between all pairs: vertices with equal neighbours
/// merged, and numbered by component and by breadth-first search, so that near ones are near in
/// memory too.
struct StepProblem {
  /// Sources that are searched from at once, all bits of a weight together.
  struct Batch {
    /// The classes to search from, at most 512.
    var sources: [UInt32]
    /// How often the sources with a bit in the mask count.
    var weights: [(factor: UInt64, mask: StepBatch.Word)]
    /// For each component with a source in the batch its bounds and the bits of its sources.
    var components: [(classes: Range<Int>, mask: StepBatch.Word)]
  }

  /// The class of each vertex.
  private(set) var group: [UInt32]
  /// The number of authors of each class.
  private(set) var multiplicity: [UInt64] = []
  /// The distance between two authors of one class.
  private(set) var twinDistance: [Double] = []
  /// The number of authors in reach of each one of a class, not counting that one.
  private(set) var reached: [Int] = []
  /// The edges between classes.
  private(set) var rows = Rows()
  /// The batches of sources; components with a single class need none.
  private(set) var batches: [Batch] = []

  /// The number of classes.
  var count: Int { multiplicity.count }

  init(_ reduced: ReducedGraph) {
    let graph = reduced.graph
    let all = Rows(offsets: graph.offsets, targets: graph.targets)
    let n = all.count
    let twins = Twins(all)
    var sizes = [UInt64](repeating: 0, count: n)
    for v in 0..<n { sizes[twins.representative[v]] += UInt64(reduced.sizes[v]) }
    let isClass = (0..<n).map { twins.representative[$0] == $0 }
    var number = [UInt32](repeating: .max, count: n)
    var order: [Int] = []
    var components: [Range<Int>] = []
    let byDegree = (0..<n).filter { isClass[$0] }
      .sorted { (all[$1].count, $0) < (all[$0].count, $1) }
    for start in byDegree where number[start] == .max {
      let first = order.count
      number[start] = UInt32(first)
      order.append(start)
      var head = first
      while head < order.count {
        for w in all[order[head]].lazy.map({ Int($0) }) where isClass[w] && number[w] == .max {
          number[w] = UInt32(order.count)
          order.append(w)
        }
        head += 1
      }
      components.append(first..<order.count)
    }
    group = (0..<n).map { number[twins.representative[$0]] }
    for v in order {
      multiplicity.append(sizes[v])
      twinDistance.append(twins.isAdjacent[v] ? 1 : 2)
      rows.append(all[v].lazy.filter { isClass[Int($0)] }.map { number[Int($0)] })
    }
    for component in components {
      let size = component.reduce(0) { $0 + Int(multiplicity[$1]) }
      reached.append(contentsOf: component.map { _ in size - 1 })
    }
    makeBatches(components.filter { $0.count > 1 })
  }

  /// Sources of one component together, those of one multiplicity together, near ones together.
  private mutating func makeBatches(_ components: [Range<Int>]) {
    var sources: [(component: Int, source: UInt32)] = []
    for (index, component) in components.enumerated() {
      let sorted = component.sorted { (multiplicity[$0], $0) < (multiplicity[$1], $1) }
      sources.append(contentsOf: sorted.map { (index, UInt32($0)) })
    }
    for first in stride(from: 0, to: sources.count, by: StepBatch.width) {
      let part = sources[first..<min(first + StepBatch.width, sources.count)]
      var batch = Batch(sources: part.map(\.source), weights: [], components: [])
      var bits = [StepBatch.Word](repeating: .zero, count: 64)
      var last = -1
      for (place, entry) in part.enumerated() {
        let bit = StepBatch.bit(place)
        if entry.component != last {
          batch.components.append((components[entry.component], .zero))
          last = entry.component
        }
        batch.components[batch.components.count - 1].mask |= bit
        for power in 0..<64 where multiplicity[Int(entry.source)] >> UInt64(power) & 1 == 1 {
          bits[power] |= bit
        }
      }
      let first = multiplicity[Int(batch.sources[0])]
      if batch.sources.allSatisfy({ multiplicity[Int($0)] == first }) {
        batch.weights = [(first, StepBatch.Word(repeating: .max))]
      } else {
        batch.weights = bits.enumerated().filter { $0.element != .zero }
          .map { (UInt64(1) << UInt64($0.offset), $0.element) }
      }
      batches.append(batch)
    }
  }
}

/// Sums of distances over the sources that were searched from.
struct StepSums {
  /// A number that all distances up to 24 divide, so that their inverses add up exactly.
  static let unit: UInt64 = 5_354_228_880
  var distances: [UInt64]
  /// Inverses of the distances up to 24, in parts of ``unit``.
  var nearInverses: [UInt64]
  var farInverses: [Double]

  init(count: Int) {
    distances = [UInt64](repeating: 0, count: count)
    nearInverses = distances
    farInverses = [Double](repeating: 0, count: count)
  }
}

/// Breadth-first searches from 512 sources at once, a bit for each.
///
/// Then et al., *The more the merrier: efficient multi-source graph traversal*, PVLDB 8:449
/// (2014), doi:10.14778/2735496.2735507. As distances are the same both ways, what a search finds
/// is added to the vertex that it reaches: one count of bits serves all sources.
final class StepBatch {
  typealias Word = SIMD8<UInt64>
  /// The number of searches at once.
  static let width = 512

  private let seen: UnsafeMutablePointer<Word>
  private var frontier: UnsafeMutablePointer<Word>
  private var next: UnsafeMutablePointer<Word>
  private var active: [UInt32] = []
  private var touched: [UInt32] = []

  init(classes: Int) {
    (seen, frontier, next) = (
      .allocate(capacity: classes), .allocate(capacity: classes), .allocate(capacity: classes)
    )
    seen.initialize(repeating: .zero, count: classes)
    frontier.initialize(repeating: .zero, count: classes)
    next.initialize(repeating: .zero, count: classes)
  }

  deinit {
    seen.deallocate()
    frontier.deallocate()
    next.deallocate()
  }

  /// The word with one bit set.
  static func bit(_ place: Int) -> Word {
    var word = Word.zero
    word[place / 64] = 1 << UInt64(place % 64)
    return word
  }

  /// Searches from a batch of sources and adds up what each class is reached by.
  func run(_ problem: StepProblem, _ batch: StepProblem.Batch, into sums: inout StepSums) {
    for (classes, _) in batch.components {
      (seen + classes.lowerBound).update(repeating: .zero, count: classes.count)
    }
    for (place, source) in batch.sources.enumerated() {
      seen[Int(source)] |= Self.bit(place)
      frontier[Int(source)] |= Self.bit(place)
    }
    active = batch.sources
    var distance: UInt64 = 0
    problem.rows.offsets.withUnsafeBufferPointer { offsets in
      problem.rows.targets.withUnsafeBufferPointer { targets in
        while !active.isEmpty {
          distance += 1
          touched.removeAll(keepingCapacity: true)
          let reaching = active.reduce(0) { $0 + offsets[Int($1) + 1] - offsets[Int($1)] }
          let all = batch.components.reduce(0) {
            $0 + offsets[$1.classes.upperBound] - offsets[$1.classes.lowerBound]
          }
          if reaching * 4 < all {
            push(offsets, targets)
          } else {
            for (classes, mask) in batch.components { pull(offsets, targets, classes, mask) }
          }
          for v in active { frontier[Int(v)] = .zero }
          swap(&frontier, &next)
          swap(&active, &touched)
          addUp(distance, batch, &sums)
        }
      }
    }
  }

  /// The active classes tell their neighbours.
  private func push(
    _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>
  ) {
    for v in active {
      let passing = frontier[Int(v)]
      for arc in offsets[Int(v)]..<offsets[Int(v) + 1] {
        let w = Int(targets[arc])
        let reached = passing & ~seen[w]
        if reached == .zero { continue }
        if next[w] == .zero { touched.append(targets[arc]) }
        next[w] |= reached
      }
    }
  }

  /// The classes that are not reached by all sources of their component ask their neighbours.
  private func pull(
    _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>,
    _ classes: Range<Int>, _ mask: Word
  ) {
    let (seen, frontier, next) = (seen, frontier, next)
    for v in classes where seen[v] != mask {
      var reached = Word.zero
      var arc = offsets[v]
      let end = offsets[v + 1]
      while arc < end {
        reached |= frontier[Int(targets[arc])]
        arc += 1
      }
      reached &= ~seen[v]
      if reached == .zero { continue }
      next[v] = reached
      touched.append(UInt32(v))
    }
  }

  /// Counts the sources that have just reached each class.
  private func addUp(
    _ distance: UInt64, _ batch: StepProblem.Batch, _ sums: inout StepSums
  ) {
    let inverse = distance <= 24 ? StepSums.unit / distance : 0
    for v in active {
      let v = Int(v)
      seen[v] |= frontier[v]
      var count: UInt64 = 0
      for (factor, mask) in batch.weights {
        count += factor * (frontier[v] & mask).nonzeroBitCount.wrappedSum()
      }
      sums.distances[v] += distance * count
      sums.nearInverses[v] += inverse * count
      if inverse == 0 { sums.farInverses[v] += Double(count) / Double(distance) }
    }
  }
}
