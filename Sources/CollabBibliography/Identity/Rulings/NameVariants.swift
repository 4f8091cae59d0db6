import CollabCore

/// Reads a list of people and the variants of their names as the ACL Anthology's
/// `name_variants.yaml` has it, in the part of YAML that it uses.
///
/// ```
/// - canonical: {first: Anthony, last: Hughes}
///   id: anthony-hughes
///   orcid: 0009-0003-4065-1094
///   variants:
///   - {first: Anthony James, last: Hughes}
/// ```
///
/// `canonical`, `variants`, `id` and `orcid` are read, other members are not. A name that stands in
/// several entries says nothing of who is meant, and is left out there.
struct NameVariants {
  private let file: String
  private(set) var rulings: [Ruling] = []
  private(set) var diagnostics: [Diagnostic] = []

  private struct Entry {
    var line: Int
    var canonical: PersonName?
    var variants: [PersonName] = []
    var identifiers: [Identifier] = []
    /// `first` and `last` of a name over several lines.
    var parts: [String: String] = [:]
    var isVariant = false
  }

  private var entries: [Entry] = []
  private var broken: [Int] = []

  /// `nil` where a text is no such list.
  init?(_ text: String, file: String) {
    self.file = file
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let first = lines.first { line in
      !line.allSatisfy(\.isWhitespace) && line.first != "#" && line != "---"
    }
    guard let first,
      ["canonical", "id", "variants", "orcid"].contains(Self.member(first.dropFirst(2)).key),
      first.hasPrefix("- ")
    else { return nil }
    read(lines)
    makeRulings()
    diagnostics += Diagnostic.brokenLines(broken, "of names that cannot be read", in: file)
  }

  private mutating func read(_ lines: [Substring]) {
    var section = ""
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let indent = line.prefix { $0 == " " }.count
      var content = line.dropFirst(indent)
      if content.isEmpty || content.first == "#" || content == "---" { continue }
      let isItem = content.hasPrefix("- ")
      if isItem, indent == 0 {
        closeName(number)
        entries.append(Entry(line: number))
        section = ""
      }
      if isItem { content = content.dropFirst(2).drop { $0 == " " } }
      guard let last = entries.indices.last else { continue }
      if isItem, indent > 0 {
        guard section == "variants" else { continue }
        closeName(number)
        entries[last].isVariant = true
      }
      if content.first == "{" {
        if section == "variants" || section == "canonical" {
          add(Self.flow(content), isVariant: section == "variants", number)
        }
        continue
      }
      let (key, value) = Self.member(content)
      if (key == "first" || key == "last"), indent > 0,
        section == "variants" || section == "canonical"
      {
        entries[last].parts[key] = value
        continue
      }
      closeName(number)
      section = key
      switch key {
      case "canonical" where !value.isEmpty: add(Self.flow(value[...]), isVariant: false, number)
      case "id":
        if let id = Identifier(.local, "acl/" + value) { entries[last].identifiers.append(id) }
      case "orcid":
        if let id = Identifier(.orcid, value) { entries[last].identifiers.append(id) }
      default: break
      }
    }
    closeName(lines.count)
  }

  /// Ends a name whose parts stand on lines of their own.
  private mutating func closeName(_ line: Int) {
    guard let last = entries.indices.last else { return }
    let parts = entries[last].parts, isVariant = entries[last].isVariant
    entries[last].parts = [:]
    entries[last].isVariant = false
    if !parts.isEmpty { add(parts, isVariant: isVariant, line) }
  }

  private mutating func add(_ parts: [String: String]?, isVariant: Bool, _ line: Int) {
    guard let last = entries.indices.last else { return }
    let family = parts?["last"] ?? "", given = parts?["first"] ?? ""
    let name =
      given.isEmpty
      ? NameParser.natural(family) : NameParser.inverted(family, given: given)
    guard let name, !family.isEmpty else { return broken.append(line) }
    if isVariant { entries[last].variants.append(name) } else { entries[last].canonical = name }
  }

  /// `key: value`, without quotes and comment.
  private static func member(_ text: Substring) -> (key: String, value: String) {
    guard let colon = text.firstIndex(of: ":") else { return (text.trimmed, "") }
    return (text[..<colon].trimmed, unquoted(text[text.index(after: colon)...].trimmed))
  }

  /// `{first: Anthony, last: 'Barton, Jr.'}`.
  private static func flow(_ text: Substring) -> [String: String]? {
    guard text.first == "{", let end = text.lastIndex(of: "}") else { return nil }
    var parts: [String: String] = [:], quote: Character?, item = ""
    func close() {
      let (key, value) = member(item[...])
      if !key.isEmpty { parts[key] = value }
      item = ""
    }
    for character in text[text.index(after: text.startIndex)..<end] {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"", item.last == " " || item.last == ":" {
        quote = character
      } else if character == "," {
        close()
        continue
      }
      item.append(character)
    }
    close()
    return parts
  }

  private static func unquoted(_ text: String) -> String {
    for quote in ["'", "\""] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      let inner = text.dropFirst().dropLast()
      return quote == "'"
        ? String(inner.replacing("''", with: "'"))
        : String(inner.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\"))
    }
    return text
  }

  private mutating func makeRulings() {
    var count: [PersonName: Int] = [:]
    for entry in entries {
      for name in Set(entry.variants + [entry.canonical].compactMap(\.self)) {
        count[name, default: 0] += 1
      }
    }
    var ambiguous = 0, firstAmbiguous: Int?
    for entry in entries {
      guard let canonical = entry.canonical else { continue }
      let names = (entry.variants + [canonical]).filter { count[$0] == 1 }
      if names.count < entry.variants.count + 1, entry.identifiers.isEmpty {
        ambiguous += 1
        firstAmbiguous = firstAmbiguous ?? entry.line
      }
      var sides = entry.identifiers.map { RulingSide.identifier($0) }
      for name in names where !sides.contains(.name(name)) { sides.append(.name(name)) }
      guard sides.count > 1 else { continue }
      rulings.append(
        Ruling(
          kind: .same, sides: sides, shown: canonical,
          showsLastSide: sides.last == .name(canonical),
          file: file, line: entry.line, isOfList: true))
    }
    if let firstAmbiguous {
      diagnostics.append(
        Diagnostic(
          "names.ambiguous-name", .note,
          "\(ambiguous == 1 ? "1 entry has a name" : "\(ambiguous) entries have a name") that stands in "
            + "others too, and no identifier: that name is left out there",
          file: file, line: firstAmbiguous, column: 1))
    }
  }
}
