internal import CLibXML2
import CollabCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Something inside an XML input that could not be read.
struct XMLFault {
  /// The second half of the diagnostic's id.
  var what: String
  var message: String
  /// The byte of the piece at which it was found.
  var offset: Int
}

/// One pass of libxml2's SAX2 interface over one piece of an input, which collects records.
///
/// Nothing is ever loaded: external entities and the external subset are not looked at. Entities
/// of the document's own DTD and of HTML are text, within limits.
final class XMLSession {
  /// The names of the elements that are records.
  private let recordNames: Set<String>
  private let mayNest: Set<String>
  @exclusivity(unchecked) private var onRecord: ((XMLTape, _ line: Int) -> Void)?
  private var onContext: ((String, [String: String]) -> Void)?

  let tape: XMLTape
  @exclusivity(unchecked) private var recordLine = 0
  /// A byte of the record's start tag in the piece.
  @exclusivity(unchecked) private(set) var recordOffset = 0
  /// Elements that are open around records, with their prefixes.
  @exclusivity(unchecked) private(set) var ancestors: [String] = []
  /// How many start tags at the head of the piece only repeat what is open already.
  @exclusivity(unchecked) private var mutedTags: Int
  @exclusivity(unchecked) private(set) var fault: XMLFault?
  @exclusivity(unchecked) private var names:
    [(pointer: UnsafePointer<UInt8>, name: String, number: Int32, isRecord: Bool)] = []
  private let entities: XMLEntities
  /// How many bytes of the piece stand before those of the input.
  let prefix: Int

  init(format: XMLRecordFormat, mutedTags: Int, entities: XMLEntities, prefix: Int) {
    tape = XMLTape(names: format.names)
    recordNames = format.records
    mayNest = format.mayNest
    self.mutedTags = mutedTags
    self.entities = entities
    self.prefix = prefix
  }

  /// Parses a piece.
  ///
  /// - Parameters:
  ///   - onContext: called at the start of every element that is no record nor in one.
  ///   - onRecord: called at the end of each record with its line in the piece.
  func parse(
    _ piece: UnsafeBufferPointer<UInt8>,
    onContext: (String, [String: String]) -> Void,
    onRecord: (XMLTape, _ line: Int) -> Void
  ) {
    withoutActuallyEscaping(onContext) { onContext in
      withoutActuallyEscaping(onRecord) { onRecord in
        self.onContext = onContext
        self.onRecord = onRecord
        parse(piece)
        self.onContext = nil
        self.onRecord = nil
      }
    }
  }

  private func parse(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let base = piece.baseAddress, piece.count < Int32.max,
      let context = base.withMemoryRebound(
        to: CChar.self, capacity: piece.count,
        { xmlCreateMemoryParserCtxt($0, Int32(piece.count)) })
    else { return }
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = startElement
    sax.endElementNs = { context, _, _, _ in session(context)?.end() }
    sax.characters = { context, bytes, count in
      guard let bytes else { return }
      session(context)?.tapeCharacters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    sax.cdataBlock = sax.characters
    sax.ignorableWhitespace = sax.characters
    sax.getEntity = { context, name in
      guard let context, let name, let session = session(context) else { return nil }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      return session.entities.entity(String(cString: name)) { XMLSession.offset(parser) }
    }
    sax.entityDecl = { context, name, type, _, _, content in
      guard let name, let content, type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue) else {
        return
      }
      session(context)?.entities.declare(String(cString: name), String(cString: content))
    }
    sax.serror = { context, error in
      guard let context, let error else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      if error.pointee.level == XML_ERR_FATAL, let session = session(context) {
        let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        session.fail("not-well-formed", message.collapsed, at: XMLSession.offset(parser))
        xmlStopParser(parser)
      }
    }
    // Without NOENT an `&amp;` within an attribute would be handed on as `&#38;`.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    withUnsafeMutablePointer(to: &sax) { handler in
      let own = context.pointee.sax
      context.pointee.sax = handler
      xmlCtxtUseOptions(context, Int32(options))
      context.pointee.userData = UnsafeMutableRawPointer(context)
      xmlParseDocument(context)
      context.pointee.sax = own
    }
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    context.pointee.myDoc = nil
    xmlFreeParserCtxt(context)
  }

  private static func offset(_ context: UnsafeMutablePointer<xmlParserCtxt>) -> Int {
    max(0, Int(xmlByteConsumed(context)))
  }

  private func fail(_ what: String, _ message: String, at offset: Int) {
    if fault == nil { fault = XMLFault(what: what, message: message, offset: offset) }
  }

  private func tapeCharacters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if tape.isOpen { tape.characters(bytes) }
  }

  /// The name behind a pointer that libxml2 has interned, its number on the tape, and whether it
  /// names a record.
  private func name(
    _ pointer: UnsafePointer<UInt8>
  ) -> (name: String, number: Int32, isRecord: Bool) {
    for entry in names where entry.pointer == pointer {
      return (entry.name, entry.number, entry.isRecord)
    }
    let name = String(cString: pointer)
    let number = tape.number(of: name), isRecord = recordNames.contains(name)
    if names.count < 64 { names.append((pointer, name, number, isRecord)) }
    return (name, number, isRecord)
  }

  fileprivate func start(
    _ parser: UnsafeMutablePointer<xmlParserCtxt>, _ pointer: UnsafePointer<UInt8>,
    _ prefix: UnsafePointer<UInt8>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    let (name, number, isRecord) = name(pointer)
    if isRecord, !tape.isOpen || !mayNest.contains(name) {
      if tape.isOpen {
        fail(
          "record-not-closed", "<\(tape.root.name)> is not closed before <\(name)>",
          at: XMLSession.offset(parser))
        xmlStopParser(parser)
        return
      }
      tape.clear()
      recordLine = Int(parser.pointee.input?.pointee.line ?? 1)
      recordOffset = XMLSession.offset(parser)
    }
    if tape.isOpen || isRecord {
      tape.start(number)
      for index in 0..<count {
        guard let attributes, let key = attributes[5 * index],
          let from = attributes[5 * index + 3], let to = attributes[5 * index + 4]
        else { continue }
        tape.attribute(
          self.name(key).number, UnsafeBufferPointer(start: from, count: to - from))
      }
    } else {
      ancestors.append(prefix.map { String(cString: $0) + ":" + name } ?? name)
      if mutedTags > 0 {
        mutedTags -= 1
      } else {
        var values: [String: String] = [:]
        for index in 0..<count {
          if let attributes, let key = attributes[5 * index],
            let from = attributes[5 * index + 3], let to = attributes[5 * index + 4]
          {
            values[String(cString: key)] = String(
              decoding: UnsafeBufferPointer(start: from, count: to - from), as: UTF8.self)
          }
        }
        onContext?(name, values)
      }
    }
  }

  fileprivate func end() {
    guard tape.isOpen else {
      _ = ancestors.popLast()
      return
    }
    tape.end()
    if !tape.isOpen {
      onRecord?(tape, recordLine)
    }
  }
}

