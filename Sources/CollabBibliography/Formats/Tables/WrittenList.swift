/// A list that a program wrote out as text: `['Ann Hill', "Cy O'Lake"]`, `["Ann Hill"]`,
/// `c("Ann Hill", "Bob Wood")`, `{"Ann Hill","Bob Wood"}`.
struct WrittenList {
  private(set) var items: [String] = []

  /// Takes a text apart; `nil` where it is no such list.
  init?(_ text: String) {
    // No word before a bracket is longer than `array`.
    guard text.trimmed.utf8.prefix(6).contains(where: { $0 == 0x5B || $0 == 0x28 || $0 == 0x7B })
    else { return nil }
    let text = text.trimmed
    guard let last = text.last, let open = text.first(where: { "[({".contains($0) }) else {
      return nil
    }
    let prefix = text.prefix { $0 != open }
    guard ["", "c", "list", "array"].contains(prefix.lowercased()),
      last == (open == "[" ? "]" : open == "(" ? ")" : "}")
    else { return nil }
    var rest = text.dropFirst(prefix.count + 1).dropLast()[...]
    var hasQuotes = false
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let quote = rest.first else { break }
      if quote == "'" || quote == "\"" {
        guard let item = WrittenList.quoted(&rest) else { return nil }
        hasQuotes = true
        items.append(item)
      } else {
        let item = rest.prefix { $0 != "," }
        rest = rest.dropFirst(item.count)
        items.append(item.trimmed)
      }
      rest = rest.drop { $0.isWhitespace }
      if rest.isEmpty { break }
      guard rest.first == "," || rest.first == ";" else { return nil }
      rest = rest.dropFirst()
    }
    // Without quotes it may be a name in brackets, such as `[Anonymous]`.
    guard hasQuotes else { return nil }
    items.removeAll { $0.isEmpty || $0 == "None" || $0 == "null" || $0 == "NA" }
  }

  /// The text between quotes; a backslash keeps the next character.
  private static func quoted(_ rest: inout Substring) -> String? {
    guard let quote = rest.popFirst() else { return nil }
    var item = ""
    while let character = rest.popFirst() {
      if character == quote { return item }
      if character == "\\", let next = rest.popFirst() {
        if next == "u" {
          let digits = rest.prefix(4)
          guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
            return nil
          }
          item.unicodeScalars.append(scalar)
          rest = rest.dropFirst(4)
        } else {
          item.append(next)
        }
      } else {
        item.append(character)
      }
    }
    return nil
  }
}
