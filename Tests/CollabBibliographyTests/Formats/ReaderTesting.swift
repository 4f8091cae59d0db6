import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// What a reader made of an input, as texts that are easy to write by hand.
struct ReaderResult {
  var records: [String]
  var diagnostics: [String]
  var sink: RecordSink

  /// Reads bytes, unpacked and decoded first as every input is.
  init(_ bytes: [UInt8], format: String, threads: Int = 1) throws {
    let reader = try Readers.all.entry(format)
    sink = RecordSink(file: "input")
    for content in DecodedContent.all(in: bytes, name: "input") {
      reader.read(
        Input(name: "input", bytes: content.bytes, execution: Execution(threads: threads)),
        into: &sink)
    }
    records = sink.records.map(describe)
    diagnostics = sink.diagnostics.map {
      [$0.line.map(String.init), $0.column.map(String.init), $0.id].compactMap { $0 }
        .joined(separator: ":")
    }
  }

  /// Reads `Fixtures/<format>/<name>`.
  init(_ format: String, _ name: String) throws {
    let url = SharedData.fixture("\(format)/\(name)")
    try self.init([UInt8](try Data(contentsOf: url)), format: format)
  }

  /// Reads a file of the real data with the reader that recognises it.
  static func shared(_ path: String, format: String) throws -> ReaderResult {
    let url = try #require(SharedData.url(path))
    let bytes = [UInt8](try Data(contentsOf: url))
    #expect(recognised(bytes, name: url.lastPathComponent) == format, "\(path)")
    return try ReaderResult(bytes, format: format)
  }
}

/// The id of the reader that recognises an input by its content alone.
func recognised(_ bytes: [UInt8], name: String = "") -> String? {
  guard let content = DecodedContent.all(in: bytes, name: name).first else { return nil }
  let head = InputHead(
    text: String(decoding: content.bytes.prefix(16_384), as: UTF8.self), fileExtension: "")
  var best: Reader?
  for reader in Readers.all.entries
  where reader.confidence(head) > (best?.confidence(head) ?? .no) { best = reader }
  return best?.id
}

/// `line key | date type | title | venue | names | identifiers | rest`, with `-` for what is
/// absent. Names are `Given_particle_Family_suffix`, without what is empty; `*` marks a collective,
/// `@` affiliations, `^` countries.
func describe(_ record: Record) -> String {
  let date = record.date.map { date in
    [date.year, date.month, date.day].compactMap { $0.map(String.init) }.joined(separator: "-")
  }
  var rest: [String] = []
  if let citations = record.citations { rest.append("cited \(citations)") }
  if record.bylineIsCut { rest.append("cut") }
  if let field = record.field { rest.append("field \(field)") }
  if let owner = record.owner { rest.append("owner \(describe(owner))") }
  if !record.affiliations.isEmpty {
    rest.append("at " + record.affiliations.joined(separator: "; "))
  }
  return [
    "\(record.line) \(record.key ?? "-")", "\(date ?? "-") \(record.type ?? "-")",
    record.title ?? "-", record.venue ?? "-",
    record.byline.isEmpty ? "-" : record.byline.map(describe).joined(separator: "; "),
    record.identifiers.isEmpty ? "-" : record.identifiers.map(\.description).joined(separator: " "),
    rest.isEmpty ? "-" : rest.joined(separator: ", "),
  ].joined(separator: " | ")
}

private func describe(_ author: Contributor) -> String {
  let name = author.name
  let parts = [name.given, name.particle, name.family, name.suffix].filter { !$0.isEmpty }
  return parts.joined(separator: "_") + (name.isGroup ? "*" : "")
    + (author.identifiers.isEmpty
      ? "" : "<" + author.identifiers.map(\.description).joined(separator: " ") + ">")
    + (author.affiliations.isEmpty ? "" : "@" + author.affiliations.joined(separator: " + "))
    + (author.countries.isEmpty ? "" : "^" + author.countries.joined(separator: " + "))
}
