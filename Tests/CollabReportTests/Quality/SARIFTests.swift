import CollabCore
import Testing

@testable import CollabReport

@Suite struct SARIFTests {
  @Test func messagesWithAndWithoutPlaces() {
    let log = SARIF.log(of: [
      Diagnostic("b.kind", .warning, "one", file: "a b/é.bib", line: 3, column: 9),
      Diagnostic("a.kind", .note, "two", file: "x:y"), Diagnostic("b.kind", .error, "three"),
    ])
    #expect(
      log.text(width: 200) == """
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {"driver": {"name": "collab", "version": "\(Version.text)", "rules": [{"id": "a.kind"}, {"id": "b.kind"}]}},
              "results": [
                {
                  "ruleId": "b.kind",
                  "ruleIndex": 1,
                  "level": "warning",
                  "message": {"text": "one"},
                  "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b/%C3%A9.bib"}, "region": {"startLine": 3, "properties": {"utf8Column": 9}}}}]
                },
                {"ruleId": "a.kind", "ruleIndex": 0, "level": "note", "message": {"text": "two"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "x%3Ay"}}}]},
                {"ruleId": "b.kind", "ruleIndex": 1, "level": "error", "message": {"text": "three"}}
              ]
            }
          ]
        }
        """)
  }
}
