import CollabBibliography
import CollabCore
import Foundation
import GRDB

/// Writes sources as they were read; see ``Schema/records``.
///
/// Each table is written for all records of a source before the next, so that its pages lie
/// together in the file, and from the columns in which the records are kept.
struct StoredRecordWriter {
  private let database: Database
  private let inserts: Inserts
  private var nextRecord: Int
  private var nextName: Int
  /// The names as terms (see ``append(_:to:)``), and the row of each.
  private var names = TextPool()
  private var nameRows: [Int] = [0]

  init(database: Database) throws {
    self.database = database
    inserts = try Inserts(database)
    let stored = StoreReader(database: database)
    nextRecord = try stored.nextID(of: "record")
    nextName = try stored.nextID(of: "name")
    for (id, name) in try database.limitingSteps({ try stored.names() }) {
      let number = intern(name)
      if number == nameRows.count { nameRows.append(Int(id)) }
    }
  }

  /// Writes a source, unless its content is there.
  mutating func write(_ input: ReadSource) throws -> Store.Change {
    let source = input.source
    let known = try Row.fetchOne(
      database, sql: "SELECT id, sha256, format FROM source WHERE name = ?",
      arguments: [stored(source.name)])
    if let known {
      let content: [DatabaseValue] = [known[1], known[2]]
      if content == [stored(source.sha256), stored(source.format)] { return .unchanged }
      try remove(known[0])
    }
    try database.execute(
      sql: "INSERT INTO source (name, format, sha256) VALUES (?, ?, ?)",
      arguments: [stored(source.name), stored(source.format), stored(source.sha256)])
    let id = Int(database.lastInsertedRowID)
    try writeRecords(input.content.store, of: id)
    try writeRest(input.content, of: id)
    return known == nil ? .added : .replaced
  }

  /// Forgets names that no record bears since a source was replaced.
  func removeUnusedNames() throws {
    try database.execute(
      sql: """
        DELETE FROM name WHERE id NOT IN (SELECT name FROM byline)
          AND id NOT IN (SELECT name FROM reported_figure)
        """)
  }

