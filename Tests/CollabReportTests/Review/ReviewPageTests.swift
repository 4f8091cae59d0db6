import CollabBibliography
import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabReport

/// The page with the open questions, answered in a real browser where there is one.
@Suite struct ReviewPageTests {
  /// Pairs of names that are one letter apart, with a coauthor in common: one question a pair. The
  /// first of a pair has as many works as its place from the end, so that the order is known. A
  /// title and a name try to be markup.
  private static let pairs = [
    ("Martin Halvorsen", "Marten Halvorsen"), ("Katarina Lindqvist", "Katerina Lindqvist"),
    ("Bernard <img src=x onerror=injected=1>", "Bernhard <img src=x onerror=injected=1>"),
    ("Josephine Albright", "Josephina Albright"), ("Kristian Sandberg", "Kristien Sandberg"),
  ]

  private static let coauthors = [
    ("Ada", "Aho"), ("Bo", "Berg"), ("Cy", "Crane"), ("Dora", "Dorn"), ("Ed", "Eng"),
  ].map { PersonName(given: $0.0, family: $0.1) }

  private static func records() -> [Record] {
    var records: [Record] = []
    for (pair, names) in pairs.enumerated() {
      for (side, name) in [names.0, names.1].enumerated() {
        for number in 0..<(pairs.count - pair) {
          var record = Record(line: records.count + 1)
          record.key = "p\(pair)s\(side)n\(number)"
          record.title =
            "Title \(records.count) </template><script>injected = 2</script>, | @ # = %"
          if number == 0 {
            record.identifiers = [Identifier(.doi, "10.1/\(records.count),|#x")].compactMap(\.self)
          }
          record.date = PartialDate(2000 + number)
          let gap = name.firstIndex(of: " ") ?? name.endIndex
          record.byline = [
            Contributor(PersonName(given: String(name[..<gap]), family: name[gap...].trimmed)),
            Contributor(coauthors[pair]),
          ]
          records.append(record)
        }
      }
    }
    return records
  }

  private static func bibliography(_ rulings: String = "") throws -> Bibliography {
    let content = records().reduce(into: RecordSink(file: "a")) { $0.append($1) }
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a.bib", format: "test", sha256: "", entryCount: records().count),
          content: content)
      ], rulings: rulings.isEmpty ? Rulings() : Rulings(rulings, file: "r"), detail: .doubtful)
  }

  private func person(_ key: String, _ bibliography: Bibliography) -> Int? {
    var found: Int?
    bibliography.forEachBylinePlace { place in
      if place.entry.key == key, place.position == 1 { found = place.person }
    }
    return found
  }

  @Test func thePageAsksForNothing() throws {
    let bibliography = try Self.bibliography()
    let questions = try bibliography.openQuestions().questions
    let html = String(
      decoding: ReviewPage.html(questions, of: bibliography, title: "A <b>", file: "rulings.txt"),
      as: UTF8.self)
    #expect(html.contains("default-src 'none'; script-src 'sha256-"))
    #expect(!html.contains("{{") && !html.contains("<b>") && !html.contains("<img"))
    #expect(html.components(separatedBy: "<script").count == 2)
    let outside = ["http:", "https:", "url(", "@import", "src=\"", "href=\""]
    #expect(!outside.contains { html.contains($0) })
  }

  /// What is decided in the browser is what reading the saved file back gives.
  @Test(.enabled(if: SharedData.hasBrowser)) func answersAreReadBack() throws {
    let bibliography = try Self.bibliography()
    let questions = try bibliography.openQuestions().questions
    #expect(questions.count == Self.pairs.count)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-review-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appendingPathComponent("review.html")
    let before = "# mine\nsame: p4s0n0#2 | p4s1n0#2"
    try Data(
      ReviewPage.html(
        questions, of: bibliography, title: "Who is who", file: "rulings.txt", rulings: before)
    ).write(to: page)
    func asked(_ index: Int) -> String {
      "Are \(questions[index].sides[0].name) and \(questions[index].sides[1].name) one person?"
    }
    let expectation: [String: Any] = [
      "questions": questions.count,
      "answers": [
        ["asked": asked(0), "keys": ["s"]],
        // The second work and the last of the first side go to the other.
        [
          "asked": asked(1),
          "keys": ["w", "ArrowDown", " ", "ArrowDown", "ArrowDown", " ", "Enter"],
        ],
        ["asked": asked(2), "keys": ["l"]],
        ["asked": asked(3), "keys": ["d"]],
        ["asked": asked(4), "keys": ["s"]],
      ],
      "answered": 4,
    ]
    let expected = folder.appendingPathComponent("expected.json")
    try JSONSerialization.data(withJSONObject: expectation).write(to: expected)
    let saved = folder.appendingPathComponent("saved.txt")
    let (status, output) = try SharedData.python("explorer/review.py", page, expected, saved)
    try #require(status == 0, "\(output)")
    let text = try String(contentsOf: saved, encoding: .utf8)
    #expect(text.hasPrefix(before + "\n"))
    let decided = try Self.bibliography(text)
    #expect(decided.diagnostics.isEmpty, "\(decided.diagnostics)")
    #expect(person("p0s0n0", decided) == person("p0s1n0", decided))
    let first = (0..<4).map { person("p1s0n\($0)", decided) }
    let second = (0..<4).map { person("p1s1n\($0)", decided) }
    // Which side stands first on the page is the page's affair.
    let (a, b) = questions[1].sides[0].name == Self.pairs[1].0 ? (first, second) : (second, first)
    #expect(a[0] == a[2] && a[1] == a[3] && a[1] == b[0] && Set(b).count == 1)
    #expect(a[0] != a[1])
    #expect(person("p2s0n0", decided) != person("p2s1n0", decided))
    #expect(person("p3s0n0", decided) != person("p3s1n0", decided))
    #expect(person("p4s0n0", decided) != person("p4s1n0", decided))
    #expect(try decided.openQuestions().questions.map(\.same) == [questions[2].same])
  }
}
