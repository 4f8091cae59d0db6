/// What the columns of a table mean.
struct TableColumns: Sendable {
  /// The columns of each meaning, the preferred first.
  var roles: [ColumnRole: [Int]] = [:]
  /// The headers that a user named, as they are compared.
  var named: Set<String> = []
  /// Whether several columns of authors make one byline.
  var joinsAuthors = false
  /// Whether the columns are called after the tags of Web of Science, as bibliometrix calls them.
  var areTags = false

  /// Leaves out a first column that the header does not name.
  mutating func shift() { roles = roles.mapValues { $0.map { $0 + 1 } } }

  /// The first row of a file that looks like a table by its name and by its rows, for a message.
  static func list(inTable bytes: [UInt8], name: String) -> String? {
    guard let content = DecodedContent.all(in: bytes, name: name).first,
      ["csv", "tsv", "tab", "txt"].contains(content.fileExtension)
    else { return nil }
    let head = Array(content.bytes.prefix(65_536))
    guard let separator = DelimitedRows.separator(of: head) else { return nil }
    let rows = DelimitedRows(head, separator: separator).prefix(20)
      .filter { $0.cells.count { $0.stated != nil } > 1 }
    // Prose has commas, too.
    let isTable = content.fileExtension != "txt" || separator == 0x09
    return isTable ? rows.first.map { list($0.cells) } : nil
  }

  /// Headers for a message.
  static func list(_ header: [String]) -> String {
    let cells = header.map(\.collapsed).filter { !$0.isEmpty }
    return cells.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
      + (cells.count > 40 ? " and \(cells.count - 40) more" : "")
  }
}

extension NameText {
  /// `HILL A`, as bibliometrix writes all names that have no comma: the family first, in capitals,
  /// so that a short one is like initials.
  static func familyFirst(_ text: String) -> PersonName? {
    let words = text.collapsed.split(separator: " ")
    guard !text.contains(","), words.count > 1, let last = words.last, isInitials(String(last))
    else { return inverted(text) }
    return NameParser.inverted(words.dropLast().joined(separator: " "), given: String(last))
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
func cslType(_ text: String) -> String? {
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
