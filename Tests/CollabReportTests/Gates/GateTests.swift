import CollabCore
import Testing

@testable import CollabReport

@Suite struct GateTests {
  private func gate(_ text: String) throws -> Gate { try Gate(text, figures: GateFigure.ofReports) }

  @Test(arguments: [
    ("works < 100", [99.0], [100.0, 101]), ("works <= 100", [99, 100], [101]),
    ("works>100", [101], [100, 99]), ("works >= 100", [100, 101], [99]),
    ("works = 100", [100], [99, 101]), ("works == 100", [100], [99]),
    ("works != 100", [99, 101], [100]), ("incomplete-share > 5%", [0.051], [0.05, 0]),
    ("incomplete-share > 5e-2", [0.051], [0.05]), ("  works  <  -1 ", [-2], [0]),
  ])
  func conditions(text: String, met: [Double], unmet: [Double]) throws {
    let gate = try gate(text)
    for value in met { #expect(gate.isMet(by: value), "\(value)") }
    for value in unmet { #expect(!gate.isMet(by: value), "\(value)") }
  }

  @Test(arguments: [
    "works", "works 100", "works <", "works < x", "works < nan", "works < 0x10", "",
  ])
  func whatIsNoCondition(text: String) {
    #expect(throws: OptionError.self) { try gate(text) }
  }

  @Test func anUnknownFigureListsTheValidOnes() throws {
    let error = try #require(throws: UnknownName.self) { try gate("work < 100") }
    #expect(error.nearest == "works")
    #expect(error.known == GateFigure.ofReports.map(\.id))
    // Figures of comparisons are none of a single report.
    #expect(throws: UnknownName.self) { try gate("new-works > 1") }
    _ = try Gate("new-works > 1", figures: GateFigure.ofComparisons)
  }

  private func results(
    _ file: String, _ values: [String: Double], on day: String? = nil
  ) throws -> [Gates.Result] {
    var gates = Gates(figures: GateFigure.ofReports)
    try gates.add(file: file, name: "gates.txt")
    return try gates.results(of: values, on: day.flatMap { CalendarDate($0) })
  }

  @Test func aFileOfGates() throws {
    let results = try results(
      "# weekly\n\nfail: works < 100\r\n  fail: authors < 10\nfail: works < 100\n",
      ["works": 50, "authors": 10])
    #expect(results.map(\.outcome) == [.failed, .passed])
    #expect(results[0].message == "works is 50, and must not be < 100")
  }

  /// One file holds the gates of two commands: each checks its own, and lists the others.
  @Test func aFileForTwoCommands() throws {
    let file = """
      fail: works < 100
      fail: new-works > 3
      fail: new-works > 3
      allow: new-works > 3 until 2027-01-31: a new source
      """
    var gates = Gates(figures: GateFigure.ofReports, others: GateFigure.ofComparisons)
    try gates.add(file: file, name: "gates.txt")
    #expect(gates.gates.map(\.description) == ["works < 100"])
    #expect(gates.leftOut.map(\.description) == ["new-works > 3"])
    // The allowance is the other command's, which needs the day.
    #expect(try gates.results(of: ["works": 100], on: nil).map(\.outcome) == [.passed])
    #expect(throws: UnknownName.self) { try gates.add("new-works > 3") }
    #expect(throws: OptionError.self) {
      try gates.add(file: "fail: new-wroks > 3", name: "gates.txt")
    }
    try gates.add(file: "allow: lost-works > 3 until 2027-01-31: none", name: "gates.txt")
    #expect(throws: OptionError.self) { try gates.results(of: ["works": 100], on: nil) }
  }

  /// What is not known passes no gate.
  @Test func anUnknownValueFails() throws {
    for values in [[:], ["works": Double.nan]] {
      let result = try results("fail: works < 100", values)[0]
      #expect(result.outcome == .unknown && result.isFailure)
    }
  }

  @Test func anAllowanceEndsAfterItsDay() throws {
    let file = "fail: works < 100\nallow: works < 100 until 2027-01-31: moving: slowly"
    let day = try #require(CalendarDate("2027-01-31"))
    for before in ["2026-11-27", "2027-01-31"] {
      let result = try results(file, ["works": 50], on: before)[0]
      #expect(result.outcome == .allowed(until: day, reason: "moving: slowly"))
      #expect(!result.isFailure)
    }
    let late = try results(file, ["works": 50], on: "2027-02-01")[0]
    #expect(late.outcome == .failed)
    #expect(late.message.hasSuffix("its allowance ended on 2027-01-31"))
    #expect(try results(file, ["works": 100], on: "2027-01-01")[0].outcome == .passed)
    // What is not known is not what was allowed.
    #expect(try results(file, [:], on: "2027-01-01")[0].outcome == .unknown)
  }

  /// The clock is never asked.
  @Test func allowancesNeedADay() {
    #expect(throws: OptionError.self) {
      try results(
        "fail: works < 100\nallow: works < 100 until 2027-01-31: moving", ["works": 100])
    }
  }

  @Test(arguments: [
    ("fail works < 100", 1), ("\nallow: works < 100", 2),
    ("fail: works < 1\nallow: works < 1 until 2027-02-29: x", 2),
    ("fail: works < 1\nallow: works < 1 until 2027-01-01:  ", 2), ("fail: wrks < 1", 1),
  ])
  func wrongLinesAreNamed(file: String, line: Int) throws {
    let error = try #require(throws: OptionError.self) { try results(file, [:]) }
    #expect(error.description.hasPrefix("gates.txt:\(line): "))
  }

  @Test func anAllowanceOfNoGateIsAnError() throws {
    let error = try #require(throws: OptionError.self) {
      try results(
        "fail: works < 100\nallow: works < 50 until 2027-01-31: x", [:], on: "2027-01-01")
    }
    #expect(error.description.hasPrefix("gates.txt:2: "))
  }

  /// Seconds and days by `date -u -d @SECONDS` of coreutils 9.1.
  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"),
    (951_782_400, "2000-02-29"), (1_795_737_600, "2026-11-27"), (4_107_542_400, "2100-03-01"),
    (13_574_563_200, "2400-02-29"), (253_402_300_799, "9999-12-31"),
  ])
  func daysOfSeconds(seconds: Int, day: String) {
    #expect(CalendarDate(secondsSince1970: seconds)?.description == day)
    #expect(CalendarDate(day)?.description == day)
  }

  @Test func whatIsNoDay() {
    for text in [
      "", "2026-1-1", "2026-13-01", "2026-02-29", "2026-00-10", "26-01-01", "2026-01-00",
      "+026-01-01", "2026-01-01x",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
    #expect(CalendarDate(secondsSince1970: -1) == nil)
    #expect(CalendarDate(secondsSince1970: .max) == nil)
  }
}
