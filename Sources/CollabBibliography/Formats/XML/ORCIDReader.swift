import CollabCore

extension Reader {
  /// Records of ORCID: the works of one person.
  static let orcid = Reader(
    id: "orcid", summary: "ORCID records, XML and JSON", fileExtensions: ["xml", "json"],
    sniff: { head in
      if head.contains("www.orcid.org/ns/") { return .certain }
      if head.contains("\"orcid-identifier\"") { return .certain }
      return head.isJSON && head.contains("\"put-code\"") ? .likely : .no
    },
    read: { input, sink in
      if input.bytes.first(where: { $0 > 0x20 }) == 0x3C {
        readXML(input, into: &sink)
      } else {
        readJSON(input, into: &sink)
      }
    })
}

/// What is known while a record is read.
private struct Reading {
  var owner: Contributor?
  var orcid: Identifier?
  /// Whether the group at hand gave a work already: its summaries speak of one work.
  var hasWork = false
}

private let format = XMLRecordFormat(
  id: "orcid", records: ["person", "work-summary", "work"], isFlat: false)

private func readXML(_ input: Input, into sink: inout RecordSink) {
  format.read(
    input, into: &sink, state: Reading(),
    onContext: { reading, name, attributes in
      if name == "group" { reading.hasWork = false }
      if name == "record" {
        reading = Reading()
        reading.orcid = attributes["path"].flatMap {
          Identifier(.orcid, String($0.split(separator: "/").first ?? ""))
        }
      }
    },
    onRecord: { reading, tape, line, sink in
      let root = tape.root
      if root.name == "person" {
        reading.owner = owner(of: root, orcid: reading.orcid)
      } else if !reading.hasWork {
        reading.hasWork = root.name == "work-summary"
        sink.append(work(root, owner: reading.owner, line: line))
      }
    })
}

private func owner(of person: XMLElement, orcid: Identifier?) -> Contributor? {
  let path = person["path"].flatMap {
    Identifier(.orcid, String($0.split(separator: "/").first ?? ""))
  }
  let name = person.child("name")
  return NameText.parts(
    given: name?.child("given-names")?.text ?? "", family: name?.child("family-name")?.text ?? ""
  ).map { Contributor($0, identifiers: (orcid ?? path).map { [$0] } ?? []) }
}

private func work(_ root: XMLElement, owner: Contributor?, line: Int) -> Record {
  var record = Record(line: line)
  record.key = root["put-code"]
  record.owner = owner
  record.title = root.child("title", "title")?.stated
  record.venue = root.child("journal-title")?.stated
  record.type = (root.child("type") ?? root.child("work-type"))?.stated
    .flatMap { orcidTypes[$0.lowercased()] }
  if let date = root.child("publication-date") {
    let parts = ["year", "month", "day"].map { date.child($0).flatMap { Int($0.text) } }
    if let year = parts[0] { record.date = PartialDate(valid: year, parts[1], parts[2]) }
    record.checkYear(date.child("year")?.stated)
  }
  for id in root.child("external-ids")?.all("external-id") ?? [] {
    identify(
      &record, id.child("external-id-type")?.text ?? "", id.child("external-id-value")?.text ?? "",
      id.child("external-id-relationship")?.text ?? "self")
  }
  record.link(root.child("url")?.stated)
  for contributor in root.child("contributors")?.all("contributor") ?? [] {
    record.appendAuthor(
      contributor.child("credit-name")?.text,
      role: contributor.child("contributor-attributes", "contributor-role")?.text,
      orcid: contributor.child("contributor-orcid", "path")?.text)
  }
  record.bylineIsCut = record.byline.isEmpty
  return record
}

