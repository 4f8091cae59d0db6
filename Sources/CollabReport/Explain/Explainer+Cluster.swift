import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph

extension Explainer {
  /// How the weight of the ties inside of a cluster comes about, with its members and works.
  ///
  /// A work belongs to the cluster where at least half of its authors in the network do.
  ///
  /// - Parameters:
  ///   - number: the number of the cluster, from 1.
  ///   - clustering: the clusters.
  /// - Throws: ``/CollabCore/OptionError`` for a number that no cluster has.
  public func cluster(
    _ number: Int, of clustering: Clustering
  ) throws(OptionError) -> Explanation {
    let profiles = clustering.profiles
    guard let profile = profiles.first(where: { $0.community == number - 1 }) else {
      throw OptionError(
        "there is no cluster \(number); there are \(counted(profiles.count, "cluster"))")
    }
    let community = clustering.outcome.partition.community
    let belongs = Set(profile.works)
    var parts = Table(
      Self.workColumns + [
        .init("members"), .init("n", unit.rawValue), .init("belongs"), .init("pairs"),
        .init("adds", isMixed: true),
      ])
    for work in 0..<incidence.workCount {
      let members = incidence.authors(ofWork: work).filter {
        Int(community[Int($0)]) == profile.community
      }
      guard !members.isEmpty else { continue }
      let pairs = tiedPairs(of: Array(members))
      parts.append(
        cells(of: work) + [
          .count(members.count), .count(incidence.bylineLength(work)),
          .text(belongs.contains(work) ? "yes" : "no"), .count(pairs),
          .number(Double(pairs) * weight(ofWork: work)),
        ])
    }
    for tie in network.ties
    where Int(community[Int(tie.a)]) == profile.community
      && Int(community[Int(tie.b)]) == profile.community && weight(Int(tie.a), Int(tie.b)) != nil
    {
      parts.append(Self.statedCells(4) + [.number(tie.weight)])
    }
    let words = profile.topics.map { "\($0.text) (\($0.origin.rawValue))" }
    return Explanation(
      title: "Cluster \(number)", quantity: "inner weight", value: profile.innerWeight,
      formula: "Each work adds the weight of its ties among the cluster's members: the pairs of "
        + "members on its byline, times \(pairFormula).",
      remarks: leftOut + [
        "\(counted(profile.members.count, "member")): "
          + profile.members.map { corpus.labels[$0] }.joined(separator: "; ") + ".",
        "\(counted(profile.works.count, "work")) of which at least half of the \(unit.rawValue) are members.",
        "Ties to others weigh \(ByteText.form(of: profile.outerWeight)).",
        "Words: \(words.isEmpty ? "none" : words.joined(separator: ", ")).",
        "Who is a member follows from the network as a whole, by the method \(clustering.method).",
      ], parts: parts)
  }

  /// How many pairs of some authors of a work are tied in the network.
  private func tiedPairs(of authors: [UInt32]) -> Int {
    guard network.leavesTiesOut else { return authors.count * (authors.count - 1) / 2 }
    var count = 0
    for (place, a) in authors.enumerated() {
      for b in authors[(place + 1)...] where weight(Int(a), Int(b)) != nil { count += 1 }
    }
    return count
  }
}
