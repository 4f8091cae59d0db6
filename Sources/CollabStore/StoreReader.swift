import CollabBibliography
import CollabCore
import GRDB

/// Reads back what ``StoredRecordWriter`` wrote. The file may come from anywhere, so a value of another
/// type than expected is an error and never a trap.
struct StoreReader {
  let database: Database

  /// The sources whose names are asked for, by name.
  func sources(where isWanted: (String) -> Bool = { _ in true }) throws -> [ReadSource] {
    let rows = try StoredRows(
      database, "SELECT id, name, format, sha256 FROM source ORDER BY name")
    var wanted: [(id: Int64, source: Source)] = []
    while try rows.next() {
      let source = Source(
        name: try rows.value(1), format: try rows.value(2), sha256: try rows.value(3),
        entryCount: 0, tieCount: 0)
      if isWanted(source.name) { wanted.append((try rows.value(0), source)) }
    }
    if wanted.isEmpty { return [] }
    let names = Dictionary(uniqueKeysWithValues: try names())
    return try wanted.map { id, source in
      var sink = RecordSink(file: source.name)
      try readRecords(of: id, names: names, into: &sink)
      try readRest(of: id, names: names, into: &sink)
      return ReadSource(
        source: Source(
          name: source.name, format: source.format, sha256: source.sha256,
          entryCount: sink.records.count, tieCount: sink.ties.count),
        content: sink)
    }
  }

  /// The number for a row to be added to a table.
  func nextID(of table: String) throws -> Int {
    let last = try Int.fetchOne(database, sql: "SELECT max(id) FROM \(table)") ?? 0
    guard last >= 0, last < 1 << 48 else { throw malformed }
    return last + 1
  }

  /// The names by number, ascending.
  func names() throws -> [(Int64, PersonName)] {
    // A file of an earlier version, which is only read here, may lack the column.
    let hasNative = try database.columns(in: "name").contains { $0.name == "native" }
    let row = try StoredRows(
      database,
      """
      SELECT id, given, family, particle, suffix, is_group, \(hasNative ? "native" : "''")
      FROM name ORDER BY id
      """)
    var names: [(Int64, PersonName)] = []
    while try row.next() {
      let id: Int64 = try row.value(0)
      if let last = names.last, last.0 >= id { throw malformed }
      var name = PersonName(
        given: try row.value(1), family: try row.value(2), particle: try row.value(3),
        suffix: try row.value(4), isGroup: try row.value(5))
      if !name.isGroup { name.native = try row.value(6) }
      names.append((id, name))
    }
    return names
  }

