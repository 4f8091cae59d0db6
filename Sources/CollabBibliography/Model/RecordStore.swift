/// Records in columns: a record costs 80 bytes and its texts, an authorship 8 bytes.
///
/// Names, venues, types and affiliations are interned; titles, keys, addresses and identifiers of
/// works, which seldom repeat, are not.
package struct RecordStore: Sendable {
  /// Titles, abstracts, keys and addresses.
  package private(set) var texts = TextPool()
  /// What repeats: venues, types, fields, lists of affiliations and of keywords.
  package private(set) var terms = TextPool()
  /// Names with the identifiers beside them: equal mentions have equal numbers.
  package private(set) var mentions = TextPool()
  package private(set) var rows: [Row] = []
  package private(set) var authorships: [Authorship] = []
  /// Identifiers of works as they describe themselves, the one at place *p* under *p* + 1.
  package private(set) var identifiers = TextPool()
  /// Where terms are put together.
  private var scratch: [UInt8] = []

  /// A record without its lists and texts.
  package struct Row: Sendable {
    package var line: UInt32
    package var key: UInt32 = 0
    package var title: UInt32 = 0
    package var abstract: UInt32 = 0
    package var url: UInt32 = 0
    package var venue: UInt32 = 0
    package var type: UInt32 = 0
    package var field: UInt32 = 0
    package var affiliations: UInt32 = 0
    package var keywords: UInt32 = 0
    package var owner: UInt32 = 0
    package var ownerAffiliations: UInt32 = 0
    package var year = Row.unknown
    package var citations = Row.unknown
    package var month: UInt8 = 0
    package var day: UInt8 = 0
    package var bylineIsCut = false
    package var bylineEnd: UInt32 = 0
    package var identifiersEnd: UInt32 = 0
    package var abstractFingerprint: UInt64 = 0

    package static let unknown = Int32.min
  }

  /// A name on a byline.
  package struct Authorship: Sendable {
    /// The name and the person's identifiers.
    package var mention: UInt32
    /// The affiliations beside the name and their countries, as one term.
    package var affiliations: UInt32
  }

  var count: Int { rows.count }

  package func byline(_ record: Int) -> Range<Int> {
    (record == 0 ? 0 : Int(rows[record - 1].bylineEnd))..<Int(rows[record].bylineEnd)
  }

  /// The owner of the page on which a record stands; `nil` where it has none.
  func owner(of row: Row) -> Authorship? {
    row.owner == 0 ? nil : Authorship(mention: row.owner, affiliations: row.ownerAffiliations)
  }

  /// Calls a function with each record, the positions on its byline and who stands there: the owner
  /// of the page at 0, authors from 1.
  package func forEachContributor(
    _ body: (_ record: Int, _ position: Int, Authorship) throws -> Void
  ) rethrows {
    for record in rows.indices {
      if let owner = owner(of: rows[record]) { try body(record, 0, owner) }
      for (position, place) in byline(record).enumerated() {
        try body(record, position + 1, authorships[place])
      }
    }
  }

  /// The places of a record's identifiers.
  package func identifierRange(_ record: Int) -> Range<Int> {
    (record == 0 ? 0 : Int(rows[record - 1].identifiersEnd))..<Int(rows[record].identifiersEnd)
  }

  /// The identifier at a place.
  func identifier(_ place: Int) -> Identifier? {
    identifiers.text(UInt32(place + 1)).flatMap { Identifier(description: $0) }
  }

  mutating func append(_ record: Record) {
    var row = Row(line: UInt32(clamping: record.line))
    row.key = texts.add(record.key)
    row.title = texts.add(record.title)
    if row.title == 0 { row.abstract = texts.add(record.abstract) }
    row.abstractFingerprint =
      record.abstract.flatMap { Folding.abstractFingerprint($0) } ?? record.abstractFingerprint ?? 0
    row.url = texts.add(record.url)
    row.venue = terms.intern(record.venue)
    row.type = terms.intern(record.type)
    row.field = terms.intern(record.field)
    row.affiliations = intern(list: record.affiliations)
    row.keywords = intern(list: record.keywords)
    if let owner = record.owner {
      row.owner = intern(mention: owner)
      row.ownerAffiliations = intern(list: owner.affiliations, countries: owner.countries)
    }
    if let date = record.date {
      row.year = Int32(clamping: date.year)
      row.month = UInt8(clamping: date.month ?? 0)
      row.day = UInt8(clamping: date.day ?? 0)
    }
    if let citations = record.citations { row.citations = Int32(clamping: citations) }
    row.bylineIsCut = record.bylineIsCut
    for author in record.byline where !author.name.family.isEmpty || !author.name.given.isEmpty {
      authorships.append(
        Authorship(
          mention: intern(mention: author),
          affiliations: intern(list: author.affiliations, countries: author.countries)))
    }
    for identifier in record.identifiers {
      scratch.removeAll(keepingCapacity: true)
      scratch.append(identifier)
      scratch.withUnsafeBufferPointer { _ = identifiers.add($0) }
    }
    row.bylineEnd = UInt32(authorships.count)
    row.identifiersEnd = UInt32(identifiers.count)
    rows.append(row)
  }

  /// Adds a text that seldom repeats.
  mutating func add(text: UnsafeBufferPointer<UInt8>) -> UInt32 { texts.add(text) }
  /// Adds a text that repeats.
  mutating func intern(term: UnsafeBufferPointer<UInt8>) -> UInt32 { terms.intern(term) }
  /// Adds a mention in the form in which mentions are kept.
  mutating func intern(mentionTerm term: UnsafeBufferPointer<UInt8>) -> UInt32 {
    mentions.intern(term)
  }
  /// Puts a mention on the byline of the record that is closed next.
  mutating func appendAuthor(_ mention: UInt32) {
    authorships.append(Authorship(mention: mention, affiliations: 0))
  }
  /// Gives an identifier, as it describes itself, to the record that is closed next.
  mutating func append(identifier: UnsafeBufferPointer<UInt8>) { _ = identifiers.add(identifier) }
  /// Ends a record: its authors and identifiers are those appended since the one before.
  mutating func close(_ row: Row) {
    var row = row
    row.bylineEnd = UInt32(authorships.count)
    row.identifiersEnd = UInt32(identifiers.count)
    rows.append(row)
  }

  /// Whether nothing has a number here yet.
  private var isEmpty: Bool {
    [texts.count, terms.count, mentions.count, authorships.count, identifiers.count, rows.count]
      .allSatisfy { $0 == 0 }
  }

  /// Takes everything of another store, behind what is here. Numbers handed out before stay valid.
  mutating func append(contentsOf other: RecordStore) {
    if isEmpty {
      self = other
      return
    }
    let term = terms.intern(contentsOf: other.terms)
    let mention = mentions.intern(contentsOf: other.mentions)
    let text = UInt32(texts.count)
    texts.add(contentsOf: other.texts)
    let moved = { (id: UInt32) in id == 0 ? 0 : id + text }
    let bylines = UInt32(authorships.count), identified = UInt32(identifiers.count)
    for var row in other.rows {
      row.key = moved(row.key)
      row.title = moved(row.title)
      row.abstract = moved(row.abstract)
      row.url = moved(row.url)
      row.venue = term[Int(row.venue)]
      row.type = term[Int(row.type)]
      row.field = term[Int(row.field)]
      row.affiliations = term[Int(row.affiliations)]
      row.keywords = term[Int(row.keywords)]
      row.owner = mention[Int(row.owner)]
      row.ownerAffiliations = term[Int(row.ownerAffiliations)]
      row.bylineEnd += bylines
      row.identifiersEnd += identified
      rows.append(row)
    }
    for authorship in other.authorships {
      authorships.append(
        Authorship(
          mention: mention[Int(authorship.mention)],
          affiliations: term[Int(authorship.affiliations)]))
    }
    identifiers.add(contentsOf: other.identifiers)
  }

  /// Leaves out all counts of citations.
  mutating func forgetCitations() {
    for index in rows.indices { rows[index].citations = Row.unknown }
  }

  /// Dates the records that have no year.
  mutating func fillYears(_ year: Int32) {
    for index in rows.indices where rows[index].year == Row.unknown { rows[index].year = year }
  }

  /// Corrects a record's line, for readers that learn it late.
  mutating func setLine(_ line: Int, of record: Int) { rows[record].line = UInt32(clamping: line) }

  /// The number of a mention, which is added where it is new.
  mutating func intern(mention: Contributor) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(mention: mention)
    return scratch.withUnsafeBufferPointer { mentions.intern($0) }
  }

  /// A mention of its own, whether there is an equal one or not.
  mutating func add(mention: Contributor) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(mention: mention)
    return scratch.withUnsafeBufferPointer { mentions.add($0) }
  }

  /// A mention that is equal to another, with a number of its own.
  mutating func copy(mention: UInt32) -> UInt32 {
    let term = mentions.withBytes(mention) { Array($0) }
    return term.withUnsafeBufferPointer { mentions.add($0) }
  }

  /// Puts another mention at a place of a byline.
  mutating func setMention(_ mention: UInt32, at place: Int) {
    authorships[place].mention = mention
  }

  /// The number of a list of affiliations and of their countries, or of another list.
  private mutating func intern(list: [String], countries: [String] = []) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    for (index, part) in list.enumerated() {
      if index > 0 { scratch.append(0x1F) }
      scratch.append(element: part)
    }
    for (index, country) in countries.enumerated() {
      if index > 0 || !list.isEmpty { scratch.append(0x1F) }
      scratch.append(0x1E)
      scratch.append(element: country)
    }
    return scratch.withUnsafeBufferPointer { terms.intern($0) }
  }

  /// The number of a graph file's vertex label, which is compared as it stands.
  mutating func intern(label: String) -> UInt32 { mentions.intern(label: label) }

  /// A mention with its affiliations.
  func contributor(_ mention: UInt32, affiliations: UInt32 = 0) -> Contributor? {
    var contributor = mentions.contributor(mention)
    contributor?.affiliations = terms.list(affiliations)
    contributor?.countries = terms.countries(affiliations)
    return contributor
  }

  /// The affiliations of one term, and those of another where it has none; the same for countries.
  mutating func completed(_ affiliations: UInt32, with other: UInt32) -> UInt32 {
    if affiliations == 0 { return other }
    if other == 0 || affiliations == other { return affiliations }
    let places = terms.list(affiliations), countries = terms.countries(affiliations)
    return intern(
      list: places.isEmpty ? terms.list(other) : places,
      countries: countries.isEmpty ? terms.countries(other) : countries)
  }

  /// The record of a number, written out again.
  func record(_ index: Int) -> Record {
    let row = rows[index]
    var record = Record(line: Int(row.line))
    record.key = texts.text(row.key)
    record.title = texts.text(row.title)
    record.abstract = texts.text(row.abstract)
    record.abstractFingerprint = row.abstractFingerprint == 0 ? nil : row.abstractFingerprint
    record.url = texts.text(row.url)
    record.venue = terms.text(row.venue)
    record.type = terms.text(row.type)
    record.field = terms.text(row.field)
    record.affiliations = terms.list(row.affiliations)
    record.keywords = terms.list(row.keywords)
    record.owner = contributor(row.owner, affiliations: row.ownerAffiliations)
    record.date = row.date
    record.citations = row.citations == Row.unknown ? nil : Int(row.citations)
    record.bylineIsCut = row.bylineIsCut
    record.byline = authorships[byline(index)].compactMap {
      contributor($0.mention, affiliations: $0.affiliations)
    }
    record.identifiers = identifierRange(index).compactMap { identifier($0) }
    return record
  }
}

