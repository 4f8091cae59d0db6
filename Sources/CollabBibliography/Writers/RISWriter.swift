import CollabCore

extension BibliographyWriter {
  /// RIS, which every reference manager reads.
  ///
  /// Reference: Research Information Systems, *RIS format specifications* (2001, revised 2011).
  /// Authors are `Last, First, Suffix`; a group ends in a comma, as EndNote has it; citations stand
  /// in `N1` as Scopus writes them. Each record is read again as it is written: where that would not
  /// give the same work, as for identifiers and fields that RIS has no tag for, a ``RISNote`` is
  /// added.
  static let ris = BibliographyWriter(
    id: "ris", summary: "RIS for reference managers", fileExtension: "ris"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    for (index, work) in bibliography.works.enumerated() {
      let key = keys.key(of: work, number: index + 1)
      var record = TaggedRecord(
        fields: risFields(of: work, key: key, in: bibliography), line: 1, isClosed: true)
      if !comesBack(work, key: key, from: record, in: bibliography) {
        var item = ByteText()
        item.append(cslItem: work, key: key, in: bibliography)
        let note = RISNote.text(item, for: record)
        record.fields.append(TaggedField(tag: "U5", lines: [note], line: 1))
      }
      if index > 0 { text.append("\n") }
      for field in record.fields { text.append("\(field.tag)  - \(field.lines[0])\n") }
      text.append("ER  - \n")
    }
    return text
  }
}

private func risFields(of work: Work, key: String, in bibliography: Bibliography) -> [TaggedField] {
  var fields: [TaggedField] = []
  func append(_ tag: String, _ value: String?) {
    guard let value = value?.onOneLine, !value.isEmpty else { return }
    fields.append(TaggedField(tag: tag, lines: [value], line: 1))
  }
  let code = codes[work.type ?? "document"] ?? "GEN"
  append("TY", code)
  append("ID", key)
  for author in work.authors { append("AU", risName(bibliography.people[author].name)) }
  append("TI", work.title)
  append("AB", work.abstract)
  if let date = work.date {
    append("PY", String(date.year))
    if let month = date.month {
      append("DA", "\(date.year)/\(twoDigits(month))/\(date.day.map(twoDigits) ?? "")/")
    }
  }
  append("T2", work.venue)
  append("DO", work.identifier(.doi))
  for scheme in [Identifier.Scheme.pmid, .pmcid] {
    append("U2", work.identifier(scheme).map { "\($0)[\(scheme.rawValue)]" })
  }
  for keyword in work.keywords { append("KW", keyword) }
  append("N1", work.citations.map { "Cited By :\($0.count)" })
  append("UR", work.url ?? work.identifier(.arxiv).map { "https://arxiv.org/abs/" + $0 })
  return fields
}

/// The code of each kind of work: of several the one that is first in the alphabet of those that
/// the specification of 2011 has.
private let codes: [String: String] = {
  var codes = Dictionary(
    grouping: risTypes.keys.sorted(), by: { risTypes[$0] ?? "" }
  ).compactMapValues(\.first)
  for (type, code) in [
    ("article-journal", "JOUR"), ("paper-conference", "CONF"), ("webpage", "ELEC"),
    ("manuscript", "UNPB"), ("book", "BOOK"), ("chapter", "CHAP"),
  ] { codes[type] = code }
  return codes
}()

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// `van Last, First, Jr.`; a group of several words ends in a comma.
private func risName(_ name: PersonName) -> String {
  if name.isGroup { return name.family.contains(" ") ? name.family + "," : name.family }
  let last = [name.particle, name.family].filter { !$0.isEmpty }.joined(separator: " ")
  return [last, name.given, name.suffix].filter { !$0.isEmpty }.joined(separator: ", ")
}

/// Whether the fields of a work are read as that work.
private func comesBack(
  _ work: Work, key: String, from fields: TaggedRecord, in bibliography: Bibliography
) -> Bool {
  let record = risRecord(fields).record
  let people = work.authors.map { bibliography.people[$0] }
  return record.key == key && record.title == work.title && record.abstract == work.abstract
    && record.date == work.date && record.venue == work.venue
    && record.type == (work.type ?? "document") && work.field == nil && !work.isIncomplete
    && record.keywords == work.keywords && record.citations == work.citations?.count
    && record.url == work.url && Set(record.identifiers) == Set(work.identifiers)
    && record.byline.map(\.name) == people.map(\.name)
    && people.allSatisfy(\.identifiers.isEmpty) && record.findings.allSatisfy { $0.kind == .group }
}

extension String {
  /// The text with a space for each control character and line end.
  fileprivate var onOneLine: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: text.append(" ")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text.trimmed
  }
}
