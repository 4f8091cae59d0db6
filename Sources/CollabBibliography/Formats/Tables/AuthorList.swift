/// How the cells of a column list the authors of works: row by row where a row says it, and by the
/// whole column where a row may be read in two ways, so that "Curry Rogers, Kristina" is one author
/// where other rows use `;`.
struct AuthorList {
  private enum Parting {
    case character(Character)
    case text(String)
    case and
    /// `Wilson L.N., Gardner J.D.`: every comma parts two names.
    case comma
    /// `Smith, J., Gardner, J.D.`: every second comma does.
    case secondComma
    /// One name a cell.
    case none
  }

  private let parting: Parting
  /// PubMed closes a list, whose initials have no stops, with one.
  private var closesWithStop = false

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
          .filter { $0.utf8.count <= BylineField.longestField }
      })
  }

  /// Looks at cells.
  init(cells: [String]) {
    let cells = cells.filter { $0.stated != nil }.map(\.withoutReferences)
    func count(_ condition: (String) -> Bool) -> Int {
      cells.reduce(0) { $0 + (condition($1) ? 1 : 0) }
    }
    let closed = count { $0.hasSuffix(".") && !$0.dropLast().contains(".") }
    closesWithStop = closed > 0 && closed * 5 >= cells.count * 4
    let lists = count { AuthorList.mark(in: $0) == nil && AuthorList.isCommaList($0) }
    for character: Character in [";", "|", "\n"] {
      let marked = count { $0.contains(character) }
      if marked > 0, marked >= lists {
        parting = .character(character)
        return
      }
    }
    if AuthorList.andPartsInvertedNames(cells.filter { AuthorList.mark(in: $0) == nil }) {
      parting = .and
    } else if count(AuthorList.isAlternating) * 2 > count({ $0.contains(",") }) {
      parting = .secondComma
    } else if count(AuthorList.hasListComma) > 0 {
      parting = .comma
    } else {
      parting = .none
    }
  }

  /// The names of a byline in one text.
  static func names(of text: String) -> [String] {
    plainNames(of: text) ?? AuthorList(cells: [text]).names(in: text)
  }

  /// One plain name, or several that `;` parts, which no rule changes; `nil` where anything else is in
  /// the text.
  private static func plainNames(of text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes -> [String]? in
      // A stop at the end may be that of the list.
      guard bytes.last != 0x2E else { return nil }
      var names: [String] = []
      for part in bytes.split(separator: 0x3B) {
        guard let first = part.firstIndex(where: { $0 != 0x20 }),
          let last = part.lastIndex(where: { $0 != 0x20 })
        else { continue }
        let name = UnsafeBufferPointer(rebasing: part[first...last])
        guard PlainWords(name) != nil else { return nil }
        names.append(String(decoding: name, as: UTF8.self))
      }
      return names.count > 1 || !bytes.contains(0x3B) ? names : nil
    }
  }

  /// The names of a cell, and the marks that its list goes on.
  func names(in cell: String) -> [String] {
    if case .text = parting { return namesByRules(in: cell) }
    return AuthorList.plainInvertedNames(of: cell) ?? namesByRules(in: cell)
  }

  /// `Hill, Ann; Wood, Bob (12345)`: names of plain words that `;` parts, the family name one word,
  /// all with a number or none; `nil` where anything else is in the text. No rule changes these.
  private static func plainInvertedNames(of text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes -> [String]? in
      guard bytes.contains(0x3B), bytes.last != 0x2E else { return nil }
      var names: [String] = [], numbered = 0
      for part in bytes.split(separator: 0x3B) {
        guard let first = part.firstIndex(where: { $0 != 0x20 }),
          let last = part.lastIndex(where: { $0 != 0x20 }),
          let comma = part[first...last].firstIndex(of: 0x2C), comma + 2 < last,
          part[comma + 1] == 0x20
        else { return nil }
        var end = last + 1
        if part[last] == 0x29 {
          guard let open = part[first..<last].lastIndex(of: 0x28), last - open > 5,
            open > comma + 3, part[open - 1] == 0x20,
            part[(open + 1)..<last].allSatisfy(\.isDigit)
          else { return nil }
          end = open - 1
          numbered += 1
        }
        let family = UnsafeBufferPointer(rebasing: part[first..<comma])
        let given = UnsafeBufferPointer(rebasing: part[(comma + 2)..<end])
        guard PlainWords(family)?.count == 1, PlainWords(given) != nil else { return nil }
        names.append(String(decoding: part[first...last], as: UTF8.self))
      }
      return names.count > 1 && (numbered == 0 || numbered == names.count) ? names : nil
    }
  }

  func namesByRules(in cell: String) -> [String] {
    if let written = WrittenList(cell) { return written.items.flatMap(AuthorList.fields) }
    var cell = cell.withoutReferences
    if case .text(let text) = parting { return AuthorList.split(cell, at: text) }
    if closesWithStop, cell.hasSuffix("."), !cell.dropLast().contains(".") { cell.removeLast() }
    return pieces(of: cell).flatMap(AuthorList.fields)
  }

  /// The names of one piece, which may hold several; see ``BylineField``.
  private static func fields(_ piece: String) -> [String] {
    let piece = piece.trimmingEnd(of: ", ")
    if BylineSplit.isLone(piece) { return piece.isEmpty ? [] : [piece] }
    guard
      piece.utf8.contains(where: { $0 == 0x26 || $0 >= 0x80 || $0 == 0x2C })
        || piece.holds(" and ") || piece.holds(" with ")
    else { return [piece] }
    if case .several(let names, _) = BylineSplit(piece) { return names }
    return piece.isEmpty ? [] : [piece]
  }

  private func pieces(of cell: String) -> [String] {
    if let mark = AuthorList.mark(in: cell, preferring: own) {
      let parts =
        mark == ";"
        ? AuthorList.joinedNumbers(BylineField.parts(cell))
        : AuthorList.split(cell, at: mark).map(\.trimmed)
      return parts.filter { !$0.isEmpty }.flatMap { part in
        let part = part.hasPrefix("and ") ? String(part.dropFirst(4)) : part
        return AuthorList.isCommaList(part) ? AuthorList.commaParts(part) : [part]
      }
    }
    let isList = AuthorList.isCommaList(cell)
    switch parting {
    case .character, .none, .text:
      return isList ? AuthorList.commaParts(cell) : AuthorList.split(cell, at: " and ")
    case .and: return AuthorList.split(cell, at: " and ")
    case .comma:
      // `Hill, Ann` among `Ann Hill, Bob Wood`.
      let parts = BylineSplit.nameParts(cell)
      if !isList, parts.count == 2, parts.allSatisfy({ !$0.contains(" ") }),
        !Byline.isMore(parts[1])
      {
        return [cell]
      }
      return AuthorList.commaParts(cell)
    case .secondComma: return AuthorList.commaParts(cell)
    }
  }

  private var own: Character? {
    if case .character(let character) = parting { character } else { nil }
  }

  /// The mark that parts the names of a cell whatever other rows do.
  private static func mark(in cell: String, preferring own: Character? = nil) -> Character? {
    if let own, own != ";", cell.contains(own) { return own }
    if cell.utf8.contains(where: { $0 == 0x3B || $0 >= 0xE3 }), BylineField.parts(cell).count > 1 {
      return ";"
    }
    return own == nil ? ["|", "\n"].first { cell.contains($0) } : nil
  }

  /// Joins what a stray `;` parted where the other names have their numbers behind them.
  private static func joinedNumbers(_ parts: [String]) -> [String] {
    let numbered = parts.filter { number(of: $0).number != nil }.count
    guard numbered * 2 > parts.count, numbered < parts.count else { return parts }
    var joined: [String] = [], open = ""
    for part in parts {
      let whole = open + part
      if number(of: part).number == nil, part != parts.last {
        open = whole + ";"
      } else {
        joined.append(whole)
        open = ""
      }
    }
    return joined
  }

  /// Whether commas part names whatever other rows do: three names or more, or two with initials.
  static func isCommaList(_ cell: String) -> Bool {
    guard cell.utf8.contains(0x2C), !BylineSplit.isLone(cell) else { return false }
    let text = Byline.withoutMore(cell) ?? cell
    if case .several = BylineSplit.listed(text.replacing(" and ", with: ", ")) { return true }
    return false
  }

  private static func commaParts(_ cell: String) -> [String] {
    let sides = split(cell, at: " and ")
    return sides.flatMap { side -> [String] in
      let parts = BylineSplit.nameParts(side)
      return BylineSplit.pairs(parts) ?? (isAlternating(side) ? [side] : parts)
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
    // `Hill, Ann, Wood, Bob` are no four whole names.
    if parts.count > 3, parts.count % 2 == 0, parts.allSatisfy({ !$0.contains(" ") }) {
      return false
    }
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
