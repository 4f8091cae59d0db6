import CollabBibliography
import CollabCore

/// The figures that pages state of people, as tables.
enum ReportedFigures {
  /// The figures of one person, or of all, each with the page that states it.
  static func table(of bibliography: Bibliography, ofPerson person: Int? = nil) -> Table {
    let head = [
      Table.Column("figure"), .init("value", isMixed: true), .init("unit"), .init("source"),
    ]
    var table = Table(person == nil ? [.init("author")] + head : head)
    for entry in bibliography.reported where person == nil || person == entry.person {
      let figure = entry.figure
      let value = Int(exactly: figure.value).map(Table.Cell.count) ?? .number(figure.value)
      let row: [Table.Cell] = [
        .text(figure.figure), value, figure.unit.isEmpty ? .unknown : .text(figure.unit),
        .text("\(bibliography.sources[entry.source].name):\(figure.line)"),
      ]
      table.append(
        person == nil ? [.text(bibliography.people.label(entry.person))] + row : row)
    }
    return table
  }
}
