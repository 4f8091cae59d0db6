import CollabCore

extension Reader {
  /// RIS in its dialects: reference managers, Scopus, Embase, Ovid, Cochrane, Lens, Rayyan.
  static let ris = Reader(
    id: "ris", summary: "RIS of reference managers and databases, every dialect",
    fileExtensions: ["ris"],
    sniff: { head in
      let lines = head.filledLines(400)
      guard lines.contains(where: { risTag(of: $0)?.tag == "TY" }) else {
        return lines.contains { $0.starts(with: "ER  -".utf8) } ? .possible : .no
      }
      return .certain
    },
    read: readRIS)
}

/// The tag of a line such as `AU  - Smith, J.`: its name, its blanks, and where the value begins.
private func risTag(of line: ArraySlice<UInt8>) -> (tag: String, blanks: Int, value: Int)? {
  var line = line
  if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
  let start = line.startIndex
  guard line.count >= 4, line[start].isLetter, line[start + 1].isLetter || line[start + 1].isDigit
  else { return nil }
  let isSmall = !line[start].isUpper || line[start + 1].isLetter && !line[start + 1].isUpper
  var dash = start + 2
  while dash < line.endIndex, line[dash] == 0x20, dash - start < 5 { dash += 1 }
  guard dash < line.endIndex, line[dash] == 0x2D, dash > start + 2 else { return nil }
  guard dash + 1 == line.endIndex || line[dash + 1] == 0x20 || line[dash + 1] == 0x09 else {
    return nil
  }
  // In small letters with one blank it may be a text: `as - is`.
  if isSmall, dash - start != 4 { return nil }
  let tag = String(decoding: line[start..<start + 2], as: UTF8.self).uppercased()
  return (tag, dash - start - 2, dash + 1)
}

private func readRIS(_ input: Input, into sink: inout RecordSink) {
  readTaggedPieces(
    of: input, into: &sink, stray: "ris.outside-record",
    beginningWith: { isBehindRecord($0, in: input.bytes) }, read: readRIS)
}

/// Whether a line is not blank and the one before it that is not either ends a record: whichever
/// tag stands first in the next.
///
/// - Complexity: O(the line before and the blank ones between).
private func isBehindRecord(_ line: ArraySlice<UInt8>, in bytes: [UInt8]) -> Bool {
  guard !line.allSatisfy(\.isBlank) else { return false }
  var last = line.startIndex - 1
  while last >= 0, bytes[last].isBlank || bytes[last] == 0x0A { last -= 1 }
  guard last >= 0 else { return false }
  let start = bytes[...last].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  var end = bytes[last...].firstIndex(of: 0x0A) ?? bytes.count
  if bytes[end - 1] == 0x0D { end -= 1 }
  return risTag(of: bytes[start..<end])?.tag == "ER"
}

private func readRIS(_ lines: Lines, into sink: inout RecordSink) {
  // A continuation line may look like a tag with other spacing ("NF - kB"): that of TY decides, and
  // of the record's first tag until then.
  var blanks: Int?
  var result = sink
  var strays = 0
  forEachTaggedRecord(
    in: lines, starts: ["TY"], end: "ER",
    isLead: { $0.contains { titles.contains($0.tag) || bylines.contains($0.tag) } },
    classify: { line in
      if let tag = risTag(of: line.bytes) {
        if tag.tag == "TY" || blanks == nil { blanks = tag.blanks }
        if tag.blanks == blanks || tag.tag == "ER" {
          if tag.tag == "ER" { blanks = nil }
          let value = String(decoding: line.bytes[tag.value...], as: UTF8.self).trimmed
          return .field(tag: tag.tag, value: value)
        }
      }
      return line.isBlank ? .other : .continuation(line.text.trimmed)
    },
    onRecord: { for part in parts(of: $0) { append(part, to: &result) } },
    onStray: { line in
      strays += 1
      if strays == 1 {
        result.diagnose(
          "ris.outside-record", .warning,
          "fields between two records that name neither a title nor an author are left out",
          line: line, column: 1)
      }
    })
  sink = result
}

