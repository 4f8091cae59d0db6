import CollabAlgorithms
import CollabCore
import CollabGraph

extension Clustering {
  /// A figure of each author as a member of their cluster.
  struct MemberFigure {
    let id: String
    let title: String
    /// One value a vertex; `nan` where it is not known.
    let values: [Double]
  }

  /// What part each author plays in the clusters, and how sure their place is where that was
  /// asked for; see ``CommunityRoles`` and ``PartitionStability/membership``.
  var memberFigures: [MemberFigure] {
    [
      MemberFigure(id: "participation", title: "participation", values: roles.participation),
      MemberFigure(
        id: "within-module-z", title: "z in the cluster", values: roles.withinModuleZ),
    ]
      + (stability.map {
        [MemberFigure(id: "stability", title: "stability", values: $0.membership)]
      } ?? [])
  }

  /// The authors as rows, cluster after cluster, each by the weight of their ties inside it.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - noun: what a vertex is called in the header.
  ///   - top: how many clusters; `nil` for all.
  public func membersTable(labels: [String], noun: String = "author", top: Int? = nil) -> Table {
    table(of: profiles.prefix(top ?? profiles.count).flatMap(\.members), labels: labels, noun)
  }

  /// The authors whose ties are spread most evenly over clusters, as rows; equal ones by their
  /// number. Authors with ties to one cluster only are left out.
  ///
  /// - Parameters:
  ///   - labels: the name of each vertex.
  ///   - noun: what a vertex is called in the header.
  ///   - top: how many authors.
  func connectorsTable(labels: [String], noun: String, top: Int) -> Table {
    let participation = roles.participation
    let order = participation.indices.filter { participation[$0] > 0 }
      .sorted { (participation[$1], $0) < (participation[$0], $1) }
    return table(of: Array(order.prefix(top)), labels: labels, noun)
  }

  private func table(of authors: [Int], labels: [String], _ noun: String) -> Table {
    let figures = memberFigures
    var table = Table(
      [.init("cluster"), .init(noun)] + figures.map { .init($0.id, $0.title) })
    for author in authors {
      table.append(
        [.count(Int(outcome.partition.community[author]) + 1), .text(labels[author])]
          + figures.map { .number($0.values[author]) })
    }
    return table
  }
}