extension Record {
  /// Takes a contributor of a full work, unless a role says that they are no author.
  fileprivate mutating func appendAuthor(_ name: String?, role: String?, orcid: String?) {
    let role = role?.lowercased().replacing("-", with: "_") ?? ""
    // Version 3 also takes the roles of CRediT, as addresses; those who wrote are authors.
    guard ["", "author", "co_author"].contains(role) || role.contains("/writing_") else { return }
    appendAuthor(
      name ?? "",
      identifiers: orcid.flatMap { Identifier(.orcid, $0) }.map { [$0] } ?? [])
  }
}

private func identify(
  _ record: inout Record, _ type: String, _ value: String, _ relationship: String
) {
  guard relationship.lowercased() != "part-of" else { return }
  switch type.lowercased() {
  case "doi": record.identify(.doi, value)
  case "arxiv": record.identify(.arxiv, value)
  case "pmid": record.identify(.pmid, value)
  case "pmc": record.identify(.pmcid, value)
  case "eid": record.identify(.scopus, value)
  case "wosuid": record.identify(.wos, value)
  default: break
  }
}

private func readJSON(_ input: Input, into sink: inout RecordSink) {
  JSONRecordFormat(id: "orcid", lists: [["bulk"]]).read(input, into: &sink) { person, line, sink in
    if person["orcid-identifier"] == nil, person["group"] == nil {
      let full = person["work"] ?? person
      guard full["put-code"] != nil else {
        sink.diagnose(
          "orcid.no-work", .error, "an entry is neither a record nor a work", line: line)
        return
      }
      sink.append(work(full, owner: nil, line: line))
      return
    }
    let orcid = person["orcid-identifier"]?["path"]?.text.flatMap { Identifier(.orcid, $0) }
    let name = person["person"]?["name"]
    let owner = NameText.parts(
      given: name?["given-names"]?["value"]?.string ?? "",
      family: name?["family-name"]?["value"]?.string ?? ""
    ).map { Contributor($0, identifiers: orcid.map { [$0] } ?? []) }
    let works = person["activities-summary"]?["works"] ?? person
    for group in works["group"]?.elements ?? JSONElements.none {
      guard let summary = group["work-summary"]?.first else { continue }
      sink.append(work(summary, owner: owner, line: line))
    }
  }
}

private func work(_ summary: JSONValue, owner: Contributor?, line: Int) -> Record {
  var record = Record(line: line)
  record.key = summary["put-code"]?.integer.map(String.init)
  record.owner = owner
  record.title = summary["title"]?["title"]?["value"]?.text?.withoutMarkup
  record.venue = summary["journal-title"]?["value"]?.text
  record.type = summary["type"]?.text.flatMap {
    orcidTypes[$0.lowercased().replacing("_", with: "-")]
  }
  if let date = summary["publication-date"] {
    let year = date["year"]?["value"]
    record.date = year?.integer.map {
      PartialDate(valid: $0, date["month"]?["value"]?.integer, date["day"]?["value"]?.integer)
    }
    record.checkYear(year)
  }
  for id in summary["external-ids"]?["external-id"]?.elements ?? JSONElements.none {
    identify(
      &record, id["external-id-type"]?.text ?? "", id["external-id-value"]?.text ?? "",
      id["external-id-relationship"]?.text ?? "self")
  }
  record.link(summary["url"]?["value"]?.text)
  for contributor in summary["contributors"]?["contributor"]?.elements ?? JSONElements.none {
    let attributes = contributor["contributor-attributes"]
    record.appendAuthor(
      contributor["credit-name"]?["value"]?.text, role: attributes?["contributor-role"]?.text,
      orcid: contributor["contributor-orcid"]?["path"]?.text)
  }
  record.bylineIsCut = record.byline.isEmpty
  return record
}

private let orcidTypes = [
  "journal-article": "article-journal", "conference-paper": "paper-conference",
  "conference-abstract": "paper-conference", "book": "book", "edited-book": "book",
  "book-chapter": "chapter", "dissertation": "thesis", "dissertation-thesis": "thesis",
  "report": "report", "preprint": "article", "working-paper": "article", "review": "review",
  "data-set": "dataset", "software": "software", "patent": "patent",
  "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
]
