import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabReport
import CollabTestSupport
import Foundation
import Testing

@testable import CollabRender

/// A ring of people: person *i* wrote with *i*+1 in 1980 + *i* mod 40, every tenth with *i*+5, and
/// the first two wrote three works more. One name tries to be markup.
private enum Ring {
  static let zoe = "Zoë <img src=x onerror=\"injected=1\"> 17"

  static func works(_ count: Int) -> [(year: Int, byline: [Int])] {
    (0..<count).map { (1980 + $0 % 40, [$0, ($0 + 1) % count]) }
      + stride(from: 0, to: count, by: 10).map { (1980 + $0 % 40, [$0, ($0 + 5) % count]) }
      + Array(repeating: (1990, [0, 1]), count: 3)
  }

  static func page(_ count: Int) throws -> [UInt8] {
    var sink = RecordSink(file: "ring")
    for (line, work) in works(count).enumerated() {
      var record = Record(line: line + 1)
      record.title = "Work \(line) of </template><script>injected = 2</script>"
      record.key = "\(line)"
      record.identifiers = [Identifier(.doi, "10.1/\(line)")].compactMap { $0 }
      record.date = PartialDate(work.year)
      record.byline = work.byline.map {
        $0 == 17
          ? Contributor(PersonName(given: "Zoë", family: String(zoe.dropFirst(4))))
          : Contributor(PersonName(given: "Person", family: "\(name(of: $0))"))
      }
      sink.append(record)
    }
    let bibliography = try Bibliography(
      merging: [
        ReadSource(
          source: Source(
            name: "ring", format: "test", sha256: "", entryCount: sink.records.count),
          content: sink)
      ])
    let corpus = Corpus(bibliography)
    let numbers = corpus.labels.map(number)
    let graph = try ExportGraph(
      title: "A ring", labels: corpus.labels, network: corpus.network,
      columns: [
        .init(
          id: "papers", isCount: true,
          values: (0..<corpus.network.vertexCount).map {
            Double(corpus.network.incidence.works(ofAuthor: $0).count)
          })
      ],
      partition: Partition(labels: numbers.map { UInt32(cluster(of: $0, count)) }))
    let angles = numbers.map { 2 * Double.pi * Double($0) / Double(count) }
    return try Explorer.html(
      graph: graph,
      positions: Positions(
        uncheckedX: angles.map { 1000 * cos($0) }, y: angles.map { 1000 * sin($0) }),
      library: try ExplorerLibrary(corpus), caption: "made for a test",
      clusterTitles: ["<b>First</b> third", "", "", "Last three"])
  }

  /// Three thirds, but for the last three people, who are a cluster of their own.
  static func cluster(of number: Int, _ count: Int) -> Int {
    number >= count - 3 ? 4 : number < count / 3 ? 0 : 1 + number * 3 / count
  }

  /// A word for a number: names of digits alone are no names.
  static func name(of number: Int) -> String {
    "N"
      + String(number).map {
        String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
      }
      .joined()
  }

  static func number(of label: String) -> Int {
    if label == zoe { return 17 }
    let letters = label.utf8.dropFirst("Person N".utf8.count)
    return letters.reduce(0) { 10 * $0 + Int($1) - Int(UInt8(ascii: "a")) }
  }

  /// Counted from the works alone.
  static func expectation(_ count: Int) -> [String: Any] {
    var last = [Int](repeating: 0, count: count)
    var first = [Int](repeating: 3000, count: count)
    for work in works(count) {
      for i in work.byline {
        last[i] = max(last[i], work.year)
        first[i] = min(first[i], work.year)
      }
    }
    return [
      "people": count, "ties": count + count / 10, "query": "zoe 17", "found": zoe,
      "coauthors": 2, "papers": 2, "to": "Person " + name(of: count - 1),
      // 17–16–15–10–9–8–7–6–5–0–last.
      "steps": 10,
      "from_year": [2000, 2018, 2019].map { year in [year, last.count { $0 >= year }] },
      "misspelled": "pesron " + name(of: count - 1).lowercased(), "most_papers": "Person Na",
      "work": "of 442", "title": "Work 442 of </template><script>injected = 2</script>",
      "largest_cluster": (0..<count).count { $0 < count / 3 },
      "until_year": [1980, 1981, 1984].map { year in [year, first.count { $0 <= year }] },
      "names": (0..<count).map { $0 == 17 ? zoe : "Person " + name(of: $0) },
    ]
  }
}

@Suite struct ExplorerBrowserTests {
  /// The page is used in a real Chromium, where there is one: search, cards, filters, overlays,
  /// keys, saving, with and without WebGL, under its own content policy.
  @Test(.enabled(if: SharedData.hasBrowser)) func aBrowserShowsTheMap() throws {
    try use(by: "explorer/browse.py")
  }

  /// Selection and clipboard, comparing, years that go by, the small map, ground, titles on two
  /// levels, a lost graphics card, sizes of controls.
  @Test(.enabled(if: SharedData.hasBrowser)) func aBrowserUsesTheTools() throws {
    try use(by: "explorer/tools.py")
  }

  /// A page of institutions speaks of institutions, in what is seen and in what is read out.
  @Test(.enabled(if: SharedData.hasBrowser)) func institutionsAreNotPeople() throws {
    let works = (1...3).map { work in
      let authorships = ["Delft", "Leiden", "Utrecht"].filter { $0 != "Utrecht" || work < 3 }.map {
        "{\"author\":{\"display_name\":\"Ann \($0)son\"},"
          + "\"institutions\":[{\"display_name\":\"Institute of \($0)\"}]}"
      }
      return "{\"id\":\"https://openalex.org/W\(work)\",\"title\":\"On tulips, part \(work)\","
        + "\"publication_year\":200\(work),\"authorships\":[\(authorships.joined(separator: ","))]}"
    }
    let sources = Bibliography.read(
      Array(works.joined(separator: "\n").utf8), name: "works.jsonl"
    ).sources
    let corpus = try Corpus(
      Bibliography(merging: sources), unit: .institutions, thresholds: Thresholds())
    #expect(corpus.labels.count == 3)
    let page = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-units-\(UUID().uuidString).html")
    defer { try? FileManager.default.removeItem(at: page) }
    try Data(Picture(of: corpus).page()).write(to: page)
    let (status, output) = try SharedData.python("explorer/units.py", page)
    #expect(status == 0, "\(output)")
  }

  private func use(by script: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-explorer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appendingPathComponent("map.html")
    let expected = folder.appendingPathComponent("expected.json")
    try Data(try Ring.page(400)).write(to: page)
    try JSONSerialization.data(withJSONObject: Ring.expectation(400)).write(to: expected)
    if let kept = ProcessInfo.processInfo.environment["KEEP_EXPLORER_PAGE"] {
      for file in [page, expected] {
        let copy = URL(fileURLWithPath: kept).appendingPathComponent(file.lastPathComponent)
        try Data(contentsOf: file).write(to: copy)
      }
    }
    let (status, output) = try SharedData.python(script, page, expected)
    #expect(status == 0, "\(output)")
  }
}
