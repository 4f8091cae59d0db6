import CollabCore

/// What became of gates, for people and for the services that run them.
public struct GateReport: Sendable {
  /// The gates with what became of them.
  public let results: [Gates.Result]

  /// Creates a report.
  public init(_ results: [Gates.Result]) { self.results = results }

  /// Whether a gate failed, or could not be checked.
  public var hasFailed: Bool { results.contains(where: \.isFailure) }

  /// The gates as rows.
  public var table: Table {
    var table = Table([
      .init("result"), .init("gate", "fails if"), .init("value", "value", isMixed: true),
      .init("message"),
    ])
    for result in results {
      table.append([
        .text(result.outcome.word), .text(result.gate.description),
        result.value.map { .score($0, isCount: true) } ?? .unknown, .text(result.message),
      ])
    }
    return table
  }

  /// The gates as a document.
  public var document: Document {
    var document = Document(title: "Gates")
    document.blocks = [.finding(verdict), .table(table, caption: "Gates")]
    return document
  }

  /// What became of all in one sentence.
  public var verdict: String {
    let failed = results.count(where: \.isFailure)
    return failed == 0
      ? "\(counted(results.count, "gate")) passed."
      : "\(failed.grouped) of \(counted(results.count, "gate")) failed."
  }

  /// The gates in the form of JUnit, which test reports of CI services read. It has no times.
  public var junit: String {
    var text = ByteText()
    func counts(_ name: String) -> String {
      let skipped = results.count { if case .allowed = $0.outcome { true } else { false } }
      return "<\(name) name=\"collab gates\" tests=\"\(results.count)\" "
        + "failures=\"\(results.count(where: \.isFailure))\" errors=\"0\" skipped=\"\(skipped)\">\n"
    }
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    text.append(counts("testsuites"))
    text.append("  " + counts("testsuite"))
    for result in results {
      text.append("    <testcase classname=\"collab.gates\" name=\"")
      text.append(xml: "not " + result.gate.description)
      text.append("\"")
      let element: String? =
        switch result.outcome {
        case .passed: nil
        case .failed, .unknown: "failure"
        case .allowed: "skipped"
        }
      if let element {
        text.append(">\n      <\(element) message=\"")
        text.append(xml: result.message)
        text.append("\"/>\n    </testcase>\n")
      } else {
        text.append("/>\n")
      }
    }
    text.append("  </testsuite>\n</testsuites>\n")
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// Annotations as GitHub's workflow commands, one a line: an error for each gate that failed, a
  /// notice for each that is allowed.
  public var githubAnnotations: String {
    results.compactMap { result -> String? in
      let level: String
      switch result.outcome {
      case .passed: return nil
      case .failed, .unknown: level = "error"
      case .allowed: level = "notice"
      }
      let title = "gate: \(result.gate)".escapedForGitHub.replacing(":", with: "%3A")
        .replacing(",", with: "%2C")
      return "::\(level) title=\(title)::\(result.message.escapedForGitHub)\n"
    }.joined()
  }

  /// A badge as SVG: how many gates passed or failed.
  public var badge: String {
    let label = "collab", value = String(verdict.dropLast())
    let left = 7 * label.count + 10, right = 7 * value.count + 10
    func part(_ text: String, _ x: Int, _ width: Int, _ colour: String) -> String {
      // The length of texts is stated, because the font of who looks at it is not known.
      """
        <rect x="\(x)" width="\(width)" height="20" fill="\(colour)"/>
        <text x="\(x + width / 2)" y="14" textLength="\(width - 10)" fill="#fff">\(text)</text>

      """
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" aria-label="\(label): \(value)">
        <title>\(label): \(value)</title>
        <g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">

      """ + part(label, 0, left, "#444c56")
        + part(value, left, right, hasFailed ? "#b3261e" : "#1a7f37") + "  </g>\n</svg>\n"
  }

  /// The text of a job summary in Markdown: the gates, and what else there is to say as far as it fits.
  ///
  /// - Parameters:
  ///   - details: a document that lists at most so many of a kind; `nil` for none.
  ///   - limit: the maximum number of bytes.
  public func summary(
    details: ((_ top: Int) -> Document)?, limit: Int = 65_536
  ) -> String {
    let gates = results.isEmpty ? "" : document.markdown
    guard let details else { return gates.cut(toBytes: limit) }
    for top in [20, 10, 5, 2] {
      let text = (gates.isEmpty ? "" : gates + "\n") + details(top).markdown
      if text.utf8.count <= limit { return text }
    }
    return gates.cut(toBytes: limit)
  }
}

extension Gates.Outcome {
  fileprivate var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .unknown: "not known"
    case .allowed: "allowed"
    }
  }
}

extension String {
  /// The text as a value of a workflow command.
  fileprivate var escapedForGitHub: String {
    singleLine.replacing("%", with: "%25")
  }

  /// The whole lines of the text that fit into a number of bytes, with a line that says so.
  fileprivate func cut(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let end = "\n(cut to \(limit.grouped) bytes)\n"
    var kept = "", count = end.utf8.count
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      count += line.utf8.count + 1
      if count > limit { break }
      kept += line + "\n"
    }
    return kept + end
  }
}
