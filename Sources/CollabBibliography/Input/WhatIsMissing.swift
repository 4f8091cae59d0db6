import CollabCore

extension RecordSink {
  /// Takes the year in the file's name for entries that state none.
  mutating func takeYearOfFile() {
    if let year = ColumnMapping.year(ofFile: file) {
      withStore { $0.fillYears(Int32(clamping: year)) }
    } else {
      diagnose(
        "input.no-year-in-name", .error,
        "the file's name holds no year of four digits, or several; none is taken from it")
    }
  }

  /// Says of a list that it has no authors or no titles.
  mutating func tellOfWhatIsMissing(format: String) {
    guard Readers.listsByName.contains(format), !store.rows.isEmpty else { return }
    if store.authorships.isEmpty, store.rows.allSatisfy({ $0.owner == 0 && !$0.bylineIsCut }) {
      diagnose(
        "input.no-authors", .warning,
        "no entry names an author; --column authors=… names the column of authors in tables and lists"
      )
    }
    if store.rows.allSatisfy({ $0.title == 0 && $0.abstract == 0 }) {
      diagnose(
        "input.no-titles", .warning,
        "no entry has a title; --column title=… names the column of titles in tables and lists")
    }
  }
}

extension LoadOptions {
  /// Says which columns that a user named are in none of the inputs.
  func tellOfUnusedColumns(in sources: [ReadSource]) -> [Diagnostic] {
    guard let mapping,
      sources.contains(where: { Self.readersOfColumns.contains($0.source.format) })
    else { return [] }
    let named = sources.reduce(into: Set<String>()) { $0.formUnion($1.content.namedColumns) }
    let unused = mapping.columns.filter { !named.contains($0.name) }
    let isTold = sources.contains { source in
      source.content.diagnostics.contains { $0.id.hasSuffix(".missing-column") }
    }
    if isTold { return [] }
    let known = sources.lazy.filter { !$0.content.columnNames.isEmpty }.first
    let columns = known.map {
      "; the columns of \($0.source.name) are " + TableColumns.list($0.content.columnNames)
    }
    return unused.map { column in
      Diagnostic(
        "input.unused-column", .error,
        "no input has a column '\(column.header)' for '\(column.role.name)'" + (columns ?? ""))
    }
  }
}
