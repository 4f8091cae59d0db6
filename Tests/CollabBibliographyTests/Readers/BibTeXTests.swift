import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct BibTeXTests {
  private func read(_ text: String, name: String = "refs.bib", threads: Int = 1) -> RecordSink {
    var sink = RecordSink(file: name)
    Reader.bibtex.read(
      Input(name: name, bytes: Array(text.utf8), execution: Execution(threads: threads)),
      into: &sink)
    return sink
  }

  @Test func readsTheWholeGrammar() throws {
    let text = try String(contentsOf: SharedData.fixture("bibtex/broad.bib"), encoding: .utf8)
    let sink = read(text)
    let records = Array(sink.records)
    #expect(records.map(\.key) == ["aho-2019", "cai:1", "proc", "x"])
    #expect(records.map(\.line) == [4, 11, 15, 16])
    let first = records[0]
    #expect(first.byline.map(\.name.display) == ["Ada Aho", "Søren Ørsted", "Jan van der Berg"])
    #expect(first.byline[2].name.particle == "van der")
    #expect(first.bylineIsCut)
    #expect(first.title == "On TeX and Müller's ties")
    #expect(first.venue == "J. Graph Res.")
    #expect(first.date == PartialDate(2019, 3))
    #expect(first.identifiers.map(\.description) == ["doi:10.1234/abc.5"])
    #expect(first.citations == 12)
    #expect(first.type == "article-journal")
    let second = records[1]
    #expect(second.byline.map(\.name.display) == ["Chen Cai", "Bo Šimeček Jr."])
    #expect(second.venue == "Proc. of Ties")
    #expect(second.date == PartialDate(2020))
    #expect(records[2].byline.isEmpty)
    let fourth = records[3]
    #expect(fourth.byline.map(\.name.isGroup) == [true, false])
    #expect(fourth.byline[1].name == PersonName(given: "Vincent", family: "Gogh", particle: "van"))
    #expect(fourth.title == "A α-test")
    #expect(fourth.identifiers.map(\.description) == ["arxiv:2101.00001"])
    #expect(
      sink.diagnostics.map(\.description) == [
        "refs.bib:13:3: warning: expected ',' before this field [bibtex.missing-comma]"
      ])
  }

  @Test func saysWhereAnEntryIsNotClosedAndKeepsItsNeighbours() throws {
    let text = try String(contentsOf: SharedData.fixture("bibtex/broken.bib"), encoding: .utf8)
    let sink = read(text)
    #expect(sink.records.map(\.key) == ["ok1", "ok2", "ok3"])
    #expect(
      sink.diagnostics.prefix(2).map(\.description) == [
        "refs.bib:7:9: error: entry is not closed [bibtex.unterminated-entry]",
        "refs.bib:14:34: error: expected a field name and '=', or the end of the entry"
          + " [bibtex.expected-field]",
      ])
    #expect(sink.diagnostics.dropFirst(2).map(\.id) == ["bibtex.name-commas"])
  }

  @Test(arguments: [
    ("{\\'e}", "é"), ("\\'{e}", "é"), ("\\'e", "é"), ("{\\'\\i}", "í"), ("\\\"{\\i}", "ï"),
    ("\\v{c}", "č"), ("\\c c", "ç"), ("{\\c c}", "ç"), ("\\H{o}", "ő"), ("\\k{a}", "ą"),
    ("\\r a", "å"), ("\\.z", "ż"), ("\\d{o}", "ọ"), ("\\b{d}", "ḏ"), ("\\=u", "ū"), ("\\u{g}", "ğ"),
    ("\\~n", "ñ"), ("\\^o", "ô"), ("\\`a", "à"), ("\\ss", "ß"), ("\\o{}re", "øre"), ("{\\L}", "Ł"),
    ("\\AA", "Å"), ("\\ae r", "ær"), ("\\dj", "đ"), ("\\t{ia}", "i͡a"), ("a~b", "a b"),
    ("1--2", "1–2"), ("``q''", "“q”"), ("\\emph{x} {\\em y}", "x y"), ("\\& \\% \\_", "& % _"),
    ("{\\relax Ph}ilippe", "Philippe"), ("\\noopsort{a}b", "b"), ("$\\alpha^2$", "α^2"),
    ("d'{\\null} Este", "d' Este"), ("\\unknown{kept}", "kept"), ("{\\u \\i}", "ĭ"),
    ("Ng{\\d o}c", "Ngọc"), ("\\~{\\^{o}}", "ỗ"), ("\\", ""), ("\\'", ""), ("{", ""),
  ]) func decodesTeX(_ tex: String, _ plain: String) {
    var tex = tex
    let found = tex.withUTF8 { TeXText.plain($0) }
    #expect(
      found.precomposedStringWithCanonicalMapping == plain.precomposedStringWithCanonicalMapping)
  }

  @Test func splitsNames() {
    let names = { (field: String) -> [PersonName] in
      var field = field
      return field.withUTF8 { BibTeXNames($0).names }
    }
    #expect(
      names("{\\'E}mile Zola and Zola, \\'Emile").map(\.display) == ["Émile Zola", "Émile Zola"])
    #expect(
      names("Ludwig van Beethoven") == [
        PersonName(given: "Ludwig", family: "Beethoven", particle: "van")
      ])
    #expect(
      names("von Neumann, John")
        == [PersonName(given: "John", family: "Neumann", particle: "von")])
    #expect(
      names("King, Jr., Martin Luther")
        == [PersonName(given: "Martin Luther", family: "King", suffix: "Jr.")])
    #expect(names("{Barnes and Noble}").map(\.isGroup) == [true])
    #expect(names("{de Swart}, Henri{\\\"e}tte").map(\.family) == ["de Swart"])
    #expect(names("Knuth, Donald\nAND Lamport, Leslie").count == 2)
    #expect(names("Anderson, Anne and Sandy Andy").map(\.family) == ["Anderson", "Andy"])
    #expect(names("and and , and").isEmpty)
    #expect(names("bell hooks").map(\.display) == ["bell hooks"])
    // Initials, and no mark that the list goes on.
    #expect(names("Shah, U. A.").map(\.display) == ["U. A. Shah"])
  }

  @Test(arguments: [
    ("cited By 12", 12), ("Cited by: 1,234", 1234), ("cited By (since 1996)", nil),
    ("12 citations", 12), ("nothing", nil), ("Cited By 0", 0), ("many citations", nil),
  ]) func findsCitationsInNotes(_ note: String, _ count: Int?) throws {
    let result = try ReaderResult(
      Array("@book{a, title = {T}, note = {\(note)}}".utf8), format: "bibtex")
    #expect(result.sink.records.map(\.citations) == [count] && result.diagnostics.isEmpty)
  }

  @Test(arguments: ["Cited by 99999999999999999999", "-3 citations", "cited by: 10,000,001"])
  func tellsOfCountsInNotesThatCannotBe(_ note: String) throws {
    let result = try ReaderResult(
      Array("@book{a, title = {T}, note = {\(note)}}".utf8), format: "bibtex")
    #expect(result.sink.records.map(\.citations) == [nil])
    #expect(result.diagnostics == ["1:1:record.citations"])
  }

  /// Pieces that begin inside of an entry, macros and cross references over their borders: the
  /// same as read in one.
  @Test func piecesMakeNoDifference() {
    var text = "@string{v = {Venue}}\n"
    let filler = String(repeating: "long text @with at signs\n@ and braces {} ", count: 2000)
    for index in 0..<120 {
      text += "@article{k\(index),\n title = {T\(index)}, journal = v, abstract = {\(filler)}}\n"
    }
    #expect(text.utf8.count > 8 << 20)
    let one = read(text), two = read(text, threads: 3)
    #expect(one.records.count == 120)
    #expect(Array(one.records) == Array(two.records))
    #expect(one.records.allSatisfy { $0.venue == "Venue" })
    #expect(one.diagnostics == two.diagnostics)
    #expect(one.records[119].line == 2 + 119 * 2002)
  }

  /// Forty macros of twice the one before, and fields of a thousand macros: 10¹⁵ letters.
  @Test func macrosDoNotExpandWithoutBound() throws {
    var file =
      "@string{loop = other} @string{other = loop} @string{s0 = {"
      + String(repeating: "x", count: 1000) + "}}\n"
    for level in 1...40 { file += "@string{s\(level) = s\(level - 1) # s\(level - 1)}\n" }
    let many = Array(repeating: "s1", count: 1000).joined(separator: " # ")
    for entry in 1...20 {
      file += "@misc{k\(entry), title = \(many) # s40 # loop, author={Aho, Ada}}\n"
    }
    let result = try ReaderResult(Array(file.utf8), format: "bibtex")
    #expect(result.records.count == 20)
    #expect(result.sink.records.reduce(0) { $0 + ($1.title?.utf8.count ?? 0) } < 2 << 20)
    #expect(result.diagnostics.contains { $0.hasSuffix("bibtex.macros-too-large") })
  }

  @Test func aValueOfManyPiecesIsJoinedInOneGo() throws {
    let pieces = Array(repeating: "{x}", count: 200_000).joined(separator: "#")
    let result = try ReaderResult(
      Array("@misc{k, title = \(pieces), author={Aho, Ada}}".utf8), format: "bibtex")
    #expect(result.sink.records.first?.title?.count == 200_000)
  }
}
