import CollabCore

extension Reader {
  /// Author lists of large collaborations as INSPIRE takes them, and records of its API.
  static let inspire = Reader(
    id: "inspire", summary: "INSPIRE author lists (authors.xml) and API records (JSON)",
    fileExtensions: ["xml", "json"],
    sniff: { head in
      // Lines of TeX's comments may stand above the XML.
      if head.isXML || head.first == 0x25, head.contains("collaborationauthorlist") {
        return .certain
      }
      guard head.hasMember("metadata") else { return .no }
      let marks = ["control_number", "arxiv_eprints", "inspire_roles", "document_type"]
      return head.contains("inspirehep.net") || marks.contains { head.hasMember($0) }
        ? .certain : .no
    },
    read: { input, sink in
      // arXiv has authors put `%auto-ignore` before files that TeX is not to read.
      if let first = input.bytes.first(where: { $0 > 0x20 }), first == 0x3C || first == 0x25 {
        readAuthorList(input.withoutComments, into: &sink)
      } else {
        JSONRecordFormat(id: "inspire", lists: [["hits", "hits"]])
          .read(input, into: &sink) { hit, line, sink in
            sink.append(
              inspireRecord(hit["metadata"] ?? hit, line: line), or: "inspire.empty-entry",
              "an entry names neither a title nor an author", line: line)
          }
      }
    })
}

private let format = XMLRecordFormat(
  id: "inspire", records: ["Person", "Organization", "collaboration", "publicationReference"],
  isFlat: false)

extension Input {
  /// The input with blanks for the lines of TeX's comments before its first line of XML.
  fileprivate var withoutComments: Input {
    guard bytes.first(where: { $0 > 0x20 }) == 0x25 else { return self }
    var bytes = bytes, start = 0
    for line in Lines(self.bytes) {
      guard line.isBlank || line.bytes.first(where: { $0 > 0x20 }) == 0x25 else { break }
      start = line.bytes.endIndex
    }
    for index in 0..<start where bytes[index] != 0x0A && bytes[index] != 0x0D {
      bytes[index] = 0x20
    }
    return Input(name: name, bytes: bytes, execution: execution)
  }
}

/// One file is the byline of one paper.
private func readAuthorList(_ input: Input, into sink: inout RecordSink) {
  var start = Record(line: 1)
  start.type = "article-journal"
  let state = (record: start, places: [String: String](), groups: [Contributor]())
  let list = format.read(input, into: &sink, state: state) { state, tape, line, sink in
    let root = tape.root
    switch root.name {
    case "Organization":
      if let id = root["id"] {
        state.places[id] = root.child("name")?.stated ?? root.child("orgName")?.stated
      }
    case "collaboration":
      if let name = root.child("name")?.stated { state.groups.append(Contributor(.group(name))) }
    case "publicationReference":
      describe(&state.record, root.text)
    default:
      append(root, places: state.places, to: &state.record)
    }
  }
  var record = list.record
  record.byline += list.groups
  if !record.byline.isEmpty { sink.append(record) }
}

/// The reference is an address, an arXiv number, a DOI or a title.
private func describe(_ record: inout Record, _ text: String) {
  guard let text = text.stated else { return }
  record.key = record.key ?? text
  if text.contains("arxiv.org/abs/") || text.lowercased().hasPrefix("arxiv:") {
    record.identify(.arxiv, text)
  } else if text.contains("10."), text.contains("/") {
    record.identifyDOI(text)
  } else if !text.hasPrefix("http") {
    record.title = record.title ?? text
  }
  record.link(text)
}

private func append(_ person: XMLElement, places: [String: String], to record: inout Record) {
  let given = person.child("givenName") ?? person.child("authorNamePaperGiven")
  let family = person.child("familyName") ?? person.child("authorNamePaperFamily")
  var identifiers: [Identifier] = []
  for id in person.descendants("authorid") {
    let scheme: Identifier.Scheme? =
      switch id["source"]?.uppercased() {
      case "ORCID": .orcid
      case "INSPIRE": .inspire
      default: nil
      }
    if let scheme, let identifier = Identifier(scheme, id.text) { identifiers.append(identifier) }
  }
  let affiliations = person.descendants("authorAffiliation").compactMap { affiliation in
    affiliation["organizationid"].flatMap { places[$0] }
  }
  if given?.stated != nil || family?.stated != nil {
    record.appendAuthor(
      given: given?.text ?? "", family: family?.text ?? "",
      suffix: person.child("authorSuffix")?.text ?? "", identifiers: identifiers,
      affiliations: affiliations)
  } else if let name = (person.child("name") ?? person.child("authorNamePaper"))?.stated {
    record.appendAuthor(
      name, identifiers: identifiers, affiliations: affiliations)
  }
}

private func inspireRecord(_ work: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  let number = work["control_number"]?.integer.map(String.init)
  record.key = number
  record.identify(.inspire, number)
  for doi in work["dois"]?.elements ?? JSONElements.none {
    record.identify(.doi, doi["value"]?.text)
  }
  for eprint in work["arxiv_eprints"]?.elements ?? JSONElements.none {
    record.identify(.arxiv, eprint["value"]?.text)
    record.field = record.field ?? eprint["categories"]?.firstText
  }
  record.title = work["titles"]?.elements.lazy.compactMap { $0["title"]?.text?.withoutMarkup }.first
  record.venue =
    work["publication_info"]?.elements.lazy.compactMap { $0["journal_title"]?.text }.first
  let date = (work["earliest_date"] ?? work["preprint_date"])?.text
  record.date = date.flatMap { PartialDate(text: $0) }
  record.checkYear(date)
  record.takeCitations(work["citation_count"])
  record.takeKeywords(work["keywords"])
  record.type = work["document_type"]?.firstText.flatMap { inspireTypes[$0] }
  for author in work["authors"]?.items ?? [] {
    let roles = author["inspire_roles"]?.elements.compactMap(\.text) ?? []
    guard !roles.contains("editor"), !roles.contains("supervisor"),
      let name = author["full_name"]?.text
    else { continue }
    var identifiers: [Identifier] = []
    for id in author["ids"]?.elements ?? JSONElements.none {
      let scheme: Identifier.Scheme? =
        switch id["schema"]?.text {
        case "ORCID": .orcid
        case "INSPIRE BAI", "INSPIRE ID": .inspire
        default: nil
        }
      if let scheme, let value = id["value"]?.text, let identifier = Identifier(scheme, value) {
        identifiers.append(identifier)
      }
    }
    let affiliations = author["affiliations"]?.elements.compactMap { $0["value"]?.text } ?? []
    record.appendAuthor(
      name, identifiers: identifiers, affiliations: affiliations)
  }
  for group in work["collaborations"]?.elements ?? JSONElements.none {
    if let name = group["value"]?.text { record.appendGroup(name) }
  }
  if let count = work["author_count"]?.integer,
    count > record.byline.filter({ !$0.name.isGroup }).count
  {
    record.bylineIsCut = true
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

private let inspireTypes = [
  "article": "article-journal", "conference paper": "paper-conference", "book": "book",
  "book chapter": "chapter", "thesis": "thesis", "report": "report", "proceedings": "book",
]
