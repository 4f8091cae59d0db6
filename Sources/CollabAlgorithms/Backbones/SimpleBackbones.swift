import CollabCore
import CollabGraph
import Foundation

extension Backbone {
  /// Ties of a least weight.
  public static let threshold = Backbone(
    id: "threshold", summary: "ties of a minimum weight",
    parameters: [.weight],
    reference: "Newman, Phys. Rev. E 64:016132 (2001), doi:10.1103/PhysRevE.64.016132"
  ) { input in try input.graph.edges.map { $0.weight >= input[.weight] } }

  /// Ties of another minimum weight than 2.
  public static func threshold(weight: Double) -> Backbone { threshold.with([.weight: weight]) }

  /// Each author's strongest ties; equal ones to lower author numbers first.
  ///
  /// A tie is kept that is among the strongest of either end.
  public static let topLinks = Backbone(
    id: "top-links", summary: "the strongest ties of each author",
    parameters: [.count],
    reference: "Leydesdorff, Rafols, J. Informetrics 5:87 (2011), doi:10.1016/j.joi.2010.09.002"
  ) { input in
    let graph = try input.graph
    let (edgeOfArc, arcs) = graph.numberedEdges()
    var kept = [Bool](repeating: false, count: arcs.count)
    for v in 0..<graph.vertexCount {
      let strongest = graph.arcs(v).sorted { (graph.weights[$1], $0) < (graph.weights[$0], $1) }
      for arc in strongest.prefix(input[whole: .count]) { kept[Int(edgeOfArc[arc])] = true }
    }
    return kept
  }

  /// Another number of ties for each author than 3.
  public static func topLinks(count: Int) -> Backbone { topLinks.with([.count: Double(count)]) }

  /// A maximum spanning tree of each component; of equal ties the earlier in the order of edges.
  public static let spanningForest = Backbone(
    id: "spanning-forest", summary: "a strongest tree in each component", parameters: [],
    reference: "Kruskal, Proc. Am. Math. Soc. 7:48 (1956), doi:10.1090/S0002-9939-1956-0078686-7"
  ) { input in
    let edges = try input.graph.edges
    var trees = DisjointSets(input.network.vertexCount)
    var kept = [Bool](repeating: false, count: edges.count)
    let order = edges.indices.sorted { (edges[$1].weight, $0) < (edges[$0].weight, $1) }
    for index in order {
      kept[index] = trees.unite(Int(edges[index].a), Int(edges[index].b))
    }
    return kept
  }

  /// Ties within the *k*-core.
  public static let core = Backbone(
    id: "core", summary: "ties within the k-core",
    parameters: [.k],
    reference: "Seidman, Social Networks 5:269 (1983), doi:10.1016/0378-8733(83)90028-X"
  ) { input in
    let graph = try input.graph
    let core = try coreNumbers(of: graph, execution: input.execution)
    return graph.edges.map { Double(min(core[Int($0.a)], core[Int($0.b)])) >= input[.k] }
  }

  /// Ties within another core than the 3-core.
  public static func core(k: Int) -> Backbone { core.with([.k: Double(k)]) }

  /// Ties too strong to be an even random share of an end's strength.
  ///
  /// An end with one tie only speaks neither for nor against it.
  public static let disparity = Backbone(
    id: "disparity", summary: "ties too strong for an even random share of an author's strength",
    parameters: [.probability],
    reference: "Serrano, Boguñá, Vespignani, PNAS 106:6483 (2009), doi:10.1073/pnas.0808904106"
  ) { input in
    let graph = try input.graph
    let strengths = (0..<graph.vertexCount).map(graph.strength)
    func chance(_ v: UInt32, _ weight: Double) -> Double {
      let rest = max(0, 1 - weight / strengths[Int(v)])
      return pow(rest, Double(graph.degree(Int(v)) - 1))
    }
    return graph.edges.map {
      min(chance($0.a, $0.weight), chance($0.b, $0.weight)) < input[.probability]
    }
  }

  /// Disparity with another probability below which a tie is kept than 0.05.
  public static func disparity(alpha: Double) -> Backbone {
    disparity.with([.probability: alpha])
  }
}

extension Parameter {
  fileprivate static let weight = Parameter(
    "weight", "minimum weight of a tie that is kept", default: 2, in: 0...1e12)
  fileprivate static let count = Parameter(
    "count", "ties kept for each author", kind: .whole, default: 3, in: 1...1e9)
  fileprivate static let k = Parameter(
    "k", "minimum number of coauthors within the core", kind: .whole, default: 3, in: 1...1e9)
  /// How improbable a tie has to be.
  static let probability = Parameter(
    "alpha", "probability below which a tie is kept", default: 0.05, in: 0...1)
}
