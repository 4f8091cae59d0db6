import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabReport

/// What is written of three gates: one that passed, one that failed, one that is allowed to.
@Suite struct GateReportTests {
  private func report() throws -> GateReport {
    var gates = Gates(figures: GateFigure.ofReports)
    try gates.add(
      file: """
        fail: works < 100
        fail: authors < 5
        fail: ties < 10
        allow: ties < 10 until 2027-01-31: 50 % of <them>, "moved"
        """, name: "gates.txt")
    return GateReport(
      try gates.results(
        of: ["works": 50, "authors": 7, "ties": 9], on: CalendarDate("2027-01-01")))
  }

  @Test func junit() throws {
    #expect(
      try report().junit == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="collab gates" tests="3" failures="1" errors="0" skipped="1">
          <testsuite name="collab gates" tests="3" failures="1" errors="0" skipped="1">
            <testcase classname="collab.gates" name="not works &lt; 100">
              <failure message="works is 50, and must not be &lt; 100"/>
            </testcase>
            <testcase classname="collab.gates" name="not authors &lt; 5"/>
            <testcase classname="collab.gates" name="not ties &lt; 10">
              <skipped message="ties is 9, allowed until 2027-01-31: 50 % of &lt;them&gt;, &quot;moved&quot;"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
    #expect(try XMLCheck.isWellFormed(report().junit))
  }

  @Test func annotations() throws {
    #expect(
      try report().githubAnnotations == """
        ::error title=gate%3A works < 100::works is 50, and must not be < 100
        ::notice title=gate%3A ties < 10::ties is 9, allowed until 2027-01-31: 50 %25 of <them>, "moved"

        """)
  }

  @Test func badge() throws {
    let badge = try report().badge
    #expect(try XMLCheck.isWellFormed(badge))
    #expect(badge.contains("collab: 1 of 3 gates failed") && badge.contains("#b3261e"))
    let passed = GateReport(try report().results.filter { $0.outcome == .passed }).badge
    #expect(passed.contains("collab: 1 gate passed") && !passed.contains("#b3261e"))
  }

  /// A summary names every gate, and the details as far as they fit.
  @Test func summariesHaveALimit() throws {
    let report = try report()
    func details(_ top: Int) -> Document {
      var document = Document(title: "Details")
      document.blocks = [.list(Array(repeating: String(repeating: "x", count: 1000), count: top))]
      return document
    }
    let whole = report.summary(details: details)
    #expect(whole.contains("1 of 3 gates failed") && whole.contains("# Details"))
    #expect(whole.utf8.count(where: { $0 == UInt8(ascii: "x") }) >= 20_000)
    let short = report.summary(details: details, limit: 8000)
    #expect(short.utf8.count <= 8000 && short.contains("# Details"))
    let least = report.summary(details: details, limit: 1500)
    #expect(least.utf8.count <= 1500 && !least.contains("# Details"))
    let cut = report.summary(details: nil, limit: 120)
    #expect(cut.utf8.count <= 120 && cut.contains("cut to 120 bytes"))
  }
}

private enum XMLCheck {
  /// Whether `xmllint` of libxml2 reads a text; true where it is not there.
  static func isWellFormed(_ text: String) throws -> Bool {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return [0, 127].contains(try Program.run(["xmllint", "--noout", file.path]).status)
  }
}
