/// How a column parts the authors of a work, decided once for the whole column, so that one
/// author "Curry Rogers, Kristina" is not taken for two where other rows use `;`.
struct AuthorList {
  private enum Parting {
    case character(Character)
    case text(String)
    case and
    /// `Wilson L.N., Gardner J.D.`: every comma parts two names; PubMed closes the list, whose
    /// initials have no stops, with one.
    case comma(closesWithStop: Bool)
    /// `Smith, J., Gardner, J.D.`: every second comma does.
    case secondComma
    /// One name a cell.
    case none
  }

  private let parting: Parting

  /// Authors parted by a text.
  static func separated(by text: String) -> AuthorList {
    let only = text.count == 1 ? text.first : nil
    return AuthorList(parting: only.map { .character($0) } ?? .text(text))
  }

  private init(parting: Parting) { self.parting = parting }

  /// Looks at up to 500 rows of some columns.
  init(columns: [Int], of rows: DelimitedRows) {
    self.init(
      cells: rows.prefix(500).flatMap { row in
        columns.compactMap { $0 < row.cells.count ? row.cells[$0] : nil }
      })
  }

  /// Looks at cells.
  init(cells: [String]) {
    let cells = cells.filter { $0.stated != nil }
    func count(_ condition: (String) -> Bool) -> Int {
      cells.reduce(0) { $0 + (condition($1) ? 1 : 0) }
    }
    for character: Character in [";", "|", "\n"] where count({ $0.contains(character) }) > 0 {
      // A `;` inside of one cell of many may be the end of a character reference.
      if count({ $0.contains(character) }) * 20 >= cells.count {
        parting = .character(character)
        return
      }
    }
    if AuthorList.andPartsInvertedNames(cells) {
      parting = .and
    } else if count(AuthorList.isAlternating) * 2 > count({ $0.contains(",") }) {
      parting = .secondComma
    } else if count(AuthorList.hasListComma) > 0 {
      parting = .comma(closesWithStop: cells.allSatisfy { !$0.dropLast().contains(".") })
    } else {
      parting = .none
    }
  }

  /// The names of a cell.
  func names(in cell: String) -> [String] {
    switch parting {
    case .character(let character):
      let cell = cell.holds("&amp;") ? cell.replacing("&amp;", with: "&") : cell
      return AuthorList.split(cell, at: character).map(\.trimmed)
        .map { $0.hasPrefix("and ") ? String($0.dropFirst(4)) : $0 }.filter { !$0.isEmpty }
    case .text(let text): return AuthorList.split(cell, at: text)
    case .and: return AuthorList.split(cell, at: " and ")
    case .comma(let closesWithStop):
      let cell = closesWithStop && cell.hasSuffix(".") ? String(cell.dropLast()) : cell
      return AuthorList.split(cell, at: " and ").flatMap { $0.split(separator: ",") }
        .map(\.trimmed)
        .filter { !$0.isEmpty }
    case .secondComma:
      let parts = cell.split(separator: ",").map(\.trimmed)
      return stride(from: 0, to: parts.count, by: 2).map {
        parts[$0..<min($0 + 2, parts.count)].joined(separator: ", ")
      }
    case .none:
      return AuthorList.split(cell, at: " and ")
    }
  }

  /// Takes a number in parentheses off a name: `Wilson, Lauren N. (58975547800)`.
  static func number(of name: String) -> (name: String, number: String?) {
    let bytes = name.utf8
    guard bytes.last == 0x29, let open = bytes.lastIndex(of: 0x28) else { return (name, nil) }
    let number = bytes[bytes.index(after: open)...].dropLast()
    guard number.count >= 5, number.allSatisfy(\.isDigit) else { return (name, nil) }
    return (name[..<open].trimmed, String(Substring(number)))
  }

  /// Whether `and` parts all names, so that a comma stands inside of a name: `Yang, Z. and Xu, J.`
  /// but not `Ann Able, Ben Best and Cy Cole`.
  private static func andPartsInvertedNames(_ cells: [String]) -> Bool {
    let parts = cells.filter { $0.contains(" and ") }.flatMap { split($0, at: " and ") }
    let commas = parts.map { $0.split(separator: ",").map(\.trimmed) }.filter { $0.count > 1 }
    let lists = commas.filter { $0.count > 2 || $0.allSatisfy { $0.contains(" ") } }
    return !parts.isEmpty && lists.count * 2 <= commas.count
      && !parts.contains { $0.hasSuffix(",") }
  }

  /// Whether commas part whole names: each part has a family name and something more.
  private static func hasListComma(_ cell: String) -> Bool {
    let parts = cell.split(separator: ",").map(\.trimmed)
    guard parts.count > 1 else { return false }
    return parts.count > 2 ? !isAlternating(cell) : parts.allSatisfy { $0.contains(" ") }
  }

  /// Whether every second part is initials.
  private static func isAlternating(_ cell: String) -> Bool {
    let parts = cell.split(separator: ",").map(\.trimmed)
    guard parts.count >= 2, parts.count % 2 == 0 else { return false }
    return stride(from: 1, to: parts.count, by: 2).allSatisfy { place in
      parts[place].split(separator: " ").allSatisfy { NameText.isInitials(String($0)) }
    }
  }

  /// Byte by byte where the mark is ASCII and no half of `\r\n`.
  private static func split(_ text: String, at mark: Character) -> [Substring] {
    guard mark != "\n", let byte = mark.asciiValue else { return text.split(separator: mark) }
    return text.utf8.split(separator: byte).map { Substring($0) }
  }

  private static func split(_ text: String, at mark: String) -> [String] {
    text.split(separator: mark).map(\.trimmed).filter { !$0.isEmpty }
  }
}
