import CollabCore
import CollabTestSupport
import Foundation
import GRDB
import Testing

@testable import CollabBibliography
@testable import CollabStore

/// Corpus files that this tool did not write: each is one clear error, soon.
@Suite struct HostileCorpusTests {
  private static let foreign = "the corpus is not as collab writes it: "
  private static let malformed = "the corpus is damaged: a value is not of the kind expected"

  /// A corpus of two sources, changed by `change`, and what is said of it.
  private func message(after change: (Database) throws -> Void) throws -> String? {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    try make(path)
    try DatabaseQueue(path: path).writeWithoutTransaction(change)
    do {
      _ = try Store.open(path).sources()
      return nil
    } catch {
      let adding = #expect(throws: StoreError.self) {
        try Store.add([source("b.bib")], to: path) { _, _ in Bibliography() }
      }
      #expect(adding == error)
      return error.description
    }
  }

  private func source(_ name: String) -> ReadSource {
    var sink = RecordSink(file: name)
    for line in 1...3 {
      var record = CollabBibliography.Record(line: line)
      record.title = "Work \(line)"
      record.date = PartialDate(2001, 2, 3)
      record.citations = 4
      record.byline = ["Aho", "Berg"].map { Contributor(PersonName(given: "A.", family: $0)) }
      sink.append(record)
    }
    sink.append(
      ReportedFigure(person: PersonName(given: "A.", family: "Aho"), figure: "f", value: 1, line: 1)
    )
    sink.append(StatedTie("a", "b", weight: 2, line: 1))
    sink.appendVertex("c")
    sink.diagnose("test.kind", .note, "a note", line: 1)
    return ReadSource(
      source: Source(name: name, format: "test", sha256: "1", entryCount: 3), content: sink)
  }

  private func make(_ path: String) throws {
    _ = try Store.add([source("a.bib")], to: path) { _, _ in Bibliography() }
  }

  @Test(arguments: [
    ("ALTER TABLE name RENAME TO n; CREATE VIEW name AS SELECT * FROM n", "it holds the table 'n'"),
    (
      "DROP TABLE vertex; CREATE VIEW vertex AS SELECT 1 AS source, 1 AS position, 'v' AS label",
      "'vertex' is a view, not a table"
    ),
    (
      "DROP TABLE vertex; CREATE VIEW vertex AS WITH RECURSIVE c(x) AS "
        + "(SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT 1 AS source, x AS position, 'v' AS label FROM c",
      "'vertex' is a view, not a table"
    ),
    (
      "DROP TABLE vertex; CREATE VIRTUAL TABLE vertex USING rtree(source, position, label)",
      "'vertex' is a virtual table, not a table"
    ),
    (
      "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM name; END",
      "it holds the trigger 't'"
    ),
    ("CREATE INDEX i ON record (abs(year))", "it holds the index 'i'"),
    ("CREATE VIEW mine AS SELECT 1", "it holds the view 'mine'"),
    ("ALTER TABLE record ADD COLUMN more TEXT", "the column 'more' of 'record' is another"),
    (
      "ALTER TABLE record DROP COLUMN url; "
        + "ALTER TABLE record ADD COLUMN url TEXT AS (hex(zeroblob(1000000))) VIRTUAL",
      "the column 'url' of 'record' is another"
    ),
    ("ALTER TABLE record DROP COLUMN url", "'record' has no column 'url'"),
    ("DROP TABLE tie", "it has no table 'tie'"),
    (
      "DROP TABLE tie; CREATE TABLE tie (source INTEGER NOT NULL, position INTEGER NOT NULL, "
        + "a TEXT NOT NULL, b TEXT NOT NULL, weight REAL, line INTEGER NOT NULL)",
      "the column 'position' of 'tie' is another"
    ),
    ("DROP VIEW works; CREATE TABLE works (x)", "'works' is a table, not a view"),
  ])
  func otherTablesAreRefused(change: String, difference: String) throws {
    let said = try message { try $0.execute(sql: change) }
    #expect(said == Self.foreign + difference)
  }

  @Test(arguments: [
    "UPDATE record SET line = -1", "UPDATE record SET year = 1 << 40",
    "UPDATE record SET month = 13",
    "UPDATE record SET day = 0", "UPDATE record SET citations = -1",
    "UPDATE record SET citations = 1 << 40", "UPDATE record SET title = x'00' || 5, line = 'x'",
    "UPDATE byline SET position = -position", "UPDATE byline SET name = 99",
    "UPDATE name SET is_group = 'x'", "UPDATE tie SET weight = 9e999", "UPDATE tie SET weight = -1",
    "UPDATE tie SET line = 1 << 40", "UPDATE diagnostic SET column = -7",
    "UPDATE diagnostic SET severity = 'fatal'", "UPDATE reported_figure SET line = -1",
  ])
  func otherValuesAreRefused(change: String) throws {
    let said = try message { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + change) }
    #expect(said == Self.malformed)
  }

  /// SQLite finds an object by such a name, and does not remove it: an import then left a file that
  /// nothing could read.
  @Test(arguments: ["name", "tbl_name", "type", "sql"])
  func aSchemaOfBytesIsRefused(column: String) throws {
    let said = try message {
      try $0.execute(
        sql: """
          PRAGMA writable_schema = ON; UPDATE sqlite_schema SET \(column) = CAST(\(column) AS BLOB)
          WHERE name = 'authorship_of_person'
          """)
    }
    #expect(said == Self.foreign + "its schema is damaged")
  }

  @Test func aVeryLongTextIsRefused() throws {
    let said = try message {
      try $0.execute(sql: "UPDATE record SET title = hex(zeroblob(9000000)) WHERE line = 2")
    }
    #expect(said == "a text is longer than 16 MiB")
  }

  /// What the user's own SQLite may have added, and nothing else may be missing.
  @Test func statisticsOfTablesAreNoDifference() throws {
    #expect(try message { try $0.execute(sql: "ANALYZE; DROP INDEX authorship_of_person") } == nil)
  }

  /// Pages that lead to the same page many times over hold more rows than the file has bytes.
  @Test func pagesWithoutEndAreLeft() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    try make(path)
    let (root, size) = try DatabaseQueue(path: path).read { database in
      (
        try Int.fetchOne(
          database, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'vertex'")!,
        try Int.fetchOne(database, sql: "PRAGMA page_size")!
      )
    }
    var file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let start = (root - 1) * size
    let leaf = Array(file[start..<start + size])
    // The only cell: a length, and the row. Inner cells have the page to its left before them.
    let cellStart = Int(leaf[8]) << 8 | Int(leaf[9])
    let cell = Array(leaf[cellStart..<cellStart + 1 + Int(leaf[cellStart])])
    func bytes(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    func inner(child: Int) -> [UInt8] {
      var page = [UInt8](repeating: 0, count: size), end = size, places: [UInt8] = []
      for _ in 0..<100 {
        let content = bytes(child, 4) + cell
        end -= content.count
        page.replaceSubrange(end..<end + content.count, with: content)
        places += bytes(end, 2)
      }
      let head = [0x02, 0, 0] + bytes(100, 2) + bytes(end, 2) + [0] + bytes(child, 4) + places
      page.replaceSubrange(0..<head.count, with: head)
      return page
    }
    var count = file.count / size
    file += leaf
    count += 1
    for _ in 0..<8 {
      file += inner(child: count)
      count += 1
    }
    file.replaceSubrange(start..<start + size, with: inner(child: count))
    file.replaceSubrange(28..<32, with: bytes(count, 4))
    try Data(file).write(to: URL(fileURLWithPath: path))
    let store = try Store.open(path)
    #expect(throws: StoreError("the file is damaged: it holds more rows than its size allows")) {
      try store.sources()
    }
    #expect(throws: StoreError("the file is damaged")) {
      try Store.add([source("b.bib")], to: path) { _, _ in Bibliography() }
    }
  }
}