private func append(_ fields: TaggedRecord, to sink: inout RecordSink) {
  if let note = RISNote(in: fields) {
    if note.isOfTheSame, let record = note.record {
      return sink.append(record)
    }
    sink.diagnose(
      "ris.changed-record", .note,
      "the record was changed since collab wrote it: it is read without what U5 adds",
      line: fields.line)
  }
  let (record, takesVenue) = risRecord(fields)
  sink.append(record)
  if takesVenue {
    sink.diagnose(
      "ris.title-from-t2", .note,
      "the record has no title: T2, which is the venue in other records, is used",
      line: fields.line)
  }
  if !fields.fields.contains(where: { $0.tag == "TY" }) {
    sink.diagnose("ris.no-type", .note, "the record has no TY line; it is used", line: fields.line)
  }
  if !fields.isClosed {
    sink.diagnose("ris.unclosed-record", .note, "the record has no ER line", line: fields.line)
  }
}

/// Two records where a title stands before TY and another behind it, else the one.
private func parts(of record: TaggedRecord) -> [TaggedRecord] {
  guard let type = record.fields.firstIndex(where: { $0.tag == "TY" }), type > 0 else {
    return [record]
  }
  let lead = record.fields[..<type], rest = record.fields[type...]
  let isTitle = { (field: TaggedField) in field.tag == "TI" || field.tag == "T1" }
  guard lead.contains(where: isTitle), rest.contains(where: isTitle) else { return [record] }
  return [
    TaggedRecord(fields: Array(lead), line: record.line, isClosed: false),
    TaggedRecord(
      fields: Array(rest), line: record.fields[type].line, isClosed: record.isClosed),
  ]
}

private let titles: Set<String> = ["TI", "T1", "CT", "ST", "BT"]
private let bylines: Set<String> = ["AU", "A1"]

/// - Returns: the record, and whether what stands in the place of the venue is its title.
func risRecord(_ fields: TaggedRecord) -> (record: Record, takesVenue: Bool) {
  var record = Record(line: fields.line)
  record.key = fields.first("ID", "AN")
  record.title = fields.first("TI", "T1", "CT", "ST", "BT")?.withoutMarkup
  record.abstract = (fields.first("AB", "N2"))?.withoutMarkup
  record.type = fields.first("TY").flatMap { risTypes[$0.uppercased()] }
  let isBook = record.type == "book"
  // A book's title in BT is no venue, nor is the only title of another record.
  let hasOtherTitle = fields.first("TI", "T1", "CT", "ST") != nil
  let venue =
    fields.first("T2", "JF", "JO", "JA", "J2", "J1") ?? (hasOtherTitle ? fields.first("BT") : nil)
  record.venue = venue.flatMap { $0 == record.title && isBook ? nil : $0.withoutMarkup }
  // Where a journal is named elsewhere T2 is its name, too.
  let takesVenue =
    record.title == nil && fields.first("JF", "JO", "JA", "J2", "J1") == nil && venue != nil
  if takesVenue { swap(&record.title, &record.venue) }
  for text in fields.all("DA", "PY", "Y1") {
    if let date = PartialDate(text: text), isMorePrecise(date, than: record.date) {
      record.date = date
    }
  }
  record.checkYear(fields.first("PY", "Y1", "DA").map { String($0.prefix { $0 != "/" }) })
  for text in joinedInitials(fields.all("AU", "A1")) {
    record.appendAuthor(text)
  }
  for text in fields.all("AI") { attachORCID(text, to: &record) }
  record.identifyDOI(fields.first("DO", "DI"))
  if !record.identifiers.contains(where: { $0.scheme == .doi }) {
    let places = fields.all("M3", "N1", "L3", "L2", "UR")
    record.identifyDOI(
      places.first { $0.holds("doi.org/10.") || $0.prefix(4).lowercased() == "doi:" })
  }
  for text in fields.all("U1", "U2", "C3", "AN", "C2", "C7", "UR", "L2", "DB") {
    identifyPubMed(text, in: &record)
  }
  for text in fields.all("UR", "L2", "L1") {
    record.link(text)
    if text.holds("eid="), let eid = text.components(after: "eid=", while: { $0 != "&" }) {
      record.identify(.scopus, eid)
    }
  }
  for text in fields.all("N1") where record.citations == nil && text.holds("Cited By") {
    record.takeCitations(CitationNote.count(text))
  }
  record.takeKeywords(fields.lines("KW"))
  record.affiliations = fields.lines("AD").map(\.collapsed).filter { $0.stated != nil }
  return (record, takesVenue)
}

