import CollabCore

extension Reader {
  /// The tagged display of PubMed (`.nbib`, "PubMed format").
  static let medline = Reader(
    id: "medline", summary: "PubMed/MEDLINE tagged text (nbib)",
    fileExtensions: ["nbib", "medline", "txt"],
    sniff: { head in
      let tags = head.filledLines(40).compactMap { medlineTag(of: $0)?.tag }
      if tags.contains("PMID") { return .certain }
      return tags.contains("FAU") || tags.contains("STAT") ? .likely : .no
    },
    read: readMEDLINE)
}

/// The tag of a line such as `FAU - Long, Vicky`: up to four capitals and a dash in column 5.
private func medlineTag(of line: ArraySlice<UInt8>) -> (tag: String, value: Int)? {
  let start = line.startIndex
  guard line.count >= 5, line[start + 4] == 0x2D, line[start].isUpper else { return nil }
  let tag = line[start..<start + 4].prefix { $0 != 0x20 }
  guard tag.count >= 2, tag.allSatisfy({ $0.isUpper || $0.isDigit }),
    line[tag.endIndex..<start + 4].allSatisfy({ $0 == 0x20 })
  else { return nil }
  return (String(decoding: tag, as: UTF8.self), start + 5)
}

private func readMEDLINE(_ input: Input, into sink: inout RecordSink) {
  readTaggedPieces(
    of: input, into: &sink, stray: "medline.outside-record",
    beginningWith: { medlineTag(of: $0)?.tag == "PMID" }, read: readMEDLINE)
}

private func readMEDLINE(_ lines: Lines, into sink: inout RecordSink) {
  var result = sink
  var strays = 0
  forEachTaggedRecord(
    in: lines, starts: ["PMID"], end: nil,
    classify: { line in
      if let tag = medlineTag(of: line.bytes) {
        let value = String(decoding: line.bytes[tag.value...], as: UTF8.self).trimmed
        return .field(tag: tag.tag, value: value)
      }
      return line.isBlank ? .other : .continuation(line.text.trimmed)
    },
    onRecord: { result.append(medlineRecord($0)) },
    onStray: { line in
      strays += 1
      if strays == 1 {
        result.diagnose(
          "medline.outside-record", .error,
          "text outside of a record: no PMID line comes before it", line: line, column: 1)
      }
    })
  sink = result
}

private func medlineRecord(_ fields: TaggedRecord) -> Record {
  var record = Record(line: fields.line)
  record.key = fields.first("PMID")
  record.identify(.pmid, record.key)
  record.identify(.pmcid, fields.first("PMC"))
  for text in fields.all("LID", "AID") where text.hasSuffix("[doi]") {
    record.identify(.doi, String(text.dropLast(5)))
  }
  record.title = fields.first("TI", "BTI")?.withoutMarkup
  record.abstract = fields.first("AB")?.withoutMarkup
  record.date = fields.first("DP", "DEP").flatMap { PartialDate(text: $0) }
  record.checkYear(fields.first("DP", "DEP"))
  record.venue = fields.first("JT", "TA", "BTI")
  if record.venue == record.title { record.venue = nil }
  record.type = medlineType(fields)
  record.link(fields.first("URL"))
  // A star marks a main heading.
  record.takeKeywords(fields.all("OT", "MH").map { $0.replacing("*", with: "") })
  appendMEDLINEAuthors(of: fields, to: &record)
  return record
}

/// The byline in the order of the input: `FAU` before its `AU`, then the author's `AUID` and
/// `AD`; `CN` is a collective.
private func appendMEDLINEAuthors(of fields: TaggedRecord, to record: inout Record) {
  var hasFullName = false
  for field in fields.fields {
    let text = field.text
    switch field.tag {
    case "FAU":
      record.appendAuthor(text)
      hasFullName = true
    case "AU":
      if !hasFullName { record.appendAuthor(text, as: NameText.unmarked) }
      hasFullName = false
    case "CN":
      record.appendGroup(text)
    case "AUID":
      if text.uppercased().contains("ORCID"), !record.byline.isEmpty,
        let orcid = text.components(after: "0000", while: { $0 != " " })
          .flatMap({ Identifier(.orcid, "0000" + $0) })
      {
        record.byline[record.byline.count - 1].identifiers.append(orcid)
      }
    case "AD":
      if !record.byline.isEmpty, text.stated != nil {
        record.byline[record.byline.count - 1].affiliations.append(text)
      }
    case "IR", "FIR", "ED", "FED":
      return
    default: break
    }
  }
}

private func medlineType(_ fields: TaggedRecord) -> String? {
  let types = fields.all("PT")
  if types.contains("Preprint") { return "article" }
  if types.contains("Book Chapter") || types.contains("Study Guide") { return "chapter" }
  if types.contains("Book") { return "book" }
  if types.contains(where: { $0.hasPrefix("Review") || $0 == "Systematic Review" }) {
    return "review"
  }
  return types.contains("Journal Article") || fields.first("JT", "TA") != nil
    ? "article-journal" : nil
}