extension RecordStore.Row {
  var date: PartialDate? {
    if year == Self.unknown { return nil }
    return PartialDate(Int(year), month == 0 ? nil : Int(month), day == 0 ? nil : Int(day))
  }
}

/// Stands between the parts of a term that holds several; never part of a text.
private let separator: Character = "\u{1F}"
/// Begins the parts of a list of affiliations that are countries.
private let countryMark: Character = "\u{1E}"

extension TextPool {
  /// The affiliations of a term, without their countries.
  package func list(_ id: UInt32) -> [String] {
    parts(id).filter { $0.first != countryMark }.map(String.init)
  }

  /// The countries of a term of affiliations.
  package func countries(_ id: UInt32) -> [String] {
    parts(id).filter { $0.first == countryMark }.map { String($0.dropFirst()) }
  }

  private func parts(_ id: UInt32) -> [Substring] {
    text(id).map { $0.split(separator: separator) } ?? []
  }

  fileprivate mutating func intern(label: String) -> UInt32 {
    let gap = String(separator)
    return intern(gap + withoutSeparator(label) + gap + gap + gap + "l")
  }

  /// Calls a function with each identifier of a mention, as it describes itself.
  package func forEachIdentifier(
    _ id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    try withBytes(id) { term in
      var parts = 0, start = 0
      for index in 0...term.count where index == term.count || term[index] == 0x1F {
        if parts >= 5 { try body(UnsafeBufferPointer(rebasing: term[start..<index])) }
        parts += 1
        start = index + 1
      }
    }
  }

