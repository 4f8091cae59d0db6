import CollabCore

extension Reader {
  /// Lists of papers as conferences publish them, and the metadata snapshot of arXiv.
  static let jsonList = jsonList(nil)

  /// The same with members that a user names.
  static func jsonList(_ mapping: ColumnMapping?) -> Reader {
    Reader(
      id: "json-list", summary: "JSON arrays or lines with authors as a list or a ';' string",
      fileExtensions: ["json", "jsonl", "ndjson"],
      sniff: { head in
        guard head.isJSON else { return .no }
        let names = ["authors", "author", "Authors", "Author"] + (mapping?.headers ?? [])
        return names.contains { head.hasMember($0) } ? .possible : .no
      },
      read: { input, sink in readList(input, mapping, into: &sink) })
  }

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
  lists: [
    ["results"], ["papers"], ["data"], ["items"], ["publications"], ["entries"], ["works"],
    ["records"], ["hits"], ["response", "docs"],
  ])

private func readList(_ input: Input, _ mapping: ColumnMapping?, into sink: inout RecordSink) {
  // Of a user's names those that the file has; the others leave what is known in force.
  let columns = zip(mapping?.columns ?? [], mapping?.headers ?? []).filter { _, header in
    let mark = Array("\"\(header)\"".utf8)
    return input.bytes.withUnsafeBytes { bytes in
      mark.withUnsafeBytes { bytes.firstIndex(of: $0, from: 0) != nil }
    }
  }
  let names = Dictionary(grouping: columns) { $0.0.role }.mapValues { $0.map { $1 } }
  sink.noteColumns([], named: Set(columns.map { $0.0.name }))
  format.read(input, into: &sink) { paper, line, sink in
    if mapping != nil, sink.columnNames.isEmpty {
      sink.noteColumns(paper.members.map(\.name), named: [])
    }
    sink.append(
      ListEntry(json: paper, names: names, separator: mapping?.authorSeparator).record(line: line),
      or: "json-list.empty-entry", "an entry names neither a title nor an author", line: line)
  }
  if names[.citations] == nil, sink.statedCounts.areNone {
    sink.leaveOutCitations("json-list.no-counts", of: "the member for citations", line: 1)
  }
}

/// An entry of a list, with the members that a user names.
private struct ListEntry {
  let json: JSON
  let names: [ColumnRole: [String]]
  let separator: String?

  /// The first member that is there: of a user's names, else of those that are known.
  private func member(_ role: ColumnRole, _ known: StaticString...) -> JSON? {
    if let names = names[role] { return names.lazy.compactMap { json[name: $0] }.first }
    return known.lazy.compactMap { json[$0] }.first
  }

  func record(line: Int) -> Record? {
    var record = Record(line: line)
    record.key = member(.key, "id", "key", "paper_id", "uid", "bibcode").flatMap {
      $0.text ?? $0.integer.map(String.init)
    }
    let title = member(.title, "title", "Title", "name", "titles")
    record.title = (title?.firstText ?? title?["title"]?.text)?.withoutMarkup.withTeXAccents
    record.abstract = member(.abstract, "abstract", "Abstract")?.firstText?.withoutMarkup
    let place = member(
      .venue, "venue", "journal", "booktitle", "conference", "container-title", "venue_name",
      "publicationName", "pub", "host")
    record.venue = place?.firstText ?? (place?["title"] ?? place?["name"])?.firstText
    record.type = member(.type)?.firstText.flatMap { tableTypes[$0.lowercased()] ?? cslType($0) }
    record.field =
      member(.field, "primary_area", "track", "category", "field")?.firstText
    record.takeCitations(
      member(
        .citations, "citations", "cited_by_count", "citationCount", "citation_count",
        "num_citations", "numCitations", "numCitedBy", "gs_citation", "citedby", "cited_by",
        "cites"))
    record.takeKeywords(member(.keywords, "keywords", "Keywords", "keyword", "tags"))
    let date = member(.date, "date", "published", "publication_date", "publicationDate")
    let year = member(.year, "year", "Year", "publication_year", "pub_year")
    record.date = date.flatMap(listDate) ?? year.flatMap(listDate)
    record.checkYear(year ?? date)
    record.identifyDOI(member(.doi, "doi", "DOI")?.firstText)
    record.identify(.arxiv, member(.arxiv, "arxiv", "arxiv_id")?.firstText)
    for (role, scheme) in identifierRoles where names[role] != nil && role != .arxiv {
      let value = member(role)
      record.identify(scheme, value?.firstText ?? value?.integer.map(String.init))
    }
    record.link(member(.url, "url", "URL", "link", "paper_url")?.firstText)
    let lists =
      names[.authors]?.compactMap { json[name: $0] }
      ?? [member(.authors, "authors", "author", "Authors", "Author", "author_names", "creators")]
      .compactMap { $0 }
    for list in lists {
      appendListAuthors(
        list, affiliations: json["aff"]?.text, separator: separator, to: &record)
    }
    if let places = names[.affiliations] {
      record.affiliations = places.compactMap { json[name: $0]?.firstText }
    }
    return record.title == nil && record.byline.isEmpty ? nil : record
  }
}

/// A date as a text, or a year as a number.
private func listDate(_ value: JSON) -> PartialDate? {
  value.text.flatMap { PartialDate(text: $0) }
    ?? value.integer.flatMap { PartialDate.possibleYears.contains($0) ? PartialDate($0) : nil }
}

/// A list of names or of objects with a name, or one text that `;` parts (commas and `and` where
/// there is no `;`).
private func appendListAuthors(
  _ authors: JSON, affiliations: String?, separator: String?, to record: inout Record
) {
  if let text = authors.text {
    let places = (affiliations ?? "").split(separator: ";", omittingEmptySubsequences: false)
    let names = (separator.map { AuthorList.separated(by: $0) } ?? AuthorList(cells: [text]))
      .names(in: text)
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
      ?? author["display_name"] ?? author["author_name"] ?? author["creator"])?.text
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
          author["first_name"] ?? author["firstname"] ?? author["first"] ?? author["firstName"]
            ?? author["givenName"],
          author["middle_name"] ?? author["middle_initial"],
        ]
        .compactMap { $0?.string }.joined(separator: " "),
        family: (author["last_name"] ?? author["lastname"] ?? author["last"] ?? author["lastName"]
          ?? author["familyName"])?.string ?? "")
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
