/// One decision of a user about the names of institutions: `institution same: IMEC NL | IMEC`.
package struct InstitutionRuling: Sendable, Equatable {
  /// What it says.
  package enum Kind: String, CaseIterable, Sendable {
    /// The sides are one institution.
    case same
    /// The sides are different institutions.
    case different
    /// The name to show.
    case rename
  }

  package let kind: Kind
  /// The spellings of which it speaks.
  package let sides: [String]
  /// The name to show.
  package let shown: String?
  /// Where it stands.
  package let file: String
  package let line: Int

  /// `rulings.txt:3`.
  package var place: String { "\(file):\(line)" }

  /// Reads a ruling behind the word `institution`.
  ///
  /// - Returns: the ruling, or why there is none.
  static func read(_ text: String, file: String, line: Int) -> Result<Self, Problem> {
    let kinds = Kind.allCases.map { $0.rawValue + ":" }.joined(separator: ", ")
    guard let colon = text.firstIndex(of: ":"),
      let kind = Kind(rawValue: text[..<colon].lowercased().trimmed)
    else { return .failure(Problem("behind 'institution' stands one of \(kinds)")) }
    var sides = text[text.index(after: colon)...]
      .split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    if sides.contains("") { return .failure(Problem("a side of the ruling is empty")) }
    guard sides.count > 1, kind != .rename || sides.count == 2 else {
      return .failure(
        Problem(
          kind == .rename
            ? "institution rename: needs a side and the name to show, parted by '|'"
            : "institution \(kind.rawValue): needs two sides or more, parted by '|'"))
    }
    let shown = kind == .rename ? sides.removeLast() : nil
    if let repeated = sides.indices.first(where: { sides[..<$0].contains(sides[$0]) }) {
      return .failure(Problem("two sides are '\(sides[repeated])'"))
    }
    return .success(Self(kind: kind, sides: sides, shown: shown, file: file, line: line))
  }

  struct Problem: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }
}
