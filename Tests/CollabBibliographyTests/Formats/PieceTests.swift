import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// A large input is read in pieces, which give exactly what the whole gives.
@Suite struct PieceTests {
  /// All that a reader found.
  private struct Found: Equatable {
    var records: [Record]
    var reported: [ReportedFigure]
    var ties: [StatedTie]
    var isolated: [String]
    var diagnostics: [Diagnostic]
  }

  private static let whole = 1 << 22

  private func read(
    _ bytes: [UInt8], _ reader: Reader, pieceSize: Int = whole, threads: Int = 1
  ) -> Found {
    var input = Input(name: "in", bytes: bytes, execution: Execution(threads: threads))
    input.pieceSize = pieceSize
    var sink = RecordSink(file: "in")
    reader.read(input, into: &sink)
    return Found(
      records: Array(sink.records), reported: sink.reported, ties: sink.ties,
      isolated: sink.isolated, diagnostics: sink.diagnostics)
  }

  private func checkPieces(
    _ text: [UInt8], _ reader: Reader, sizes: [Int] = [1, 2, 7, 60, 300, 2000]
  ) {
    let whole = read(text, reader)
    for size in sizes {
      let pieces = read(text, reader, pieceSize: size, threads: 2)
      if pieces != whole {
        Issue.record(
          "\(reader.id) in pieces of \(size): \(String(decoding: text.prefix(3000), as: UTF8.self))"
        )
        #expect(pieces.records == whole.records)
        #expect(pieces.diagnostics == whole.diagnostics)
        return
      }
    }
  }

