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
  /// - Parameter top: the number of communities.
  /// - Returns: JSON with `nodes` and `links`, the bytes the same for the same corpus.
  /// - Throws: ``/SparkConnect/SparkError``.
  public func graph(top: Int) async throws -> String {
    var graph = CommunityGraph()
    for row in try await list(top: top).rows {
      guard case .count(let place) = row[0], case .count(let size) = row[1],
        case .list(let leaders) = row[5], let first = leaders.first
      else { throw SparkError(.malformed, "a community has no leading author") }
      graph.nodes.append(
        .init(id: place, label: size > 1 ? first + " and others" : first, authors: size))
    }
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "ties between communities", PackageResources.communities_graph_sql,
        [
          "places": try await place(top: top), "members": members,
          "ties": try await network.ties().table,
        ],
        isCommand: false))
    for batch in batches {
      let src = try batch.column("src"), dst = try batch.column("dst")
      let weight = try batch.column("weight")
      for row in 0..<batch.count {
        let ends = [Int(src.int(row) ?? 0), Int(dst.int(row) ?? 0)].sorted()
        // Sums of a cluster come in any order; nine digits are the same each time.
        let sum = ((weight.double(row) ?? .nan) * 1e9).rounded() / 1e9
        graph.links.append(.init(source: ends[0], target: ends[1], weight: sum))
      }
    }
    graph.links.sort { ($0.source, $0.target) < ($1.source, $1.target) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(graph), as: UTF8.self)
  }
}
