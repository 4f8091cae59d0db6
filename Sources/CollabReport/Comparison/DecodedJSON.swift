import CollabCore
import Foundation

/// A JSON text as a value, with the members of each object sorted by name.
struct DecodedJSON: Decodable {
  let value: JSON

  private struct Name: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Name.self) {
      value = .object(
        try members.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
          JSON.Member($0.stringValue, try members.decode(DecodedJSON.self, forKey: $0).value)
        })
    } else if var elements = try? decoder.unkeyedContainer() {
      var values: [JSON] = []
      while !elements.isAtEnd { values.append(try elements.decode(DecodedJSON.self).value) }
      value = .array(values)
    } else {
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        value = .null
      } else if let bool = try? single.decode(Bool.self) {
        value = .bool(bool)
      } else if let int = try? single.decode(Int.self) {
        value = .int(int)
      } else if let number = try? single.decode(Double.self) {
        value = .number(number)
      } else {
        value = .string(try single.decode(String.self))
      }
    }
  }
}

extension JSON {
  /// The value of a JSON text; `nil` where the bytes are none.
  init?(parsing bytes: [UInt8]) {
    guard let decoded = try? JSONDecoder().decode(DecodedJSON.self, from: Data(bytes)) else {
      return nil
    }
    self = decoded.value
  }

  /// The member of a name; `nil` where it is missing or the value is no object.
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The members of an object; none of any other value.
  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The elements of an array; none of any other value.
  var elements: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// A text; `nil` for any other value.
  var textValue: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A number; `nil` for any other value.
  var numberValue: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    default: nil
    }
  }

  /// The value as people read it in a table.
  var shown: String {
    switch self {
    case .null: "not given"
    case .bool(let value): value ? "yes" : "no"
    case .string(let text): text
    case .array(let elements):
      elements.isEmpty ? "none" : elements.map(\.shown).joined(separator: ", ")
    case .object(let members):
      members.isEmpty
        ? "none" : members.map { "\($0.name)=\($0.value.shown)" }.joined(separator: ", ")
    default: line
    }
  }
}