/// A later field replaces the date only where it tells more of the same year.
func isMorePrecise(_ date: PartialDate, than known: PartialDate?) -> Bool {
  guard let known else { return true }
  guard date.year == known.year else { return false }
  return known.month == nil
    ? date.month != nil
    : known.day == nil && date.day != nil
      && date.month == known.month
}

/// EPPI-Reviewer writes `Dos Santos` and `H B` as two authors: initials alone go with the name
/// above.
private func joinedInitials(_ names: [String]) -> [String] {
  var joined: [String] = []
  func isInitials(_ words: some Collection<Substring>) -> Bool {
    words.allSatisfy { NameText.isInitials(String($0)) }
  }
  for name in names {
    if let last = joined.last, !last.contains(","), isInitials(name.split(separator: " ")),
      !isInitials(last.split(separator: " ").suffix(1))
    {
      joined[joined.count - 1] = last + " " + name
    } else {
      joined.append(name)
    }
  }
  return joined
}

/// Ovid's `Keefer, Amy; ORCID: https://orcid.org/0000-0001-6931-0232`.
private func attachORCID(_ text: String, to record: inout Record) {
  let parts = text.split(separator: ";", maxSplits: 1).map(\.trimmed)
  guard parts.count == 2, parts[1].uppercased().hasPrefix("ORCID:"),
    let name = NameText.inverted(parts[0]),
    let orcid = Identifier(.orcid, parts[1].dropFirst(6).trimmed)
  else { return }
  if let author = record.byline.firstIndex(where: { $0.name == name }) {
    record.byline[author].identifiers.append(orcid)
  }
}

/// `26957754[pmid]`, `PMC4756000[pmcid]`, `PUBMED 21314913`, PubMed and PMC addresses.
private func identifyPubMed(_ text: String, in record: inout Record) {
  let first = (text.utf8.first ?? 0) | 0x20
  guard first == 0x70 || text.holds("[pm") || text.holds("[PM") || text.holds("ncbi.nlm.nih.gov/")
  else { return }
  let lowered = text.lowercased()
  let word = text.prefix { $0.isLetter || $0.isNumber }
  if lowered.contains("[pmid]") || lowered.contains("[pmcid]") {
    record.identify(lowered.contains("[pmid]") ? .pmid : .pmcid, String(word))
  } else if lowered.hasPrefix("pubmed "), text.dropFirst(7).allSatisfy(\.isNumber) {
    record.identify(.pmid, String(text.dropFirst(7)))
  } else if lowered.hasPrefix("pmc"), text.dropFirst(3).allSatisfy(\.isNumber), text.count > 5 {
    record.identify(.pmcid, text)
  } else if let number = text.components(after: "pubmed.ncbi.nlm.nih.gov/", while: \.isNumber)
    ?? text.components(after: "ncbi.nlm.nih.gov/pubmed/", while: \.isNumber)
  {
    record.identify(.pmid, number)
  }
}

extension StringProtocol {
  /// What follows a mark, as far as the condition holds; `nil` where the mark is absent or
  /// nothing follows.
  func components(after mark: String, while condition: (Character) -> Bool) -> String? {
    var rest = self[...]
    while let start = rest.firstIndex(of: mark.first ?? " ") {
      rest = rest[start...]
      if rest.hasPrefix(mark) {
        let found = rest.dropFirst(mark.count).prefix(while: condition)
        return found.isEmpty ? nil : String(found)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}

/// The kinds of works by their codes.
let risTypes = [
  "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal",
  "ABST": "article-journal", "INPR": "article-journal", "MGZN": "article-magazine",
  "NEWS": "article-newspaper", "CONF": "paper-conference", "CPAPER": "paper-conference",
  "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
  "THES": "thesis", "RPRT": "report", "PAT": "patent", "DATA": "dataset", "COMP": "software",
  "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "UNPB": "manuscript",
  "MANSCPT": "manuscript", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary",
  "STAND": "standard", "GEN": "document", "PREPRINT": "article",
]
