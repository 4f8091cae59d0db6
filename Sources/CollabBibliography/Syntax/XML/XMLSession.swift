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
  /// Whether nothing behind it is read.
  var isFinal = false
  /// Whether the piece ends within elements, and nothing else is wrong.
  var isEndMissing = false
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
  private static let deepest = 256
  /// libxml2 looks through all prefixes in scope for each name, and finds names in chains that grow
  /// with their number.
  private static let mostNamespaces = 1_000
  private static let mostNames = 20_000

  init(
    format: XMLRecordFormat, tape: XMLTape, mutedTags: Int, entities: XMLEntities, prefix: Int
  ) {
    self.tape = tape
    tape.clear()
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
    guard let base = piece.baseAddress, let count = Int32(exactly: piece.count),
      let context = base.withMemoryRebound(
        to: CChar.self, capacity: piece.count, { xmlCreateMemoryParserCtxt($0, count) })
    else {
      let size = piece.count
      return fail(
        "not-well-formed", "a part of \(size) bytes without another record is left out", at: 0)
    }
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
      guard session.isWithinLimits(parser) else { return nil }
      return session.entities.entity(
        String(cString: name), inAttribute: parser.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE
      ) { XMLSession.offset(parser) }
    }
    sax.entityDecl = { context, name, type, _, _, content in
      guard let name, let content, type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue) else {
        return
      }
      guard let context, let session = session(context) else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      session.entities.declare(
        String(cString: name), Array(UnsafeBufferPointer(start: content, count: strlen(content)))
      ) { XMLSession.offset(parser) }
    }
    sax.processingInstruction = { context, _, _ in
      if let context, let session = session(context) {
        _ = session.isWithinLimits(context.assumingMemoryBound(to: xmlParserCtxt.self))
      }
    }
    sax.serror = { context, error in
      guard let context, let error else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      if error.pointee.level == XML_ERR_FATAL, let session = session(context) {
        let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        session.fail(
          "not-well-formed", message.collapsed, at: XMLSession.offset(parser),
          isEndMissing: error.pointee.code == Int32(XML_ERR_TAG_NOT_FINISHED.rawValue))
        xmlStopParser(parser)
      }
    }
    // Without NOENT an `&amp;` within an attribute would be handed on as `&#38;`. Without HUGE the
    // end of a piece of more than 10 MB may be refused; its other limits are set here.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
      | XML_PARSE_HUGE.rawValue
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

  private func fail(
    _ what: String, _ message: String, at offset: Int, isFinal: Bool = false,
    isEndMissing: Bool = false
  ) {
    if fault == nil {
      fault = XMLFault(
        what: what, message: message, offset: offset, isFinal: isFinal, isEndMissing: isEndMissing)
    }
  }

  /// Stops the parser before names, prefixes or levels cost more time than their number.
  private func isWithinLimits(_ parser: UnsafeMutablePointer<xmlParserCtxt>) -> Bool {
    let names = Int(xmlDictSize(parser.pointee.dict)), levels = ancestors.count + tape.depth
    let prefixes = Int(parser.pointee.nsNr)
    if levels < Self.deepest, prefixes <= 2 * Self.mostNamespaces, names <= Self.mostNames {
      return true
    }
    let offset = XMLSession.offset
    if levels >= Self.deepest {
      fail(
        "not-well-formed", "elements are nested more than \(Self.deepest) deep", at: offset(parser))
    } else if prefixes > 2 * Self.mostNamespaces {
      fail(
        "too-complex", "more than \(Self.mostNamespaces) prefixes are in scope", at: offset(parser),
        isFinal: true)
    } else {
      fail(
        "too-complex", "there are more than \(Self.mostNames) different names", at: offset(parser),
        isFinal: true)
    }
    xmlStopParser(parser)
    return false
  }

  /// Says what is wrong where the parser was made to stop at a byte; see ``XMLTags``.
  func explainStop(at offset: Int, _ message: String) {
    guard let found = fault?.offset, (offset - 1...offset + 2).contains(found) else { return }
    fault = XMLFault(what: "not-well-formed", message: message, offset: found)
  }

  /// Fails because a record begins inside of the one that is open.
  func failAtRecord(_ name: String, offset: Int) {
    fault = XMLFault(
      what: "record-not-closed", message: "<\(tape.root.name)> is not closed before <\(name)>",
      offset: offset)
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
    guard isWithinLimits(parser) else { return }
    let (name, number, isRecord) = name(pointer)
    if isRecord, !tape.isOpen || !mayNest.contains(name) {
      if tape.isOpen {
        failAtRecord(name, offset: XMLSession.offset(parser))
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
