/// A name whose parts are named: `family=Gogh, given=Vincent, prefix=van`, in any order.
///
/// The biblatex manual 3.20, section 3.4. A part with a comma stands in braces, or in quotes
/// together with its name: `"family={Rupert and Sons, Inc.}"`.
struct BibTeXExtendedName {
  private(set) var name = PersonName(family: "")
  /// Whether it is one text in braces, which is not to be taken apart.
  private(set) var isLiteral = false
  /// The first part that is not known.
  private(set) var unknown: String?

  /// Takes a name apart; `nil` where it does not name its parts.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.contains(UInt8(ascii: "=")) else { return nil }
    let parts = Self.parts(text)
    let keys = parts.map { Self.key($0) }
    guard keys.contains("family") || keys.contains("given") else { return nil }
    for (part, key) in zip(parts, keys) {
      let value = Self.value(part)
      switch key {
      case "family": name.family = value
      case "given": name.given = value
      case "prefix": name.particle = value
      case "suffix": name.suffix = value
      case let key? where Self.options.contains(key) || key.hasSuffix("-i"): break
      default:
        let text = TeXText.plain(part).trimmed
        if !text.isEmpty { unknown = unknown ?? text }
      }
    }
    if name.family.isEmpty { (name.family, name.given) = (name.given, "") }
    if name.family.isEmpty { return nil }
    isLiteral = parts.count == 1 && Self.text(of: parts[0]).insideBraces != nil
  }

  /// Parts that say how a name is sorted, abbreviated or printed, or that are not printed.
  private static let options: Set<String> = [
    "id", "hashid", "nametype", "useprefix", "juniorcomma", "sortingnamekeytemplatename",
    "uniquenametemplatename", "labelalphanametemplatename", "namehashtemplatename", "nohashothers",
    "nosortothers", "noalphaothers", "gender", "ul", "un",
  ]

  /// The name of a part in lower case; `nil` where it has none.
  private static func key(_ part: UnsafeBufferPointer<UInt8>) -> String? {
    guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let key = part.text(0..<equals).trimmed.lowercased()
    return key.utf8.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") } ? key : nil
  }

  /// What stands behind `=`, without quotes.
  private static func text(of part: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return part }
    return UnsafeBufferPointer(rebasing: part[(equals + 1)...]).trimmed.unquoted
  }

  private static func value(_ part: UnsafeBufferPointer<UInt8>) -> String {
    TeXText.plain(text(of: part)).trimmed
  }

  /// The parts between commas outside of braces and quotes.
  private static func parts(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> [UnsafeBufferPointer<UInt8>] {
    var result: [UnsafeBufferPointer<UInt8>] = []
    var start = 0, depth = 0, isQuoted = false
    for index in 0...text.count {
      let byte = index < text.count ? text[index] : UInt8(ascii: ",")
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if byte == UInt8(ascii: "\""), depth == 0, index == 0 || text[index - 1] != UInt8(ascii: "\\")
      {
        isQuoted.toggle()
      }
      if index == text.count || byte == UInt8(ascii: ",") && depth == 0 && !isQuoted {
        result.append(UnsafeBufferPointer(rebasing: text[start..<index]).trimmed.unquoted)
        start = index + 1
      }
    }
    return result
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var unquoted: Self {
    let quote = UInt8(ascii: "\"")
    guard count > 1, self[0] == quote, self[count - 1] == quote else { return self }
    return Self(rebasing: self[1..<count - 1])
  }
}
