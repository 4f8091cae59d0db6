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
    var text = ByteText()
    write(into: &text, indent: 0, lead: 0, width: width)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The text on one line, without a line end.
  public var line: String { text(width: .max) }

  /// Writes behind `lead` bytes of a line that begins `indent` columns in.
  private func write(into text: inout ByteText, indent: Int, lead: Int, width: Int) {
    var line = ByteText()
    if writeLine(into: &line, limit: width - indent - lead) {
      return text.append(bytes: line.bytes)
    }
    switch self {
    case .array(let elements) where !elements.isEmpty:
      text.append("[")
      for (index, element) in elements.enumerated() {
        JSON.breakLine(in: &text, isFirst: index == 0, indent: indent + 2)
        element.write(into: &text, indent: indent + 2, lead: 0, width: width)
      }
      JSON.breakLine(in: &text, isFirst: true, indent: indent)
      text.append("]")
    case .object(let members) where !members.isEmpty:
      text.append("{")
      for (index, member) in members.enumerated() {
        JSON.breakLine(in: &text, isFirst: index == 0, indent: indent + 2)
        let start = text.bytes.count
        text.append(json: member.name)
        text.append(": ")
        member.value.write(
          into: &text, indent: indent + 2, lead: text.bytes.count - start, width: width)
      }
      JSON.breakLine(in: &text, isFirst: true, indent: indent)
      text.append("}")
    default: writeLine(into: &text, limit: .max)
    }
  }

  private static func breakLine(in text: inout ByteText, isFirst: Bool, indent: Int) {
    text.append(isFirst ? "\n" : ",\n")
    text.append(bytes: repeatElement(0x20, count: indent))
  }

  /// Writes on one line; gives up, and says so, as soon as that is longer than `limit` bytes.
  @discardableResult
  private func writeLine(into text: inout ByteText, limit: Int) -> Bool {
    switch self {
    case .null: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .int(let value): text.append(String(value))
    case .number(let value): text.append(json: value)
    case .string(let value): text.append(json: value)
    case .array(let elements):
      text.append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append(", ") }
        if !element.writeLine(into: &text, limit: limit) { return false }
      }
      text.append("]")
    case .object(let members):
      text.append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { text.append(", ") }
        text.append(json: member.name)
        text.append(": ")
        if !member.value.writeLine(into: &text, limit: limit) { return false }
      }
      text.append("}")
    }
    return text.bytes.count <= limit
  }
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
