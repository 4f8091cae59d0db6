import CollabCore

extension Reader {
  /// CSL-JSON, as Zotero, Mendeley, Manubot and pandoc write it.
  static let cslJSON = Reader(
    id: "csl-json", summary: "CSL-JSON of Zotero, Mendeley, Manubot, pandoc",
    fileExtensions: ["json"],
    sniff: { head in
      guard head.isJSON else {
        return .no
      }
      // Other lists of works have the members of the second kind too.
      let own = ["\"issued\"", "\"family\"", "\"literal\"", "\"custom\""]
      let others = [
        "\"container-title\"", "\"date-parts\"", "\"citation-key\"", "\"id\"", "\"type\"",
        "\"author\"",
      ]
      let found = own.count { head.contains($0) }
      if found == 0 { return .no }
      return found + others.count { head.contains($0) } >= 3 ? .likely : .possible
    },
    read: { input, sink in
      format.read(input, into: &sink) { item, line, sink in
        sink.append(
          cslRecord(item, line: line), or: "csl-json.empty-item",
          "an item has no title, author or identifier", line: line)
      }
    })
}

private let format = JSONRecordFormat(id: "csl-json", lists: [["items"], ["references"]])

func cslRecord(_ item: JSONValue, line: Int) -> Record? {
  let custom = item["custom"]
  // What our own writer wrote; see ``BibliographyWriter/cslJSON``.
  let isPlain = custom?["plain"]?.boolean ?? false
  var record = Record(line: line)
  record.key =
    item["id"]?.textOrNumber
    ?? item["citation-key"]?.text
  record.type = item["type"]?.text
  record.date = (item["issued"] ?? item["original-date"]).flatMap { cslDate($0) }
  record.checkYear((item["issued"] ?? item["original-date"])?.statedYear)
  record.identify(.doi, item["DOI"]?.text)
  record.identify(.pmid, item["PMID"]?.textOrNumber)
  record.identify(.pmcid, item["PMCID"]?.text)
  record.identify(.isbn, item["ISBN"]?.text)
  record.link(item["URL"]?.text)
  if isPlain {
    record.key = item["id"]?.string
    record.title = item["title"]?.string
    record.abstract = item["abstract"]?.string
    record.venue = item["container-title"]?.string
    record.field = custom?["field"]?.string
    for identifier in identifiers(custom?["identifiers"])
    where !record.identifiers.contains(identifier) {
      record.identifiers.append(identifier)
    }
  } else {
    record.title = item["title"]?.firstText?.withoutMarkup
    record.abstract = item["abstract"]?.text?.withoutMarkup
    record.venue =
      item["container-title"]?.firstText?.withoutMarkup
      ?? item["event-title"]?.text ?? item["event"]?.text
    if let url = record.url, url.contains("arxiv.org/abs/") { record.identify(.arxiv, url) }
    if let url = record.url, let eid = url.components(after: "eid=", while: { $0 != "&" }) {
      record.identify(.scopus, eid)
    }
  }
  record.takeCitations(custom?["citations"])
  record.takeKeywords(item["keyword"])
  record.bylineIsCut = custom?["incomplete"]?.boolean ?? false
  var ofAuthors = custom?["authors"]?.elements ?? JSONElements.none
  let authors = item["author"]?.items ?? []
  let groups = Set(custom?["groups"]?.elements.compactMap(\.integer) ?? [])
  for (place, stated) in authors.enumerated() {
    let more = identifiers(ofAuthors.next())
    let isGroup = groups.contains(place + 1)
    if !isPlain {
      record.appendCSLAuthor(stated, identifiers: more)
    } else if var author = plainPerson(stated, isGroup: isGroup) {
      author.identifiers += more
      record.byline.append(author)
    }
  }
  let isEmpty = record.title == nil && record.byline.isEmpty && record.identifiers.isEmpty
  return isEmpty && !isPlain ? nil : record
}

/// A name as our own writer wrote it.
private func plainPerson(_ author: JSONValue, isGroup: Bool) -> Contributor? {
  func part(_ name: StaticString) -> String { author[name]?.string ?? "" }
  let name = PersonName(
    given: part("given"), family: part(isGroup ? "literal" : "family"),
    particle: part("non-dropping-particle"), suffix: part("suffix"), isGroup: isGroup)
  if name.display.isEmpty { return nil }
  return Contributor(
    name, identifiers: [author["ORCID"]?.text.flatMap { Identifier(.orcid, $0) }].compactMap { $0 })
}

private func identifiers(_ list: JSONValue?) -> [Identifier] {
  list?.elements.compactMap { $0.text.flatMap { Identifier(description: $0) } } ?? []
}

extension Record {
  /// Takes a name of CSL-JSON or Crossref: parts, a `literal`, or Crossref's `name` of a collective.
  mutating func appendCSLAuthor(_ author: JSONValue, identifiers: [Identifier] = []) {
    let family = author["family"]?.string ?? "", given = author["given"]?.string ?? ""
    let orcid = (author["ORCID"] ?? author["orcid"])?.text.flatMap { Identifier(.orcid, $0) }
    let identifiers = (orcid.map { [$0] } ?? []) + identifiers
    let affiliations =
      author["affiliation"]?.elements.compactMap { $0["name"]?.text ?? $0.text } ?? []
    if !family.isEmpty || !given.isEmpty {
      let particle =
        author["non-dropping-particle"]?.text ?? author["dropping-particle"]?.text ?? ""
      appendAuthor(
        given: given,
        family: [particle, family].filter { !$0.isEmpty }.joined(separator: " "),
        suffix: author["suffix"]?.text ?? "", identifiers: identifiers, affiliations: affiliations)
    } else if let group = author["name"]?.text {
      appendGroup(group, identifiers: identifiers, affiliations: affiliations)
    } else if let text = (author["literal"] ?? author).text {
      // Manubot writes people into `literal`; only what reads like a collective is one.
      appendAuthor(
        text, identifiers: identifiers, affiliations: affiliations)
    }
  }
}

extension JSONValue {
  /// The first number of the first date of `date-parts`, or the date as a text.
  var statedYear: JSONValue? {
    self["date-parts"].map { $0.first?.first } ?? self["raw"] ?? self["literal"] ?? self
  }
}

/// `{"date-parts": [[2021, 4, 3]]}`, with numbers or strings, or `{"raw": "2021-04-03"}`.
func cslDate(_ date: JSONValue) -> PartialDate? {
  if let parts = date["date-parts"]?.first {
    let numbers = parts.elements.map { $0.integer }
    guard let first = numbers.first, let year = first, PartialDate.possibleYears.contains(year)
    else { return nil }
    return PartialDate(
      valid: year, numbers.count > 1 ? numbers[1] : nil, numbers.count > 2 ? numbers[2] : nil)
  }
  return (date["raw"] ?? date["literal"] ?? date).text.flatMap { PartialDate(text: $0) }
}
