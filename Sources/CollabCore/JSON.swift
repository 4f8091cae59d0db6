/// A JSON value whose members keep their order, so that equal values are equal bytes.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  /// A number in its shortest exact form; `null` where it is not finite.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSON

    /// Creates a member.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or `null` where there is none.
  public init(_ text: String?) { self = text.map(JSON.string) ?? .null }

  /// A count, or `null` where there is none.
  public init(_ count: Int?) { self = count.map(JSON.int) ?? .null }

  /// The text in which a container stands on one line where it fits, and one element a line
  /// where it does not; without a line end.
  ///
  /// - Complexity: O(*d*·*l*) for text of length *l* and depth *d*.
  public func text(width: Int = 100) -> String {
    var bytes: [UInt8] = []
    write(into: &bytes, indent: 0, width: width)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text on one line, without a line end.
  public var line: String {
    var bytes: [UInt8] = []
    writeLine(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8], indent: Int, width: Int) {
    let start = bytes.count
    switch self {
    case .array(let elements) where !elements.isEmpty:
      if writeLine(into: &bytes, limit: start + width - indent) { return }
      bytes.removeSubrange(start...)
      writeBroken(into: &bytes, "[", "]", indent, elements) { element, bytes in
        element.write(into: &bytes, indent: indent + 2, width: width)
      }
    case .object(let members) where !members.isEmpty:
      if writeLine(into: &bytes, limit: start + width - indent) { return }
      bytes.removeSubrange(start...)
      writeBroken(into: &bytes, "{", "}", indent, members) { member, bytes in
        JSON.write(member.name, into: &bytes)
        bytes += ": ".utf8
        member.value.write(into: &bytes, indent: indent + 2, width: width)
      }
    default: writeLine(into: &bytes)
    }
  }

  private func writeBroken<Part>(
    into bytes: inout [UInt8], _ open: String, _ close: String, _ indent: Int, _ parts: [Part],
    _ body: (Part, inout [UInt8]) -> Void
  ) {
    bytes += open.utf8
    for (index, part) in parts.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      bytes += repeatElement(0x20, count: indent + 2)
      body(part, &bytes)
    }
    bytes += "\n".utf8
    bytes += repeatElement(0x20, count: indent)
    bytes += close.utf8
  }

  /// Writes on one line and gives up, with what was written so far, past `limit` bytes.
  @discardableResult
  private func writeLine(into bytes: inout [UInt8], limit: Int = .max) -> Bool {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .int(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .string(let value): JSON.write(value, into: &bytes)
    case .array(let elements):
      bytes += "[".utf8
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        if !element.writeLine(into: &bytes, limit: limit) { return false }
      }
      bytes += "]".utf8
    case .object(let members):
      bytes += "{".utf8
      for (index, member) in members.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        JSON.write(member.name, into: &bytes)
        bytes += ": ".utf8
        if !member.value.writeLine(into: &bytes, limit: limit) { return false }
      }
      bytes += "}".utf8
    }
    return bytes.count <= limit
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: bytes += [0x5C, 0x22]
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0D: bytes += [0x5C, 0x72]
      case 0x09: bytes += [0x5C, 0x74]
      case 0..<0x20, 0x7F:
        bytes += "\\u00".utf8
        bytes += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Nothing.
  public init(nilLiteral: ()) { self = .null }
  /// A list.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object with its members in the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
