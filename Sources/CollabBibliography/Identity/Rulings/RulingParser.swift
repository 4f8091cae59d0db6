import CollabCore
import Foundation

/// Reads the lines of a file of rulings.
struct RulingParser {
  let file: String
  private(set) var rulings: [Ruling] = []
  private(set) var institutions: [InstitutionRuling] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func read(_ text: String) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let content = Self.withoutComment(line).trimmed
      if !content.isEmpty { read(line: content, number: index + 1) }
    }
  }

  /// A line up to its comment. `#` does not begin one between a work and the number of a place:
  /// `doi:10.1/x#3`.
  private static func withoutComment(_ line: Substring) -> Substring {
    guard line.utf8.contains(UInt8(ascii: "#")) else { return line }
    var place = line.startIndex
    while let mark = line[place...].firstIndex(of: "#") {
      let behind = line[line.index(after: mark)...]
      let digits = behind.prefix { $0.isASCII && $0.isNumber }
      let next = line[digits.endIndex...].first
      let isPlace =
        mark > line.startIndex && !line[line.index(before: mark)].isWhitespace && !digits.isEmpty
        && (next.map { $0.isWhitespace || ",|=!#".contains($0) } ?? true)
      if !isPlace { return line[..<mark] }
      place = digits.endIndex
    }
    return line
  }

  private mutating func read(line: String, number: Int) {
    if let gap = line.firstIndex(where: \.isWhitespace),
      line[..<gap].lowercased() == "institution", Self.word(line[gap...].trimmed) != nil
    {
      switch InstitutionRuling.read(line[gap...].trimmed, file: file, line: number) {
      case .success(let ruling): institutions.append(ruling)
      case .failure(let problem): complain(problem.message, number)
      }
      return
    }
    if let (word, body) = Self.word(line) {
      if let kind = Ruling.Kind(rawValue: word) { return read(kind, body, number) }
      let isWork = word == "key" || word == "title" || Identifier.Scheme(rawValue: word) != nil
      if !isWork, word != "https", word != "http" {
        return complain(
          "'\(word):' is no ruling; there are same:, different:, group:, drop: and rename:, and "
            + "institution same:, different: and rename:", number)
      }
    }
    let sides = line.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      return complain(
        "expected 'Name = Name', 'Name != Name', or same:, different:, group:, drop:, rename:",
        number)
    }
    let areOne = !sides[0].hasSuffix("!")
    let texts = [areOne ? String(sides[0]) : String(sides[0].dropLast()), String(sides[1])]
    guard let found = self.sides(texts, number) else { return }
    append(areOne ? .same : .different, found, number) { $0.showsLastSide = areOne }
  }

  /// The word before a colon at the beginning of a line, in lower case, and what stands behind it.
  private static func word(_ line: String) -> (word: String, body: String)? {
    guard let colon = line.firstIndex(of: ":"), !line[..<colon].contains(where: \.isWhitespace)
    else { return nil }
    return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmed)
  }

  private mutating func read(_ kind: Ruling.Kind, _ body: String, _ number: Int) {
    var texts = body.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
    var shown: PersonName?
    switch kind {
    case .same, .different:
      guard texts.count > 1 else {
        return complain("\(kind.rawValue): needs two sides or more, parted by '|'", number)
      }
    case .group, .drop: break
    case .rename:
      guard texts.count == 2, let name = Self.shown(texts.removeLast()) else {
        return complain("rename: needs a side and the name to show, parted by '|'", number)
      }
      shown = name
    }
    guard let sides = sides(texts, number) else { return }
    append(kind, sides, number) { $0.shown = shown }
  }

  private mutating func append(
    _ kind: Ruling.Kind, _ sides: [RulingSide], _ number: Int, _ change: (inout Ruling) -> Void
  ) {
    let repeated = sides.indices.first { sides[..<$0].contains(sides[$0]) }
    if let repeated, kind == .same {
      diagnostics.append(
        Diagnostic(
          "names.unused-rule", .note, "two sides are '\(sides[repeated].display)'", file: file,
          line: number, column: 1))
      return
    }
    if let repeated, kind == .different {
      diagnostics.append(
        Diagnostic(
          "names.contradicting-rule", .error,
          "two sides are '\(sides[repeated].display)': to tell people of one name apart, list their "
            + "works, as in different: \(sides[repeated].name?.display ?? "Name") @ doi:… | doi:…; this "
            + "ruling is left out",
          file: file, line: number, column: 1))
      return
    }
    var ruling = Ruling(kind: kind, sides: sides, file: file, line: number)
    change(&ruling)
    rulings.append(ruling)
  }

  private mutating func complain(_ message: String, _ number: Int) {
    diagnostics.append(
      Diagnostic("names.broken-rule", .error, message, file: file, line: number, column: 1))
  }

  // MARK: Sides

  private mutating func sides(_ texts: [String], _ number: Int) -> [RulingSide]? {
    var sides: [RulingSide] = []
    for text in texts {
      // Behind a name with works stand works of the same name.
      var owner: PersonName?
      if case .works(let name, _) = sides.last { owner = name }
      guard let side = side(text.trimmed, owner) else {
        complain("'\(text.trimmed)' is no name, identifier or place of a byline", number)
        return nil
      }
      sides.append(side)
    }
    return sides
  }

  private func side(_ text: String, _ owner: PersonName?) -> RulingSide? {
    if text.utf8.contains(UInt8(ascii: "@")), let at = text.range(of: " @ ") {
      guard let name = Self.name(String(text[..<at.lowerBound])) else { return nil }
      return works(of: name, text[at.upperBound...].trimmed)
    }
    // No work, person or place is named without one of these; most sides are names.
    let refers = text.utf8.contains { ":#/-".utf8.contains($0) }
    let references = refers ? Self.references(text) : nil
    if let references, references.allSatisfy({ $0.position != nil }) { return .places(references) }
    if let owner { return works(of: owner, text) }
    if let references, references.count == 1, references[0].position == nil,
      case .identifier(let identifier) = references[0].kinds.first
    {
      return .identifier(identifier)
    }
    return Self.name(text).map { .name($0) }
  }

  private func works(of name: PersonName, _ list: String) -> RulingSide? {
    if list == "*" { return .rest(name) }
    guard let references = Self.references(list), references.allSatisfy({ $0.position == nil })
    else { return nil }
    return .works(name, references)
  }

  /// The name to show; what stands in brackets behind it stays there: `Wei Wang (Leiden)`.
  private static func shown(_ text: String) -> PersonName? {
    guard text.hasSuffix(")"), let bracket = text.range(of: " (") else {
      return NameParser.name(text)
    }
    var name = NameParser.name(String(text[..<bracket.lowerBound]))
    name?.family += String(text[bracket.lowerBound...])
    return name
  }

  private static func name(_ text: String) -> PersonName? {
    text.utf8.contains { "#*@".utf8.contains($0) } ? nil : NameParser.name(text)
  }

  /// The works of a list. A comma inside an identifier or title is no separator unless a blank or
  /// another identifier follows.
  private static func references(_ text: String) -> [WorkReference]? {
    var items: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let isContinued =
        items.last.map { WorkReference.identifier($0.trimmed) != nil } ?? false
        && part.first?.isWhitespace == false
        && WorkReference.identifier(part.trimmed) == nil
      if isContinued {
        items[items.count - 1] += "," + part
      } else {
        items.append(String(part))
      }
    }
    var references: [WorkReference] = []
    for item in items {
      guard let reference = WorkReference(item.trimmed) else { return nil }
      references.append(reference)
    }
    return references
  }
}
