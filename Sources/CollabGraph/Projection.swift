import CollabCore

extension Network {
  /// The graph of the ties and of the works with at most `largestByline` authors.
  ///
  /// Each row is gathered from the author's own works, so that rows are independent of each
  /// other; the weights of a pair are added in the order ties, then works ascending, from both
  /// ends alike.
  func projected(
    largestByline: Int, _ execution: Execution
  ) throws(Cancellation) -> Graph {
    let given = Graph(vertexCount: vertexCount, edges: ties)
    let works = (0..<incidence.workCount).map { work in
      let authors = incidence.bylineLength(work)
      return authors <= largestByline ? weighting.pairWeight(authors: authors) : 0
    }
    guard works.contains(where: { $0 > 0 }) else { return given }
    let n = vertexCount
    let chunks = try execution.mapChunks(
      of: n, size: 1024, phase: "coauthors", scratch: { [Double](repeating: 0, count: n) }
    ) { sums, authors in
      rows(of: authors, given: given, workWeights: works, sums: &sums)
    }
    var offsets = [0], targets: [UInt32] = [], weights: [Double] = []
    offsets.reserveCapacity(n + 1)
    targets.reserveCapacity(chunks.reduce(0) { $0 + $1.targets.count })
    weights.reserveCapacity(targets.capacity)
    for chunk in chunks {
      for length in chunk.lengths { offsets.append(offsets[offsets.count - 1] + length) }
      targets.append(contentsOf: chunk.targets)
      weights.append(contentsOf: chunk.weights)
    }
    return Graph(offsets: offsets, targets: targets, weights: weights)
  }

  /// The rows of some authors.
  ///
  /// - Parameter sums: for each author 0, before and after; the sum of weights in between.
  private func rows(
    of authors: Range<Int>, given: Graph, workWeights: [Double], sums: inout [Double]
  ) -> (lengths: [Int], targets: [UInt32], weights: [Double]) {
    var lengths: [Int] = [], targets: [UInt32] = [], weights: [Double] = []
    var row: [UInt32] = []
    for v in authors {
      row.removeAll(keepingCapacity: true)
      for arc in given.arcs(v) {
        let w = given.targets[arc]
        row.append(w)
        sums[Int(w)] = given.weights[arc]
      }
      for index in incidence.authorOffsets[v]..<incidence.authorOffsets[v + 1] {
        let work = Int(incidence.authorWorks[index])
        let weight = workWeights[work]
        guard weight > 0 else { continue }
        for place in incidence.workOffsets[work]..<incidence.workOffsets[work + 1] {
          let w = incidence.workAuthors[place]
          guard w != v else { continue }
          if sums[Int(w)] == 0 { row.append(w) }
          sums[Int(w)] += weight
        }
      }
      row.sort()
      lengths.append(row.count)
      targets.append(contentsOf: row)
      for w in row {
        weights.append(sums[Int(w)])
        sums[Int(w)] = 0
      }
    }
    return (lengths, targets, weights)
  }
}
