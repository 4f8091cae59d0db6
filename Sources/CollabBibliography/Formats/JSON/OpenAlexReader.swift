import CollabCore

extension Reader {
  /// Works of OpenAlex, and bundles of an author with their works.
  static let openalex = Reader(
    id: "openalex", summary: "OpenAlex works: JSON, JSON Lines, API, author bundles",
    fileExtensions: ["json", "jsonl", "ndjson"],
    sniff: { head in
      guard head.contains("openalex.org/") else { return .no }
      let marks = ["\"authorships\"", "\"works\"", "\"cited_by_count\"", "\"results\""]
      let isJSON = head.isJSON
      return isJSON && marks.contains { head.contains($0) } ? .certain : .no
    },
    read: { input, sink in
      var owner: Contributor?
      format.read(
        input, into: &sink,
        onEnvelope: { envelope, sink in
          guard let details = envelope["details"] else { return }
          owner = openAlexPerson(details)
          report(details, of: owner, line: 1, into: &sink)
        },
        onRecord: { work, line, sink in
          sink.append(
            openAlexRecord(work, line: line, owner: owner), or: "openalex.no-work",
            "an entry is no work", line: line)
        })
    })
}

private let format = JSONRecordFormat(
  id: "openalex", lists: [["results"], ["works"]])

/// The figures that OpenAlex states of an author.
private func report(
  _ details: JSONValue, of owner: Contributor?, line: Int, into sink: inout RecordSink
) {
  guard let owner else { return }
  let figures = [
    ("papers", details["works_count"]), ("citations", details["cited_by_count"]),
    ("h-index", details["summary_stats"]?["h_index"]),
    ("i10-index", details["summary_stats"]?["i10_index"]),
  ]
  for (figure, value) in figures {
    if let value = value?.number ?? value?.integer.map(Double.init) {
      sink.append(ReportedFigure(person: owner.name, figure: figure, value: value, line: line))
    }
  }
}

private func openAlexPerson(_ author: JSONValue) -> Contributor? {
  author["display_name"]?.text.flatMap { NameText.inverted($0) }
    .map { Contributor($0, identifiers: openAlexIdentifiers(author)) }
}

private func openAlexIdentifiers(_ author: JSONValue) -> [Identifier] {
  [
    author["id"]?.text.flatMap { Identifier(.openalex, $0) },
    author["orcid"]?.text.flatMap { Identifier(.orcid, $0) },
  ].compactMap { $0 }
}

/// Whether a number is not that of a work: authors (`A5000180362`), institutions and fields
/// (`fields/17`) come in the same envelope.
private func isOfOtherKind(_ number: String) -> Bool {
  guard let kind = number.first, kind.isLetter else { return false }
  return number.contains("/")
    || kind != "W" && kind != "w" && number.dropFirst().allSatisfy(\.isNumber)
}

private func openAlexRecord(_ work: JSONValue, line: Int, owner: Contributor?) -> Record? {
  var record = Record(line: line)
  let id = work["id"]?.text
  record.identify(.openalex, id)
  record.key = record.identifiers.first?.value
  if let number = record.key, isOfOtherKind(number) { return nil }
  record.identify(.doi, work["doi"]?.text)
  record.identify(.pmid, work["ids"]?["pmid"]?.text)
  record.identify(
    .pmcid, work["ids"]?["pmcid"]?.text.map { String($0.split(separator: "/").last ?? "") })
  record.title = (work["title"] ?? work["display_name"])?.text?.withoutMarkup
  record.date =
    (work["publication_date"]?.text).flatMap { PartialDate(text: $0) }
    ?? work["publication_year"]?.integer.map { PartialDate($0) }
  record.checkYear(work["publication_year"] ?? work["publication_date"])
  let place = work["primary_location"]
  record.venue =
    (place?["source"] ?? work["host_venue"])?["display_name"]?.text
    ?? place?["raw_source_name"]?.text
  let crossref = work["type_crossref"]?.text ?? place?["raw_type"]?.text
  record.type =
    crossref.flatMap { crossrefTypes[$0] }
    ?? work["type"]?.text.flatMap {
      crossrefTypes[$0]
    }
  record.field = work["primary_topic"]?["field"]?["display_name"]?.text
  record.takeCitations(work["cited_by_count"])
  record.takeKeywords(work["keywords"])
  record.link(place?["landing_page_url"]?.text ?? id)
  record.bylineIsCut = work["is_authors_truncated"]?.boolean ?? false
  if let authorships = work["authorships"] {
    for authorship in authorships.elements {
      let author = authorship["author"] ?? authorship
      guard let name = author["display_name"]?.text ?? authorship["raw_author_name"]?.text else {
        continue
      }
      let institutions =
        authorship["institutions"]?.elements.compactMap { $0["display_name"]?.text } ?? []
      record.appendAuthor(
        name, identifiers: openAlexIdentifiers(author),
        affiliations: institutions.isEmpty
          ? authorship["raw_affiliation_strings"]?.elements.compactMap(\.text) ?? [] : institutions,
        countries: authorship["countries"]?.elements.compactMap(\.text) ?? [])
    }
  }
  // A list of authors that is cut may leave out the one whose bundle it stands in.
  if let owner, let id = owner.identifiers.first,
    !record.byline.contains(where: { $0.identifiers.contains(id) })
  {
    record.owner = owner
  }
  if record.title == nil, record.byline.isEmpty, record.identifiers.isEmpty { return nil }
  return record
}
