/// Lists of keywords, as one text and as many.
enum Keywords {
  /// The keywords of a text: parted by `;` where there is one, else by commas.
  static func list(from text: String) -> [String] {
    parts(of: text, at: text.holds(";") ? 0x3B : 0x2C)
  }

  /// Byte by byte, which is much faster than by characters.
  fileprivate static func parts(of text: String, at mark: UInt8) -> [String] {
    guard text.utf8.contains(mark) else { return text.isEmpty ? [] : [text] }
    return text.utf8.split(separator: mark).map { String(Substring($0)) }
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
  static func distinct(_ keywords: [String]) -> [String] {
    // A few are compared with one another faster than put into a set.
    if keywords.count <= 16 {
      return keywords.indices.filter { place in
        !keywords[..<place].contains { areAlike($0, keywords[place]) }
      }.map { keywords[$0] }
    }
    var seen: Set<String> = []
    return keywords.filter { seen.insert($0.lowercased()).inserted }
  }

  private static func areAlike(_ a: String, _ b: String) -> Bool {
    // Where the first letters are ASCII and differ, so do the texts in small letters.
    if let first = a.utf8.first, let other = b.utf8.first, first < 0x80, other < 0x80,
      first.lowered != other.lowered
    {
      return false
    }
    return a.lowercased() == b.lowercased()
  }
}

extension Record {
  /// Takes keywords that a source keeps apart; a `;` parts several in one text.
  mutating func takeKeywords(_ texts: some Sequence<String>) {
    var found = keywords
    for text in texts {
      if text.holds(";") {
        found += Keywords.parts(of: text, at: 0x3B).compactMap { $0.collapsed.stated }
      } else if let keyword = text.collapsed.stated {
        found.append(keyword)
      }
    }
    if found.count > keywords.count { keywords = Keywords.distinct(found) }
  }

  /// Takes the keywords of one text; see ``Keywords/list(from:)``.
  mutating func takeKeywords(text: String?) {
    if let text = text?.stated { takeKeywords(Keywords.list(from: text)) }
  }

  /// Takes the keywords of a table's cell, which also `|` or line ends may part.
  mutating func takeKeywords(cell text: String) {
    if !text.holds(";") {
      if text.holds("|") { return takeKeywords(Keywords.parts(of: text, at: 0x7C)) }
      // Not at the halves of `\r\n`.
      if text.holds("\n"), text.contains("\n" as Character) {
        return takeKeywords(text.split(separator: "\n" as Character).map(String.init))
      }
    }
    takeKeywords(text: text)
  }

  /// Takes a list of keywords, or one text of several.
  mutating func takeKeywords(_ value: JSONValue?) {
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
