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
    #expect(sink.diagnostics.dropFirst(2).map(\.id) == ["record.several-names"])
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

  /// Names as `given|particle|family|suffix`, groups as `=name`, and what is told of them.
  @Test(
    arguments: [
      // biblatex's named parts.
      ("family=Barnett, given=Finn G., suffix=Jr., juniorcomma=true", ["Finn G.||Barnett|Jr."], []),
      ("FAMILY = {Van Goor} , Given = \"Victor\",PREFIX=de", ["Victor|de|Van Goor|"], []),
      ("given={Jos\\'e}, given-i=J, family=Hill, id=ab1, hashid=ff", ["José||Hill|"], []),
      (
        "\"family={Rupert and Sons, Inc.}\" and given=Plato",
        ["=Rupert and Sons, Inc.", "||Plato|"], []
      ),
      ("family=Hill, given=Ann, mood=good", ["Ann||Hill|"], ["bibtex.name-part"]),
      ("family=Hill, Ann", ["||Hill|"], ["bibtex.name-part"]),
      // Braces.
      ("{Tessa M. Thorn}", ["Tessa M.||Thorn|"], ["bibtex.braced-name"]),
      ("{Thorn, Tessa}", ["Tessa||Thorn|"], ["bibtex.braced-name"]),
      ("{Ann Hill} and {Bob Wood}", ["Ann||Hill|", "Bob||Wood|"], ["bibtex.braced-name"]),
      ("{{Ann Hill} and {Bob Wood}}", ["Ann||Hill|", "Bob||Wood|"], ["bibtex.braced-name"]),
      ("{Ann Hill and Wood, Bob}", ["Ann||Hill|", "Bob||Wood|"], ["bibtex.braced-name"]),
      ("{Double Braces}", ["=Double Braces"], ["bibtex.braced-name"]),
      ("{Rupert and Sons, Inc.}", ["=Rupert and Sons, Inc."], []),
      ("{Barnes and Noble}", ["=Barnes and Noble"], []),
      (
        "{National Aeronautics and Space Administration}",
        ["=National Aeronautics and Space Administration"], []
      ),
      ("{U.S. Census Bureau}", ["=U.S. Census Bureau"], []),
      ("{Lake Team} and Hill, Ann", ["=Lake Team", "Ann||Hill|"], []),
      // Commas, suffixes and particles.
      (
        "Hill, Ann, and Wood, and Lake, Cy,", ["Ann||Hill|", "||Wood|", "Cy||Lake|"],
        ["bibtex.name-comma"]
      ),
      (
        "MacKee, Jon W., Jr. and Drape, III, Frank", ["Jon W.||MacKee|Jr.", "Frank||Drape|III"], []
      ),
      ("Frank L. Drape, Jr. and Frank Drape III", ["Frank L.||Drape|Jr.", "Frank||Drape|III"], []),
      ("Hill, {Esq}, Ann and Hill, {Esq}, ", ["Ann||Hill|Esq", "||Hill|Esq"], []),
      ("Hill, Esq, Ann", ["Ann||Hill|Esq"], []),
      ("Dumas, père, Alexandre", ["Alexandre||Dumas|père"], []),
      ("Condorcet, de, Marquis", ["Marquis|de|Condorcet|"], []),
      ("Helm, John van der and Jan van der Berg", ["John|van der|Helm|", "Jan|van der|Berg|"], []),
      ("van der Berg, Jan and von Neumann", ["Jan|van der|Berg|", "|von|Neumann|"], []),
      ("Weinan E and She-Sheng XUE", ["Weinan||E|", "She-Sheng||XUE|"], []),
      ("D.~E. Knuth and \\L ukasz Ka\\i ser", ["D. E.||Knuth|", "Łukasz||Kaıser|"], []),
      ("{\\'A}lvarez{-}Hill, Jos{\\'e}{\\ }Mar{\\'i}a", ["José María||Álvarez-Hill|"], []),
      // Joined and cut.
      ("and Ann Hill and and Bob Wood AND", ["Ann||Hill|", "Bob||Wood|"], ["bibtex.empty-name"]),
      ("Ann Hill~and~Bob Wood", ["Ann||Hill|", "Bob||Wood|"], []),
      ("{Lake Team}and{Wood Team}", ["=Lake Team", "=Wood Team"], []),
      ("Ann Hill and\n\tBob Wood", ["Ann||Hill|", "Bob||Wood|"], []),
      ("Ann Hill and {others}", ["Ann||Hill|", "…"], []),
      ("Ann Hill and \\dots", ["Ann||Hill|", "…"], []),
      ("Ann Hill and {et al.}", ["Ann||Hill|", "…"], []),
      ("Ann Hill and et al.", ["Ann||Hill|", "…"], []),
      ("Ann Hill and et al", ["Ann||Hill|", "…"], []),
      ("Hill, Ann and Wood, B…", ["Ann||Hill|", "B||Wood|", "…"], []),
      ("A Hill and B Wood... and ...", ["A||Hill|", "B||Wood|", "…"], []),
      ("Ann Hill and 12 others", ["Ann||Hill|", "…"], []),
      ("{Ann B. Hill et al.}", ["Ann B.||Hill|", "…"], ["bibtex.braced-name"]),
      // Nobody.
      ("Anonymous and {Anonymous} and [Anonymous] and Ann Hill", ["Ann||Hill|"], []),
      // Several people.
      ("Ann Hill; Bob Wood", ["Ann||Hill|", "Bob||Wood|"], []),
      ("Hill, Ann; Wood, Bob; and Lake, Cy", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"], []),
      ("Ann Hill \\& Bob Wood", ["Ann||Hill|", "Bob||Wood|"], []),
      ("{Ann Hill & Bob Wood}", ["Ann||Hill|", "Bob||Wood|"], ["bibtex.braced-name"]),
      (
        "{Barnes \\& Noble} and {Lake & Sons; Inc.}", ["=Barnes & Noble", "=Lake & Sons; Inc."], []
      ),
      ("赵甲；钱小乙 and 孙, 育丙", ["||赵甲|", "||钱小乙|", "育丙||孙|"], []),
      (
        "Ann Hill, Bob Wood, Cy Lake", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"],
        ["record.names-split"]
      ),
      (
        "Ann Hill and Bob Wood, Cy Lake", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"],
        ["record.names-split"]
      ),
      (
        "Hill, Ann and García Márquez, Gabriel José",
        ["Ann||Hill|", "Gabriel José||García Márquez|"],
        []
      ),
      (
        "Ann Hill\n  Bob Wood\n  Cy Lake", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"],
        ["record.names-split"]
      ),
      ("Hill, Ann\tWood, Bob", ["Ann||Hill|", "Bob||Wood|"], ["record.names-split"]),
      ("Saul Hill | Al Wood", ["Saul||Hill|", "Al||Wood|"], ["record.names-split"]),
      ("Ann Hill\nBob Wood", ["Ann Hill Bob||Wood|"], ["record.several-names"]),
      ("Donald\n  E. Knuth", ["Donald E.||Knuth|"], []),
      (
        "Hill, Ann, Wood, Bob and Lake, Cy", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"],
        ["record.names-split"]
      ),
      (
        "Fish II, Sands A. and vom und zum Stein, Karl",
        ["Sands A.||Fish II|", "Karl|vom und zum|Stein|"], []
      ),
      ("Li, {M}eng and Oak, {E}d", ["Meng||Li|", "Ed||Oak|"], []),
      ("Ann Hill and Dal Rí, Jo Al", ["Ann||Hill|", "Jo Al||Dal Rí|"], []),
      (
        "Ann Hill, Bob Wood & Cy Lake", ["Ann||Hill|", "Bob||Wood|", "Cy||Lake|"],
        ["record.names-split"]
      ),
      ("De Oak Elm, M.A. and Lake, Cy", ["M.A.||De Oak Elm|", "Cy||Lake|"], []),
      ("Jeff, John, Sarah, Mary", ["John Sarah Mary||Jeff|"], ["record.several-names"]),
      // Degrees.
      (
        "Bern Fran, PhD and Cy Lake, M.D.", ["Bern||Fran|", "Cy||Lake|"],
        ["record.name-cleaned", "record.name-cleaned"]
      ),
      ("Cy Lake, M.D.", ["M.D.||Cy Lake|"], ["bibtex.degree-or-initials"]),
      ("DUPONT Jean and XUE She-Sheng", ["Jean||DUPONT|", "She-Sheng||XUE|"], []),
      // DBLP's numbers.
      ("Weilin Gao 0001 and Gao, Weilin 0002", ["Weilin||Gao| 0001", "Weilin||Gao| 0002"], []),
      ("Gao 0001, Weilin and 0002, Weilin Gao", ["Weilin||Gao| 0001", "Weilin||Gao| 0002"], []),
      ("Weilin~Gao~0001 and {Weilin Gao 0002}", ["Weilin||Gao| 0001", "Weilin||Gao| 0002"], []),
    ] as [(String, [String], [String])])
  func readsNames(_ field: String, _ names: [String], _ ids: [String]) {
    var field = field
    let found = field.withUTF8 { BibTeXNames($0) }
    let parts = found.authors.map { author -> String in
      let name = author.name
      if name.isGroup { return "=" + name.family }
      let number = author.identifiers.first.map { " " + $0.value.suffix(4) } ?? ""
      return "\(name.given)|\(name.particle)|\(name.family)|\(name.suffix)\(number)"
    }
    #expect(parts + (found.isCut ? ["…"] : []) == names)
    #expect(found.findings.map(\.id) == ids)
    #expect(
      found.authors.flatMap(\.identifiers).allSatisfy { $0.value.hasPrefix("Weilin Gao 000") })
  }

  /// Whatever a field is made of: no trap, no name without a letter, no time without bound.
  @Test func namesOfMadeUpFields() {
    let pieces = [
      "{", "}", ",", " and ", "~", "\\", "\"", "=", "family=", "given", "prefix={", "0001", " ",
      "Hill", "A.", "van", "Jr.", "others", "et al.", "\\'", "\\c ", "…", "and", "\n", "é", "赵",
      ";",
    ]
    var random = SplitMix64(seed: 13)
    for _ in 0..<6_000 {
      var field = (0...random.below(9)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let names = field.withUTF8 { BibTeXNames($0) }
      #expect(names.findings.count < 30, "\(field)")
    }
    for piece in pieces + ["{and ", "{A B} and ", "family={", "}{"] {
      var field = String(repeating: piece, count: 20_000)
      let names = field.withUTF8 { BibTeXNames($0) }
      #expect(names.findings.allSatisfy { $0.message.utf8.count < 600 }, "\(piece)")
    }
  }

  @Test(
    arguments: [
      ("@article{a, title={T}}", "", .certain), ("\n  @Article { a ,\n Title = 1}", "", .certain),
      ("@article{a\n title={T}}", "", .certain), ("@article{title={T}}", "", .certain),
      ("@misc(a, x=1)", "txt", .certain), ("@misc{a}", "", .certain),
      ("@paper{a, x=1}", "", .certain),
      ("@string{a = {T}}", "", .certain), ("@string(a = {T})", "", .certain),
      ("@preamble{\"x\"}", "", .certain), ("Text.\n\n@article{a, x=1}", "", .likely),
      ("Text.\r@article{a, x=1}", "", .likely), ("% x\n@article{a, x=1}", "bib", .certain),
      ("<pre>\n@article{a, x=1}", "html", .possible),
      ("nothing", "bib", .possible), ("nothing", "", .no),
      ("[{\"title\": \"On @article{key, x}\"}]", "json", .no),
      ("[{\"title\": \"On\\n@article{key, x = 1}\"}]", "json", .no),
      ("see @article{a, x = 1}", "txt", .no), ("@article{key, x} is a mention", "txt", .no),
      ("TY  - JOUR\nTI  - On @article{a, x=1}\nER  - \n", "", .no),
      ("@media (min-width: 1px), print {\n a[b=c] {}\n}", "css", .no),
      ("@media screen { a { color: red } }", "css", .no), ("@page {\n margin: 1cm;\n}", "css", .no),
      ("@font-face { font-family: a, b }", "css", .no), ("@app(a, b=1)", "py", .no),
      ("ann@home.org, bob@work (x, y=1)", "txt", .no), ("@ann, hello = x", "txt", .no),
      ("@comment{a, x=1}", "txt", .no), ("@", "", .no), ("@article{", "", .no),
    ] as [(String, String, Reader.Confidence)])
  func isToldByItsShape(_ text: String, _ ending: String, _ confidence: Reader.Confidence) {
    #expect(
      Reader.bibtex.confidence(InputHead(text: text, fileExtension: ending)) == confidence)
  }

  @Test(arguments: [
    ("author={Hill, Ann}, author={Wood, Bob}", ["bibtex.repeated-field warning"]),
    ("author={Hill, Ann}, author={{H}ill, Ann}", ["bibtex.repeated-field note"]),
    ("editor={Hill, Ann}", ["bibtex.editors-only note"]),
    ("author={Hill, Ann}, editor={Wood, Bob}", []),
    (
      "author={Hill, Ann}, subtitle={\\foo{A} \\emph{B} \\quux}",
      ["bibtex.unknown-command note", "bibtex.unknown-command note"]
    ),
    ("author={Hill, \\foo Ann}, note={\\foo}", ["bibtex.unknown-command note"]),
    ("author={Hill, Ann} # \" and \" # {Wood, Bob}", []),
    ("author=hill # { and Wood, Bob}", ["bibtex.undefined-macro warning"]),
  ]) func tellsOfWhatIsLost(_ fields: String, _ messages: [String]) throws {
    let sink = read("@book{a, title={T}, \(fields)}\n@book{b, title={\\foo U}}")
    let isFoo = messages.contains { $0.hasPrefix("bibtex.unknown") }
    #expect(
      sink.diagnostics.map { "\($0.id) \($0.severity)" }.sorted()
        == (messages + (isFoo ? [] : ["bibtex.unknown-command note"])).sorted())
    #expect(sink.records.count == 2)
  }

  @Test func addressesBetweenEntriesAreNoEntries() {
    let sink = read("ann@home (or bob@work{x, y=1})\n@misc{a, title={T}}2@misc{b, title={U}}")
    #expect(sink.records.map(\.key) == ["a", "b"] && sink.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("S\\^{\\i}rbu", "Sîrbu"), ("S\\^{\\i}rbu, M{\\u a}d{\\u{a}}lina", "Sîrbu, Mădălina"),
    ("G{\\\"o}del", "Gödel"), ("G\\\"odel", "Gödel"), ("Sl\\o{}j", "Sløj"), ("{\\O}re", "Øre"),
    ("\\v{S}im \\v Sim \\c{c}", "Šim Šim ç"), ("Wei\\ss mann", "Weißmann"),
    ("L\\'aszl\\'o", "László"), ("\\~{\\^{o}}", "ỗ"), ("A \\& B", "A & B"),
    ("O\\'Connor", "O\\'Connor"), ("it\\'s", "it\\'s"), ("l\\'analyse", "l\\'analyse"),
    ("$\\alpha$ {DNA}", "$\\alpha$ {DNA}"), ("C:\\users\\odd", "C:\\users\\odd"),
    ("a\\\\'e", "a\\\\'e"), ("\\", "\\"), ("\\'", "\\'"), ("{\\'", "{\\'"), ("\\v{", "\\v{"),
  ]) func decodesAccentsInOtherTexts(_ text: String, _ plain: String) {
    #expect(text.withTeXAccents == plain)
  }

  @Test func accentsInTablesAreDecoded() throws {
    let table = "title\tauthors\tyear\nOn G\\\"odel\tS\\^{\\i}rbu, Alina; Wood, Bob\t2001\n"
    let result = try ReaderResult(Array(table.utf8), format: "csv")
    let record = try #require(result.sink.records.first)
    #expect(record.title == "On Gödel")
    #expect(record.byline.map(\.name.display) == ["Alina Sîrbu", "Bob Wood"])
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
