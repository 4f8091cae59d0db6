/// Lists of keywords, as one text and as many.
enum Keywords {
  /// The keywords of a text: parted by `;` where there is one, else by commas.
  static func list(from text: String) -> [String] {
    text.split(separator: text.utf8.contains(0x3B) ? ";" : ",").map(String.init)
  }

  /// Keywords as one text that ``list(from:)`` takes apart again: joined by commas, which every
  /// program knows, unless one of them holds a comma.
  static func text(_ keywords: [String]) -> String? {
    if keywords.isEmpty { return nil }
    guard keywords.contains(where: { $0.utf8.contains(0x2C) }) else {
      return keywords.joined(separator: ", ")
    }
    return keywords.joined(separator: "; ") + (keywords.count == 1 ? ";" : "")
  }

  /// Each keyword once, whatever its case: in the first spelling.
  static func distinct(_ keywords: some Sequence<String>) -> [String] {
    var seen: Set<String> = []
    return keywords.filter { seen.insert($0.lowercased()).inserted }
  }
}

extension Record {
  /// Takes keywords that a source keeps apart; a `;` parts several in one text.
  mutating func takeKeywords(_ texts: some Sequence<String>) {
    let found = texts.flatMap {
      $0.utf8.contains(0x3B) ? $0.split(separator: ";").map(String.init) : [$0]
    }
    .compactMap { $0.collapsed.stated }
    if !found.isEmpty { keywords = Keywords.distinct(keywords + found) }
  }

  /// Takes the keywords of one text; see ``Keywords/list(from:)``.
  mutating func takeKeywords(text: String?) {
    if let text = text?.stated { takeKeywords(Keywords.list(from: text)) }
  }

  /// Takes the keywords of a table's cell, which also `|` or line ends may part.
  mutating func takeKeywords(cell text: String) {
    for mark: Character in [";", "|", "\n"] where text.contains(mark) {
      return takeKeywords(text.split(separator: mark).map(String.init))
    }
    takeKeywords(text: text)
  }

  /// Takes a list of keywords, or one text of several.
  mutating func takeKeywords(_ value: JSON?) {
    guard let value else { return }
    if let text = value.text { return takeKeywords(text: text) }
    takeKeywords(
      value.elements.compactMap {
        ($0.string
          ?? ($0["display_name"] ?? $0["tag"] ?? $0["subject"] ?? $0["value"] ?? $0["keyword"]
          ?? $0["name"] ?? $0["term"])?.string)?.withoutMarkup
      })
  }
}
