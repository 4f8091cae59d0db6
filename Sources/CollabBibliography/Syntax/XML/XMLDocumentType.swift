import CollabCore

/// The declarations at the head of a document, of which only those of general entities are read.
///
/// libxml2 spends quadratic time on enumerations, and time at each start tag on the defaults of
/// attributes; no reader needs either. What is not read is overwritten with blanks, so that places
/// stay.
struct XMLDocumentType {
  /// What is not read and may be missed, with its place.
  private(set) var ignored: [(what: String, offset: Int)] = []
  /// The first declaration of more entities than are read.
  private(set) var excess: Int?

  /// Overwrites what is not read; `nil` where the document begins otherwise.
  ///
  /// - Complexity: O(bytes of the document type).
  init?(takingApart document: inout [UInt8]) {
    guard let subset = Self.subset(of: document) else { return nil }
    var index = subset, entities = 0
    while index < document.count, document[index] != 0x5D {
      let start = index
      if document[index] == 0x25 {
        index = document[(index + 1)...].firstIndex { !Self.isNamePart($0) } ?? document.count
        guard index < document.count, document[index] == 0x3B else { return }
        index += 1
        blank(start..<index, in: &document, "references to parameter entities are not followed")
        continue
      }
      guard document[index] == 0x3C else {
        index += 1
        continue
      }
      if let end = Self.behindRemark(document, index) {
        index = end
        continue
      }
      index = Self.behindDeclaration(document, index)
      switch Self.word(document, start) {
      case "<!ENTITY" where Self.isParameter(document, start):
        blank(start..<index, in: &document, "parameter entities are not read")
      case "<!ENTITY":
        entities += 1
        if entities > XMLEntities.most {
          excess = start
          return
        }
      case "<!ATTLIST":
        let hasDefault = document[start..<index].contains { $0 == 0x22 || $0 == 0x27 }
        blank(
          start..<index, in: &document, hasDefault ? "defaults of attributes are not read" : nil)
      case "<!ELEMENT", "<!NOTATION": blank(start..<index, in: &document, nil)
      // What is none of these is for libxml2 to complain of.
      default: return
      }
    }
  }

  private mutating func blank(_ range: Range<Int>, in document: inout [UInt8], _ what: String?) {
    for index in range where document[index] > 0x20 { document[index] = 0x20 }
    if let what, !ignored.contains(where: { $0.what == what }) {
      ignored.append((what, range.lowerBound))
    }
  }

  /// Behind the `[` of a document type.
  private static func subset(of document: [UInt8]) -> Int? {
    var index = 0
    while index < document.count, document[index] <= 0x20 || document[index] == 0x3C {
      if document[index] <= 0x20 {
        index += 1
      } else if let end = behindRemark(document, index) {
        index = end
      } else {
        break
      }
    }
    guard word(document, index) == "<!DOCTYPE" else { return nil }
    var quote: UInt8 = 0
    while index < document.count {
      let byte = document[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x5B {
        return index
      } else if byte == 0x3E {
        return nil
      }
    }
    return nil
  }

  /// Behind a comment or a processing instruction.
  private static func behindRemark(_ document: [UInt8], _ start: Int) -> Int? {
    document.withUnsafeBytes { bytes in
      let end: StaticString
      if bytes.holds("<!--", at: start) {
        end = "-->"
      } else if bytes.holds("<?", at: start) {
        end = "?>"
      } else {
        return nil
      }
      return bytes.firstIndex(of: end, from: start + 2).map { $0 + end.utf8CodeUnitCount }
        ?? bytes.count
    }
  }

  private static func behindDeclaration(_ document: [UInt8], _ start: Int) -> Int {
    var quote: UInt8 = 0
    for index in start..<document.count {
      let byte = document[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return index + 1
      }
    }
    return document.count
  }

  private static func word(_ document: [UInt8], _ start: Int) -> String {
    String(
      decoding: document[start...].prefix(10).prefix { $0 > 0x20 && $0 != 0x5B }, as: UTF8.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte.isLetter || byte.isDigit || "-._:".utf8.contains(byte)
  }

  /// Whether `<!ENTITY` is followed by a `%` of its own.
  private static func isParameter(_ document: [UInt8], _ start: Int) -> Bool {
    document[(start + 8)...].first { $0 > 0x20 } == 0x25
  }
}
