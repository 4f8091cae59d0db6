import Foundation

/// The table, as Markdown.
struct Report {
  private(set) var markdown = """
    # Measured

    Written by `make bench`; see README.md for how. Seconds are medians, first those that passed
    and then, in brackets, those of all threads together. This tool and NetworKit run two threads,
    igraph one. The ratio is the peer's time over this tool's: of time passed, and in brackets of
    processor time, which suffers less where others use the machine.

    """

  private static let tools = ["igraph", "networkit"]

  mutating func heading(_ input: Input) {
    markdown += """

      ## \(input.name): \(input.graph.vertexCount) authors, \(input.graph.edgeCount) ties

      | work | collab | igraph | NetworKit | ratio to igraph | ratio to NetworKit | answers |
      |---|---|---|---|---|---|---|

      """
  }

  mutating func line(_ line: Line) {
    func text(_ timing: Timing?) -> String {
      timing.map { "\($0.wall.formatted3) (\($0.cpu.formatted3))" } ?? "-"
    }
    let times = Self.tools.map { text(line.peers[$0]) }.joined(separator: " | ")
    let ratios = Self.tools.map { tool in
      line.peers[tool].map {
        "\(($0.wall / line.timing.wall).formatted1) (\(($0.cpu / line.timing.cpu).formatted1))"
      } ?? "-"
    }.joined(separator: " | ")
    markdown +=
      "| \(line.kernel) | \(text(line.timing)) | \(times) | \(ratios) | \(line.verdict) |\n"
  }

  mutating func text(_ text: String) { markdown += text }
}

extension Double {
  var formatted3: String { String(format: self < 0.1 ? "%.4f" : "%.3f", self) }
  var formatted1: String { String(format: "%.1f", self) }
}
