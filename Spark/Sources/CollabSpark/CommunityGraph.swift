import CollabCore
import Foundation
import SparkConnect

/// The graph of communities as JSON with `nodes` and `links`, which the local reader `json-graph` takes.
private struct CommunityGraph: Encodable {
  struct Node: Encodable {
    let id: Int
    let label: String
    let authors: Int
  }

  struct Link: Encodable {
    let source: Int
    let target: Int
    let weight: Double
  }

  var nodes: [Node] = []
  var links: [Link] = []
}

extension SparkCommunities {
  /// The graph of the largest communities: each is a vertex, called after its leading author, and the ties
  /// between the members of two add up.
  ///
  /// - Parameter list: what ``list(top:)`` returned.
  /// - Returns: JSON with `nodes` and `links`, in their order; weights, which a cluster adds up in any order,
  ///   have nine digits.
  /// - Throws: ``/SparkConnect/SparkError``.
  public func graph(of list: Table) async throws -> String {
    var graph = CommunityGraph()
    for row in list.rows {
      guard case .count(let place) = row[0], case .count(let size) = row[1],
        case .list(let leaders) = row[5], let first = leaders.first
      else { throw SparkError(.malformed, "a community has no leading author") }
      graph.nodes.append(
        .init(id: place, label: size > 1 ? first + " and others" : first, authors: size))
    }
    if !graph.nodes.isEmpty { try await addLinks(to: &graph) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(graph), as: UTF8.self)
  }

  private func addLinks(to graph: inout CommunityGraph) async throws {
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "ties between communities", PackageResources.communities_graph_sql,
        [
          "places": try await place(top: graph.nodes.count), "members": members,
          "ties": try await network.ties().table,
        ],
        isCommand: false))
    for batch in batches {
      let src = try batch.column("src"), dst = try batch.column("dst")
      let weight = try batch.column("weight")
      for row in 0..<batch.count {
        let ends = [Int(src.int(row) ?? 0), Int(dst.int(row) ?? 0)].sorted()
        let sum = weight.double(row) ?? .nan
        let unit = pow(10, 8 - (log10(max(abs(sum), .leastNormalMagnitude))).rounded(.down))
        graph.links.append(
          .init(source: ends[0], target: ends[1], weight: (sum * unit).rounded() / unit))
      }
    }
    graph.links.sort { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}
