import CollabCore
import Testing

@Suite struct DiagnosticTests {
  @Test func readsLikeACompilersMessage() {
    let diagnostic = Diagnostic(
      "bibtex.unterminated-entry", .error, "entry is not closed",
      file: "refs.bib", line: 31, column: 9)
    #expect(
      diagnostic.description
        == "refs.bib:31:9: error: entry is not closed [bibtex.unterminated-entry]")
  }

  @Test func leavesOutWhatIsNotKnown() {
    #expect(Diagnostic("a.b", .note, "guessed", file: "x").description == "x: note: guessed [a.b]")
    #expect(Diagnostic("a.b", .warning, "odd").description == "warning: odd [a.b]")
  }
}
