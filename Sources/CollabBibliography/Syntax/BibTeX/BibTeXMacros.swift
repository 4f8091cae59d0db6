import CollabCore

/// The macros that `@string` defines in a file, and the months that every style defines.
struct BibTeXMacros: Sendable {
  /// By name in lower case: where each definition stands, and its value.
  private var definitions: [String: [(offset: Int, value: [UInt8])]] = [:]
  /// All macros of a file may add so many bytes to it.
  private(set) var greatestExpansion = 1 << 20

  /// Collects the definitions of a file in their order.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    greatestExpansion += min(bytes.count, 16 << 20)
    let scanner = BibTeXScanner(bytes, macros: BibTeXMacros())
    var index = 0
    while let at = scanner.find(UInt8(ascii: "@"), from: index) {
      index = at
      guard index + 7 < bytes.count,
        bytes[index + 1] | 0x20 == UInt8(ascii: "s") || bytes[index + 1] <= 0x20,
        let head = scanner.head(at: index), bytes.equals(head.type, "string")
      else {
        index += 1
        continue
      }
      // Read as an entry whose only field is the macro's name.
      var definition = BibTeXDefinition(bytes, from: head.open + 1)
      while let (name, value) = definition.next(macros: self) {
        if let value { definitions[name, default: []].append((index, value)) }
      }
      index = definition.position
    }
  }

  /// No macros but the months.
  init() {}

  /// The value of a macro at a place: the last definition before it, or else the first behind it.
  func value(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, at offset: Int
  ) -> [UInt8]? {
    let name = bytes.text(name).lowercased()
    if let known = definitions[name] {
      // They stand in the order of the file.
      return known[max(0, known.partitioningIndex { $0.offset >= offset } - 1)].value
    }
    return Self.months.contains(name) ? Array(name.utf8) : nil
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january",
    "february", "march", "april", "june", "july", "august", "september", "sept", "october",
    "november", "december",
  ]
}

/// The inside of an `@string` block: `name = value`, where the value is quoted, braced or a macro,
/// and pieces are joined by `#`.
private struct BibTeXDefinition {
  /// Longer macros are taken for unclosed; ones that are made of each other would grow for ever.
  private static let longest = 4096

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func next(macros: BibTeXMacros) -> (name: String, value: [UInt8]?)? {
    skip { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
    let name = word()
    skip { $0 <= 0x20 }
    guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      return nil
    }
    position += 1
    var value: [UInt8] = [], isDefined = true
    while true {
      skip { $0 <= 0x20 }
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "\"") {
        guard let end = delimitedEnd() else { return nil }
        value += bytes[position + 1..<end]
        position = end + 1
      } else {
        let word = word()
        if word.isEmpty { return nil }
        // What is made of something undefined is undefined, and told of where it is used.
        if bytes[word].allSatisfy(\.isDigit) {
          value += bytes[word]
        } else if let other = macros.value(bytes, word, at: word.lowerBound) {
          value += other
        } else {
          isDefined = false
        }
      }
      guard value.count <= Self.longest else { return nil }
      skip { $0 <= 0x20 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "#") else {
        return (bytes.text(name).lowercased(), isDefined ? value : nil)
      }
      position += 1
    }
  }

  private mutating func word() -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] > 0x20,
      !",={}()\"#@".utf8.contains(bytes[position])
    {
      position += 1
    }
    return start..<position
  }

  private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
    while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
  }

  /// The offset of the closing brace or quote.
  private func delimitedEnd() -> Int? {
    let isQuoted = bytes[position] == UInt8(ascii: "\"")
    var depth = 0
    for index in position + 1..<Swift.min(bytes.count, position + Self.longest) {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0 { return isQuoted ? nil : index }
        depth -= 1
      case UInt8(ascii: "\"") where isQuoted && depth == 0: return index
      default: break
      }
    }
    return nil
  }
}
