internal import CSimdjson

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads plain records of XML without libxml2, as nearly all records of a large file are.
///
/// Plain are elements in ASCII names without prefixes, properly nested, with attributes in double
/// quotes and text without anything that XML forbids or that needs a DTD: every byte is checked.
/// What is not plain in this sense is left to libxml2, which makes the same of what is.
struct PlainXML {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let recordNames: Set<String>
  /// The last record.
  let tape: XMLTape
  /// Whether names of HTML may be resolved: a document's own entities are counted by libxml2.
  private let resolvesNames: Bool
  /// The names so far: the first bytes of each as a number, where it stands, and what it is.
  private var names: [Name] = []

  private struct Name {
    var head: UInt64
    var start: Int
    var count: Int
    /// On the tape.
    var number: Int32
    var isRecord: Bool
    var isNamespace: Bool
  }

  /// The names of open elements, as places in `names`.
  private var open: [Int] = []
  /// Behind the last record.
  private(set) var position: Int
  /// The line ends in the last record.
  private(set) var lineEnds = 0

  /// Longer records are left to libxml2 and its limits.
  private static let longest = 1 << 20
  private static let deepest = 32

  /// Begins at a byte.
  ///
  /// - Parameter bytes: an input; `nil` comes back where the range is no valid UTF-8.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, format: XMLRecordFormat,
    resolvesNames: Bool
  ) {
    guard let base = bytes.baseAddress,
      collab_utf8_is_valid(base + range.lowerBound, range.count)
    else { return nil }
    self.bytes = bytes
    self.end = range.upperBound
    recordNames = format.records
    tape = XMLTape(names: format.names)
    self.resolvesNames = resolvesNames
    position = range.lowerBound
  }

  /// Goes on at a byte that libxml2 has read up to.
  mutating func skip(to position: Int) { self.position = position }

  /// Skips the white space before the next record.
  ///
  /// - Returns: the line ends in it.
  mutating func skipBlanks() -> Int {
    var lineEnds = 0
    while position < end {
      switch bytes[position] {
      case 0x0A: lineEnds += 1
      case 0x20, 0x09: break
      default: return lineEnds
      }
      position += 1
    }
    return lineEnds
  }

  /// Reads the record that begins here; `false`, and nothing read, where it is not plain.
  mutating func readRecord() -> Bool {
    tape.clear()
    open.removeAll(keepingCapacity: true)
    lineEnds = 0
    var index = position
    let stop = min(end, position + PlainXML.longest)
    // One tag a round, with the text behind it.
    repeat {
      guard index + 1 < stop, bytes[index] == 0x3C else { return false }
      let isEnd = bytes[index + 1] == 0x2F
      let tag = isEnd ? readEndTag(index, stop) : readStartTag(index, stop)
      guard let tag else { return false }
      index = tag
      if open.isEmpty { break }
      guard let text = readText(index, stop) else { return false }
      index = text
    } while true
    position = index
    return true
  }

  private mutating func readStartTag(_ start: Int, _ stop: Int) -> Int? {
    var index = start + 1
    let (name, behind) = readName(index, stop)
    guard name >= 0, names[name].isRecord == open.isEmpty, open.count < PlainXML.deepest
    else { return nil }
    index = behind
    tape.start(names[name].number)
    open.append(name)
    var attributes: UInt64 = 0
    while index < stop {
      let byte = bytes[index]
      if byte == 0x3E { return index + 1 }
      if byte == 0x2F {
        guard index + 1 < stop, bytes[index + 1] == 0x3E else { return nil }
        tape.end()
        open.removeLast()
        return index + 2
      }
      guard byte == 0x20 else { return nil }
      index += 1
      if index < stop, bytes[index] == 0x2F { continue }
      let (attribute, behind) = readName(index, stop)
      guard attribute >= 0, !names[attribute].isNamespace, attributes >> attribute & 1 == 0,
        behind + 1 < stop, bytes[behind] == 0x3D, bytes[behind + 1] == 0x22
      else { return nil }
      attributes |= 1 << attribute
      let value = behind + 2
      index = value
      while index < stop, isPlain(bytes[index]), bytes[index] != 0x22 { index += 1 }
      guard index < stop, bytes[index] == 0x22 else { return nil }
      tape.attribute(
        names[attribute].number, UnsafeBufferPointer(rebasing: bytes[value..<index]))
      index += 1
    }
    return nil
  }

  private mutating func readEndTag(_ start: Int, _ stop: Int) -> Int? {
    guard let last = open.popLast(), let base = bytes.baseAddress else { return nil }
    let name = names[last], index = start + 2
    guard index + name.count < stop, bytes[index + name.count] == 0x3E,
      memcmp(base + index, base + name.start, name.count) == 0
    else { return nil }
    tape.end()
    return index + name.count + 1
  }

  /// The text up to the next tag.
  private mutating func readText(_ start: Int, _ stop: Int) -> Int? {
    var index = start, kept = start
    while index < stop {
      let byte = bytes[index]
      if isPlain(byte) {
        index += 1
        continue
      }
      switch byte {
      case 0x3C:
        if kept < index { tape.characters(UnsafeBufferPointer(rebasing: bytes[kept..<index])) }
        return index
      case 0x0A:
        lineEnds += 1
        index += 1
      case 0x09: index += 1
      case 0x5D:
        // `]]>` is forbidden.
        guard index + 1 < stop, bytes[index + 1] != 0x5D else { return nil }
        index += 1
      case 0x26:
        if kept < index { tape.characters(UnsafeBufferPointer(rebasing: bytes[kept..<index])) }
        guard let behind = readReference(index, stop) else { return nil }
        index = behind
        kept = index
      default: return nil
      }
    }
    return nil
  }

  /// The character of a reference by name.
  private func readReference(_ start: Int, _ stop: Int) -> Int? {
    var index = start + 1
    while index < stop, index < start + 12, bytes[index].isLetter || bytes[index].isDigit {
      index += 1
    }
    guard index > start + 1, index < stop, bytes[index] == 0x3B, bytes[start + 1].isLetter
    else { return nil }
    let name = bytes.text(start + 1..<index)
    let isPredefined = ["amp", "lt", "gt", "quot", "apos"].contains(name)
    guard isPredefined || resolvesNames, var character = namedCharacter(name) else { return nil }
    character.withUTF8 { tape.characters($0) }
    return index + 1
  }

  /// A name as a place in `names`, -1 where it is not plain, and the byte behind it.
  private mutating func readName(_ start: Int, _ stop: Int) -> (name: Int, behind: Int) {
    var index = start
    while index < stop, isNamePart(bytes[index]) { index += 1 }
    let count = index - start
    guard count > 0, count < 64, bytes[start].isLetter, let base = bytes.baseAddress
    else { return (-1, index) }
    var head: UInt64 = 0
    for place in start..<start + min(count, 8) { head = head << 8 | UInt64(bytes[place]) }
    for place in names.indices
    where names[place].head == head && names[place].count == count
      && (count <= 8 || memcmp(base + names[place].start, base + start, count) == 0)
    {
      return (place, index)
    }
    guard names.count < 64 else { return (-1, index) }
    let name = bytes.text(start..<index)
    names.append(
      Name(
        head: head, start: start, count: count, number: tape.number(of: name),
        isRecord: recordNames.contains(name), isNamespace: name == "xmlns"))
    return (names.count - 1, index)
  }
}

/// Whether a byte stands for itself in text and attributes. U+FFFE and U+FFFF begin with EF.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
  byte > 0x5D ? byte != 0xEF : byte >= 0x20 && byte != 0x3C && byte != 0x26 && byte != 0x5D
}

@inline(__always)
private func isNamePart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte.isDigit || byte == 0x5F || byte == 0x2D || byte == 0x2E
}
