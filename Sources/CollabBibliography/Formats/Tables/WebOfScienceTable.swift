import CollabCore

/// Reads the tab-delimited export of Web of Science.
func readWebOfScienceTab(
  _ input: Input, _ mapping: ColumnMapping?, into sink: inout RecordSink
) {
  var rows = DelimitedRows(input.bytes, separator: 0x09, hasQuotes: false)
  guard let header = rows.next() else { return }
  let tags = header.cells.map(\.trimmed)
  var columns = Dictionary(zip(tags, tags.indices), uniquingKeysWith: { first, _ in first })
  var named: Set<String> = []
  for (place, tag) in tags.enumerated() {
    guard let (_, name, role) = mapping?.column(of: tag), let meaning = tagOfRole[role] else {
      continue
    }
    named.insert(name)
    columns[meaning] = place
    if role == .authors || role == .fullAuthors { columns["AU"] = place }
  }
  sink.noteColumns(tags, named: named)
  if rows.haveNames(width: tags.count) {
    columns = columns.mapValues { $0 + 1 }
    sink.diagnose(
      "wos-tab.row-names", .note,
      "every row has one cell more than the header: the first is read as the name of the row",
      line: header.line)
  }
  for row in rows {
    if row.isBlank { continue }
    if row.cells.count < tags.count - 1 {
      sink.diagnose(
        "wos-tab.ragged-row", .warning,
        "the row has \(row.cells.count) cells and the header \(tags.count)", line: row.line)
    }
    func text(_ tag: String) -> String? {
      columns[tag].flatMap { $0 < row.cells.count ? row.cells[$0].stated : nil }
    }
    let (record, namesDiffer) = webOfScienceRecord(
      WebOfScienceFields(
        line: row.line,
        list: { tag in (text(tag) ?? "").split(separator: ";").map(\.trimmed) },
        text: text))
    if record.title == nil, record.byline.isEmpty {
      sink.diagnose(
        "wos-tab.empty-row", .error, "the row names neither a title nor an author",
        line: row.line)
      continue
    }
    sink.append(record)
    if namesDiffer {
      sink.diagnose(
        "wos-tab.names-differ", .note,
        "AU and AF list different numbers of authors; the longer list is used", line: row.line)
    }
  }
}

/// The tag that stands for a meaning of a column.
private let tagOfRole: [ColumnRole: String] = [
  .title: "TI", .abstract: "AB", .authors: "AF", .fullAuthors: "AF", .groupAuthors: "CA",
  .year: "PY", .date: "PD", .venue: "SO", .type: "DT", .citations: "TC", .doi: "DI", .pmid: "PM",
  .wos: "UT", .key: "UT", .affiliations: "C1", .keywords: "DE",
]
