import CollabCore

extension Reader {
  /// RefWorks' tagged format: `A1`, `T1`, two letters or digits and a blank.
  static let refworks = Reader(
    id: "refworks", summary: "RefWorks tagged text", fileExtensions: ["txt", "refworks"],
    sniff: { head in
      let tags = head.filledLines(60).compactMap { refworksTag(of: $0)?.tag }
      let isRecord = tags.contains("RT") && (tags.contains("A1") || tags.contains("T1"))
      return isRecord ? tags.first == "RT" ? .certain : .likely : .no
    },
    read: { input, sink in
      readTaggedPieces(
        of: input, into: &sink, stray: "refworks.outside-record",
        beginningWith: { refworksTag(of: $0)?.tag == "RT" }, read: readRefWorks)
    })
}

/// The tag of a line such as `A1 Smith, J.`; other words of two letters are text.
private func refworksTag(of line: ArraySlice<UInt8>) -> (tag: String, value: Int)? {
  let start = line.startIndex
  guard line.count >= 2, line.count == 2 || line[start + 2] == 0x20 || line[start + 2] == 0x09
  else { return nil }
  let tag = String(decoding: line[start..<start + 2], as: UTF8.self)
  return refworksTags.contains(tag) ? (tag, min(start + 3, line.endIndex)) : nil
}

private let refworksTags: Set<String> = [
  "RT", "SR", "ID", "A1", "A2", "A3", "A4", "A5", "A6", "T1", "T2", "T3", "JF", "JO", "YR", "FD",
  "VO", "IS", "SP", "OP", "K1", "AB", "NO", "PB", "PP", "ED", "SN", "AV", "AD", "AN", "LA", "CL",
  "SF", "OT", "LK", "DO", "CN", "DB", "DS", "IP", "RD", "ST", "U1", "U2", "U3", "U4", "U5", "U6",
  "U7", "U8", "U9", "UL", "SL", "LL", "CR", "WT", "WV", "WP", "OL", "PM", "PC",
]

private func readRefWorks(_ lines: Lines, into sink: inout RecordSink) {
  var result = sink
  var strays = 0
  forEachTaggedRecord(
    in: lines, starts: ["RT"], end: nil,
    classify: { line in
      if let tag = refworksTag(of: line.bytes) {
        let value = String(decoding: line.bytes[tag.value...], as: UTF8.self).trimmed
        return .field(tag: tag.tag, value: value)
      }
      return line.isBlank ? .other : .continuation(line.text.trimmed)
    },
    onRecord: { fields in
      result.append(
        refworksRecord(fields), or: "refworks.empty-record",
        "the record names neither a title nor an author", line: fields.line)
    },
    onStray: { line in
      strays += 1
      if strays == 1 {
        result.diagnose(
          "refworks.outside-record", .warning,
          "text outside of a record: no RT line comes before it", line: line, column: 1)
      }
    })
  sink = result
}

private func refworksRecord(_ fields: TaggedRecord) -> Record? {
  var record = Record(line: fields.line)
  record.key = fields.first("ID")
  record.title = fields.first("T1")?.withoutMarkup
  record.abstract = fields.first("AB")?.withoutMarkup
  record.venue = fields.first("JF", "JO", "T2")?.withoutMarkup
  record.type = fields.first("RT").flatMap { refworksTypes[$0.lowercased()] }
  let year = fields.first("YR").flatMap { PartialDate(text: $0) }
  let day = fields.first("FD").flatMap { text in
    PartialDate(text: text) ?? year.flatMap { PartialDate(text: "\(text) \($0.year)") }
  }
  record.date = day.flatMap { isMorePrecise($0, than: year) ? $0 : nil } ?? year
  record.checkYear(fields.first("YR") ?? fields.first("FD"))
  for text in fields.all("A1") { record.appendAuthor(text) }
  record.identifyDOI(fields.first("DO"))
  record.identify(.pmid, fields.first("PM"))
  record.identify(.pmcid, fields.first("PC"))
  for text in fields.all("LK", "UL") { record.link(text) }
  record.affiliations = fields.lines("AD").map(\.collapsed).filter { $0.stated != nil }
  record.takeKeywords(fields.lines("K1"))
  return record.title == nil && record.byline.isEmpty ? nil : record
}

/// CSL's words for RefWorks' types.
private let refworksTypes = [
  "journal": "article-journal", "journal article": "article-journal",
  "journal, electronic": "article-journal", "abstract": "article-journal",
  "magazine article": "article-magazine", "newspaper article": "article-newspaper",
  "conference proceedings": "paper-conference", "book, whole": "book", "book, edited": "book",
  "book, section": "chapter", "dissertation": "thesis", "dissertation/thesis": "thesis",
  "dissertation/thesis, unpublished": "thesis", "report": "report", "patent": "patent",
  "computer program": "software", "web page": "webpage", "unpublished material": "manuscript",
  "generic": "document", "monograph": "book",
]
