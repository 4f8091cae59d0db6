import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Plain records are read without libxml2; what comes out must be the same as with it.
@Suite struct PlainXMLTests {
  @Test func everyCutOfTheFixtures() throws {
    for format in ["dblp", "endnote-xml", "arxiv-atom", "oai", "pubmed-xml"] {
      let folder = SharedData.fixture(format)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        for length in 0...bytes.count { try check(Array(bytes[..<length]), format) }
      }
    }
  }

  /// Pieces of documents, with everything that the plain way looks at.
  private static let tags = [
    "<article key=\"journals/a/1\" mdate=\"2020-01-01\">", "<inproceedings key='conf/b/2'>",
    "<article>", "<article key=\"a\" key=\"b\">", "<article xmlns=\"urn:x\">", "<article >",
    "<article key=\"a&amp;b\">", "<article key=\"a<b\">", "<article\nkey=\"a\">", "<article/>",
    "<article key=\"x\" />", "<www key=\"homepages/x\">", "<a:article>", "<article key=\"]]>\">",
  ]
  private static let inside = [
    "<author>Ann Able</author>", "<author orcid=\"0000-0002-1825-0097\">Bo Baker 0001</author>",
    "<author>Jos&eacute; &amp; Co</author>", "<author>&nobody;</author>",
    "<author>\tC D\n</author>",
    "<title>On <i>sets</i> &lt; &#955; &#x3bb;</title>", "<title>A ]] B</title>",
    "<title>A ]]> B</title>", "<title><![CDATA[<article>]]></title>", "<title>A]</title>",
    "<title>\u{FFFE}</title>", "<title>\u{FEFF}李</title>", "<title>a\r\nb</title>",
    "<title>\u{1}</title>", "<title/>", "<title />", "<title>Open", "</title>",
    "<!-- <article> -->",
    "<?pi <article> ?>", "<year>2001</year>", "<ee>https://doi.org/10.1/X</ee >", "<article>",
    "<x1 a=\"1\" b=\"2\">t</x1>", "<x a=\"\">\n\n</x>", "text", "&", "&amp", "<",
    "<year>1999.</year>", "<year>20021</year>",
  ]
  private static let between = [
    "", "\n", " \n\t", "<!-- no -->", "junk", "<other>x</other>", "&amp;",
  ]

  @Test func madeUpDocuments() throws {
    var random = SplitMix64(seed: 5)
    for turn in 0..<1500 {
      // Most documents have few oddities, so that much of them is plain.
      let usual = turn % 3 == 0 ? 3 : 40
      let pick = { (choices: [String]) in
        choices[random.below(usual) == 0 ? random.below(choices.count) : random.below(2)]
      }
      var text = "<?xml version=\"1.0\"?>\n"
      if turn % 5 == 0 { text += "<!DOCTYPE dblp [<!ENTITY nobody \"x &eacute; y\">]>\n" }
      text += "<dblp>"
      for _ in 0...random.below(8) {
        text += pick(Self.between)
        let tag = pick(Self.tags)
        text += tag
        for _ in 0...random.below(4) { text += pick(Self.inside) + pick(Self.between) }
        text += tag.hasPrefix("<inp") ? "</inproceedings>" : "</article>"
      }
      if random.below(8) != 0 { text += "\n</dblp>" }
      if random.below(8) == 0 { text += "<!-- end -->\n" }
      try check(Array(text.utf8), "dblp")
    }
  }

  private func check(_ bytes: [UInt8], _ format: String) throws {
    let reader = try Readers.all.entry(format)
    for pieceSize in [20, 400] {
      let sinks = [true, false].map { plainly in
        var input = Input(name: "input", bytes: bytes), sink = RecordSink(file: "input")
        input.pieceSize = pieceSize
        input.readsPlainly = plainly
        reader.read(input, into: &sink)
        return sink
      }
      let text = { String(decoding: bytes, as: UTF8.self) }
      #expect(Array(sinks[0].records) == Array(sinks[1].records), "\(text())")
      #expect(sinks[0].diagnostics == sinks[1].diagnostics, "\(text())")
    }
  }
}