  /// Reference lists whose records begin anywhere.
  @Test(arguments: ["b05.ris", "b05-spacing.ris", "b01.ris"])
  func referenceLists(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: SharedData.fixture("cases/" + name)))
    checkPieces(bytes, .ris, sizes: Array(1...400))
  }

  /// A line that only looks like the end of a record from behind, or when cut short.
  @Test(arguments: [
    "ER  -\u{0}\u{1B} ", "N2  - see ER  - 1234567890", "N2  - ER  -", "ER  -x", "ER  -\r\r",
    "ER  - \t",
  ])
  func linesLikeTheEndOfARecord(_ line: String) {
    let record = "TY  - JOUR\nAU  - Aho, Ada\nTI  - One\n\(line)\n\n \nTI  - Two\nAU  - Bell, Bo\n"
    checkPieces(Array((record + record).utf8), .ris, sizes: Array(1...100))
  }

  /// Every fixture, with every line end, indented, on one line, and twice in a row.
  @Test(arguments: TortureTests.fixtures + TortureTests.regressions)
  func fixtures(_ fixture: TortureTests.Fixture) throws {
    let stored = [UInt8](try Data(contentsOf: fixture.url))
    for content in DecodedContent.all(in: stored, name: fixture.url.lastPathComponent) {
      // Carriage returns before a line feed are no line ends of their own.
      let lines = content.bytes.filter { $0 != 0x0D }
      func with(_ end: String) -> [UInt8] {
        lines.flatMap { $0 == 0x0A ? Array(end.utf8) : [$0] }
      }
      let reader = fixture.reader
      let plain = read(lines, reader)
      #expect(read(with("\r"), reader) == plain)
      #expect(read(with("\r\n"), reader).records == plain.records)
      for variant in [lines, lines + lines, with("\r"), with("\r\n"), with("\n\t"), with(" ")] {
        checkPieces(variant, reader)
      }
    }
  }

  /// Fixtures put together from pieces of each other, where most entries are broken.
  @Test(arguments: ["bibtex", "ris", "wos", "medline", "dblp", "pubmed-xml", "oai", "arxiv-atom"])
  func brokenInputs(_ format: String) throws {
    let fixtures = TortureTests.fixtures.filter { $0.reader.id == format }
    let texts = try fixtures.flatMap {
      DecodedContent.all(in: [UInt8](try Data(contentsOf: $0.url)), name: "").map(\.bytes)
    }.filter { !$0.isEmpty }
    let reader = try Readers.all.entry(format)
    var random = SplitMix64(seed: 3)
    for _ in 0..<60 {
      var text: [UInt8] = []
      for _ in 0..<12 {
        let from = texts[random.below(texts.count)]
        let start = random.below(from.count)
        text += from[start..<min(from.count, start + random.below(400))]
      }
      checkPieces(text, reader, sizes: [1, 50, 300, 1000])
    }
  }

  /// What is wrong with the last tag before a record is told of as in the whole.
  @Test(arguments: [
    ("endnote-xml", "<xml><records><record><titles></record>", "</records></xml>"),
    ("endnote-xml", "<xml><records><record></titles>", "</records></xml>"),
    ("endnote-xml", "<xml><records ", "</records></xml>"),
    ("endnote-xml", "<xml><source></source ", "</xml>"),
    ("endnote-xml", "<xml><records><record><titles ", "</records></xml>"),
    ("dblp", "<dblp><www key=\"a/b\"><title>T</www>", "</dblp>"),
  ])
  func faultsBeforeARecord(_ format: String, _ start: String, _ end: String) throws {
    let record =
      format == "dblp"
      ? "<article key=\"a/c\"><author>Ada Aho</author><title>Good.</title></article>"
      : "<record><titles><title>Good</title></titles></record>"
    let text = Array((start + record + record + end).utf8)
    let reader = try Readers.all.entry(format)
    let whole = read(text, reader)
    #expect(whole.records.count == 2)
    #expect(whole.diagnostics.contains { $0.id == format + ".not-well-formed" })
    checkPieces(text, reader)
  }

  // MARK: BibTeX, counted by hand

  private static let entries = [
    "@article{a1, title = {One @book{x, y}}, author = {Ada Aho}}",
    "@book(b2, title = \"Two @misc{z, w}\", author = {Bo Berg})",
    "@string{cup = {Cup}} @misc{c3, title = cup # { and more}, author = {Cy Cole}}",
    "@comment{ @misc{hidden, title = {Left out}} }",
    "@preamble{\"\\newcommand{\\x}{@misc}\"}",
    "@article{d4, title = {a@b.c {@article{}}}, author = {Di Dahl}}",
  ]

  @Test(arguments: ["\n", "\r", "\r\n", " ", "", "\n\t", "\n    ", "\r\n\r\n", "text, a@b.c "])
  func bibtexWhereverEntriesBegin(_ gap: String) throws {
    let reader = try Readers.all.entry("bibtex")
    let text = Array(repeating: Self.entries.joined(separator: gap), count: 20)
      .joined(separator: gap)
    for size in [1, 3, 10, 59, 60, 61, 200, 1999, Self.whole] {
      let found = read(Array(text.utf8), reader, pieceSize: size, threads: 2)
      #expect(found.records.count == 80)
      #expect(found.records.prefix(4).contains { $0.title == "Cup and more" })
      #expect(
        found.records.map { $0.key ?? "" } == (0..<80).map { ["a1", "b2", "c3", "d4"][$0 % 4] })
      #expect(found.diagnostics.count == 76)
      #expect(found.diagnostics.allSatisfy { $0.id == "bibtex.repeated-key" })
    }
  }

  @Test func bibtexThatDoesNotClose() throws {
    let reader = try Readers.all.entry("bibtex")
    let good = "\n  @misc{k, title = {Good}}"
    for open in [
      "@comment{ open", "@string{a = {open", "@preamble{\"open", "@misc{x, title = {open",
      "@misc{x, title = \"open", "@misc{", "@misc(x,",
    ] {
      let text = Array(repeating: good, count: 5).joined() + "\n" + open
      let all = Array(repeating: text, count: 6).joined()
      checkPieces(Array(all.utf8), reader, sizes: [1, 20, 64, 300])
      #expect(read(Array(all.utf8), reader).records.count == 30, "\(open)")
    }
    // One that is followed for longer than a piece is.
    let long = "@comment{" + String(repeating: good + "\n", count: 10_000)
    checkPieces(Array(long.utf8), reader, sizes: [1000])
    #expect(read(Array(long.utf8), reader).records.count == 10_000)
  }

  @Test func bibtexMacrosAreBoundedAsAWhole() throws {
    let reader = try Readers.all.entry("bibtex")
    let text =
      "@string{m = {" + String(repeating: "m", count: 4000) + "}}\n"
      + (0..<400).map { "@misc{k\($0), note = m # m, title = {T \($0)}}\n" }.joined()
    let found = read(Array(text.utf8), reader)
    #expect(found.records.count == 400)
    #expect(found.diagnostics.contains { $0.id == "bibtex.macros-too-large" })
    checkPieces(Array(text.utf8), reader, sizes: [100, 5000])
  }

  // MARK: Others, counted by hand

  @Test(arguments: ["\n", "\r", "\r\n"]) func taggedFormats(_ end: String) throws {
    for (format, entry, title) in [
      (
        "ris", ["TY  - JOUR", "AU  - Aho, Ada", "TI  - One", "N2  - TY  - JOUR", "ER  - ", ""],
        "One"
      ),
      ("medline", ["PMID- 1", "FAU - Aho, Ada", "TI  - One", "      PMID- 2", ""], "One PMID- 2"),
      ("endnote-tagged", ["%0 Journal Article", "%A Aho, Ada", "%T One", ""], "One"),
    ] {
      let reader = try Readers.all.entry(format)
      let text = Array(repeating: entry.joined(separator: end) + end, count: 25).joined()
      for size in [1, 13, 55, 200, Self.whole] {
        let found = read(Array(text.utf8), reader, pieceSize: size)
        #expect(found.records.count == 25, "\(format) \(size)")
        #expect(found.records.allSatisfy { $0.title == title }, "\(format) \(size)")
        #expect(found.records.map(\.line) == (0..<25).map { $0 * entry.count + 1 })
      }
    }
  }

  @Test(arguments: ["\n", "\r", "\r\n"]) func tables(_ end: String) throws {
    let reader = try Readers.all.entry("csv")
    let text =
      "Title,Authors,Year" + end
      + Array(
        repeating: "\"One\(end)Title,Authors,Year\(end)\"\"@\"\"\",Ada Aho,2001" + end, count: 1500
      )
      .joined()
    let found = read(Array(text.utf8), reader, pieceSize: 100, threads: 2)
    #expect(found.records.count == 1500)
    #expect(found.records.map(\.line) == (0..<1500).map { 2 + 3 * $0 })
    #expect(found.diagnostics.isEmpty)
  }

  @Test(arguments: ["\n", "\r", "\r\n", ""]) func xml(_ end: String) throws {
    let reader = try Readers.all.entry("dblp")
    let entry =
      "<article key=\"a/b\">\(end)<author>Ada Aho</author><!-- <article> -->"
      + "<title>One <![CDATA[<article key=\"]]></title>\(end)<?x <article key=\"n\"> ?></article>\(end)"
    let text =
      "<!DOCTYPE dblp [<!ENTITY t \"<article key='x'>\">]><dblp>\(end)"
      + Array(repeating: entry, count: 30).joined() + "</dblp>"
    for size in [1, 40, 300, 2000, Self.whole] {
      let found = read(Array(text.utf8), reader, pieceSize: size, threads: 2)
      #expect(found.records.count == 30)
      #expect(found.records.allSatisfy { $0.title == "One <article key=\"" })
      #expect(
        found.records.map(\.line) == (0..<30).map { end.isEmpty ? 1 : 2 + 3 * $0 })
      #expect(found.diagnostics.isEmpty)
    }
  }

  /// What is wrong with the XML is told once, wherever pieces begin and end.
  @Test func brokenXML() throws {
    let reader = try Readers.all.entry("dblp")
    let good = "<article key=\"a\"><author>A B</author><title>&unknown; T</title></article>\n"
    for bad in [
      "<article><title>open\n", "<article><title>x</author></article>\n", "</dblp>\n", "</x>\n",
      "<article><title>&#0;</title></article>\n", "<!-- open\n", "<![CDATA[ open\n",
      "text < text\n",
      "<article><title><sub>deep</title></article>\n",
    ] {
      let some = String(repeating: good, count: 6)
      let text = "<dblp>\n" + some + bad + some + bad + some + "</dblp>\n"
      checkPieces(Array(text.utf8), reader, sizes: [1, 100, 250, 700])
    }
  }
}
