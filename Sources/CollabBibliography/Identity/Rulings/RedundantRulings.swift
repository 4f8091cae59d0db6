import CollabCore

extension RulingBinder {
  /// Says which rulings say what would have been decided without any.
  ///
  /// - Parameter person: for each place as it was before the rulings a number of its person.
  func redundant(_ person: [UInt32], before: [RecordStore.Authorship]) -> [Diagnostic] {
    var places: [UInt32: [Int]] = [:]
    for mention in checks.flatMap({ $0.sides.joined() }) { places[mention] = [] }
    for (place, authorship) in whole.enumerated() { places[authorship.mention]?.append(place) }
    var found: [Ruling] = []
    for (ruling, sides) in checks {
      let sidePlaces = sides.map { $0.flatMap { places[$0] ?? [] } }
      let people = sidePlaces.map { Set($0.map { person[$0] }) }
      let isRedundant =
        switch ruling.kind {
        case .same: people.count { !$0.isEmpty } > 1 && Set(people.joined()).count == 1
        case .different:
          people.count { !$0.isEmpty } > 1
            && people.reduce(0) { $0 + $1.count } == Set(people.joined()).count
            && zip(ruling.sides, people).allSatisfy { $0.areOnePersons ? $1.count < 2 : true }
        case .group:
          !people.joined().isEmpty
            && sidePlaces.joined().allSatisfy { names[before[$0].mention].isGroup }
        case .drop, .rename: false
        }
      if isRedundant { found.append(ruling) }
    }
    guard let first = found.first else { return [] }
    let shown = found.prefix(20).map(\.place).joined(separator: ", ")
    return [
      Diagnostic(
        "names.redundant-rule", .note,
        "\(found.count) of \(checks.count) rulings say what would be decided without them: \(shown)"
          + (found.count > 20 ? ", …" : ""),
        file: first.file, line: first.line, column: 1)
    ]
  }
}