  /// Appends the name of a mention in reading order; see ``PersonName/display``.
  func appendDisplay(_ id: UInt32, to text: inout [UInt8]) {
    withBytes(id) { term in
      guard let gaps = TextPool.gaps(ofName: term) else { return }
      let first = text.count
      let append = { (text: inout [UInt8], part: Range<Int>) in
        if part.isEmpty { return }
        if text.count > first { text.append(0x20) }
        text.append(contentsOf: UnsafeBufferPointer(rebasing: term[part]))
      }
      // Given names, particle, family name, suffix.
      append(&text, 0..<gaps[0])
      append(&text, gaps[1] + 1..<gaps[2])
      append(&text, gaps[0] + 1..<gaps[1])
      append(&text, gaps[2] + 1..<gaps[3])
    }
  }

  /// The last byte of what ``appendDisplay(_:to:)`` appends.
  func lastOfDisplay(_ id: UInt32) -> UInt8? {
    withBytes(id) { term in
      guard let gaps = TextPool.gaps(ofName: term) else { return nil }
      // Suffix, family name, particle, given names.
      let ends = [
        (gaps[2] + 1, gaps[3]), (gaps[0] + 1, gaps[1]), (gaps[1] + 1, gaps[2]), (0, gaps[0]),
      ]
      return ends.first { $0 < $1 }.map { term[$0.1 - 1] }
    }
  }

