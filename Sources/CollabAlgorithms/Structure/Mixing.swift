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