private func session(_ context: UnsafeMutableRawPointer?) -> XMLSession? {
  guard let context,
    let own = context.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private
  else { return nil }
  return Unmanaged<XMLSession>.fromOpaque(own).takeUnretainedValue()
}

private let startElement: startElementNsSAX2Func = {
  context, name, prefix, _, _, _, count, _, attributes in
  guard let context, let name, let session = session(context) else { return }
  session.start(
    context.assumingMemoryBound(to: xmlParserCtxt.self), name, prefix, Int(count),
    attributes)
}

/// The entities of a document: its own, within limits, and those of HTML.
final class XMLEntities {
  /// An entity may stand for so many bytes.
  static let longest = 65_536
  /// Own entities may add so many bytes to one input.
  static let greatestTotal = 16 << 20

  private var declared: [String: String] = [:]
  /// Whether the document declares any.
  var hasOwn: Bool { !declared.isEmpty }
  private var made: [String: UnsafeMutablePointer<xmlEntity>] = [:]
  private var expanded = 0
  /// Names that stand for nothing, where they first occur.
  private var unknown: [(name: String, offset: Int)] = []
  /// Whether the limit was reached.
  private(set) var isExhausted = false

  deinit {
    for entity in made.values {
      free(entity.pointee.content)
      free(UnsafeMutablePointer(mutating: entity.pointee.name))
      entity.deallocate()
    }
  }

  /// The same declarations, for a part of the document that is read on another thread.
  func copy() -> XMLEntities {
    let copy = XMLEntities()
    copy.declared = declared
    return copy
  }

  /// The names that were found to stand for nothing since the last call, with a byte of the piece
  /// behind the first occurrence of each, ascending.
  func takeUnknown() -> [(name: String, offset: Int)] {
    defer { unknown = [] }
    return unknown
  }

  func declare(_ name: String, _ content: String) {
    if declared.count < 10_000, declared[name] == nil { declared[name] = content }
  }

  /// The entity of a name as a text that libxml2 takes as it stands; a name that nothing declares
  /// is given back as it was written.
  func entity(_ name: String, offset: () -> Int) -> UnsafeMutablePointer<xmlEntity>? {
    if let entity = made[name] {
      expanded += Int(entity.pointee.length)
      if expanded > XMLEntities.greatestTotal {
        isExhausted = true
        return text("", for: "")
      }
      return entity
    }
    if let own = declared[name] {
      return text(resolve(own, depth: 0).withoutMarkup, for: name)
    }
    if let character = namedCharacter(name) { return text(character, for: name) }
    if unknown.count < 1_000 { unknown.append((name, offset())) }
    return text("&\(name);", for: name)
  }

  /// Replaces the references in an entity's text, at most 16 levels deep.
  private func resolve(_ content: String, depth: Int) -> String {
    guard depth < 16, content.contains("&") else {
      return String(content.prefix(XMLEntities.longest))
    }
    var result = ""
    var rest = content[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...]
      guard let end = rest.firstIndex(of: ";") else { break }
      let name = String(rest[rest.index(after: mark)..<end])
      if let own = declared[name] {
        result += resolve(own, depth: depth + 1)
      } else {
        result += rest[mark...end]
      }
      rest = rest[rest.index(after: end)...]
      if result.utf8.count > XMLEntities.longest {
        isExhausted = true
        return String(result.prefix(XMLEntities.longest))
      }
    }
    return result + rest
  }

  private func text(_ content: String, for name: String) -> UnsafeMutablePointer<xmlEntity>? {
    if let entity = made[name] { return entity }
    guard made.count < 20_000 else { return nil }
    let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
    entity.initialize(to: xmlEntity())
    entity.pointee.type = XML_ENTITY_DECL
    // libxml2 hands the content of predefined entities on without parsing it again.
    entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
    entity.pointee.name = UnsafePointer(copy(name))
    entity.pointee.content = copy(content)
    entity.pointee.length = Int32(clamping: content.utf8.count)
    made[name] = entity
    return entity
  }

  /// The text in memory of its own, closed by a zero as libxml2 wants it.
  private func copy(_ text: String) -> UnsafeMutablePointer<UInt8>? {
    strdup(text).map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self) }
  }
}
