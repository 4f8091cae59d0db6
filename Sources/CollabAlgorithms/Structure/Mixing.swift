import CollabCore
import CollabGraph

/// The correlation of the degrees at the two ends of an edge; `nan` where all are equal.
///
/// Newman, *Assortative mixing in networks*, Phys. Rev. Lett. 89:208701 (2002),
/// doi:10.1103/PhysRevLett.89.208701.
///
/// - Complexity: O(*m*) time.
public func degreeAssortativity(of graph: Graph) -> Double {
  var sum = 0.0, squares = 0.0, products = 0.0
  for v in 0..<graph.vertexCount {
    let degree = Double(graph.degree(v))
    // Each vertex stands at as many ends as it has edges.
    sum += degree * degree
    squares += degree * degree * degree
    for arc in graph.arcs(v) { products += degree * Double(graph.degree(Int(graph.targets[arc]))) }
  }
  let ends = Double(graph.targets.count)
  // Sums of whole numbers, so a variance of zero comes out as zero.
  let variance = ends * squares - sum * sum
  return variance > 0 ? (ends * products - sum * sum) / variance : .nan
}

/// The rich-club coefficient of each degree *k* that some author exceeds: the share of the pairs of
/// authors with more than *k* coauthors who are coauthors; `nan` for a single author.
///
/// Zhou and Mondragón, IEEE Commun. Lett. 8:180 (2004), doi:10.1109/LCOMM.2004.823426.
///
/// - Complexity: O(*n* + *m*) time.
public func richClub(of graph: Graph) -> [Double] {
  let greatest = (0..<graph.vertexCount).map(graph.degree).max() ?? 0
  // How many vertices have each degree, and how many edges have it as their lesser one.
  var vertices = [Int](repeating: 0, count: greatest + 1)
  var edges = vertices
  for v in 0..<graph.vertexCount {
    vertices[graph.degree(v)] += 1
    for arc in graph.arcs(v) where graph.targets[arc] > v {
      edges[min(graph.degree(v), graph.degree(Int(graph.targets[arc])))] += 1
    }
  }
  var result: [Double] = []
  var members = 0, ties = 0
  for k in stride(from: greatest, to: 0, by: -1) {
    members += vertices[k]
    ties += edges[k]
    result.append(
      members > 1 ? 2 * Double(ties) / (Double(members) * Double(members - 1)) : .nan)
  }
  return result.reversed()
}

/// The rich-club coefficients over their means in graphs with the same degrees, drawn by swapping
/// the ends of edges; above 1 the well connected write with each other more than by chance.
///
/// Colizza, Flammini, Serrano, Vespignani, Nature Physics 2:110 (2006), doi:10.1038/nphys209.
///
/// - Parameters:
///   - samples: the number of graphs drawn.
///   - swaps: the swaps tried for each edge of a drawn graph.
/// - Returns: one quotient a degree, as in ``richClub(of:)``; `nan` where chance gives none.
/// - Complexity: O(`samples`·`swaps`·*m*) expected time, O(*m*) space for each thread.
public func normalisedRichClub(
  of graph: Graph, samples: Int = 10, swaps: Int = 10, seed: UInt64 = 1, execution: Execution
) throws(Cancellation) -> [Double] {
  let drawn = try execution.map(Array(0..<samples), phase: "rich club") { sample in
    var random = SplitMix64(seed: seed, stream: UInt64(sample))
    return richClub(of: graph.swappingEnds(tries: swaps * graph.edgeCount, using: &random))
  }
  return richClub(of: graph).enumerated().map { k, coefficient in
    let mean = drawn.reduce(0) { $0 + $1[k] } / Double(samples)
    return mean > 0 ? coefficient / mean : .nan
  }
}

extension Graph {
  /// A graph with the same degrees, in which pairs of edges ab, cd became ad, cb wherever that
  /// made no loop and no parallel edge. Weights stay with the first ends.
  func swappingEnds(tries: Int, using random: inout SplitMix64) -> Graph {
    var edges = edges
    guard edges.count > 1 else { return self }
    func key(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
    var present = Set(edges.map { key($0.a, $0.b) })
    for _ in 0..<tries {
      let i = random.below(edges.count), j = random.below(edges.count)
      // Either end of the second edge may be exchanged.
      var other = edges[j]
      if random.below(2) == 0 { swap(&other.a, &other.b) }
      let one = edges[i]
      let (x, y) = (key(one.a, other.b), key(other.a, one.b))
      guard i != j, one.a != other.b, other.a != one.b, !present.contains(x), !present.contains(y)
      else { continue }
      present.remove(key(one.a, one.b))
      present.remove(key(other.a, other.b))
      present.insert(x)
      present.insert(y)
      edges[i].b = other.b
      edges[j].a = other.a
      edges[j].b = one.b
    }
    return Graph(vertexCount: vertexCount, edges: edges)
  }
}
