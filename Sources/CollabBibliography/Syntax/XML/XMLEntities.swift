internal import CLibXML2
import CollabCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The entities of a document: its own, within limits, and those of HTML.
///
/// An own entity is put together where it is declared, from those declared before it, so that no
/// entity is followed twice, and none into itself.
final class XMLEntities {
  /// An entity may stand for so many bytes.
  static let longest = 65_536
  /// Own entities may add so many bytes to one input, and their declarations hold as many.
  static let greatestTotal = 16 << 20
  /// A document declares so many entities at most.
  static let most = 10_000
  /// Names that stand for nothing are told of up to this count.
  static let mostUnknown = 1_000

  private var declared: [String: [UInt8]] = [:]
  private var declaredBytes = 0
  /// Whether the document declares any.
  var hasOwn: Bool { !declared.isEmpty }
  private var made: [String: UnsafeMutablePointer<xmlEntity>] = [:]
  /// How many bytes own entities have added.
  private(set) var added = 0
  /// Names that stand for nothing, where they first occur.
  private var unknown: [(name: String, offset: Int)] = []
  private var unknownNames: Set<String> = []
  /// Whether a limit was reached.
  private(set) var isExhausted = false

  deinit {
    for entity in made.values {
      free(entity.pointee.content)
      free(UnsafeMutablePointer(mutating: entity.pointee.name))
      entity.deallocate()
    }
  }

  /// The same declarations, for a part of the document before which entities added so many bytes.
  func copy(added: Int) -> XMLEntities {
    let copy = XMLEntities()
    copy.declared = declared
    copy.declaredBytes = declaredBytes
    copy.isExhausted = isExhausted
    copy.added = added
    return copy
  }

  /// The names that were found to stand for nothing since the last call, with a byte of the piece
  /// behind the first occurrence of each, ascending.
  func takeUnknown() -> [(name: String, offset: Int)] {
    defer { unknown = [] }
    return unknown
  }

  private func tellOfUnknown(_ name: String, _ offset: () -> Int) {
    guard unknownNames.count < XMLEntities.mostUnknown, unknownNames.insert(name).inserted
    else { return }
    unknown.append((name, offset()))
  }

  /// Takes a declaration; the first of a name counts.
  func declare(_ name: String, _ content: [UInt8], offset: () -> Int) {
    if declared[name] != nil { return }
    let text = resolve(content, offset: offset)
    declaredBytes += text.count
    if declared.count >= XMLEntities.most || declaredBytes > XMLEntities.greatestTotal {
      isExhausted = true
    } else {
      declared[name] = text
    }
  }

  /// The entity of a name as a text that libxml2 takes as it stands; a name that nothing declares
  /// is given back as it was written.
  func entity(
    _ name: String, inAttribute: Bool, offset: () -> Int
  ) -> UnsafeMutablePointer<xmlEntity>? {
    let own = declared[name]
    added += own.map { max(0, $0.count - name.utf8.count - 2) } ?? 0
    if added > XMLEntities.greatestTotal { isExhausted = true }
    // The second mark is no part of a name.
    let key = inAttribute ? name + "\"" : name
    if added > XMLEntities.greatestTotal, own != nil {
      return text("", for: inAttribute ? "\"" : "", inAttribute)
    }
    if let entity = made[key] { return entity }
    if let own {
      return text(String(decoding: own, as: UTF8.self).withoutMarkup, for: key, inAttribute)
    }
    if let character = namedCharacter(name) { return text(character, for: key, inAttribute) }
    // Its declaration may have been left out, which is told of.
    if !isExhausted { tellOfUnknown(name, offset) }
    return text("&\(name);", for: key, inAttribute)
  }

  /// Replaces the references to own entities in the text of another.
  private func resolve(_ content: [UInt8], offset: () -> Int) -> [UInt8] {
    var result: [UInt8] = [], rest = content[...]
    while result.count <= XMLEntities.longest, let mark = rest.firstIndex(of: 0x26) {
      result += rest[..<mark]
      rest = rest[mark...]
      guard let end = rest.firstIndex(of: 0x3B) else { break }
      let name = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
      if let own = declared[name] {
        result += own
      } else {
        result += rest[mark...end]
        if namedCharacter(name) == nil, !name.hasPrefix("#") { tellOfUnknown(name, offset) }
      }
      rest = rest[(end + 1)...]
    }
    result += rest.prefix(XMLEntities.longest + 1)
    if result.count > XMLEntities.longest {
      isExhausted = true
      result.removeSubrange(XMLEntities.longest...)
    }
    return result
  }

  /// libxml2 hands the content of predefined entities on without parsing it again, but takes their
  /// first byte only in attributes, where it parses the content of others.
  private func text(
    _ content: String, for key: String, _ inAttribute: Bool
  ) -> UnsafeMutablePointer<xmlEntity>? {
    if let entity = made[key] { return entity }
    let content =
      inAttribute
      ? content.replacing("&", with: "&#38;").replacing("<", with: "&#60;") : content
    let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
    entity.initialize(to: xmlEntity())
    entity.pointee.type = XML_ENTITY_DECL
    entity.pointee.etype =
      inAttribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY
    entity.pointee.name = UnsafePointer(copy(key))
    entity.pointee.content = copy(content)
    entity.pointee.length = Int32(clamping: content.utf8.count)
    made[key] = entity
    return entity
  }

  /// The text in memory of its own, closed by a zero as libxml2 wants it.
  private func copy(_ text: String) -> UnsafeMutablePointer<UInt8>? {
    strdup(text).map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self) }
  }
}
