import CollabCore
import CollabReport
import Testing

@Suite struct MessageGroupTests {
  private func message(_ id: String, _ severity: Diagnostic.Severity, _ line: Int) -> Diagnostic {
    Diagnostic(id, severity, "something", file: "a", line: line)
  }

  @Test func eachKindIsACountWithThreeExamples() {
    let messages =
      (1...5).map { message("x.one", .warning, $0) } + [message("x.two", .note, 6)]
      + (7...8).map { message("x.one", .error, $0) } + [message("x.one", .warning, 9)]
    let groups = MessageGroup.groups(of: messages)
    #expect(groups.map(\.id) == ["x.one", "x.two", "x.one"])
    #expect(groups.map(\.severity) == [.warning, .note, .error])
    #expect(groups.map(\.count) == [6, 1, 2])
    #expect(groups.map { $0.examples.map(\.line) } == [[1, 2, 3], [6], [7, 8]])
    #expect(groups.map(\.rest) == [3, 0, 0])
    #expect(MessageGroup.groups(of: []).isEmpty)
  }
}
