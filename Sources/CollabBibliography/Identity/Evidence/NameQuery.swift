import CollabCore

/// A name that stands on most works of a corpus: they were found by it.
///
/// Such works are no sample of a field: how frequent the name is cannot be told from them.
struct NameQuery: Sendable {
  /// One of its places.
  let place: UInt32
  let works: Int
  let allWorks: Int
  /// Into how many groups without a common coauthor its works fall, single works left out.
  let groups: Int

  init(place: UInt32, works: Int, allWorks: Int, groups: Int) {
    self.place = place
    self.works = works
    self.allWorks = allWorks
    self.groups = groups
  }

  private static let minimumWorks = 20
  private static let minimumGroups = 5

  /// Looks for such a name; `nil` where none is.
  ///
  /// - Complexity: O(*n*) for *n* places.
  init?(_ mentions: IdentityMentions, _ coauthors: NamedCoauthors) {
    var counts = [Int](repeating: 0, count: coauthors.count), allWorks = 0
    var lastWork = [Int](repeating: -1, count: coauthors.count)
    for work in 0..<mentions.workCount {
      var hasName = false
      for place in mentions.places(of: work) where coauthors.tokenOf[place] != .max {
        hasName = true
        let token = Int(coauthors.tokenOf[place])
        if lastWork[token] != work { counts[token] += 1 }
        lastWork[token] = work
      }
      if hasName { allWorks += 1 }
    }
    guard let most = counts.max(), most > Self.minimumWorks, most * 2 > allWorks,
      let token = counts.firstIndex(of: most)
    else { return nil }
    let places = (0..<mentions.workCount).compactMap { work in
      mentions.places(of: work).first { coauthors.tokenOf[$0] == UInt32(token) }
    }
    var sets = DisjointSets(places.count)
    var first = [Int](repeating: -1, count: coauthors.count)
    for (index, place) in places.enumerated() {
      for other in mentions.places(of: Int(mentions.workOf[place])) {
        let coauthor = coauthors.tokenOf[other]
        if coauthor == .max || coauthor == UInt32(token) { continue }
        if first[Int(coauthor)] < 0 { first[Int(coauthor)] = index }
        sets.unite(first[Int(coauthor)], index)
      }
    }
    var sizes = [Int](repeating: 0, count: places.count)
    for index in places.indices { sizes[sets.find(index)] += 1 }
    groups = sizes.count { $0 > 1 }
    guard groups > Self.minimumGroups else { return nil }
    place = UInt32(places[0])
    works = most
    self.allWorks = allWorks
  }

  func note(_ name: String) -> Diagnostic {
    Diagnostic(
      "merge.name-query", .note,
      "'\(name)' stands on \(works) of \(allWorks) works, in \(groups) groups without a common "
        + "coauthor: works that were found by a name do not tell how frequent it is, so more people "
        + "may bear it than were told apart")
  }
}
