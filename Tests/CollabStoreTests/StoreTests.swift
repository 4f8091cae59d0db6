import CollabCore
import CollabTestSupport
import Foundation
import GRDB
import Testing

@testable import CollabBibliography
@testable import CollabStore

/// A folder that goes away with the test.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("collab-store-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// Texts that have been lost, merged or run in one database or another.
private let texts = [
  "plain", "O'Neil; DROP TABLE record;--", "caf\u{E9}", "cafe\u{301}", "nul\u{0}within",
  "山田 太郎", "🧑‍🔬", " spaces ", "line\nbreak", "\u{FFFF}", "",
]

/// Sources drawn from a seed; every field is there in some record and missing in another.
private func source(_ name: String, seed: UInt64, records: Int = 40) -> ReadSource {
  var random = SplitMix64(seed: seed)
  func text() -> String { texts[random.below(texts.count - 1)] }
  func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? {
    random.below(2) == 0 ? value() : nil
  }
  func identifiers() -> [Identifier] {
    (0..<random.below(3)).compactMap { _ in
      Identifier(
        Identifier.Scheme.allCases[random.below(Identifier.Scheme.allCases.count)],
        "10.1/\(random.below(9))")
    }
  }
  func contributor() -> Contributor {
    var name = PersonName(
      given: texts[random.below(texts.count)], family: "Family " + text(),
      particle: maybe("van") ?? "", suffix: maybe("Jr.") ?? "", isGroup: random.below(4) == 0)
    if !name.isGroup { name.native = maybe("孙茂松") ?? "" }
    return Contributor(
      name, identifiers: identifiers(),
      affiliations: (0..<random.below(3)).map { _ in "at " + text() },
      countries: ["CH", "SE"].filter { _ in random.below(3) == 0 })
  }
  var sink = RecordSink(file: name)
  for index in 0..<records {
    var record = CollabBibliography.Record(line: index * 3 + 1)
    record.key = maybe(text())
    record.identifiers = identifiers()
    record.title = maybe(text())
    if record.title == nil { record.abstract = maybe(text()) }
    record.date = maybe(
      PartialDate(1900 + random.below(200), maybe(1 + random.below(12)), nil))
    record.venue = maybe(text())
    record.type = maybe("article-journal")
    record.field = maybe(text())
    record.byline = (0..<random.below(5)).map { _ in contributor() }
    record.bylineIsCut = random.below(2) == 0
    record.owner = maybe(contributor())
    record.affiliations = (0..<random.below(3)).map { _ in "of " + text() }
    record.citations = maybe(random.below(100))
    record.keywords = (0..<random.below(3)).map { _ in "on " + text() }
    record.url = maybe("https://example.org/" + text())
    sink.append(record)
  }
  for line in 1...5 {
    sink.append(
      ReportedFigure(
        person: contributor().name, figure: text(), value: random.unit(), unit: text(), line: line))
    sink.append(StatedTie(text(), text(), weight: random.unit(), line: line))
    sink.appendVertex(text())
    sink.diagnose("test.kind", .warning, text(), line: maybe(line), column: nil)
  }
  return ReadSource(
    source: Source(
      name: name, format: "test", sha256: "hash of \(seed)", entryCount: sink.records.count,
      tieCount: sink.ties.count),
    content: sink)
}

/// Everything of a source as bytes, so that equal spellings of one letter still differ.
private func bytes(_ source: ReadSource) -> [UInt8] {
  var text = ""
  dump(source.source, to: &text)
  dump(Array(source.content.records), to: &text)
  dump(source.content.reported, to: &text)
  dump(source.content.ties, to: &text)
  dump(source.content.isolated, to: &text)
  dump(source.content.diagnostics, to: &text)
  return Array(text.utf8)
}

private func noMerge(_: [ReadSource], _: IdentityModel?) -> Bibliography { Bibliography() }

