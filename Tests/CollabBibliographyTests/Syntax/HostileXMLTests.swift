import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// XML that would cost more than its size: every limit has a message, and what stands before it is
/// read.
@Suite struct HostileXMLTests {
  private static let good = "<article key='b'><title>Good</title></article>"

  private func dblp(_ body: String, subset: String = "") throws -> ReaderResult {
    let type = subset.isEmpty ? "" : "<!DOCTYPE dblp [\(subset)]>"
    return try ReaderResult(Array("\(type)<dblp>\(body)</dblp>".utf8), format: "dblp")
  }

  private func titles(_ result: ReaderResult) -> [String?] { result.sink.records.map(\.title) }

  @Test func ofADocumentTypeOnlyEntitiesAreRead() throws {
    let subset = """
      <!-- > ' --><!ELEMENT dblp (article)*><!ATTLIST article key CDATA 'default>' mdate (a|b) 'a'>\
      <!ENTITY % p '<!ENTITY a "no">'>%p;<!NOTATION n SYSTEM "x"><!ENTITY a "Title">
      """
    let result = try dblp("<article><title>&a;</title></article>", subset: subset)
    #expect(titles(result) == ["Title"])
    #expect(result.sink.records[0].key == nil)
    // `<!DOCTYPE dblp [` has 16 bytes, the comment and the first declaration 12 and 26.
    #expect(
      result.diagnostics == [
        "1:55:dblp.declaration-ignored", "1:110:dblp.declaration-ignored",
        "1:142:dblp.declaration-ignored",
      ])
  }

  @Test func anEnumerationOfManyValuesIsNotRead() throws {
    let values = (0..<50_000).map { "v\($0)" }.joined(separator: "|")
    let result = try dblp(Self.good, subset: "<!ATTLIST article x (\(values)) #IMPLIED>")
    #expect(titles(result) == ["Good"] && result.diagnostics.isEmpty)
  }

  @Test func moreEntitiesThanTheLimit() throws {
    let declarations = (0..<10_001).map { "<!ENTITY e\($0) 'x'>" }.joined()
    let result = try dblp("<article><title>&e0;</title></article>", subset: declarations)
    #expect(result.sink.diagnostics.first?.message.contains("more than 10000 entities") == true)
    #expect(result.diagnostics[0].hasSuffix("dblp.not-well-formed"))
  }

  @Test func entitiesInAttributes() throws {
    let text = """
      <!DOCTYPE graphml [<!ENTITY n "Ada"><!ENTITY m "&n; B&#38;C">]>
      <graphml><graph><node id="&m;"/><node id="x &lt; &eacute;"/>
      <edge source="&n; B&amp;C" target="x &lt; é"/></graph></graphml>
      """
    let result = try ReaderResult(Array(text.utf8), format: "graphml")
    #expect(result.sink.ties.map { [$0.a, $0.b] } == [["Ada B&C", "x < é"]])
  }

  /// An entity that adds nothing still counts for what it holds: 10³⁹ of them.
  @Test func emptyEntitiesInAttributes() throws {
    var subset = "<!ENTITY e0 \"\">"
    for level in 1..<40 {
      subset += "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: 10))\">"
    }
    let text =
      "<!DOCTYPE graphml [\(subset)]><graphml><graph><node id=\"a&e39;\"/><node id=\"b\"/>"
      + "<edge source=\"a\" target=\"b\"/></graph></graphml>"
    let result = try ReaderResult(Array(text.utf8), format: "graphml")
    #expect(result.sink.ties.map { [$0.a, $0.b] } == [["a", "b"]] && result.diagnostics.isEmpty)
  }

  @Test(arguments: [(1_000, true), (1_001, false)])
  func startTagsAsWideAsTheLimit(count: Int, isRead: Bool) throws {
    let attributes = (0..<count).map { " a\($0)='x'" }.joined()
    let result = try dblp("<article\(attributes)><title>Wide</title></article>\n\(Self.good)")
    #expect(titles(result) == (isRead ? ["Wide", "Good"] : ["Good"]))
    #expect(
      result.sink.diagnostics.map(\.message)
        == (isRead ? [] : ["a start tag has more than 1000 attributes"]))
    #expect(result.sink.diagnostics.map(\.line) == (isRead ? [] : [1]))
  }

  @Test func levelsBeyondTheLimit() throws {
    // The root and the record are two of 256.
    for (levels, expected) in [(254, ["", "Good"]), (255, ["Good"])] {
      let result = try dblp(
        "<article key='a'>" + String(repeating: "<a>", count: levels)
          + String(repeating: "</a>", count: levels) + "</article>" + Self.good)
      #expect(titles(result).map { $0 ?? "" } == expected)
      #expect(
        result.diagnostics.filter { $0.hasSuffix("not-well-formed") }.count == 2 - expected.count)
    }
  }

  @Test(arguments: ["<e# />", "<p#:a/>", "<?p# ?>", "&e#;"])
  func differentNamesBeyondTheLimit(form: String) throws {
    let names = (0..<30_000).map { form.replacing("#", with: "\($0)") }.joined()
    let result = try dblp("\(Self.good)<article>\(names)<b/></article>\(Self.good)")
    #expect(titles(result) == ["Good"])
    #expect(result.diagnostics.last?.hasSuffix("dblp.too-complex") == true)
    #expect(
      result.sink.diagnostics.last?.message.hasSuffix("; the rest of the document is left out")
        == true)
  }

  @Test func prefixesInScopeBeyondTheLimit() throws {
    func tag(_ name: String) -> String {
      "<x" + (0..<600).map { " xmlns:\(name)\($0)='u'" }.joined() + ">"
    }
    let result = try dblp(
      "\(Self.good)<article>\(tag("a"))\(tag("b"))</x></x></article>\(Self.good)")
    #expect(titles(result) == ["Good"])
    #expect(result.diagnostics.last?.hasSuffix("dblp.too-complex") == true)
  }

  @Test func faultsBeyondTheLimit() throws {
    let result = try dblp(String(repeating: "<article>", count: 12_000) + Self.good)
    #expect(result.sink.records.isEmpty)
    #expect(result.diagnostics.count == 10_001)
    #expect(result.diagnostics.last?.hasSuffix("dblp.too-complex") == true)
  }

  /// What is open around broken records is parsed anew for each.
  @Test func longNamesAroundBrokenRecords() throws {
    let around = (0..<40).map { "<n\($0)" + String(repeating: "x", count: 40_000) + ">" }.joined()
    let result = try dblp(around + String(repeating: "<article><x></article>", count: 5_000))
    #expect(result.diagnostics.count < 1_000)
    #expect(result.diagnostics.last?.hasSuffix("dblp.too-complex") == true)
  }

  @Test func documentTypesInEachOther() throws {
    let text = "<dblp>" + String(repeating: "<!DOCTYPE dblp [\(Self.good)", count: 20_000)
    let result = try ReaderResult(Array(text.utf8), format: "dblp")
    #expect(result.diagnostics.first?.hasSuffix("dblp.not-well-formed") == true)
  }

  /// libxml2 looks back at most 10 MB where a long element stands at the end.
  @Test func theEndOfALargeDocument() throws {
    let ids = (0..<600).map { "\($0)" + String(repeating: "9", count: 10_000) }
    let text =
      "<graphml><graph>" + ids.map { "<node id='\($0)'/>" }.joined()
      + zip(ids, ids.dropFirst()).map { "<edge source='\($0)' target='\($1)'/>" }.joined()
      + "</graph></graphml>"
    #expect(text.utf8.count > 15_000_000)
    let result = try ReaderResult(Array(text.utf8), format: "graphml")
    #expect(result.diagnostics.isEmpty && result.sink.ties.count == 599)
  }

  /// Files that took minutes or a gigabyte; each holds one record of two authors, or two vertices.
  @Test(
    .enabled(if: SharedData.has("cases/robust")),
    arguments: [
      "selfwide.xml", "xml-billion-empties.xml", "xml-self-entity.xml", "attrempty.graphml",
    ])
  func filesThatTookMinutes(name: String) throws {
    let url = try #require(SharedData.url("cases/robust/" + name))
    let format = name.hasSuffix("graphml") ? "graphml" : "dblp"
    let result = try ReaderResult([UInt8](Data(contentsOf: url)), format: format)
    #expect(result.sink.records.count + result.sink.ties.count == 1)
    #expect(result.diagnostics.allSatisfy { $0.hasSuffix(".unknown-entity") })
    #expect(result.diagnostics.count <= 1)
  }
}
