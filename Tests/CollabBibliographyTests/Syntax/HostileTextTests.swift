import CollabCore
import CollabTestSupport
import Testing

@testable import CollabBibliography

/// Text that would cost more than its size, or be told of without end.
@Suite struct HostileTextTests {
  /// What is made of an undefined macro is undefined: 2⁶³ words are not made, and it is said.
  @Test func macrosThatDouble() throws {
    let chain = (1..<64).map { "@string{s\($0) = s\($0 - 1) # s\($0 - 1)}\n" }.joined()
    let text =
      "@string{s0 = \"words of a title\"}\n\(chain)@article{a, author={Aho, Ada}, title = s63}\n"
      + "@article{b, author={Aho, Ada}, title = s1}\n"
    let result = try ReaderResult(Array(text.utf8), format: "bibtex")
    #expect(result.sink.records.map(\.title) == ["s63", "words of a titlewords of a title"])
    #expect(result.diagnostics == ["65:40:bibtex.undefined-macro"])
  }

  @Test func aFieldThatIsNoByline() throws {
    let text = "@article{a, title={A title}, author={\(String(repeating: "Aho,", count: 300_000))}}"
    let result = try ReaderResult(Array(text.utf8), format: "bibtex")
    #expect(result.sink.records.map { $0.byline.count } == [0])
    #expect(result.diagnostics.contains { $0.hasSuffix("record.no-name") })
  }

  @Test func groupsOnBehalfOfGroups() throws {
    let text =
      "@article{a, title={A title}, author={Aho, Ada"
      + String(repeating: " on behalf of the Berg Group", count: 2_000) + "}}"
    let result = try ReaderResult(Array(text.utf8), format: "bibtex")
    #expect(result.sink.records.count == 1)
  }

  @Test func aCellThatIsNoByline() throws {
    let text =
      "Authors,Title,Year\n\(String(repeating: "\"", count: 2_000_001))\nAda Aho,Words,2001\n"
    let result = try ReaderResult(Array(text.utf8), format: "csv")
    #expect(result.sink.records.map(\.title) == ["Words"])
    #expect(result.diagnostics.contains("2:1:csv.long-cell"))
  }

  @Test func columnsOfOneName() throws {
    let text =
      "Authors,Title" + String(repeating: ",Keywords", count: 20_000) + "\nAda Aho,Words,x\n"
    let result = try ReaderResult(Array(text.utf8), format: "csv")
    #expect(result.diagnostics.filter { $0.hasSuffix("csv.repeated-column") }.count == 1)
  }

  /// Of one kind 100,000 messages are kept, and the others counted.
  @Test func messagesWithoutEnd() throws {
    var sink = RecordSink(file: "a"), part = RecordSink(file: "a")
    for line in 1...70_000 {
      sink.diagnose("x.y", .error, "broken", line: line)
      part.diagnose("x.y", .error, "broken", line: line + 70_000)
      if line <= 5 { part.diagnose("x.z", .note, "other", line: line) }
    }
    sink.append(contentsOf: part)
    #expect(sink.diagnostics.count == 100_005)
    #expect(sink.diagnostics.filter { $0.id == "x.y" }.map(\.line) == (1...100_000).map { $0 })
    #expect(sink.messagesNotKept.map(\.id) == ["x.y"])
    #expect(sink.messagesNotKept.map(\.count) == [40_000])
    sink.removeDiagnostics { $0.id == "x.z" }
    #expect(sink.diagnostics.count == 100_000)
  }
}
