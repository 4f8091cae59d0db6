import CollabBibliography
import Foundation

/// Shows what a reader found, one record a line.
enum Dump {
  static func show(_ path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let (sources, _) = Bibliography.read(
      bytes, name: URL(fileURLWithPath: path).lastPathComponent)
    for read in sources {
      let sink = read.content
      print(
        "# \(read.source.name): \(read.source.format), \(sink.records.count) records,"
          + " \(sink.ties.count) ties, \(sink.isolated.count) vertices,"
          + " \(sink.diagnostics.count) diagnostics")
      for record in sink.records { print(line(record)) }
      for tie in sink.ties.prefix(20) { print(tie.line, tie.a, "--", tie.b, tie.weight) }
      for vertex in sink.isolated.prefix(20) { print("vertex", vertex) }
      for diagnostic in sink.diagnostics.prefix(30) { print(diagnostic) }
    }
  }

  private static func line(_ record: Record) -> String {
    let names = record.byline.map { author in
      let ids = author.identifiers.map(\.description).joined(separator: ",")
      let name = author.name
      return "\(name.given)|\(name.particle)|\(name.family)|\(name.suffix)"
        + (name.isGroup ? "(group)" : "") + (ids.isEmpty ? "" : "<\(ids)>")
        + (author.affiliations.isEmpty ? "" : "@\(author.affiliations.count)")
    }
    let date = record.date.map { "\($0.year)-\($0.month ?? 0)-\($0.day ?? 0)" } ?? "-"
    return "\(record.line) \(record.key ?? "-") \(date) \(record.type ?? "-") "
      + "\((record.title ?? "-").prefix(60)) / \((record.venue ?? "-").prefix(40)) / "
      + names.prefix(8).joined(separator: "; ") + " \(names.count)"
      + (record.bylineIsCut ? " CUT" : "") + " / "
      + record.identifiers.map(\.description).joined(separator: " ")
      + " c=\(record.citations ?? -1) aff=\(record.affiliations.count) \(record.field ?? "")"
      + " \(record.owner?.name.display ?? "") \(record.url ?? "")"
  }
}
