import CollabCore

/// What a column of a table means.
public enum ColumnRole: String, Sendable, CaseIterable {
  case key, title, abstract, authors, fullAuthors, authorIds, groupAuthors, year, month, day, date
  case venue, type, field, citations, url, doi, pmid, pmcid, arxiv, wos, scopus, openalex, dblp
  case acl, s2, identifiers, orcids, personIds, groups, affiliations, keywords

  /// What users call it: `full-authors`.
  public var name: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}

/// How the cells of a table become records.
struct TableSchema: Sendable {
  /// The reader's id, for diagnostics.
  var id: String
  /// What parts cells; `nil` finds it out.
  var separator: UInt8?
  /// Whether quotes around a cell are no part of it.
  var hasQuotes = true
  /// The meanings of headers, in lower case. Of two columns of one role, the one whose name comes
  /// first here is used, and the other where that is empty.
  let columns: [(name: String, role: ColumnRole)]
  /// What a user says of columns.
  var mapping: ColumnMapping?
  /// What parts authors; `nil` finds it out from the columns.
  var authorSeparator: String?
  /// How a name is spelled.
  var name: @Sendable (String) -> PersonName? = NameText.inverted
  /// The places in ``columns`` of headers without all but letters and digits.
  private let ranks: [String: Int]

  init(
    id: String, separator: UInt8?, columns: [(name: String, role: ColumnRole)],
    authorSeparator: String? = nil,
    name: @escaping @Sendable (String) -> PersonName? = NameText.inverted
  ) {
    self.id = id
    self.separator = separator
    self.columns = columns
    self.authorSeparator = authorSeparator
    self.name = name
    ranks = Dictionary(
      columns.enumerated().map { ($1.name.lettersAndDigits, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What the columns mean by a header row.
  func columns(of header: [String]) -> TableColumns {
    var known: [ColumnRole: [(rank: Int, column: Int)]] = [:]
    var named: [ColumnRole: [(rank: Int, column: Int)]] = [:]
    var result = TableColumns()
    for (column, cell) in header.enumerated() where cell.utf8.count <= 200 {
      if let (rank, name, role) = mapping?.column(of: cell) {
        named[role, default: []].append((rank, column))
        result.named.insert(name)
      } else if let rank = ranks[cell.lettersAndDigits] {
        known[columns[rank].role, default: []].append((rank, column))
      }
    }
    // What a user names of a role is all there is of it.
    if named[.authors] != nil {
      known[.fullAuthors] = nil
      result.joinsAuthors = true
    }
    result.roles = known.merging(named) { $1 }.mapValues { $0.sorted { $0 < $1 }.map(\.column) }
    // Beside the tags of Web of Science, which bibliometrix keeps, `ID` is Keywords Plus.
    result.areTags = ["AU", "TI"].allSatisfy(header.contains)
    if result.areTags, let id = header.firstIndex(of: "ID"), result.roles[.key] == [id] {
      result.roles[.key] = nil
      result.roles[.keywords, default: []].append(id)
    }
    return result
  }

  /// A header as a user's are compared: lower case, words parted by one blank.
  static func normal(_ header: String) -> String {
    var text = header.lowercased()
    if text.utf8.contains(UInt8(ascii: "_")) {
      text = String(decoding: text.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    }
    text.unicodeScalars.removeAll { $0 == "\u{FEFF}" }
    return text.collapsed
  }

  /// The first row of at most 20 that names columns, with their meanings.
  func header(in rows: inout DelimitedRows) -> (row: DelimitedRow, columns: TableColumns)? {
    for _ in 0..<20 {
      guard let row = rows.next() else { return nil }
      let columns = columns(of: row.cells), roles = columns.roles
      guard roles[.authors] != nil || roles[.fullAuthors] != nil else { continue }
      if roles[.title] != nil || roles[.year] != nil || roles[.doi] != nil
        || !columns.named.isEmpty
      {
        return (row, columns)
      }
    }
    return nil
  }

  /// The headers that a user names and a row has not.
  private func missing(in row: DelimitedRow) -> [String] {
    let names = Set(row.cells.map(TableSchema.normal))
    return mapping?.missing(in: names) ?? []
  }

  /// Tells why no row is a header, and which columns there are: those of the row that has the most
  /// of what a user names, the first of equals.
  private func tellOfNoHeader(_ head: [UInt8], into sink: inout RecordSink) {
    let separator = separator ?? DelimitedRows.separator(of: head) ?? 0x2C
    let head = DelimitedRows(head, separator: separator, hasQuotes: hasQuotes).prefix(20).filter {
      $0.cells.contains { $0.stated != nil }
    }
    guard let row = head.min(by: { missing(in: $0).count < missing(in: $1).count }) else { return }
    let absent = missing(in: row).map { "'\($0)'" }.joined(separator: ", ")
    sink.diagnose(
      absent.isEmpty ? "\(id).no-header" : "\(id).missing-column", .error,
      (absent.isEmpty
        ? mapping == nil
          ? "no row names a column of authors and one of titles" : "no column of authors is named"
        : "no column is named \(absent)") + "; the columns are "
        + TableColumns.list(row.cells)
        + (mapping == nil ? "; --column authors=… and --column title=… say which they are" : ""),
      line: row.line)
  }

  /// The rows behind the header of a table, with the header. Where a user named columns, what parts
  /// cells is what finds them.
  func table(
    _ bytes: [UInt8], head: [UInt8]
  ) -> (rows: DelimitedRows, header: DelimitedRow, columns: TableColumns)? {
    let likely = [separator ?? DelimitedRows.separator(of: head)].compactMap { $0 }
    for separator in mapping == nil ? likely : likely + DelimitedRows.separators {
      var rows = DelimitedRows(bytes, separator: separator, hasQuotes: hasQuotes)
      if let (row, columns) = header(in: &rows) { return (rows, row, columns) }
    }
    return nil
  }

  /// Of two columns of one name that means something, what the second says may be lost.
  private func reportRepeatedColumns(
    in header: DelimitedRow, _ columns: TableColumns, into sink: inout RecordSink
  ) {
    var counts: [String: Int] = [:], hasRole = [Bool](repeating: false, count: header.cells.count)
    for (role, places) in columns.roles where !columns.joinsAuthors || role != .authors {
      for place in places where place < hasRole.count { hasRole[place] = true }
    }
    for (place, cell) in header.cells.enumerated() where hasRole[place] {
      let name = TableSchema.normal(cell), count = counts[name, default: 0] + 1
      counts[name] = count
      guard count == 2 else { continue }
      sink.diagnose(
        "\(id).repeated-column", .note,
        "another column is called '\(cell.collapsed.prefix(80))': the first that says something counts",
        line: header.line)
    }
  }

  /// Reads a table whole.
  func read(_ input: Input, into sink: inout RecordSink) {
    let head = Array(input.bytes.prefix(65_536))
    guard case (var rows, let header, var columns)? = table(input.bytes, head: head) else {
      tellOfNoHeader(head, into: &sink)
      return
    }
    sink.noteColumns(header.cells, named: columns.named)
    reportRepeatedColumns(in: header, columns, into: &sink)
    var width = header.cells.count
    if rows.haveNames(width: width) {
      columns.shift()
      width += 1
      sink.diagnose(
        "\(id).row-names", .note,
        "every row has one cell more than the header: the first is read as the name of the row",
        line: header.line)
    }
    let authors = columns.roles[.fullAuthors] ?? columns.roles[.authors] ?? []
    let parting =
      (mapping?.authorSeparator ?? authorSeparator).map { AuthorList.separated(by: $0) }
      ?? AuthorList(columns: columns.joinsAuthors ? authors : Array(authors.prefix(1)), of: rows)
    var places: [DelimitedRows.Place] = []
    while let place = rows.skip() {
      if !rows.isBlank(place) { places.append(place) }
    }
    let file = sink.file, table = rows, meanings = columns
    // Cancelled, it ends with the records so far, which are thrown away later.
    try? input.execution.forEachChunkInOrder(
      of: places.count, size: 1024, phase: "reading", scratch: {}
    ) { _, range in
      var part = RecordSink(file: file)
      for place in places[range] {
        guard let row = table.row(at: place) else { continue }
        read(row, width: width, columns: meanings, parting: parting, into: &part)
      }
      return part
    } take: {
      sink.append(contentsOf: $0)
    }
    if mapping?.names(.citations) != true, sink.statedCounts.areNone,
      let column = columns.roles[.citations]?.first
    {
      let name = header.cells[column - (width - header.cells.count)].collapsed
      sink.leaveOutCitations(
        "\(id).no-counts", of: "the column '\(name.prefix(80))'", line: header.line)
    }
    for line in rows.unclosedQuotes {
      sink.diagnose(
        "\(id).unclosed-quote", .warning, "nothing closes a quote; it is read as text", line: line)
    }
  }

  private func read(
    _ row: DelimitedRow, width: Int, columns: TableColumns, parting: AuthorList,
    into sink: inout RecordSink
  ) {
    if row.isBlank { return }
    if row.cells.count != width,
      row.cells.count < width || row.cells[width...].contains(where: { $0.stated != nil })
    {
      sink.diagnose(
        "\(id).ragged-row", .warning,
        "the row has \(row.cells.count) cells and the header \(width)", line: row.line)
    }
    var row = row
    for column in (columns.roles[.authors] ?? []) + (columns.roles[.fullAuthors] ?? [])
    where column < row.cells.count && row.cells[column].utf8.count > BylineField.longestField {
      sink.diagnose(
        "\(id).long-cell", .error,
        "a cell of authors has \(row.cells[column].utf8.count) bytes, more than a byline can; it is left "
          + "out", line: row.line)
      row.cells[column] = ""
    }
    let meaning = TableRow(row: row, roles: columns.roles)
    if columns.named.isEmpty, columns.roles[.groups] != nil, columns.roles[.identifiers] != nil {
      if let record = WorksTable.record(meaning) { sink.append(record) }
      return
    }
    let (record, namesDiffer) = self.record(
      meaning, parting: parting, joinsAuthors: columns.joinsAuthors,
      name: columns.areTags ? NameText.familyFirst : name)
    if record.title == nil, record.byline.isEmpty, record.identifiers.isEmpty {
      sink.diagnose(
        "\(id).empty-row", .error, "the row names neither a title nor an author",
        line: record.line)
    } else {
      sink.append(record)
    }
    if namesDiffer {
      sink.diagnose(
        "\(id).names-differ", .note,
        "two columns list different numbers of authors; the longer list is used",
        line: record.line)
    }
  }

  private func record(
    _ row: TableRow, parting: AuthorList, joinsAuthors: Bool,
    name: (String) -> PersonName?
  ) -> (Record, namesDiffer: Bool) {
    var record = Record(line: row.row.line)
    record.key = row[.key] ?? row[.scopus]
    record.title = row[.title]?.withoutMarkup.withTeXAccents
    record.abstract = row[.abstract]?.withoutMarkup
    record.venue = row[.venue]?.withoutMarkup
    record.type = row[.type].flatMap { tableTypes[$0.lowercased()] ?? cslType($0) }
    record.field = row[.field]
    record.takeCitations(row[.citations])
    for text in row.all(.keywords) { record.takeKeywords(cell: text) }
    record.date = row.date
    record.checkYear(row[.year] ?? row[.date])
    record.link(row[.url])
    record.identifyDOI(row[.doi] ?? row[.url].flatMap { $0.holds("doi.org/10.") ? $0 : nil })
    for (role, scheme) in identifierRoles {
      for text in row.all(role) { record.identify(scheme, text) }
    }
    record.identifiers += Identifier.list(from: row[.identifiers] ?? "")
    let lists =
      joinsAuthors
      ? [row.all(.authors).flatMap { parting.names(in: $0) }]
      : [ColumnRole.fullAuthors, .authors].compactMap { row[$0] }.map { parting.names(in: $0) }
    let longest = lists.map(\.count).max() ?? 0
    let names = lists.first { $0.count == longest } ?? []
    let ids = (row[.authorIds] ?? "").split(separator: ";").map(\.trimmed)
    let orcids = (row[.orcids] ?? "").split(
      separator: row[.orcids]?.contains("|") == true ? "|" : ";", omittingEmptySubsequences: false
    ).map(\.trimmed)
    let others = (row[.personIds] ?? "").split(separator: ";", omittingEmptySubsequences: false)
    let groups = Set((row[.groups] ?? "").split(separator: ";").compactMap { Int($0.trimmed) })
    for (place, text) in names.enumerated() {
      let (text, number) = AuthorList.number(of: text)
      var identifiers: [Identifier] = []
      if let number = number ?? (ids.count == names.count ? ids[place] : nil),
        number.allSatisfy(\.isNumber),
        let identifier = Identifier(.scopus, number)
      {
        identifiers.append(identifier)
      }
      if orcids.count == names.count, let orcid = Identifier(.orcid, orcids[place]) {
        identifiers.append(orcid)
      }
      if others.count == names.count {
        identifiers += Identifier.list(from: others[place])
      }
      record.appendAuthor(
        text, as: groups.contains(place + 1) ? PersonName.group : name, identifiers: identifiers)
    }
    for group in (row[.groupAuthors] ?? "").split(separator: ";") {
      record.appendGroup(String(group))
    }
    record.affiliations = (row[.affiliations] ?? "").split(separator: ";").map(\.collapsed)
      .filter { $0.stated != nil }
    return (record, lists.contains { $0.count != longest })
  }
}
