import CollabCore
import CollabGraph
import Foundation

extension NetworkMeasure {
  /// The share of all pairs of authors who are coauthors.
  public static let density = NetworkMeasure(
    id: "density", summary: "share of the pairs of authors who are coauthors",
    reference: "Wasserman, Faust, Social Network Analysis (1994), section 4.2"
  ) { network, execution in
    let n = Double(network.vertexCount)
    let edges = Double(try network.graph(execution: execution).edgeCount)
    return n > 1 ? 2 * edges / (n * (n - 1)) : .nan
  }

  /// The mean number of coauthors.
  public static let meanDegree = NetworkMeasure(
    id: "mean-degree", summary: "mean number of coauthors",
    reference: "Newman, PNAS 98:404 (2001), doi:10.1073/pnas.98.2.404"
  ) { network, execution in
    let arcs = try network.graph(execution: execution).targets.count
    return network.vertexCount == 0 ? .nan : Double(arcs) / Double(network.vertexCount)
  }

  /// The number of connected components, isolated authors included.
  public static let components = NetworkMeasure(
    id: "components", summary: "number of groups of authors without a tie to others",
    isCount: true, reference: "Newman, PNAS 98:404 (2001), doi:10.1073/pnas.98.2.404"
  ) { network, execution in
    Double(try connectedComponents(of: network, execution: execution).count)
  }

  /// The share of authors in the largest component.
  public static let largestComponent = NetworkMeasure(
    id: "largest-component", summary: "share of the authors in the largest component",
    reference: "Newman, PNAS 98:404 (2001), doi:10.1073/pnas.98.2.404"
  ) { network, execution in
    let components = try connectedComponents(of: network, execution: execution)
    guard let largest = components.sizes.first else { return .nan }
    return Double(largest) / Double(network.vertexCount)
  }

  /// See ``CollabAlgorithms/degreeAssortativity(of:)``.
  public static let degreeAssortativity = NetworkMeasure(
    id: "degree-assortativity", summary: "correlation of the numbers of coauthors of coauthors",
    reference: "Newman, Phys. Rev. Lett. 89:208701 (2002), doi:10.1103/PhysRevLett.89.208701"
  ) { network, execution in
    CollabAlgorithms.degreeAssortativity(of: try network.graph(execution: execution))
  }

  /// The share of pairs of coauthors of somebody who are coauthors: triangles over open and
  /// closed ways of two steps.
  public static let transitivity = NetworkMeasure(
    id: "transitivity", summary: "share of the ways of two steps that close to a triangle",
    reference: "Newman, Strogatz, Watts, Phys. Rev. E 64:026118 (2001), "
      + "doi:10.1103/PhysRevE.64.026118"
  ) { network, execution in
    let graph = try network.graph(execution: execution)
    let triangles = try triangleCounts(of: graph, execution: execution)
    let ways = (0..<graph.vertexCount).reduce(0.0) { sum, v in
      sum + Double(graph.degree(v)) * Double(graph.degree(v) - 1) / 2
    }
    return ways > 0 ? triangles.reduce(0.0) { $0 + Double($1) } / ways : .nan
  }

  /// The mean clustering of the authors with two coauthors or more.
  public static let meanClustering = NetworkMeasure(
    id: "mean-clustering", summary: "mean clustering of authors with two coauthors or more",
    reference: "Watts, Strogatz, Nature 393:440 (1998), doi:10.1038/30918"
  ) { network, execution in try averageClustering(network, execution) }

  /// See ``CollabAlgorithms/diameter(of:execution:)``.
  public static let diameter = NetworkMeasure(
    id: "diameter", summary: "maximum number of steps between two authors of a component",
    isCount: true,
    reference: "Takes, Kosters, CIKM (2011), doi:10.1145/2063576.2063748"
  ) { network, execution in
    Double(
      try CollabAlgorithms.diameter(
        of: network.graph(execution: execution), execution: execution))
  }

  /// The mean number of steps over pairs of authors with a way between them.
  public static let meanDistance = NetworkMeasure(
    id: "mean-distance", summary: "mean steps between authors with a way between them",
    isQuadratic: true,
    reference: "Newman, PNAS 98:404 (2001), doi:10.1073/pnas.98.2.404"
  ) { network, execution in
    try averageDistance(network.graph(execution: execution), execution)
  }

  /// Clustering over that of a random graph, over distance over that of a random graph.
  public static let smallWorldSigma = NetworkMeasure(
    id: "small-world-sigma",
    summary: "clustering over random clustering, over distance over random distance",
    isQuadratic: true,
    reference: "Humphries, Gurney, PLoS ONE 3:e2051 (2008), doi:10.1371/journal.pone.0002051"
  ) { network, execution in
    guard let world = try SmallWorld(of: network, execution) else { return .nan }
    return world.clustering / world.randomClustering
      / (world.distance / world.randomDistance)
  }

  /// Random distance over distance, less clustering over that of a ring lattice.
  public static let smallWorldOmega = NetworkMeasure(
    id: "small-world-omega",
    summary: "0 in a small world, towards −1 in a lattice, towards 1 at random",
    isQuadratic: true,
    reference: "Telesford, Joyce, Hayasaka, Burdette, Laurienti, Brain Connect. 1:367 (2011), "
      + "doi:10.1089/brain.2011.0038"
  ) { network, execution in
    guard let world = try SmallWorld(of: network, execution) else { return .nan }
    return world.randomDistance / world.distance - world.clustering / world.latticeClustering
  }

  /// The exponent of the tail of the numbers of coauthors.
  public static let degreeExponent = NetworkMeasure(
    id: "degree-exponent", summary: "exponent of a power law fitted to the most coauthors",
    reference: "Clauset, Shalizi, Newman, SIAM Review 51:661 (2009), doi:10.1137/070710111"
  ) { network, execution in
    let graph = try network.graph(execution: execution)
    return TailFit((0..<graph.vertexCount).map(graph.degree))?.exponent ?? .nan
  }
}

private func averageClustering(_ network: Network, _ execution: Execution) throws -> Double {
  let known = try Measure.clustering.scores(of: network, execution: execution).values
    .filter { !$0.isNaN }
  return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
}

private func averageDistance(_ graph: Graph, _ execution: Execution) throws -> Double {
  let sums = try distanceSums(of: graph, execution: execution)
  let pairs = sums.reduce(0) { $0 + $1.reached }
  return pairs > 0 ? sums.reduce(0) { $0 + $1.distances } / Double(pairs) : .nan
}

/// What the small-world coefficients compare, on the largest component.
///
/// The references are closed forms of a random graph and a ring lattice with as many authors and
/// ties, not drawn graphs.
private struct SmallWorld {
  /// The mean over all authors, 0 for those with one coauthor.
  let clustering: Double
  let distance: Double
  let randomClustering: Double
  let randomDistance: Double
  let latticeClustering: Double

  /// `nil` where the mean degree is at most 2, for which the closed forms say nothing.
  init?(of network: Network, _ execution: Execution) throws {
    let components = try connectedComponents(of: network, execution: execution)
    let graph = try network.graph(execution: execution).induced { components.community[$0] == 0 }
    let n = Double(graph.vertexCount)
    let degree = Double(graph.targets.count) / n
    guard degree > 2 else { return nil }
    let values = try Measure.clustering.scores(
      of: Network(graph: graph), execution: execution
    ).values
    clustering = values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } / n
    distance = try averageDistance(graph, execution)
    randomClustering = degree / n
    randomDistance = log(n) / log(degree)
    latticeClustering = 3 * (degree - 2) / (4 * (degree - 1))
  }
}
