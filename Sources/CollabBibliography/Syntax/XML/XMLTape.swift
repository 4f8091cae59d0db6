/// One element of an XML document with everything inside it, flat and in document order.
///
/// The arrays are used again for the next record, so that reading costs no allocation a node.
/// Only its session writes to it, and never while it is read, so that its properties need no checks
/// of exclusive access. All character data stands in one buffer: the text of an element, with that of the elements in
/// it, is one range of it.
final class XMLTape {
  /// An element.
  struct Node {
    /// The name without its prefix, as a place in ``names``.
    var name: Int32
    /// The number of the first node behind the element.
    var end: Int32
    var textStart: Int32
    var textEnd: Int32
    var attributesStart: Int32
    var attributesEnd: Int32
  }

  /// The elements; the record is number 0.
  @exclusivity(unchecked) private(set) var nodes: [Node] = []
  /// All character data.
  @exclusivity(unchecked) private(set) var text: [UInt8] = []
  /// Names of attributes without prefixes, and where their values stand in ``values``.
  @exclusivity(unchecked) private(set) var attributes: [(name: Int32, start: Int32, end: Int32)] =
    []
  @exclusivity(unchecked) private(set) var values: [UInt8] = []
  @exclusivity(unchecked) private var open: [Int32] = []

  /// The names of elements and attributes so far, those known beforehand first.
  @exclusivity(unchecked) private(set) var names: [String]
  private var numbers: [String: Int32] = [:]
  /// The column of the input at which the record begins, in bytes from 1.
  @exclusivity(unchecked) var column = 1

  /// Whether an element is open.
  var isOpen: Bool { !open.isEmpty }
  /// How many elements are open.
  var depth: Int { open.count }

  /// - Parameter names: names that shall have the first numbers, in their order.
  init(names: [String] = []) {
    self.names = []
    for name in names { _ = number(of: name) }
  }

  /// The number of a name, by which elements and attributes are told apart without comparing texts.
  func number(of name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  func clear() {
    nodes.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
  }

  func start(_ name: Int32) {
    open.append(Int32(truncatingIfNeeded: nodes.count))
    let place = Int32(truncatingIfNeeded: text.count)
    let first = Int32(truncatingIfNeeded: attributes.count)
    nodes.append(
      Node(
        name: name, end: 0, textStart: place, textEnd: place, attributesStart: first,
        attributesEnd: first))
  }

  func attribute(_ name: Int32, _ value: UnsafeBufferPointer<UInt8>) {
    let start = Int32(truncatingIfNeeded: values.count)
    values.append(contentsOf: value)
    attributes.append((name, start, Int32(truncatingIfNeeded: values.count)))
    nodes[nodes.count - 1].attributesEnd += 1
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: bytes) }

  func end() {
    guard let node = open.popLast() else { return }
    nodes[Int(node)].end = Int32(truncatingIfNeeded: nodes.count)
    nodes[Int(node)].textEnd = Int32(truncatingIfNeeded: text.count)
  }

  /// The record.
  var root: XMLElement { XMLElement(tape: self, node: 0) }

  /// The elements directly inside of a node.
  func children(of node: Int) -> XMLChildren {
    XMLChildren(tape: self, position: node + 1, end: Int(nodes[node].end))
  }

  /// The text inside of a node as it stands.
  func bytes(of node: Int) -> ArraySlice<UInt8> {
    text[Int(nodes[node].textStart)..<Int(nodes[node].textEnd)]
  }

  /// The value of an attribute.
  func attribute(_ name: String, of node: Int) -> String? {
    guard let name = numbers[name] else { return nil }
    for index in Int(nodes[node].attributesStart)..<Int(nodes[node].attributesEnd)
    where attributes[index].name == name {
      let value = values[Int(attributes[index].start)..<Int(attributes[index].end)]
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }
}

/// The children of a node.
struct XMLChildren: Sequence, IteratorProtocol {
  let tape: XMLTape
  var position: Int
  let end: Int

  mutating func next() -> XMLElement? {
    guard position < end else { return nil }
    defer { position = Int(tape.nodes[position].end) }
    return XMLElement(tape: tape, node: position)
  }
}

/// An element of a tape, for readers that need not be fast.
struct XMLElement {
  let tape: XMLTape
  let node: Int

  var name: String { tape.names[Int(tape.nodes[node].name)] }
  /// All text inside, white space collapsed.
  var text: String { String(decoding: tape.bytes(of: node), as: UTF8.self).collapsed }
  /// The text, or `nil` where it says nothing.
  var stated: String? { text.stated }
  var children: XMLChildren { tape.children(of: node) }

  /// The value of an attribute that says something.
  subscript(attribute: String) -> String? { tape.attribute(attribute, of: node)?.stated }

  /// The value of an attribute as it stands.
  func attribute(_ name: String) -> String? { tape.attribute(name, of: node) }

  /// The first child on a path of names.
  func child(_ path: String...) -> XMLElement? {
    var element: XMLElement? = self
    for name in path { element = element?.children.first { $0.name == name } }
    return element
  }

  /// The children of a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// All elements of a name at any depth, in document order.
  func descendants(_ name: String) -> [XMLElement] {
    ((node + 1)..<max(node + 1, Int(tape.nodes[node].end)))
      .map { XMLElement(tape: tape, node: $0) }.filter { $0.name == name }
  }
}
