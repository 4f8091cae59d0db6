/// Reads the rows of ``BibliographyWriter/worksCSV`` to the letter: no cell says "not known" in
/// words, holds markup or leaves open how names are parted.
enum WorksTable {
  /// Whether a text has an apostrophe before what a spreadsheet would take for a formula.
  static func hasGuard(_ text: String) -> Bool {
    guard text.first == "'", let first = text.drop(while: { $0 == "'" }).unicodeScalars.first
    else { return false }
    return "=+-@\t\r".unicodeScalars.contains(first)
  }

  /// The record of a row; `nil` where the row says nothing.
  static func record(_ row: TableRow) -> Record? {
    func cell(_ role: ColumnRole) -> String? {
      guard let column = row.roles[role]?.first, column < row.row.cells.count else { return nil }
      let cell = row.row.cells[column]
      return cell.isEmpty ? nil : hasGuard(cell) ? String(cell.dropFirst()) : cell
    }
    func list(_ role: ColumnRole) -> [String] {
      cell(role)?.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed) ?? []
    }
    if row.row.cells.allSatisfy(\.isEmpty) { return nil }
    var record = Record(line: row.row.line)
    record.key = cell(.key)
    record.title = cell(.title)
    record.abstract = cell(.abstract)
    record.venue = cell(.venue)
    record.type = cell(.type)
    record.field = cell(.field)
    record.takeKeywords(list(.keywords))
    record.takeCitations(cell(.citations))
    record.date = row.date
    record.checkYear(cell(.year))
    record.link(cell(.url))
    record.identifiers =
      ([(.doi, .doi)] + identifierRoles).compactMap { role, scheme in
        cell(role).flatMap { Identifier(scheme, $0) }
      }
      + Identifier.list(from: cell(.identifiers) ?? "")
    let orcids = list(.orcids), others = list(.personIds)
    let groups = Set(list(.groups).compactMap { Int($0) })
    for (place, text) in list(.authors).enumerated() {
      if NameParser.isCut(text) {
        record.bylineIsCut = true
      } else if let name = groups.contains(place + 1) ? .group(text) : name(text) {
        let orcid = place < orcids.count ? Identifier(.orcid, orcids[place]) : nil
        let more = place < others.count ? Identifier.list(from: others[place]) : []
        record.byline.append(
          Contributor(name, identifiers: [orcid].compactMap { $0 } + more))
      }
    }
    return record
  }

  /// `Last, First` or `Last, Jr., First`.
  private static func name(_ text: String) -> PersonName? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    guard let last = parts.first, !text.isEmpty else { return nil }
    let given = parts.count > 1 ? parts[parts.count - 1] : ""
    let suffix = parts.count > 2 ? parts[1] : ""
    let literal = PersonName(given: given, family: last, suffix: suffix)
    // Particles are told by their words.
    guard !given.isEmpty, let name = NameParser.inverted(last, given: given, suffix: suffix),
      name.given == given, name.display == literal.display
    else { return literal }
    return name
  }
}
