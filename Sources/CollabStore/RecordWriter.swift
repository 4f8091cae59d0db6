import CollabBibliography
import CollabCore
import Foundation
import GRDB

/// Writes sources as they were read; see ``Schema/records``.
struct RecordWriter {
  private let database: Database
  private let inserts: Inserts
  private var nextRecord: Int64
  private var nextName: Int64
  /// By bytes: Swift takes the composed and the decomposed spelling of a name for equal.
  private var names: [[UInt8]: Int64] = [:]

  init(database: Database) throws {
    self.database = database
    inserts = try Inserts(database)
    nextRecord = 1 + (try Int64.fetchOne(database, sql: "SELECT max(id) FROM record") ?? 0)
    nextName = 1 + (try Int64.fetchOne(database, sql: "SELECT max(id) FROM name") ?? 0)
    for (id, name) in try StoreReader(database: database).names() { names[key(of: name)] = id }
  }

  /// Writes a source, unless its content is there.
  mutating func write(_ input: ReadSource) throws -> Store.Change {
    let source = input.source, content = input.content
    let present = try Int.fetchOne(
      database, sql: "SELECT 1 FROM source WHERE name = ? AND sha256 = ? AND format = ?",
      arguments: [stored(source.name), stored(source.sha256), stored(source.format)])
    if present != nil { return .unchanged }
    try database.execute(
      sql: "DELETE FROM source WHERE name = ?", arguments: [stored(source.name)])
    let isReplaced = database.changesCount > 0
    try database.execute(
      sql: "INSERT INTO source (name, format, sha256) VALUES (?, ?, ?)",
      arguments: [stored(source.name), stored(source.format), stored(source.sha256)])
    let id = database.lastInsertedRowID
    for (position, record) in content.records.enumerated() {
      try write(record, at: position, of: id)
    }
    for (position, figure) in content.reported.enumerated() {
      try inserts.figure.execute(arguments: [
        id, position, try number(of: figure.person), stored(figure.figure), figure.value,
        stored(figure.unit), figure.line,
      ])
    }
    for (position, tie) in content.ties.enumerated() {
      try inserts.tie.execute(
        arguments: [id, position, stored(tie.a), stored(tie.b), tie.weight, tie.line])
    }
    for (position, label) in content.isolated.enumerated() {
      try inserts.vertex.execute(arguments: [id, position, stored(label)])
    }
    for (position, diagnostic) in content.diagnostics.enumerated() {
      try inserts.diagnostic.execute(arguments: [
        id, position, stored(diagnostic.id), diagnostic.severity.rawValue,
        stored(diagnostic.message), diagnostic.line, diagnostic.column,
      ])
    }
    return isReplaced ? .replaced : .added
  }

  /// Forgets names that no record bears since a source was replaced.
  func removeUnusedNames() throws {
    try database.execute(
      sql: """
        DELETE FROM name WHERE id NOT IN (SELECT name FROM byline)
          AND id NOT IN (SELECT name FROM reported_figure)
        """)
  }

  private mutating func write(
    _ record: CollabBibliography.Record, at position: Int, of source: Int64
  ) throws {
    let id = nextRecord
    nextRecord += 1
    try inserts.record.execute(arguments: [
      id, source, position, record.line, stored(record.key), stored(record.title),
      stored(record.abstract),
      record.abstractFingerprint.map { Int64(bitPattern: $0) }, record.date?.year,
      record.date?.month, record.date?.day,
      stored(record.venue), stored(record.type), stored(record.field), record.citations,
      stored(record.url), record.bylineIsCut,
    ])
    for (position, identifier) in record.identifiers.enumerated() {
      try inserts.identifier.execute(
        arguments: [id, position, identifier.scheme.rawValue, stored(identifier.value)])
    }
    for (position, affiliation) in record.affiliations.enumerated() {
      try inserts.affiliation.execute(arguments: [id, position, stored(affiliation)])
    }
    if let owner = record.owner { try write(owner, at: 0, of: id) }
    for (index, author) in record.byline.enumerated() { try write(author, at: index + 1, of: id) }
  }

  private mutating func write(_ person: Contributor, at position: Int, of record: Int64) throws {
    try inserts.byline.execute(arguments: [record, position, try number(of: person.name)])
    for (ordinal, identifier) in person.identifiers.enumerated() {
      try inserts.bylineIdentifier.execute(arguments: [
        record, position, ordinal, identifier.scheme.rawValue, stored(identifier.value),
      ])
    }
    for (ordinal, affiliation) in person.affiliations.enumerated() {
      try inserts.bylineAffiliation.execute(
        arguments: [record, position, ordinal, stored(affiliation)])
    }
    for (ordinal, country) in person.countries.enumerated() {
      try inserts.bylineCountry.execute(arguments: [record, position, ordinal, stored(country)])
    }
  }

  private mutating func number(of name: PersonName) throws -> Int64 {
    let key = key(of: name)
    if let id = names[key] { return id }
    let id = nextName
    nextName += 1
    try inserts.name.execute(arguments: [
      id, stored(name.family), stored(name.given), stored(name.particle), stored(name.suffix),
      name.isGroup,
    ])
    names[key] = id
    return id
  }

  private func key(of name: PersonName) -> [UInt8] {
    var key: [UInt8] = [name.isGroup ? 1 : 0]
    for part in [name.given, name.family, name.particle, name.suffix] {
      key += part.utf8
      key.append(0xFF)
    }
    return key
  }
}

/// A text as SQLite takes it whole: one with a NUL in it goes as bytes, since a text would end
/// there.
func stored(_ text: String?) -> DatabaseValue {
  guard let text else { return .null }
  return text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
}

/// The statements that a source takes, prepared once.
private struct Inserts {
  let name, record, identifier, affiliation, byline, bylineIdentifier, bylineAffiliation: Statement
  let bylineCountry: Statement
  let figure, tie, vertex, diagnostic: Statement

  init(_ database: Database) throws {
    func insert(_ table: String, _ columns: String) throws -> Statement {
      let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
      return try database.makeStatement(
        sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    }
    name = try insert("name", "id, family, given, particle, suffix, is_group")
    record = try insert(
      "record",
      """
      id, source, position, line, key, title, abstract, abstract_fingerprint, year, month, day, venue, type,
      field, citations, url, byline_is_cut
      """)
    identifier = try insert("record_identifier", "record, position, scheme, value")
    affiliation = try insert("record_affiliation", "record, position, affiliation")
    byline = try insert("byline", "record, position, name")
    bylineIdentifier = try insert(
      "byline_identifier", "record, position, ordinal, scheme, value")
    bylineAffiliation = try insert("byline_affiliation", "record, position, ordinal, affiliation")
    bylineCountry = try insert("byline_country", "record, position, ordinal, country")
    figure = try insert("reported_figure", "source, position, name, figure, value, unit, line")
    tie = try insert("tie", "source, position, a, b, weight, line")
    vertex = try insert("vertex", "source, position, label")
    diagnostic = try insert(
      "diagnostic", "source, position, kind, severity, message, line, column")
  }
}