  /// Foreign keys, which would do this, are not looked at while a corpus is written.
  private func remove(_ source: Int64) throws {
    for table in Schema.tablesOfRecords {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE record IN (SELECT id FROM record WHERE source = ?)",
        arguments: [source])
    }
    for table in Schema.tablesOfSources {
      try database.execute(sql: "DELETE FROM \(table) WHERE source = ?", arguments: [source])
    }
    try database.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [source])
  }

  // MARK: Records

  private mutating func writeRecords(_ store: RecordStore, of source: Int) throws {
    let first = nextRecord
    nextRecord += store.rows.count
    try writeRows(store, from: first, of: source)
    try writeIdentifiers(store, from: first)
    try writeBylines(store, from: first)
    try writePersonIdentifiers(store, from: first)
    try writeAffiliations(store, from: first)
  }

  private func writeRows(_ store: RecordStore, from first: Int, of source: Int) throws {
    let insert = inserts.record, texts = store.texts, terms = store.terms
    try texts.bytes.withUnsafeBufferPointer { textBytes in
      try terms.bytes.withUnsafeBufferPointer { termBytes in
        func text(_ id: UInt32) {
          if id == 0 { return insert.add(nil as Int?) }
          insert.add(UnsafeBufferPointer(rebasing: textBytes[texts.range(id)]))
        }
        func term(_ id: UInt32) {
          if id == 0 { return insert.add(nil as Int?) }
          insert.add(UnsafeBufferPointer(rebasing: termBytes[terms.range(id)]))
        }
        for (position, row) in store.rows.enumerated() {
          insert.add(first + position)
          insert.add(source)
          insert.add(position)
          insert.add(Int(row.line))
          text(row.key)
          text(row.title)
          text(row.abstract)
          let fingerprint = Int(Int64(bitPattern: row.abstractFingerprint))
          insert.add(fingerprint == 0 ? nil : fingerprint)
          let isDated = row.year != RecordStore.Row.unknown
          insert.add(isDated ? Int(row.year) : nil)
          insert.add(isDated && row.month > 0 ? Int(row.month) : nil)
          insert.add(isDated && row.day > 0 ? Int(row.day) : nil)
          term(row.venue)
          term(row.type)
          term(row.field)
          insert.add(row.citations == RecordStore.Row.unknown ? nil : Int(row.citations))
          text(row.url)
          insert.add(row.bylineIsCut ? 1 : 0)
          try insert.run()
        }
      }
    }
  }

  private func writeIdentifiers(_ store: RecordStore, from first: Int) throws {
    let insert = inserts.identifier
    try store.identifiers.bytes.withUnsafeBufferPointer { bytes in
      for record in store.rows.indices {
        for (position, place) in store.identifierRange(record).enumerated() {
          let range = store.identifiers.range(UInt32(place + 1))
          guard let parts = identifierParts(UnsafeBufferPointer(rebasing: bytes[range])) else {
            continue
          }
          insert.add(first + record)
          insert.add(position)
          insert.add(parts.scheme)
          insert.add(parts.value)
          try insert.run()
        }
      }
    }
  }

  private mutating func writeBylines(_ store: RecordStore, from first: Int) throws {
    let insert = inserts.byline
    var rowOf = [Int](repeating: 0, count: store.mentions.count + 1)
    try store.forEachContributor { record, position, contributor in
      let mention = Int(contributor.mention)
      if rowOf[mention] == 0 {
        rowOf[mention] = try row(ofMention: contributor.mention, in: store)
      }
      insert.add(first + record)
      insert.add(position)
      insert.add(rowOf[mention])
      try insert.run()
    }
  }

  private func writePersonIdentifiers(_ store: RecordStore, from first: Int) throws {
    let insert = inserts.bylineIdentifier
    try store.forEachContributor { record, position, contributor in
      var ordinal = 0
      try store.mentions.forEachIdentifier(contributor.mention) { identifier in
        guard let parts = identifierParts(identifier) else { return }
        insert.add(first + record)
        insert.add(position)
        insert.add(ordinal)
        insert.add(parts.scheme)
        insert.add(parts.value)
        try insert.run()
        ordinal += 1
      }
    }
  }

  private func writeAffiliations(_ store: RecordStore, from first: Int) throws {
    let terms = store.terms
    for (record, row) in store.rows.enumerated() where row.affiliations != 0 {
      try inserts.affiliation.add(terms.list(row.affiliations), [first + record])
    }
    for (record, row) in store.rows.enumerated() where row.keywords != 0 {
      try inserts.keyword.add(terms.list(row.keywords), [first + record])
    }
    try store.forEachContributor { record, position, contributor in
      let term = contributor.affiliations
      if term == 0 { return }
      try inserts.bylineAffiliation.add(terms.list(term), [first + record, position])
      try inserts.bylineCountry.add(terms.countries(term), [first + record, position])
    }
  }

  // MARK: Names

  /// The row of a mention's name, which is added where it is new.
  private mutating func row(ofMention mention: UInt32, in store: RecordStore) throws -> Int {
    try store.mentions.withBytes(mention) { term in
      var gaps = 0
      let end = term.firstIndex { byte in
        if byte == 0x1F { gaps += 1 }
        return gaps == 5
      }
      return try row(ofName: UnsafeBufferPointer(rebasing: term[..<(end ?? term.count)]))
    }
  }

  private mutating func row(of name: PersonName) throws -> Int {
    try Self.term(of: name).withUnsafeBufferPointer { try row(ofName: $0) }
  }

  private mutating func row(ofName term: UnsafeBufferPointer<UInt8>) throws -> Int {
    let number = Int(names.intern(term))
    if number < nameRows.count { return nameRows[number] }
    let parts = term.split(separator: 0x1F, omittingEmptySubsequences: false)
    guard parts.count == 5 else { throw StoreError("a name is not of five parts") }
    inserts.name.add(nextName)
    for part in [parts[1], parts[0], parts[2], parts[3]] {
      inserts.name.add(UnsafeBufferPointer(rebasing: part))
    }
    inserts.name.add(parts[4].elementsEqual("g".utf8) ? 1 : 0)
    let hasNative = parts[4].first == UInt8(ascii: "n")
    inserts.name.add(
      UnsafeBufferPointer(rebasing: parts[4].dropFirst(hasNative ? 1 : parts[4].count)))
    try inserts.name.run()
    nameRows.append(nextName)
    nextName += 1
    return nextName - 1
  }

  private mutating func intern(_ name: PersonName) -> Int {
    Self.term(of: name).withUnsafeBufferPointer { Int(names.intern($0)) }
  }

  /// A name as the terms of mentions begin: by bytes, since Swift takes the composed and the
  /// decomposed spelling of a name for equal.
  private static func term(of name: PersonName) -> [UInt8] {
    var term: [UInt8] = []
    term.append(name: name)
    return term
  }

  // MARK: What is not of records

  private mutating func writeRest(_ content: RecordSink, of source: Int) throws {
    for (position, figure) in content.reported.enumerated() {
      let insert = inserts.figure, name = try row(of: figure.person)
      insert.add(source)
      insert.add(position)
      insert.add(name)
      insert.add(figure.figure)
      insert.add(figure.value)
      insert.add(figure.unit)
      insert.add(figure.line)
      try insert.run()
    }
    for (position, tie) in content.ties.enumerated() {
      let insert = inserts.tie
      insert.add(source)
      insert.add(position)
      insert.add(tie.a)
      insert.add(tie.b)
      insert.add(tie.weight)
      insert.add(tie.line)
      try insert.run()
    }
    try inserts.vertex.add(content.isolated, [source])
    for (id, label) in content.vertexNames.sorted(by: { $0.key < $1.key }) {
      let insert = inserts.vertexID
      insert.add(source)
      insert.add(id)
      insert.add(label)
      try insert.run()
    }
    for (position, diagnostic) in content.diagnostics.enumerated() {
      let insert = inserts.diagnostic
      insert.add(source)
      insert.add(position)
      insert.add(diagnostic.id)
      insert.add(diagnostic.severity.rawValue)
      insert.add(diagnostic.message)
      insert.add(diagnostic.line)
      insert.add(diagnostic.column)
      try insert.run()
    }
  }
}

