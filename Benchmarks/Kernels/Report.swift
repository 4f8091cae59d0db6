import Foundation

/// The tables, as Markdown.
struct Report {
  private(set) var markdown = ""

  mutating func heading(_ input: Input) {
    markdown += """

      ### \(input.name): \(input.graph.vertexCount) authors, \(input.graph.edgeCount) ties

      | work | Collab |\(Tool.allCases.map { " \($0.rawValue) |" }.joined()) answers |
      |---|---|\(Tool.allCases.map { _ in "---|" }.joined())---|

      """
  }

  mutating func line(_ line: Line) {
    func text(_ result: Result) -> String {
      "\(result.timing.wall.formatted3) (\(result.timing.cpu.formatted3))"
        + (result.modularity.map { ", Q \(String(format: "%.4f", $0))" } ?? "")
    }
    let peers = Tool.allCases.map { tool in
      line.peers[tool].map {
        let passed = $0.timing.wall / line.own.timing.wall
        let used = $0.timing.cpu / line.own.timing.cpu
        return " \(text($0)); \(passed.formatted1)× (\(used.formatted1)×) |"
      } ?? " |"
    }
    markdown += "| \(line.kernel) | \(text(line.own)) |\(peers.joined()) \(line.verdict) |\n"
  }

  mutating func memory(of name: String, _ lines: String) {
    markdown += """

      ### Memory: \(name)

      | after | seconds | peak, MB |
      |---|---|---|
      \(lines)
      """
  }

  /// Puts the tables between the marks of the article.
  func write() throws {
    let article = checkout.appendingPathComponent(
      "Sources/CollabAlgorithms/CollabAlgorithms.docc/HowFast.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let (start, end) = ("<!-- tables, by make bench -->\n", "<!-- end of the tables -->\n")
    guard let first = text.range(of: start), let last = text.range(of: end) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let written =
      text[..<first.upperBound] + markdown.drop(while: \.isNewline) + "\n"
      + text[last.lowerBound...]
    try Data(written.utf8).write(to: article, options: .atomic)
  }
}

extension Double {
  var formatted3: String { String(format: self < 0.1 ? "%.4f" : "%.3f", self) }
  var formatted1: String { String(format: "%.1f", self) }
}
