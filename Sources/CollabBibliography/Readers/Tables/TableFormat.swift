import CollabCore

/// What a column of a table means.
public enum ColumnRole: String, Sendable, CaseIterable {
  case key, title, abstract, authors, fullAuthors, authorIds, groupAuthors, year, month, day, date
  case venue, type, field, citations, url, doi, pmid, pmcid, arxiv, wos, scopus, openalex, dblp
  case acl, s2, identifiers, orcids, personIds, groups, affiliations

  /// What users call it: `full-authors`.
  public var name: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}

/// How the cells of a table become records.
struct TableFormat: Sendable {
  /// The reader's id, for diagnostics.
  var id: String
  /// What parts cells; `nil` finds it out.
  var separator: UInt8?
  /// Whether quotes around a cell are no part of it.
  var hasQuotes = true
  /// The meanings of headers, in lower case. Of two columns of one role, the one whose name comes
  /// first here is used, and the other where that is empty.
  var columns: [(name: String, role: ColumnRole)]
  /// Headers that must be there, as they are compared and as their user wrote them.
  var required: [(name: String, header: String)] = []
  /// Whether several columns of authors make one byline.
  var joinsAuthors = false
  /// What parts authors; `nil` finds it out from the columns.
  var authorSeparator: String?
  /// How a name is spelled.
  var name: @Sendable (String) -> PersonName? = NameText.inverted

  /// The columns of every role by a header row, the preferred first; empty where it is none.
  func roles(of header: [String]) -> [ColumnRole: [Int]] {
    var found: [ColumnRole: [(rank: Int, column: Int)]] = [:]
    for (column, cell) in header.enumerated() {
      let name = TableFormat.normal(cell)
      if let rank = columns.firstIndex(where: { $0.name == name }) {
        found[columns[rank].role, default: []].append((rank, column))
      }
    }
    return found.mapValues { $0.sorted { $0 < $1 }.map(\.column) }
  }

  /// A header as it is compared: lower case, words parted by one blank.
  static func normal(_ header: String) -> String {
    header.lowercased().replacing("_", with: " ").replacing("\u{FEFF}", with: "").collapsed
  }

  /// The first row of at most 20 that names columns, with its roles.
  func header(in rows: inout DelimitedRows) -> (row: DelimitedRow, roles: [ColumnRole: [Int]])? {
    for _ in 0..<20 {
      guard let row = rows.next() else { return nil }
      let roles = roles(of: row.cells)
      guard roles[.authors] != nil || roles[.fullAuthors] != nil else { continue }
      if required.isEmpty
        ? roles[.title] != nil || roles[.year] != nil || roles[.doi] != nil
        : missing(in: row).isEmpty
      {
        return (row, roles)
      }
    }
    return nil
  }

  /// The required headers that a row has not.
  private func missing(in row: DelimitedRow) -> [String] {
    let names = Set(row.cells.map(TableFormat.normal))
    return required.filter { !names.contains($0.name) }.map(\.header)
  }

  /// Tells why no row is a header, and which columns there are: those of the row that has the most
  /// of what is required, the first of equals.
  private func tellOfNoHeader(_ head: [UInt8], into sink: inout RecordSink) {
    let separator = separator ?? DelimitedRows.separator(of: head) ?? 0x2C
    let head = DelimitedRows(head, separator: separator, hasQuotes: hasQuotes).prefix(20).filter {
      $0.cells.contains { $0.stated != nil }
    }
    guard let row = head.min(by: { missing(in: $0).count < missing(in: $1).count }) else { return }
    let cells = row.cells.map(\.collapsed).filter { !$0.isEmpty }
    let shown = cells.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
    let columns =
      "; the columns are " + shown + (cells.count > 40 ? " and \(cells.count - 40) more" : "")
    let absent = missing(in: row).map { "'\($0)'" }.joined(separator: ", ")
    sink.diagnose(
      absent.isEmpty ? "\(id).no-header" : "\(id).missing-column", .error,
      (absent.isEmpty
        ? required.isEmpty
          ? "no row names a column of authors and one of titles" : "no column of authors is named"
        : "no column is named \(absent)") + columns, line: row.line)
  }

  /// The rows behind the header of a table, with the header. Where a user named columns, what parts
  /// cells is what finds them.
  func table(
    _ bytes: [UInt8], head: [UInt8]
  ) -> (rows: DelimitedRows, header: DelimitedRow, roles: [ColumnRole: [Int]])? {
    let likely = [separator ?? DelimitedRows.separator(of: head)].compactMap { $0 }
    for separator in required.isEmpty ? likely : likely + DelimitedRows.separators {
      var rows = DelimitedRows(bytes, separator: separator, hasQuotes: hasQuotes)
      if let (row, roles) = header(in: &rows) { return (rows, row, roles) }
    }
    return nil
  }

  /// Of two columns of one name that means something, what the second says may be lost.
  private func tellOfRepeatedColumns(in header: DelimitedRow, into sink: inout RecordSink) {
    var seen: Set<String> = []
    for cell in header.cells {
      let name = TableFormat.normal(cell)
      guard let role = columns.first(where: { $0.name == name })?.role,
        !seen.insert(name).inserted, !joinsAuthors || role != .authors
      else { continue }
      sink.diagnose(
        "\(id).repeated-column", .note,
        "another column is called '\(cell.collapsed.prefix(80))': the first that says something counts",
        line: header.line)
    }
  }