  /// Where the parts of a mention's name end: given names, family name, particle, suffix.
  private static func gaps(ofName term: UnsafeBufferPointer<UInt8>) -> SIMD4<Int>? {
    var gaps = SIMD4<Int>(), parts = 0, index = 0
    while parts < 4 {
      guard index < term.count else { return nil }
      if term[index] == 0x1F {
        gaps[parts] = index
        parts += 1
      }
      index += 1
    }
    return gaps
  }

  func contributor(_ id: UInt32) -> Contributor? {
    if id == 0 { return nil }
    return withBytes(id) { term in
      let parts = term.split(separator: 0x1F, omittingEmptySubsequences: false)
      guard parts.count >= 5 else { return nil }
      let text = { (part: Int) in
        parts[part].isEmpty ? "" : String(decoding: parts[part], as: UTF8.self)
      }
      var name = PersonName(
        given: text(0), family: text(1), particle: text(2), suffix: text(3),
        isGroup: parts[4].elementsEqual("g".utf8))
      if parts[4].first == UInt8(ascii: "n") { name.native = String(text(4).dropFirst()) }
      return Contributor(
        name, identifiers: (5..<parts.count).compactMap { Identifier(description: text($0)) })
    }
  }
}

private func withoutSeparator(_ text: String) -> String {
  text.utf8.contains { $0 == 0x1F || $0 == 0x1E }
    ? text.filter { $0 != separator && $0 != countryMark } : text
}

extension [UInt8] {
  /// A name and its identifiers as one term: what ``append(name:)`` writes, and the identifiers.
  fileprivate mutating func append(mention: Contributor) {
    append(name: mention.name)
    for identifier in mention.identifiers {
      append(0x1F)
      append(identifier)
    }
  }

  /// A name as the terms of mentions begin: given, family, particle, suffix, kind. The kind is `g` of a
  /// group, `l` of a label, `n` before the name in its own script, and else empty.
  package mutating func append(name: PersonName) {
    for part in [name.given, name.family, name.particle, name.suffix] {
      append(part: part)
      append(0x1F)
    }
    if name.isGroup {
      append(UInt8(ascii: "g"))
    } else if !name.native.isEmpty {
      append(UInt8(ascii: "n"))
      append(part: name.native)
    }
  }

  /// An identifier as it describes itself.
  fileprivate mutating func append(_ identifier: Identifier) {
    append(part: identifier.scheme.rawValue)
    append(UInt8(ascii: ":"))
    append(part: identifier.value)
  }

  /// An element of a list, without what parts elements.
  fileprivate mutating func append(element: String) {
    var element = element
    element.withUTF8 { bytes in
      if bytes.contains(where: { $0 == 0x1F || $0 == 0x1E }) {
        append(contentsOf: bytes.lazy.filter { $0 != 0x1F && $0 != 0x1E })
      } else {
        append(contentsOf: bytes)
      }
    }
  }

  /// A text that never holds a separator.
  private mutating func append(part: String) {
    var part = part
    part.withUTF8 { bytes in
      if bytes.contains(0x1F) {
        append(contentsOf: bytes.lazy.filter { $0 != 0x1F })
      } else {
        append(contentsOf: bytes)
      }
    }
  }
}

/// Records of a source, in its order; each is written out when it is asked for.
public struct Records: RandomAccessCollection, Sendable {
  let store: RecordStore

  /// Where the first record stands.
  public var startIndex: Int { 0 }
  /// Behind the last record.
  public var endIndex: Int { store.count }
  /// A record.
  public subscript(index: Int) -> Record { store.record(index) }
}
