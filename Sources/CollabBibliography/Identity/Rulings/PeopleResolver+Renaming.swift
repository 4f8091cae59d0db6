import CollabCore

extension PeopleResolver {
  /// The mention that a ruling shows a person by, for those people of whom one speaks.
  ///
  /// - Parameter people: the mentions of each person.
  mutating func shownByRuling(_ people: [ArraySlice<UInt32>]) -> [Int: UInt32] {
    if rulings.renamed.isEmpty { return [:] }
    var result: [Int: UInt32] = [:]
    for (person, mentions) in people.enumerated() {
      let found = mentions.compactMap { rulings.renamed[$0] }
        .sorted { ($0.ruling.file, $0.ruling.line) < ($1.ruling.file, $1.ruling.line) }
      guard let first = found.first else { continue }
      result[person] = first.shown
      if let other = found.first(where: { $0.shown != first.shown }) {
        contradictions.append(.contradiction(other.ruling, first.ruling))
      }
    }
    return result
  }
}