@Suite struct StoreTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func whatGoesInComesOut(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let sources = [source("b.bib", seed: seed), source("a.ris", seed: seed + 100)]
    #expect(try Store.add(sources, to: path, merge: noMerge) == [.added, .added])
    let read = try Store.open(path).sources()
    #expect(read.map(bytes) == [bytes(sources[1]), bytes(sources[0])])
  }

  @Test func theSameFileTwiceChangesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    _ = try Store.add([source("a.bib", seed: 1)], to: path, merge: noMerge)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let again = try Store.add(
      [source("a.bib", seed: 1)], to: path,
      merge: { _, _ in throw StoreError("nothing changed, so nothing is to be merged") })
    #expect(again == [.unchanged])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func theOrderOfInputsLeavesNoTrace() throws {
    let folder = try TemporaryFolder()
    let sources = (0..<4).map { source("\($0).bib", seed: UInt64($0)) }
    _ = try Store.add(sources, to: folder.path("a.sqlite"), merge: noMerge)
    _ = try Store.add(sources.reversed(), to: folder.path("b.sqlite"), merge: noMerge)
    let files = try ["a.sqlite", "b.sqlite"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder.path($0)))
    }
    #expect(files[0] == files[1])
  }

  @Test func newContentReplacesOld() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let other = source("other.bib", seed: 3), newer = source("a.bib", seed: 2, records: 10)
    _ = try Store.add([source("a.bib", seed: 1), other], to: path, merge: noMerge)
    #expect(try Store.add([newer], to: path, merge: noMerge) == [.replaced])
    #expect(try Store.open(path).sources().map(bytes) == [bytes(newer), bytes(other)])
    // Nothing of the old content stays behind.
    try DatabaseQueue(path: path).read { database in
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM record") == 50)
      let orphans = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM name WHERE id NOT IN (SELECT name FROM byline)
            AND id NOT IN (SELECT name FROM reported_figure)
          """)
      #expect(orphans == 0)
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
    }
  }

  /// What is merged is what the file holds afterwards, whether it was given or had been there.
  @Test func worksAreMergedFromAllThatTheFileHolds() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let kept = source("b.bib", seed: 1), newer = source("a.bib", seed: 2)
    _ = try Store.add([kept, source("a.bib", seed: 3)], to: path, merge: noMerge)
    var merged: [[UInt8]] = []
    let changes = try Store.add([newer, source("c.bib", seed: 4), kept], to: path) { sources, _ in
      merged = sources.sorted { $0.source.name < $1.source.name }.map(bytes)
      return Bibliography()
    }
    #expect(changes == [.replaced, .added, .unchanged])
    #expect(try Store.open(path).sources().map(bytes) == merged)
  }

  @Test func aFailureLeavesTheFileAsItWas() throws {
    struct Interruption: Error {}
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite"), fresh = folder.path("fresh.sqlite")
    _ = try Store.add([source("a.bib", seed: 1)], to: path, merge: noMerge)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for target in [path, fresh] {
      #expect(throws: Interruption.self) {
        try Store.add([source("a.bib", seed: 2)], to: target) { _, _ in throw Interruption() }
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["lab.sqlite"])
  }

  @Test func twoInputsOfOneNameAreRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) {
      try Store.add(
        [source("a.bib", seed: 1), source("a.bib", seed: 2)], to: folder.path("lab.sqlite"),
        merge: noMerge)
    }
  }

  @Test func otherFilesAreLeftAlone() throws {
    let folder = try TemporaryFolder()
    let text = folder.path("text"), foreign = folder.path("foreign.sqlite")
    let later = folder.path("later.sqlite")
    try Data("not a database, but long enough to be taken for the header of one".utf8)
      .write(to: URL(fileURLWithPath: text))
    try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE mine (x)") }
    _ = try Store.add([], to: later, merge: noMerge)
    try DatabaseQueue(path: later).write {
      try $0.execute(sql: "PRAGMA user_version = \(Schema.version + 1)")
    }
    for path in [text, foreign, later] {
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(throws: StoreError.self) { try Store.open(path) }
      #expect(throws: StoreError.self) {
        try Store.add([source("a.bib", seed: 1)], to: path, merge: noMerge)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
    #expect(throws: StoreError("the file does not exist")) { try Store.open(folder.path("none")) }
  }

  /// `version-1.sql` has the tables of the first version, and rows written by hand.
  @Test func aCorpusOfAnEarlierVersionIsReadAndBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("old.sqlite")
    let sql = try String(
      contentsOf: SharedData.fixture("corpus/version-1.sql"), encoding: .utf8)
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
    let file = URL(fileURLWithPath: path), before = try Data(contentsOf: file)
    let old = try Store.open(path).sources()
    let record = try #require(old.first?.content.records.first)
    #expect(record.title == "On Ties" && record.date == PartialDate(1999))
    #expect(record.byline.map(\.name.display) == ["Bo Berg", "Ada Aho"])
    #expect(record.byline.map(\.affiliations) == [[], ["At Home"]])
    #expect(record.byline.map(\.countries) == [[], []])
    try Store.check(path)

    // An import that fails leaves the old version, one that does not brings the new.
    struct Interruption: Error {}
    let new = source("new.bib", seed: 3)
    #expect(throws: Interruption.self) {
      try Store.add([new], to: path) { _, _ in throw Interruption() }
    }
    #expect(try Data(contentsOf: file) == before)
    #expect(try Store.add([new], to: path, merge: noMerge) == [.added])
    let read = try Store.open(path).sources()
    #expect(read.map(bytes) == [bytes(new)] + old.map(bytes))
    let version = {
      try DatabaseQueue(path: path).read { database in
        try Int.fetchOne(database, sql: "PRAGMA user_version")
      }
    }
    #expect(try version() == Schema.version)

    // The same tables as those of a new file, and once more changes nothing.
    let fresh = folder.path("fresh.sqlite")
    _ = try Store.add([new], to: fresh, merge: noMerge)
    let tables = { (path: String) in
      try DatabaseQueue(path: path).read { database in
        try String.fetchAll(
          database, sql: "SELECT name FROM sqlite_schema WHERE type <> 'index' ORDER BY name")
      }
    }
    let (migrated, made) = try (tables(path), tables(fresh))
    #expect(migrated == made)
    #expect(try Store.add([new], to: path, merge: noMerge) == [.unchanged])
  }

  /// Cut at any page and with any byte flipped, a corpus is an error or some records, never a trap.
  @Test func damageIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite"), damaged = folder.path("damaged.sqlite")
    _ = try Store.add([source("a.bib", seed: 1, records: 8)], to: path, merge: noMerge)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SplitMix64(seed: 7)
    for round in 0..<150 {
      var data = whole
      if round % 3 == 0 {
        data = data.prefix(random.below(data.count))
      } else {
        for _ in 0...round % 5 { data[random.below(data.count)] ^= UInt8(1 << random.below(8)) }
      }
      try data.write(to: URL(fileURLWithPath: damaged))
      _ = try? Store.open(damaged).sources()
    }
  }

  @Test func worksAndPeopleCanBeAskedForInSQL() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    _ = try Store.add([source("a.bib", seed: 1)], to: path) { _, _ in try library() }
    try DatabaseQueue(path: path).read { database throws in
      func rows(_ sql: String) throws -> [String] {
        try Row.fetchAll(database, sql: sql).map { row in
          row.databaseValues.map { $0.isNull ? "-" : "\($0)".replacing("\"", with: "") }
            .joined(separator: "|")
        }
      }
      #expect(
        try rows("SELECT title, year, doi, authors FROM works ORDER BY id")
          == ["On Ties|1999|10.1/x|Bo Berg; Ada Aho", "Alone|-|-|Ada Aho"])
      #expect(
        try rows("SELECT person, works, first_year, last_year, citations FROM people ORDER BY id")
          == ["Ada Aho|2|1999|1999|7", "Bo Berg|1|1999|1999|7"])
      #expect(
        try rows(
          "SELECT person, position, title FROM authorships WHERE year = 1999 ORDER BY position")
          == ["Bo Berg|1|On Ties", "Ada Aho|2|On Ties"])
      #expect(
        try rows("SELECT person, coauthor, works FROM coauthors ORDER BY person")
          == ["Ada Aho|Bo Berg|1", "Bo Berg|Ada Aho|1"])
    }
  }

  /// The five author pages: what the file gives back merges into the very same library.
  @Test func pagesFromTheFileAreThePages() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let seeds = SharedData.checkout.appendingPathComponent("seeds").path
    let (sources, _) = try Bibliography.read([seeds], execution: .serial)
    #expect(sources.count == 5)
    _ = try Store.add(sources, to: path) { stored, _ in
      try Bibliography(merging: stored)
    }
    let read = try Store.open(path).sources()
    #expect(read.map(bytes) == sources.map(bytes))
    func described(_ sources: [ReadSource]) throws -> String {
      let library = try Bibliography(merging: sources)
      var text = ""
      dump(Array(library.works), to: &text)
      dump(Array(library.people), to: &text)
      dump(library.diagnostics, to: &text)
      dump(try library.suggestions(), to: &text)
      return text
    }
    #expect(try Array(described(read).utf8) == Array(described(sources).utf8))
    let counts = try DatabaseQueue(path: path).read { database in
      try ["works", "people"].map {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)")
      }
    }
    let library = try Bibliography(merging: sources)
    #expect(counts == [library.works.count, library.people.count])
  }

  private func library() throws -> Bibliography {
    var sink = RecordSink(file: "a.bib")
    func add(
      _ title: String, _ authors: [String],
      _ change: (inout CollabBibliography.Record) -> Void = { _ in }
    ) {
      var record = CollabBibliography.Record(line: 1)
      record.title = title
      record.byline = authors.compactMap { NameParser.natural($0).map { Contributor($0) } }
      change(&record)
      sink.append(record)
    }
    add("On Ties", ["Bo Berg", "Ada Aho"]) {
      $0.date = PartialDate(1999)
      $0.citations = 7
      $0.identifiers = [Identifier(.doi, "10.1/x")].compactMap { $0 }
    }
    add("Alone", ["Ada Aho"])
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a.bib", format: "test", sha256: "", entryCount: 2), content: sink)
      ])
  }
}
