import CollabBibliography
import CollabCore
import Foundation

// Times readers from bytes in memory to records, or shows what they found:
// readers [--from FORMAT] [--threads N] [--repeat N] [--dump] FILE...
var arguments = Array(CommandLine.arguments.dropFirst())
@MainActor func value(_ name: String) -> String? {
  guard let at = arguments.firstIndex(of: name), at + 1 < arguments.count else { return nil }
  let value = arguments[at + 1]
  arguments.removeSubrange(at...at + 1)
  return value
}
let format = value("--from")
let execution = Execution(threads: value("--threads").flatMap { Int($0) })
let repeats = max(1, value("--repeat").flatMap { Int($0) } ?? 1)
let dumps = arguments.contains("--dump")
let inputs = try arguments.filter { $0 != "--dump" }.map { path in
  var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  return Input(name: path, bytes: bytes, execution: execution)
}
@MainActor func reader(for input: Input) -> Reader? {
  if let format { return Readers.all[format] }
  let head = InputHead(
    text: String(decoding: input.bytes.prefix(16384), as: UTF8.self),
    fileExtension: URL(fileURLWithPath: input.name).pathExtension.lowercased())
  return Readers.all.entries.reduce(nil) { best, next in
    next.confidence(head) > (best?.confidence(head) ?? .no) ? next : best
  }
}
let bytes = inputs.reduce(0) { $0 + $1.bytes.count }
var times: [Double] = []
for round in 0..<repeats {
  let clock = ContinuousClock()
  var counts = (records: 0, authorships: 0, ties: 0, diagnostics: 0)
  let time = clock.measure {
    for input in inputs {
      guard let reader = reader(for: input) else {
        print("\(input.name): no reader")
        continue
      }
      var sink = RecordSink(file: input.name)
      reader.read(input, into: &sink)
      counts.records += sink.records.count
      counts.ties += sink.ties.count
      counts.diagnostics += sink.diagnostics.count
      if dumps {
        print(
          "# \(input.name): \(reader.id), \(sink.records.count) records, \(sink.ties.count) ties, \(sink.isolated.count) vertices, \(sink.diagnostics.count) diagnostics"
        )
        for record in sink.records { show(record) }
        for tie in sink.ties.prefix(20) { print(tie.line, tie.a, "--", tie.b, tie.weight) }
        for vertex in sink.isolated.prefix(20) { print("vertex", vertex) }
        for diagnostic in sink.diagnostics.prefix(30) { print(diagnostic) }
      }
    }
  }
  times.append(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  if round == 0 {
    print("\(counts.records) records, \(counts.ties) ties, \(counts.diagnostics) diagnostics")
  }
}
let median = times.sorted()[repeats / 2]
print(String(format: "%.3f s, %.0f MB/s", median, Double(bytes) / median / 1e6))

@MainActor func show(_ record: Record) {
  let names = record.byline.map { author in
    let ids = author.identifiers.map(\.description).joined(separator: ",")
    return
      "\(author.name.given)|\(author.name.particle)|\(author.name.family)|\(author.name.suffix)"
      + (author.name.isGroup ? "(group)" : "") + (ids.isEmpty ? "" : "<\(ids)>")
      + (author.affiliations.isEmpty ? "" : "@\(author.affiliations.count)")
  }
  print(
    record.line, record.key ?? "-",
    record.date.map { "\($0.year)-\($0.month ?? 0)-\($0.day ?? 0)" } ?? "-",
    record.type ?? "-", (record.title ?? "-").prefix(60), "/", (record.venue ?? "-").prefix(40),
    "/",
    names.prefix(8).joined(separator: "; "), names.count, record.bylineIsCut ? "CUT" : "", "/",
    record.identifiers.map(\.description).joined(separator: " "), "c=\(record.citations ?? -1)",
    "aff=\(record.affiliations.count)", record.field ?? "", record.owner?.name.display ?? "",
    record.url ?? "")
}
