import CollabBibliography
import CollabCorpus
import CollabGraph

extension Clustering {
  /// Titles of which no two are alike, the largest community first.
  ///
  /// The first of these that is not taken: the work that nearly all of a large community wrote; the
  /// most telling phrase that names something; two words that stand close by in titles, as *multilingual
  /// models*; any other phrase; a word; the two most telling words; the leading author.
  ///
  /// - Parameters:
  ///   - onlyWork: the title of the work that nearly all members wrote, if there is one.
  ///   - joined: the two words of a community without phrases.
  static func titles(
    of profiles: [ClusterProfile], names: [String],
    onlyWork: (ClusterProfile) -> String? = { _ in nil },
    joined: (ClusterProfile) -> String? = { _ in nil }
  ) -> [String] {
    var taken = Set<String>()
    return profiles.map { profile in
      let terms = profile.topicWords
      let phrases = terms.filter { $0.contains(" ") }, words = terms.filter { !$0.contains(" ") }
      let naming = phrases.filter { !vague.contains($0.prefix { $0 != " " }) }
      let pairs = zip(terms, terms.dropFirst()).map { "\($0), \($1)" }
      let leader = profile.members.first.map { names[$0] } ?? ""
      let candidates = [onlyWork(profile)].compactMap { $0 } + naming
      return candidates.first { taken.insert($0).inserted }
        ?? ((naming.isEmpty ? [joined(profile)].compactMap { $0 } : []) + phrases + words + pairs)
        .first { taken.insert($0).inserted }
        ?? (leader.contains(where: \.isLetter)
          ? leader + (profile.members.count > 1 ? " and others" : "") : "")
    }
  }

  /// Words that say how good something is, not what.
  private static let vague = Set<Substring>([
    "automatic", "better", "effective", "efficient", "fast", "improved", "improving", "interactive",
    "large", "robust", "simple",
  ])

  /// The two of the three most telling words of which one stands most often up to three words before
  /// the other in titles, at least in two, or in the only one.
  static func joined(_ profile: ClusterProfile, title: (Int) -> String?) -> String? {
    let words = profile.topicWords.filter { !$0.contains(" ") }.prefix(3)
    let stems = words.map { TopicWords.stem(of: $0.lowercased()) }
    guard words.count > 1 else { return nil }
    let titles = profile.works.compactMap(title).map {
      TopicWords.words(of: $0).map { TopicWords.stem(of: $0) }
    }
    var best: (text: String, count: Int)?
    for a in words.indices {
      for b in words.indices where a != b {
        let count = titles.count { title in
          title.indices.contains { i in
            title[i] == stems[a] && title[(i + 1)...].prefix(3).contains(stems[b])
          }
        }
        if count >= min(2, titles.count), count > best?.count ?? 0 {
          best = ("\(words[a]) \(words[b])", count)
        }
      }
    }
    return best?.text
  }
}

extension Corpus {
  /// The title of the work that at least nine tenths of a community of fifty and more wrote.
  func onlyWork(of profile: ClusterProfile) -> String? {
    let members = Set(profile.members)
    guard members.count >= 50 else { return nil }
    let most = profile.works.first { work in
      let authors = network.incidence.authors(ofWork: work).count { members.contains(Int($0)) }
      return 10 * authors >= 9 * members.count
    }
    guard let title = most.flatMap({ bibliography.works.topic(ofWork: $0).title }) else {
      return nil
    }
    return title.count > 48 ? title.prefix(47) + "…" : title
  }
}