extension RowInserter {
  /// Inserts a row for each text of a list: whose it is, its place in the list, and the text.
  fileprivate func add(_ list: [String], _ owner: [Int]) throws {
    for (ordinal, text) in list.enumerated() {
      for number in owner { add(number) }
      add(ordinal)
      add(text)
      try run()
    }
  }
}

/// The scheme and the value of an identifier that describes itself; `nil` where it is none.
private func identifierParts(
  _ text: UnsafeBufferPointer<UInt8>
) -> (scheme: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)? {
  guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon + 1 < text.count,
    Identifier.Scheme(rawValue: String(decoding: text[..<colon], as: UTF8.self)) != nil
  else { return nil }
  return (
    UnsafeBufferPointer(rebasing: text[..<colon]),
    UnsafeBufferPointer(rebasing: text[(colon + 1)...])
  )
}

/// A text as SQLite takes it whole; see ``RowInserter``.
private func stored(_ text: String) -> DatabaseValue {
  text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
}

/// The statements that a source takes, prepared once.
private struct Inserts {
  let name, record, identifier, affiliation, byline, bylineIdentifier: RowInserter
  let bylineAffiliation, bylineCountry, keyword, figure, tie, vertex, vertexID: RowInserter
  let diagnostic: RowInserter

  init(_ database: Database) throws {
    func insert(_ table: String, _ columns: String) throws -> RowInserter {
      try RowInserter(database, into: table, columns)
    }
    name = try insert("name", "id, family, given, particle, suffix, is_group, native")
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
    keyword = try insert("record_keyword", "record, position, keyword")
    figure = try insert("reported_figure", "source, position, name, figure, value, unit, line")
    tie = try insert("tie", "source, position, a, b, weight, line")
    vertex = try insert("vertex", "source, position, label")
    vertexID = try insert("vertex_id", "source, id, label")
    diagnostic = try insert(
      "diagnostic", "source, position, kind, severity, message, line, column")
  }
}
