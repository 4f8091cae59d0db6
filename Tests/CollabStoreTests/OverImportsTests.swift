import CollabCore
import Foundation
import GRDB
import Testing

@testable import CollabBibliography
@testable import CollabStore

/// What stays over the imports of a growing corpus.
@Suite struct OverImportsTests {
  /// A made-up field of 120 groups of people who write together, large enough to learn from.
  static let field: [CollabBibliography.Record] = {
    var random = SplitMix64(seed: 11), records: [CollabBibliography.Record] = []
    let syllables = ["ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "pi", "ra", "so", "tu"]
    func word(_ count: Int) -> String {
      (0..<count).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
    let families = (0..<120).map { _ in word(4).capitalized }
    for group in 0..<120 {
      let members = (0..<8).map { _ in
        (word(3).capitalized, families[random.below(families.count)])
      }
      let topics = (0..<12).map { _ in word(3) }
      for paper in 0..<12 {
        var record = CollabBibliography.Record(line: records.count + 1)
        record.title =
          (0..<5).map { _ in topics[random.below(topics.count)] }.joined(separator: " ")
          + " \(records.count)"
        record.date = PartialDate(2000 + paper % 12)
        record.venue = "Journal of \(topics[0])"
        let start = random.below(8)
        record.byline = (0..<3).map { index in
          let (given, family) = members[(start + index) % 8]
          return Contributor(
            PersonName(
              given: paper % 7 == 0 ? "\(given.prefix(1))." : given, family: family, particle: "",
              suffix: "", isGroup: false))
        }
        if group % 30 == 0 {
          record.byline.append(
            Contributor(
              PersonName(given: "Wei", family: "Wang", particle: "", suffix: "", isGroup: false)))
        }
        records.append(record)
      }
    }
    random = SplitMix64(seed: 5)
    records.shuffle(using: &random)
    return records
  }()

  static func source(_ name: String, _ records: some Sequence<CollabBibliography.Record>)
    -> ReadSource
  {
    var sink = RecordSink(file: name)
    for record in records { sink.append(record) }
    return ReadSource(
      source: Source(
        name: name, format: "test", sha256: "\(name) \(sink.records.count)",
        entryCount: sink.records.count),
      content: sink)
  }

  /// The field in so many sources.
  static func parts(_ count: Int) -> [ReadSource] {
    (0..<count).map { part in
      source(
        "part \(part)", field.enumerated().filter { $0.offset % count == part }.map(\.element))
    }
  }

  private func source(
    _ name: String, _ records: some Sequence<CollabBibliography.Record>
  ) -> ReadSource { Self.source(name, records) }

  private func add(
    _ sources: [ReadSource], to path: String, retrain: Bool = false
  ) throws {
    _ = try Store.add(sources, to: path, retrain: retrain) {
      try Bibliography(merging: $0, model: $1)
    }
  }

  /// Who stands at each place, by the name of the first place of the same person.
  private func answer(_ path: String) throws -> [String] {
    let store = try Store.open(path)
    let bibliography = try Bibliography(merging: store.sources(), model: store.identity().model)
    var lines: [String] = []
    bibliography.forEachBylinePlace { place in
      lines.append(
        "\(place.entry.line) \(place.position) "
          + (place.person.map { bibliography.people.label($0) } ?? ""))
    }
    return lines.sorted()
  }

  /// The number of the person at each place, by title and position.
  private func numbers(_ path: String) throws -> [String: Int] {
    try DatabaseQueue(path: path).read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT title, position, person FROM authorship JOIN work ON work.id = authorship.work
          """)
      return Dictionary(
        uniqueKeysWithValues: rows.map { row in
          let title: String = row[0], position: Int = row[1], person: Int = row[2]
          return ("\(title) \(position)", person)
        })
    }
  }

  @Test func aPersonKeepsTheirNumberOverTenImports() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    let parts = Self.parts(10)
    var last: [String: Int] = [:]
    for part in parts {
      try add([part], to: path)
      let now = try numbers(path)
      // Whoever is neither joined with others nor parted keeps their number.
      let before = Dictionary(grouping: last.keys) { last[$0] }.mapValues(Set.init)
      let after = Dictionary(grouping: last.keys) { now[$0] }.mapValues(Set.init)
      let same = Set(before.values).intersection(after.values)
      #expect(last.isEmpty || !same.isEmpty)
      for (number, places) in before where same.contains(places) {
        #expect(after[number] == places)
      }
      last = now
    }
    // A file that is replaced, and one that is renamed, leave the numbers as they are.
    try add(
      [
        source(
          "part 0",
          Self.field.enumerated().filter { $0.offset % 10 == 0 }.map(\.element)
            .reversed())
      ], to: path)
    #expect(try numbers(path) == last)
    // Nothing depends on the order within an import.
    let one = folder.path("one.sqlite"), other = folder.path("other.sqlite")
    try add(parts, to: one)
    try add(parts.reversed(), to: other)
    #expect(try numbers(one) == numbers(other))
    #expect(Set(try numbers(one).values) == Set(1...Set(try numbers(one).values).count))
  }

  @Test func theModelIsKeptUntilTheCorpusHasGrownByATenth() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    let count = Self.field.count
    try add([source("a", Self.field[..<(count * 8 / 10)])], to: path)
    let first = try #require(try Store.open(path).identity().model)
    #expect(first.isLearnt && first.workCount == count * 8 / 10)
    try add([source("b", Self.field[(count * 8 / 10)..<(count * 85 / 100)])], to: path)
    #expect(try Store.open(path).identity().model == first)
    let before = try answer(path)
    // Nothing new, but learnt anew: the same as a fresh corpus.
    try add([], to: path, retrain: true)
    let fresh = folder.path("fresh.sqlite")
    try add(
      [
        source("a", Self.field[..<(count * 8 / 10)]),
        source("b", Self.field[(count * 8 / 10)..<(count * 85 / 100)]),
      ], to: fresh)
    #expect(try Store.open(path).identity().model == Store.open(fresh).identity().model)
    #expect(try Store.open(path).identity().model != first)
    #expect(try answer(path) == answer(fresh))
    #expect(before.count == (try answer(path)).count)
    // Grown by more than a tenth since.
    try add([source("c", Self.field[(count * 85 / 100)...])], to: path)
    #expect(try Store.open(path).identity().model?.workCount == count)
  }

  @Test(arguments: ["weight 1", "works", "bias"])
  func aDamagedModelIsAnError(name: String) throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    try add([source("a", Self.field)], to: path)
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: "UPDATE identity_model SET value = 9e999 WHERE name = ?", arguments: [name])
    }
    #expect(throws: StoreError.malformed) { try Store.open(path).identity().model }
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: "DELETE FROM identity_model WHERE name = ?", arguments: [name])
    }
    #expect(throws: StoreError.malformed) { try Store.open(path).identity().model }
  }
}
