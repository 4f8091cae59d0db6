import CollabCore

extension Reader {
  /// Any table with a header that names a column of authors.
  static let csv = Reader(
    id: "csv", summary: "any CSV or TSV with a header row: columns found by name",
    fileExtensions: ["csv", "tsv", "txt"],
    sniff: { tableConfidence($0, .general, marks: []) },
    read: { input, sink in TableSchema.general.read(input, into: &sink) })
}

/// How surely a head is of a table: `certain` where it has all the headers of a mark list.
func tableConfidence(
  _ head: InputHead, _ format: TableSchema, marks: [[String]]
) -> Reader.Confidence {
  // A binary or line-tagged head may still parse as a table of nonsense; the header decides.
  guard head.isLines, let (_, row, columns) = format.table(head.bytes, head: head.bytes) else {
    return .no
  }
  if marks.isEmpty, !columns.named.isEmpty { return .likely }
  let names = Set(row.cells.map(TableSchema.normal))
  if marks.contains(where: { $0.allSatisfy(names.contains) }) { return .certain }
  return marks.isEmpty ? .possible : .no
}

extension TableSchema {
  /// Any table, by the headers that are understood wherever they come from.
  static let general = TableSchema(id: "csv", separator: nil, columns: knownColumns)
}
