import CollabCore

extension Network {
  /// The graph of the ties and of the works with at most `largestByline` authors.
  ///
  /// Each row is gathered from the author's own works, so that rows are independent of each
  /// other; the weights of a pair are added in the order ties, then works ascending.
  func projected(
    largestByline: Int, _ execution: Execution
  ) throws(Cancellation) -> Graph {
    let given = Graph(uncheckedVertexCount: vertexCount, edges: ties)
    let longest = (0..<incidence.workCount).reduce(0) { max($0, incidence.bylineLength($1)) }
    let weights = (0...longest).map { weighting.pairWeight(authors: $0) }
    guard weights.contains(where: { $0 > 0 }) else { return given }
    let n = vertexCount
    let rows = try execution.mapChunks(
      of: n, size: 1024, phase: "coauthors", scratch: { [Double](repeating: 0, count: n) }
    ) { sums, authors in
      upperRows(
        of: authors, given: given, weights: weights, largestByline: largestByline, sums: &sums)
    }
    return Graph(vertexCount: n, upperRows: rows)
  }

  /// The rows of some authors, as far as they lead to authors of greater numbers.
  ///
  /// - Parameters:
  ///   - weights: what a work of so many authors adds to each of its pairs.
  ///   - largestByline: works of more authors in the network are passed over.
  ///   - sums: for each author 0, before and after; the sum of weights in between.
  private func upperRows(
    of authors: Range<Int>, given: Graph, weights: [Double], largestByline: Int,
    sums: inout [Double]
  ) -> UpperRows {
    var rows = UpperRows()
    var row: [UInt32] = []
    rows.lengths.reserveCapacity(authors.count)
    for v in authors {
      row.removeAll(keepingCapacity: true)
      for arc in given.arcs(v) where given.targets[arc] > v {
        let w = given.targets[arc]
        row.append(w)
        sums[Int(w)] = given.weights[arc]
      }
      for index in incidence.authorOffsets[v]..<incidence.authorOffsets[v + 1] {
        let work = Int(incidence.authorWorks[index])
        let end = incidence.workOffsets[work + 1]
        let weight = weights[incidence.bylineLength(work)]
        guard weight > 0, end - incidence.workOffsets[work] <= largestByline else { continue }
        // Ascending, so that the greater ones are the last.
        var place = end - 1
        while incidence.workAuthors[place] > v {
          let w = Int(incidence.workAuthors[place])
          if sums[w] == 0 { row.append(UInt32(w)) }
          sums[w] += weight
          place -= 1
        }
      }
      row.sort()
      rows.lengths.append(row.count)
      rows.targets.append(contentsOf: row)
      for w in row {
        rows.weights.append(sums[Int(w)])
        sums[Int(w)] = 0
      }
    }
    return rows
  }
}

/// The halves of some rows that lead to greater vertices, sorted by neighbour.
private struct UpperRows: Sendable {
  var lengths: [Int] = []
  var targets: [UInt32] = []
  var weights: [Double] = []
}

extension Graph {
  /// Puts the other half of each row before it.
  fileprivate init(vertexCount n: Int, upperRows chunks: [UpperRows]) {
    var offsets = [Int](repeating: 0, count: n + 1)
    var v = 0
    for chunk in chunks {
      for length in chunk.lengths {
        offsets[v + 1] += length
        v += 1
      }
      for w in chunk.targets { offsets[Int(w) + 1] += 1 }
    }
    for v in 0..<n { offsets[v + 1] += offsets[v] }
    var cursor = offsets
    var targets = [UInt32](repeating: 0, count: offsets[n])
    var weights = [Double](repeating: 0, count: offsets[n])
    v = 0
    for chunk in chunks {
      var arc = 0
      for length in chunk.lengths {
        // All smaller neighbours have put themselves here.
        var own = cursor[v]
        for _ in 0..<length {
          let w = Int(chunk.targets[arc]), weight = chunk.weights[arc]
          targets[own] = UInt32(w)
          weights[own] = weight
          own += 1
          targets[cursor[w]] = UInt32(v)
          weights[cursor[w]] = weight
          cursor[w] += 1
          arc += 1
        }
        v += 1
      }
    }
    self.init(offsets: offsets, targets: targets, weights: weights)
  }
}
