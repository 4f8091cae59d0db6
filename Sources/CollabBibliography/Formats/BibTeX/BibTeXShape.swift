/// Tells BibTeX by its shape: an entry with a key and a field at the beginning of a line. A mention
/// of an entry in other text, `@media` of a style sheet or an address is none.
struct BibTeXShape {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether an entry stands there, or the definition of a macro.
  var holdsEntry: Bool {
    let scanner = BibTeXScanner(bytes, macros: BibTeXMacros())
    var index = 0
    while let at = scanner.find(UInt8(ascii: "@"), from: index) {
      if beginsLine(at), let head = scanner.head(at: at), isEntry(head) { return true }
      index = at + 1
    }
    return false
  }

  private func beginsLine(_ at: Int) -> Bool {
    var index = at
    while index > 0, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 }
    return index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
  }

  private func isEntry(_ head: BibTeXScanner.Head) -> Bool {
    guard head.type.count < 30 else { return false }
    let type = bytes.text(head.type).lowercased()
    let isKnown = BibTeXTypes.isKnown(type)
    var index = skip(from: head.open + 1)
    switch type {
    case "string": return field(from: index)
    case "comment": return false
    case "preamble":
      return index < bytes.count
        && (bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "{"))
    default: break
    }
    // Decorators and the like have parentheses.
    guard isKnown || bytes[head.open] == UInt8(ascii: "{") else { return false }
    if isKnown, field(from: index) { return true }
    let start = index
    while index < bytes.count, index - start < 300, !",={}()\"\n\r".utf8.contains(bytes[index]) {
      index += 1
    }
    guard index < bytes.count else { return isKnown && index > start }
    if bytes[index] == UInt8(ascii: ",") {
      let behind = skip(from: index + 1)
      return field(from: behind) || isKnown && (behind == bytes.count || isClose(behind))
    }
    // Without a comma only what is known, on lines of their own.
    return isKnown && (isClose(index) || bytes[index] < 0x20 && field(from: skip(from: index)))
  }

  private func isClose(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "}") || bytes[index] == UInt8(ascii: ")")
  }

  /// Whether a name and `=` stand there.
  private func field(from start: Int) -> Bool {
    var index = start
    while index < bytes.count,
      bytes[index].isLetter || bytes[index].isDigit || "-_+:.".utf8.contains(bytes[index])
    {
      index += 1
    }
    guard index > start else { return false }
    index = skip(from: index)
    return index < bytes.count && bytes[index] == UInt8(ascii: "=")
  }

  private func skip(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index
  }
}

/// The types of entries that BibTeX's and biblatex's styles know.
enum BibTeXTypes {
  static func isKnown(_ type: String) -> Bool { known.contains(type.lowercased()) }

  private static let known: Set<String> = [
    "article", "suppperiodical", "inproceedings", "conference", "book", "mvbook", "proceedings",
    "mvproceedings", "collection", "mvcollection", "reference", "mvreference", "booklet", "manual",
    "incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference",
    "phdthesis", "mastersthesis", "thesis", "bathesis", "techreport", "report", "unpublished",
    "online", "www", "electronic", "patent", "dataset", "software", "misc", "periodical", "set",
    "xdata", "string", "comment", "preamble",
  ]
}
