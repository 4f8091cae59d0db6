import Foundation
import CollabCore
import Testing

@testable import CollabReport

@Suite struct ChartTests {
  @Test(
    arguments: [
      (0, [0, 1]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (133, [0, 50, 100, 150]),
      (1352, [0, 500, 1000, 1500]), (4.6, [0, 1, 2, 3, 4, 5]), (12, [0, 2.5, 5, 7.5, 10, 12.5]),
    ] as [(Double, [Double])])
  func ticksAreRound(most: Double, ticks: [Double]) {
    let found = Chart.ticks(upTo: most)
    #expect(found.count == ticks.count)
    for (a, b) in zip(found, ticks) { #expect(abs(a - b) < 1e-9) }
  }

  @Test(
    arguments: [
      (0, "0\u{202F}%"), (0.0151, "1.5\u{202F}%"), (0.0999, "10\u{202F}%"), (0.744, "74\u{202F}%"),
      (0.4, "40\u{202F}%"), (2.0 / 3, "67\u{202F}%"), (0.9951, "99.5\u{202F}%"),
      (0.99999, "99.9\u{202F}%"), (1, "100\u{202F}%"), (-0.0151, "-1.5\u{202F}%"),
      (1.26, "126\u{202F}%"), (.nan, "not known"), (.infinity, "not known"),
    ] as [(Double, String)])
  func shares(share: Double, text: String) { #expect(percent(share) == text) }

  /// The highest column reaches 60 of the 204 points between the ends of the scale, 0 and 100.
  @Test func columnsHaveTheHeightOfTheirValues() {
    let svg = Chart(
      "Works", subtitle: "Number", categories: ["2000", "<b>"],
      series: [("one & only", [60, .nan]), ("more", [0, 30])]
    ).svg
    #expect(svg.contains("<title>2000, one &amp; only: 60</title>"))
    #expect(svg.contains("<title>&lt;b&gt;, more: 30</title>"))
    #expect(svg.components(separatedBy: "<rect").count == 3)
    #expect(svg.contains("at most 60 in 2000"))
    #expect(!svg.contains("nan"))
  }

  /// Labels of the scale have room: six characters of 13 px need more than three.
  @Test func theScaleHasRoomForItsLabels() {
    func left(_ most: Double) -> Int? {
      let svg = Chart("Ties", subtitle: "", categories: ["2000"], series: [("ties", [most])]).svg
      return svg.firstMatch(of: /d="M(\d+),/).flatMap { Int($0.1) }
    }
    #expect(left(100) == 46 && left(25_000) == 56)
  }
}
