import CollabCore

extension Reader {
  /// Lists of papers as conferences publish them, and the metadata snapshot of arXiv.
  static let jsonList = Reader(
    id: "json-list", summary: "JSON arrays or lines with authors as a list or a ';' string",
    fileExtensions: ["json", "jsonl", "ndjson"],
    sniff: { head in
      guard head.isJSON else {
        return .no
      }
      let hasAuthors = ["\"authors\"", "\"author\"", "\"Authors\"", "\"Author\""].contains {
        head.contains($0)
      }
      return hasAuthors ? .possible : .no
    },
    read: { input, sink in
      format.read(input, into: &sink) { paper, line, sink in
        sink.append(
          listRecord(paper, line: line), or: "json-list.empty-entry",
          "an entry names neither a title nor an author", line: line)
      }
    })

  /// The metadata snapshot of arXiv (one JSON object a line).
  static let arxivJSON = Reader(
    id: "arxiv-json", summary: "arXiv metadata snapshot (JSON Lines)",
    fileExtensions: ["json", "jsonl"],
    sniff: { $0.contains("\"authors_parsed\"") ? .certain : .no },
    read: { input, sink in
      JSONRecordFormat(id: "arxiv-json", lists: []).read(input, into: &sink) { paper, line, sink in
        sink.append(
          arxivRecord(paper, line: line), or: "arxiv-json.empty-entry",
          "an entry names neither a title nor an author", line: line)
      }
    })
}

private let format = JSONRecordFormat(
  id: "json-list",
  lists: [["results"], ["papers"], ["data"], ["items"], ["publications"], ["entries"], ["works"]])

private func listRecord(_ paper: JSON, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = (paper["id"] ?? paper["key"] ?? paper["paper_id"] ?? paper["uid"]).flatMap {
    $0.text ?? $0.integer.map(String.init)
  }
  record.title = (paper["title"] ?? paper["Title"] ?? paper["name"])?.firstText?
    .withoutMarkup.withTeXAccents
    .withTeXAccents
  record.abstract = (paper["abstract"] ?? paper["Abstract"])?.text?.withoutMarkup
  record.venue =
    (paper["venue"] ?? paper["journal"] ?? paper["booktitle"] ?? paper["conference"]
    ?? paper["container-title"] ?? paper["venue_name"])?.firstText
  record.field =
    (paper["primary_area"] ?? paper["track"] ?? paper["category"] ?? paper["field"])?
    .firstText
  record.takeCitations(paper["citations"] ?? paper["cited_by_count"] ?? paper["citationCount"])
  let date = paper["date"] ?? paper["published"] ?? paper["publication_date"]
  let year = paper["year"] ?? paper["Year"] ?? paper["publication_year"]
  record.date = date.flatMap(listDate) ?? year.flatMap(listDate)
  record.checkYear(year ?? date)
  record.identifyDOI((paper["doi"] ?? paper["DOI"])?.text)
  record.identify(.arxiv, (paper["arxiv"] ?? paper["arxiv_id"])?.text)
  record.link((paper["url"] ?? paper["URL"] ?? paper["link"] ?? paper["paper_url"])?.text)
  if let authors = paper["authors"] ?? paper["author"] ?? paper["Authors"] ?? paper["Author"]
    ?? paper["author_names"]
  {
    appendListAuthors(authors, affiliations: paper["aff"]?.text, to: &record)
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

/// A date as a text, or a year as a number.
private func listDate(_ value: JSON) -> PartialDate? {
  value.text.flatMap { PartialDate(text: $0) }
    ?? value.integer.flatMap { PartialDate.possibleYears.contains($0) ? PartialDate($0) : nil }
}

/// A list of names or of objects with a name, or one text that `;` parts (commas and `and` where
/// there is no `;`).
private func appendListAuthors(_ authors: JSON, affiliations: String?, to record: inout Record) {
  if let text = authors.text {
    let places = (affiliations ?? "").split(separator: ";", omittingEmptySubsequences: false)
    let names = AuthorList(cells: [text]).names(in: text)
    for (place, name) in names.enumerated() {
      let affiliation = places.count == names.count ? places[place].collapsed : ""
      record.appendAuthor(
        name, as: NameText.inverted, affiliations: affiliation.isEmpty ? [] : [affiliation])
    }
    return
  }
  for author in authors.elements {
    if let text = author.text {
      record.appendAuthor(text, as: NameText.inverted)
    } else if let text =
      (author["name"] ?? author["full_name"] ?? author["fullname"]
      ?? author["display_name"] ?? author["author_name"])?.text
    {
      var identifiers: [Identifier] = []
      if let id = (author["orcid"] ?? author["ORCID"])?.text.flatMap({ Identifier(.orcid, $0) }) {
        identifiers.append(id)
      }
      let places = author["institution"] ?? author["affiliation"] ?? author["affiliations"]
      record.appendAuthor(
        text, as: NameText.inverted, identifiers: identifiers,
        affiliations: places.map { place in
          place.text.map { [$0] } ?? place["name"]?.text.map { [$0] }
            ?? place.elements.compactMap { $0.text ?? $0["name"]?.text }
        } ?? [])
    } else if author["family"] ?? author["given"] ?? author["literal"] != nil {
      record.appendCSLAuthor(author)
    } else {
      record.appendAuthor(
        given: [
          author["first_name"] ?? author["firstname"] ?? author["first"],
          author["middle_name"] ?? author["middle_initial"],
        ]
        .compactMap { $0?.string }.joined(separator: " "),
        family: (author["last_name"] ?? author["lastname"] ?? author["last"])?.string ?? "")
    }
  }
}

private func arxivRecord(_ paper: JSON, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = paper["id"]?.text
  record.identify(.arxiv, paper["id"]?.text)
  record.identifyDOI(paper["doi"]?.text)
  record.title = paper["title"]?.text?.collapsed.withTeXAccents
  record.abstract = paper["abstract"]?.text?.collapsed
  record.venue = paper["journal-ref"]?.text?.collapsed ?? "arXiv"
  record.type = "article"
  record.field = paper["categories"]?.text?.split(separator: " ").first.map(String.init)
  record.url = record.identifiers.first { $0.scheme == .arxiv }
    .map { "https://arxiv.org/abs/\($0.value)" }
  let created = paper["versions"]?.first?["created"]?.text ?? paper["update_date"]?.text
  record.date = created.flatMap { PartialDate(text: $0) }
  record.checkYear(created)
  for parts in paper["authors_parsed"]?.elements ?? JSONElements.none {
    // Family, given, suffix; the rest is affiliations.
    let texts = parts.elements.map { $0.string?.collapsed.withTeXAccents ?? "" }
    record.appendAuthor(
      given: texts.count > 1 ? texts[1] : "", family: texts.first ?? "",
      suffix: texts.count > 2 ? texts[2] : "",
      affiliations: texts.dropFirst(3).filter { !$0.isEmpty })
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}