  /// One pass over each table in the order of the records, side by side.
  private func readRecords(
    of source: Int64, names: [Int64: PersonName], into sink: inout RecordSink
  ) throws {
    let bounds = try StoredRows(
      database, "SELECT min(id), max(id) FROM record WHERE source = ?", source)
    guard try bounds.next(), let first: Int64 = try bounds.optional(0) else { return }
    let final: Int64 = try bounds.value(1)
    func walk(_ columns: String, of table: String, then order: String) throws -> RowWalk {
      try RowWalk(
        StoredRows(
          database,
          """
          SELECT record, \(columns) FROM \(table)
          WHERE record BETWEEN ? AND ? ORDER BY record, \(order)
          """, first, final))
    }
    let identifiers = try walk("scheme, value", of: "record_identifier", then: "position")
    let affiliations = try walk("affiliation", of: "record_affiliation", then: "position")
    let bylines = try walk("position, name", of: "byline", then: "position")
    let personIdentifiers = try walk(
      "position, scheme, value", of: "byline_identifier", then: "position, ordinal")
    let personAffiliations = try walk(
      "position, affiliation", of: "byline_affiliation", then: "position, ordinal")
    // Files of earlier versions, which are only read here, may lack these tables.
    let personCountries =
      try database.tableExists("byline_country")
      ? try walk("position, country", of: "byline_country", then: "position, ordinal") : nil
    let keywords =
      try database.tableExists("record_keyword")
      ? try walk("keyword", of: "record_keyword", then: "position") : nil
    let row = try StoredRows(
      database,
      """
      SELECT id, line, key, title, abstract, abstract_fingerprint, year, month, day, venue, type,
        field, citations, url, byline_is_cut
      FROM record WHERE source = ? ORDER BY id
      """, source)
    var last = Int64.min
    while try row.next() {
      let id: Int64 = try row.value(0)
      guard id > last else { throw malformed }
      last = id
      var record = CollabBibliography.Record(line: try row.number(1, in: lines))
      record.key = try row.optional(2)
      record.title = try row.optional(3)
      record.abstract = try row.optional(4)
      let fingerprint: Int64? = try row.optional(5)
      record.abstractFingerprint = fingerprint.map { UInt64(bitPattern: $0) }
      if let year = try row.optionalNumber(6, in: -9999...9999) {
        record.date = PartialDate(
          year, try row.optionalNumber(7, in: 1...12), try row.optionalNumber(8, in: 1...31))
      }
      record.venue = try row.optional(9)
      record.type = try row.optional(10)
      record.field = try row.optional(11)
      record.citations = try row.optionalNumber(12, in: 0...Int(Int32.max))
      record.url = try row.optional(13)
      record.bylineIsCut = try row.value(14)
      try identifiers.rows(of: id) { record.identifiers += try [identifier($0, at: 1)] }
      try affiliations.rows(of: id) { record.affiliations.append(try $0.value(1)) }
      try keywords?.rows(of: id) { record.keywords.append(try $0.value(1)) }
      var people: [(position: Int, person: Contributor)] = []
      try bylines.rows(of: id) { row in
        let position = try row.number(1, in: 0...Int(Int32.max))
        if let last = people.last, last.position >= position { throw malformed }
        people.append((position, Contributor(try name(try row.value(2), in: names))))
      }
      func person(at position: Int) throws -> Int {
        // Positions ascend, and a byline may have a hundred thousand of them.
        var range = people.indices
        while let middle = range.dropFirst(range.count / 2).first {
          if people[middle].position == position { return middle }
          range =
            people[middle].position < position
            ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        throw malformed
      }
      try personIdentifiers.rows(of: id) { row in
        people[try person(at: try row.value(1))].person.identifiers += [try identifier(row, at: 2)]
      }
      try personAffiliations.rows(of: id) { row in
        people[try person(at: try row.value(1))].person.affiliations.append(try row.value(2))
      }
      try personCountries?.rows(of: id) { row in
        people[try person(at: try row.value(1))].person.countries.append(try row.value(2))
      }
      record.owner = people.first { $0.position == 0 }?.person
      record.byline = people.filter { $0.position > 0 }.map(\.person)
      sink.append(record)
    }
  }

  private func readRest(
    of source: Int64, names: [Int64: PersonName], into sink: inout RecordSink
  ) throws {
    func each(_ table: String, _ columns: String, _ body: (StoredRows) throws -> Void) throws {
      let rows = try StoredRows(
        database, "SELECT \(columns) FROM \(table) WHERE source = ? ORDER BY position", source)
      while try rows.next() { try body(rows) }
    }
    try each("reported_figure", "name, figure, value, unit, line") { row in
      sink.append(
        ReportedFigure(
          person: try name(try row.value(0), in: names), figure: try row.value(1),
          value: try row.optional(2) ?? .nan, unit: try row.value(3),
          line: try row.number(4, in: lines)))
    }
    try each("tie", "a, b, weight, line") { row in
      let weight: Double = try row.optional(2) ?? .nan
      guard weight.isNaN || weight >= 0 && weight.isFinite else { throw malformed }
      sink.append(
        StatedTie(
          try row.value(0), try row.value(1), weight: weight, line: try row.number(3, in: lines)))
    }
    try each("vertex", "label") { sink.appendVertex(try $0.value(0)) }
    try each("diagnostic", "kind, severity, message, line, column") { row in
      guard let severity = Diagnostic.Severity(rawValue: try row.value(1)) else { throw malformed }
      sink.append(
        Diagnostic(
          try row.value(0), severity, try row.value(2), file: sink.file,
          line: try row.optionalNumber(3, in: lines), column: try row.optionalNumber(4, in: lines)))
    }
    // A file of an earlier version, which is only read here, may lack the table.
    guard try database.tableExists("vertex_id") else { return }
    var labels: [String: String] = [:]
    let row = try StoredRows(database, "SELECT id, label FROM vertex_id WHERE source = ?", source)
    while try row.next() { labels[try row.value(0)] = try row.value(1) }
    sink.nameVertices(labels)
  }

  private func name(_ id: Int64, in names: [Int64: PersonName]) throws -> PersonName {
    guard let name = names[id] else { throw malformed }
    return name
  }

  private func identifier(_ row: StoredRows, at column: Int) throws -> Identifier {
    guard let scheme = Identifier.Scheme(rawValue: try row.value(column)),
      let identifier = Identifier(
        description: "\(scheme.rawValue):\(try row.value(column + 1) as String)")
    else { throw malformed }
    return identifier
  }
}

/// Rows that begin with their record's number, in its order.
private final class RowWalk {
  private let rows: StoredRows
  /// The record of the current row; `nil` after the last.
  private var owner: Int64?

  init(_ rows: StoredRows) throws {
    self.rows = rows
    try move()
  }

  private func move() throws { owner = try rows.next() ? try rows.value(0) : nil }

  /// Hands out the rows of a record; records are asked for in their order.
  func rows(of record: Int64, _ body: (StoredRows) throws -> Void) throws {
    while let owner, owner <= record {
      if owner == record { try body(rows) }
      try move()
    }
  }
}

private let malformed = StoreError.malformed
private let lines = 0...Int(UInt32.max)
