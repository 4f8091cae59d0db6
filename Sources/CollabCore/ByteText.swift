/// Text under construction, in UTF-8, with the escapes of the formats that are written.
///
/// Names come from the input: whatever they hold, they end up as data and never as markup, as a
/// second field or as a formula.
public struct ByteText: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty text.
  public init() {}

  /// Makes room for so many bytes more.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Appends text as it is.
  public mutating func append(_ text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

  /// Appends bytes as they are.
  public mutating func append(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Appends a number in the shortest form that reads back as the same number; whole ones
  /// without a point. `nan` and infinities have no form here.
  public mutating func append(_ number: Double) { append(ByteText.form(of: number)) }

  /// The shortest decimal form that reads back as the same number; whole ones without a point.
  public static func form(of number: Double) -> String {
    guard abs(number) < 0x1p53, number == number.rounded() else { return number.description }
    return String(Int(number))
  }

  /// Appends a JSON string with its quotation marks (RFC 8259). `<` is written as an escape, so
  /// that no `</script>` can stand in a page, and so are the line separators U+2028 and U+2029.
  public mutating func append(json text: some StringProtocol) {
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: append("\\\"")
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x09: append("\\t")
      case 0..<0x20, 0x3C, 0x7F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: append(scalar: scalar)
      }
    }
    bytes.append(0x22)
  }

  /// Appends a JSON number; `null` for `nan` and infinities, which JSON does not have.
  public mutating func append(json number: Double) {
    if number.isFinite { append(number) } else { append("null") }
  }

  /// Appends text for an XML element or a quoted attribute.
  ///
  /// - Returns: whether characters that XML 1.0 cannot hold, not even as references, were
  ///   replaced by U+FFFD.
  @discardableResult
  public mutating func append(xml text: some StringProtocol) -> Bool {
    var replaced = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      case 0x22: append("&quot;")
      case 0x09, 0x0A, 0x0D: append("&#\(scalar.value);")
      case 0..<0x20, 0xFFFE, 0xFFFF:
        append("\u{FFFD}")
        replaced = true
      default: append(scalar: scalar)
      }
    }
    return replaced
  }

  /// Appends a CSV field of text (RFC 4180). Where the text could be taken for a formula, an
  /// apostrophe is put before it, as spreadsheets do themselves.
  public mutating func append(csv text: some StringProtocol) {
    var text = String(text)
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
      text = "'" + text
    }
    let special = text.utf8.contains {
      $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B
    }
    guard special || text.hasPrefix(" ") || text.hasSuffix(" ") else { return append(text) }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private mutating func append(scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
