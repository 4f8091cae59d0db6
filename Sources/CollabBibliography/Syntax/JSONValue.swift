internal import CSimdjson

/// Parses JSON documents with simdjson, one after another, in memory that it uses again.
final class JSONParser {
  /// The greatest depth of arrays and objects.
  static let greatestDepth = 64
  private let parser = collab_json_parser_create(greatestDepth)

  deinit { collab_json_parser_destroy(parser) }

  /// Parses a range of bytes and calls `body` with its value, which lives only so long.
  ///
  /// - Returns: what is wrong, where the range is no JSON document.
  func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (JSONValue) -> Void
  ) -> String? {
    guard let base = bytes.baseAddress else { return "empty document" }
    var root = collab_json_value()
    // simdjson reads up to 64 bytes behind the document, which must be ours.
    let isPadded = bytes.count - range.upperBound >= 64
    if let problem = collab_json_parse(
      parser, base + range.lowerBound, range.count, isPadded, &root)
    {
      return String(cString: problem)
    }
    body(JSONValue(value: root))
    return nil
  }
}

/// A value of the document that its parser parsed last.
struct JSONValue {
  fileprivate let value: collab_json_value

  private var kind: collab_json_kind { collab_json_get_kind(value) }

  /// Whether it is an object.
  var isObject: Bool { kind == COLLAB_JSON_OBJECT }
  /// Whether it is an array.
  var isArray: Bool { kind == COLLAB_JSON_ARRAY }

  /// The member of a name; `nil` where it is missing or null.
  subscript(name: StaticString) -> JSONValue? {
    var member = collab_json_value()
    let found = name.utf8Start.withMemoryRebound(
      to: CChar.self, capacity: name.utf8CodeUnitCount
    ) { collab_json_get_member(value, $0, name.utf8CodeUnitCount, &member) }
    guard found, collab_json_get_kind(member) != COLLAB_JSON_NULL else { return nil }
    return JSONValue(value: member)
  }

  /// A text that says something, or a whole number as a text.
  var textOrNumber: String? { text ?? integer.map(String.init) }

  /// The text of a string, or `nil` where it says nothing.
  var text: String? {
    guard let bytes else { return nil }
    let string = String(decoding: bytes, as: UTF8.self)
    return isStated(bytes) ? string : string.stated
  }

  /// A string as it stands.
  var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The UTF-8 of a string, escapes resolved; it lives as long as the value.
  var bytes: UnsafeBufferPointer<UInt8>? {
    var count = 0
    return collab_json_get_string(value, &count).map { utf8($0, count) }
  }

  /// A whole number, also where it is written as a string.
  var integer: Int? {
    var number: Int64 = 0
    if collab_json_get_int(value, &number) { return Int(number) }
    var real = 0.0
    if collab_json_get_double(value, &real) { return Int(exactly: real) }
    return string.flatMap { Int($0.trimmed) }
  }

  /// A number.
  var number: Double? {
    var real = 0.0
    return collab_json_get_double(value, &real) ? real : nil
  }

  /// True or false.
  var boolean: Bool? {
    var answer = false
    return collab_json_get_bool(value, &answer) ? answer : nil
  }

  /// The elements of an array, or the values of an object's members.
  var elements: JSONElements { JSONElements(walk: collab_json_children(value)) }

  /// The elements of an array. Programs write a list of one as that one alone, and a list with its places
  /// as an object whose members are objects.
  var items: [JSONValue] {
    if isArray { return Array(elements) }
    let members = Array(elements)
    let isList = !members.isEmpty && members.allSatisfy(\.isObject)
    return isList ? members : [self]
  }

  /// The names and values of an object's members.
  var members: [(name: String, value: JSONValue)] {
    var walk = collab_json_children(value)
    guard walk.is_object else { return [] }
    var members: [(name: String, value: JSONValue)] = []
    var name: UnsafePointer<CChar>?
    var count = 0
    var child = collab_json_value()
    while collab_json_next(&walk, &name, &count, &child) {
      guard let name else { break }
      members.append((String(decoding: utf8(name, count), as: UTF8.self), JSONValue(value: child)))
    }
    return members
  }

  /// The members with the names of a pool, found in one walk; of several of one name the first.
  func members(_ names: TextPool) -> JSONMembers {
    var walk = collab_json_children(value)
    var members = JSONMembers(document: value.document, count: names.count)
    guard walk.is_object else { return members }
    var name: UnsafePointer<CChar>?
    var count = 0
    var child = collab_json_value()
    while collab_json_next(&walk, &name, &count, &child) {
      guard let name else { break }
      members.add(child.index, number: names.number(of: utf8(name, count)))
    }
    return members
  }

  /// The first element of an array.
  var first: JSONValue? { elements.first { _ in true } }

  /// The first text: the string itself, or the first of an array.
  var firstText: String? { text ?? elements.lazy.compactMap(\.text).first }
}

/// Bytes that simdjson keeps for characters.
private func utf8(_ start: UnsafePointer<CChar>, _ count: Int) -> UnsafeBufferPointer<UInt8> {
  UnsafeBufferPointer(
    start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
}

/// Members of an object, by the numbers that their names have in a pool.
struct JSONMembers {
  private let document: UnsafeRawPointer?
  /// Places on the tape, where no value stands at 0.
  private var places: [Int]

  fileprivate init(document: UnsafeRawPointer?, count: Int) {
    self.document = document
    places = Array(repeating: 0, count: count + 1)
  }

  fileprivate mutating func add(_ place: Int, number: UInt32) {
    if number > 0, places[Int(number)] == 0 { places[Int(number)] = place }
  }

  /// The member of a name; `nil` where it is missing or null.
  subscript(name: UInt32) -> JSONValue? {
    let place = places[Int(name)]
    let value = collab_json_value(document: document, index: place)
    return place == 0 || collab_json_get_kind(value) == COLLAB_JSON_NULL
      ? nil : JSONValue(value: value)
  }

  /// The first member of some names that is neither missing nor null.
  subscript(names: [UInt32]) -> JSONValue? {
    for name in names {
      if let member = self[name] { return member }
    }
    return nil
  }
}

/// The elements of an array, nulls left out.
struct JSONElements: Sequence, IteratorProtocol {
  fileprivate var walk: collab_json_walk

  /// No elements.
  static var none: JSONElements { JSONElements(walk: collab_json_walk()) }

  mutating func next() -> JSONValue? {
    var name: UnsafePointer<CChar>?
    var count = 0
    var child = collab_json_value()
    while collab_json_next(&walk, &name, &count, &child) {
      if collab_json_get_kind(child) != COLLAB_JSON_NULL { return JSONValue(value: child) }
    }
    return nil
  }
}