  /// Reads a table whole.
  func read(_ input: Input, into sink: inout RecordSink) {
    let head = Array(input.bytes.prefix(65_536))
    guard case (var rows, let header, let roles)? = table(input.bytes, head: head) else {
      tellOfNoHeader(head, into: &sink)
      return
    }
    tellOfRepeatedColumns(in: header, into: &sink)
    let authors = roles[.fullAuthors] ?? roles[.authors] ?? []
    let parting =
      authorSeparator.map { AuthorList.separated(by: $0) }
      ?? AuthorList(columns: joinsAuthors ? authors : Array(authors.prefix(1)), of: rows)
    var places: [DelimitedRows.Place] = []
    while let place = rows.skip() { places.append(place) }
    let file = sink.file, table = rows
    // Cancelled, it ends with the records so far, which are thrown away later.
    try? input.execution.forEachChunkInOrder(
      of: places.count, size: 1024, phase: "reading", scratch: {}
    ) { _, range in
      var part = RecordSink(file: file)
      for place in places[range] {
        guard let row = table.row(at: place) else { continue }
        read(row, width: header.cells.count, roles: roles, parting: parting, into: &part)
      }
      return part
    } take: {
      sink.append(contentsOf: $0)
    }
    for line in rows.unclosedQuotes {
      sink.diagnose(
        "\(id).unclosed-quote", .warning, "nothing closes a quote; it is read as text", line: line)
    }
  }

  private func read(
    _ row: DelimitedRow, width: Int, roles: [ColumnRole: [Int]], parting: AuthorList,
    into sink: inout RecordSink
  ) {
    if row.cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return }
    if row.cells.count != width,
      row.cells.count < width || row.cells[width...].contains(where: { $0.stated != nil })
    {
      sink.diagnose(
        "\(id).ragged-row", .warning,
        "the row has \(row.cells.count) cells and the header \(width)", line: row.line)
    }
    if required.isEmpty, roles[.groups] != nil, roles[.identifiers] != nil {
      if let record = WorksTable.record(TableRow(row: row, roles: roles)) { sink.append(record) }
      return
    }
    let (record, namesDiffer) = self.record(TableRow(row: row, roles: roles), parting: parting)
    if record.title == nil, record.byline.isEmpty, record.identifiers.isEmpty {
      sink.diagnose(
        "\(id).empty-row", .error, "the row names neither a title nor an author",
        line: row.line)
    } else {
      sink.append(record)
    }
    if namesDiffer {
      sink.diagnose(
        "\(id).names-differ", .note,
        "two columns list different numbers of authors; the longer list is used",
        line: row.line)
    }
  }

  private func record(_ row: TableRow, parting: AuthorList) -> (Record, namesDiffer: Bool) {
    var record = Record(line: row.row.line)
    record.key = row[.key] ?? row[.scopus]
    record.title = row[.title]?.withoutMarkup.withTeXAccents
    record.abstract = row[.abstract]?.withoutMarkup
    record.venue = row[.venue]?.withoutMarkup
    record.type = row[.type].flatMap { tableTypes[$0.lowercased()] ?? cslType($0) }
    record.field = row[.field]
    record.takeCitations(row[.citations])
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

/// A row with the meanings of its columns.
struct TableRow {
  var row: DelimitedRow
  var roles: [ColumnRole: [Int]]

  /// All cells of a role that say something.
  func all(_ role: ColumnRole) -> [String] {
    (roles[role] ?? []).compactMap { $0 < row.cells.count ? row.cells[$0].stated : nil }
  }

  /// The first cell of a role that says something.
  subscript(role: ColumnRole) -> String? { all(role).first }

  /// The most precise date of the columns that agree with the year.
  var date: PartialDate? {
    let year = self[.year].flatMap { PartialDate(text: $0) }
    var date = all(.date).lazy.compactMap { PartialDate(text: $0) }.first {
      year == nil || $0.year == year?.year
    }
    if date == nil, let year, let month = self[.month] {
      let number = Int(month) ?? PartialDate.month(named: month)
      date = PartialDate(valid: year.year, number, self[.day].flatMap { Int($0) })
    }
    return date ?? year
  }
}

let identifierRoles: [(ColumnRole, Identifier.Scheme)] = [
  (.pmid, .pmid), (.pmcid, .pmcid), (.arxiv, .arxiv), (.wos, .wos), (.scopus, .scopus),
  (.openalex, .openalex), (.dblp, .dblp), (.acl, .acl), (.s2, .s2),
]

/// A type that is named in CSL's words.
private func cslType(_ text: String) -> String? {
  tableTypes.values.contains(text) ? text : nil
}

/// CSL's words for the types that tables name.
let tableTypes = [
  "article": "article-journal", "journal article": "article-journal",
  "journalarticle": "article-journal", "journal": "article-journal", "articles": "article-journal",
  "article in press": "article-journal", "letter": "article-journal",
  "short survey": "article-journal", "data paper": "article-journal",
  "review": "review", "conference paper": "paper-conference",
  "conference proceedings article": "paper-conference", "conferencepaper": "paper-conference",
  "proceedings article": "paper-conference", "proceeding": "paper-conference",
  "proceedings-article": "paper-conference", "conference review": "paper-conference",
  "ieee conferences": "paper-conference", "ieee journals": "article-journal",
  "book": "book", "monograph": "book", "book chapter": "chapter", "booksection": "chapter",
  "book section": "chapter", "chapter": "chapter", "thesis": "thesis", "dissertation": "thesis",
  "report": "report", "preprint": "article", "posted content": "article", "dataset": "dataset",
  "patent": "patent", "webpage": "webpage", "editorial": "article-journal",
]
