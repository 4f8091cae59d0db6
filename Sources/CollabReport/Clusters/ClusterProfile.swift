import CollabAlgorithms
import CollabGraph

/// What there is to say of one community of authors.
public struct ClusterProfile: Sendable, Equatable {
  /// The community's number in its partition, from 0.
  public let community: Int
  /// Its authors, by the weight of their ties inside it, greatest first; equal ones by the weight
  /// of all their ties, then by number.
  public let members: [Int]
  /// The summed weight of the ties between its authors.
  public let innerWeight: Double
  /// The summed weight of the ties from its authors to others.
  public let outerWeight: Double
  /// The works that have at least half of their authors in it, ascending.
  public let works: [Int]
  /// The phrases and words that set these works apart; see ``TopicWords/terms(of:limit:)``.
  public let topics: [TopicWords.Term]

  /// The same without where they stand.
  public var topicWords: [String] { topics.map(\.text) }

  /// Describes every community of a partition, in the partition's order.
  ///
  /// - Complexity: O(vertices log vertices + edges + authorships).
  public static func all(
    of partition: Partition, quality: PartitionQuality, graph: Graph, incidence: Incidence,
    topics: TopicWords
  ) -> [ClusterProfile] {
    let strength = (0..<graph.vertexCount).map(graph.strength)
    var innerStrength = [Double](repeating: 0, count: graph.vertexCount)
    for v in 0..<graph.vertexCount {
      for arc in graph.arcs(v)
      where partition.community[Int(graph.targets[arc])] == partition.community[v] {
        innerStrength[v] += graph.weights[arc]
      }
    }
    let works = worksByCommunity(of: partition, incidence: incidence)
    var counters = topics.counters()
    return partition.members.enumerated().map { community, members in
      ClusterProfile(
        community: community,
        members: members.sorted { a, b in
          let left = (innerStrength[a], strength[a]), right = (innerStrength[b], strength[b])
          return left == right ? a < b : left > right
        },
        innerWeight: quality.communities[community].innerWeight,
        outerWeight: quality.communities[community].outerWeight,
        works: works[community],
        topics: topics.terms(of: works[community], counters: &counters))
    }
  }

  private static func worksByCommunity(
    of partition: Partition, incidence: Incidence
  ) -> [[Int]] {
    var works = [[Int]](repeating: [], count: partition.count)
    for work in 0..<incidence.workCount {
      let communities = incidence.authors(ofWork: work).map { partition.community[Int($0)] }
        .sorted()
      var start = 0
      while start < communities.count {
        let end = communities[start...].firstIndex { $0 != communities[start] } ?? communities.count
        if 2 * (end - start) >= communities.count { works[Int(communities[start])].append(work) }
        start = end
      }
    }
    return works
  }
}
