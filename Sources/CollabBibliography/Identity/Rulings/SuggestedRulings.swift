import CollabCore

/// The open questions of a bibliography as comments of a file of rulings.
public enum SuggestedRulings {
  private static let introduction = """
    # Who is who. One ruling a line; what begins with # is a comment and has no effect.
    # Below each open question stand two rulings: take the # off the one that is right.
    # Questions that you left as they are will be written anew by the next --suggest; everything else
    # in this file stays as it is.


    """

  /// The text of a file of rulings with the open questions behind what it holds.
  ///
  /// Questions of an earlier run that nobody changed are taken out first, which their digests tell;
  /// everything else is kept to the letter.
  ///
  /// - Parameters:
  ///   - questions: the open questions.
  ///   - text: what the file holds; empty for a new one.
  ///   - bibliography: the works and people that the questions are about.
  /// - Complexity: O(*l*) for *l* letters.
  public static func text(
    adding questions: [OpenQuestion], to text: String, of bibliography: Bibliography
  ) -> String {
    var result = withoutUnchanged(text)
    if result.isEmpty { result = introduction }
    if !result.hasSuffix("\n") { result += "\n" }
    let kept = Set(
      result.split(whereSeparator: \.isNewline).map { $0.drop { $0 == "#" || $0 == " " }.trimmed })
    for question in questions
    where !kept.contains(question.same) && !kept.contains(question.different) {
      result += block(question, bibliography) + "\n"
    }
    return result
  }

  /// How many rulings a text holds.
  public static func count(in text: String) -> Int { Rulings(text, file: "").rulings.count }

  /// A number that tells one list of questions from another.
  public static func digest(of questions: [OpenQuestion]) -> String {
    digest("", questions.flatMap { [$0.same, $0.different] })
  }

  private static let mark = "#? "

  private static func block(_ question: OpenQuestion, _ bibliography: Bibliography) -> String {
    let names = question.sides.map(\.name)
    let odds = question.logOdds.map {
      ", log-odds \(rounded($0)), one above \(rounded(IdentityFindings.threshold))"
    }
    let title =
      names.joined(separator: " and ")
      + (question.areJoined ? ": one person now" : ": two people now") + (odds ?? "")
    var lines: [String] = []
    for side in question.sides { lines.append("#  " + description(of: side, bibliography)) }
    let common = Set(question.sides[0].coauthors).intersection(question.sides[1].coauthors)
    if !common.isEmpty {
      lines.append("#  coauthors in common: " + labels(of: common, bibliography))
    }
    if !question.reasons.isEmpty {
      lines.append("#  reasons: " + question.reasons.joined(separator: "; "))
    }
    lines.append("#" + question.same)
    lines.append("#" + question.different)
    lines = lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    let head = title.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(mark)\(head) [\(digest(head, lines))]\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded()), size = abs(hundredths)
    return (hundredths < 0 ? "−" : "") + "\(size / 100)." + (size % 100 < 10 ? "0" : "")
      + "\(size % 100)"
  }

  private static func description(
    of side: OpenQuestion.Side, _ bibliography: Bibliography
  ) -> String {
    let works = side.places.map { bibliography.works[$0.work] }
    let years = works.compactMap { $0.date?.year }
    var text = "\(side.name), \(works.count) \(works.count == 1 ? "work" : "works")"
    if let first = years.min(), let last = years.max() {
      text += first == last ? ", \(first)" : ", \(first)–\(last)"
    }
    let titles = works.prefix(3).map { work in
      "“\(work.label)”" + (work.date.map { " (\($0.year))" } ?? "")
    }
    return text + ": " + titles.joined(separator: ", ") + (works.count > 3 ? ", …" : "")
  }

  private static func labels(of people: Set<Int>, _ bibliography: Bibliography) -> String {
    let labels = people.sorted().map { bibliography.people.label($0) }
    return labels.prefix(8).joined(separator: ", ")
      + (labels.count > 8 ? " and \(labels.count - 8) more" : "")
  }

  private static func digest(_ head: String, _ lines: [String]) -> String {
    var text = ([head] + lines).joined(separator: "\n")
    let digits = String(text.withUTF8 { textHash($0) }, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A text without the questions that are as they were written.
  private static func withoutUnchanged(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var kept: [Substring] = [], index = 0
    while index < lines.count {
      guard lines[index].hasPrefix(mark) else {
        kept.append(lines[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < lines.count, lines[end].hasPrefix("#"), !lines[end].hasPrefix(mark) { end += 1 }
      if isUnchanged(lines[index..<end]) {
        // The blank line behind it was written with it.
        index = end < lines.count && lines[end].isEmpty ? end + 1 : end
      } else {
        kept += lines[index..<end]
        index = end
      }
    }
    return kept.joined(separator: "\n")
  }

  private static func isUnchanged(_ block: ArraySlice<Substring>) -> Bool {
    guard let first = block.first, first.hasSuffix("]"), let open = first.lastIndex(of: "[") else {
      return false
    }
    let head = first[..<open].dropFirst(mark.count).trimmed
    return digest(head, block.dropFirst().map { String($0) })
      == first[first.index(after: open)...].dropLast()
  }
}
