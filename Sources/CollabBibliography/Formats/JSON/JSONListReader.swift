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
        let names =
          ["authors", "author", "Authors", "Author"] + (mapping?.columns.map(\.header) ?? [])
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
  let columns = (mapping?.columns ?? []).filter { column in
    let mark = Array("\"\(column.header)\"".utf8)
    return input.bytes.withUnsafeBytes { bytes in
      mark.withUnsafeBytes { bytes.firstIndex(of: $0, from: 0) != nil }
    }
  }
  let named = Dictionary(grouping: columns, by: \.role).mapValues { $0.map(\.header) }
  let names = ListNames(named)
  sink.noteColumns([], named: Set(columns.map(\.name)))
  format.read(input, into: &sink) { paper, line, sink in
    if mapping != nil, sink.columnNames.isEmpty {
      sink.noteColumns(paper.members.map(\.name), named: [])
    }
    let entry = ListEntry(
      members: paper.members(names.pool), names: names, separator: mapping?.authorSeparator)
    sink.append(
      entry.record(line: line), or: "json-list.empty-entry",
      "an entry names neither a title nor an author", line: line)
  }
  if named[.citations] == nil, sink.statedCounts.areNone {
    sink.leaveOutCitations("json-list.no-counts", of: "the member for citations", line: 1)
  }
}

/// The names of members by their meanings, as numbers in a pool: those that a user names in the
/// place of those that are known.
private struct ListNames: Sendable {
  let pool: TextPool
  let key, title, abstract, venue, type, field, citations, keywords, date, year: [UInt32]
  let doi, arxiv, url, authors, affiliations, places: [UInt32]
  /// Whether a user named the members that hold authors, which then make one byline.
  let authorsAreNamed: Bool
  /// The members of identifiers that a user named.
  let identifiers: [(scheme: Identifier.Scheme, names: [UInt32])]

  init(_ named: [ColumnRole: [String]]) {
    var pool = TextPool()
    func numbers(_ role: ColumnRole?, _ known: String...) -> [UInt32] {
      (role.flatMap { named[$0] } ?? known).map { pool.intern($0) }
    }
    key = numbers(.key, "id", "key", "paper_id", "uid", "bibcode")
    title = numbers(.title, "title", "Title", "name", "titles")
    abstract = numbers(.abstract, "abstract", "Abstract")
    venue = numbers(
      .venue, "venue", "journal", "booktitle", "conference", "container-title", "venue_name",
      "publicationName", "pub", "host")
    type = numbers(.type)
    field = numbers(.field, "primary_area", "track", "category", "field")
    citations = numbers(
      .citations, "citations", "cited_by_count", "citationCount", "citation_count",
      "num_citations", "numCitations", "numCitedBy", "gs_citation", "citedby", "cited_by", "cites")
    keywords = numbers(.keywords, "keywords", "Keywords", "keyword", "tags")
    date = numbers(.date, "date", "published", "publication_date", "publicationDate")
    year = numbers(.year, "year", "Year", "publication_year", "pub_year")
    doi = numbers(.doi, "doi", "DOI")
    arxiv = numbers(.arxiv, "arxiv", "arxiv_id")
    url = numbers(.url, "url", "URL", "link", "paper_url")
    authors = numbers(
      .authors, "authors", "author", "Authors", "Author", "author_names", "creators")
    authorsAreNamed = named[.authors] != nil
    affiliations = numbers(.affiliations)
    places = numbers(nil, "aff")
    identifiers = identifierRoles.filter { role, _ in named[role] != nil && role != .arxiv }
      .map { role, scheme in (scheme, numbers(role)) }
    self.pool = pool
  }
}

/// An entry of a list.
private struct ListEntry {
  let members: JSONMembers
  let names: ListNames
  let separator: String?

  func record(line: Int) -> Record? {
    var record = Record(line: line)
    record.key = members[names.key]?.textOrNumber
    let title = members[names.title]
    record.title = (title?.firstText ?? title?["title"]?.text)?.withoutMarkup.withTeXAccents
    record.abstract = members[names.abstract]?.firstText?.withoutMarkup
    let place = members[names.venue]
    record.venue = place?.firstText ?? (place?["title"] ?? place?["name"])?.firstText
    record.type =
      members[names.type]?.firstText.flatMap { tableTypes[$0.lowercased()] ?? cslType($0) }
    record.field = members[names.field]?.firstText
    record.takeCitations(members[names.citations])
    record.takeKeywords(members[names.keywords])
    let date = members[names.date], year = members[names.year]
    record.date = date.flatMap(listDate) ?? year.flatMap(listDate)
    record.checkYear(year ?? date)
    record.identifyDOI(members[names.doi]?.firstText)
    record.identify(.arxiv, members[names.arxiv]?.firstText)
    for (scheme, names) in names.identifiers {
      let value = members[names]
      record.identify(scheme, value?.firstText ?? value?.integer.map(String.init))
    }
    record.link(members[names.url]?.firstText)
    if names.authorsAreNamed {
      for name in names.authors { appendAuthors(members[name], to: &record) }
    } else {
      appendAuthors(members[names.authors], to: &record)
    }
    if !names.affiliations.isEmpty {
      record.affiliations = names.affiliations.compactMap { members[$0]?.firstText }
    }
    return record.title == nil && record.byline.isEmpty ? nil : record
  }

  private func appendAuthors(_ list: JSONValue?, to record: inout Record) {
    guard let list else { return }
    if let text = list.text {
      appendListAuthors(
        text, affiliations: members[names.places]?.text, separator: separator, to: &record)
    } else {
      for author in list.items { appendListAuthor(author, to: &record) }
    }
  }
}

/// A date as a text, or a year as a number.
private func listDate(_ value: JSONValue) -> PartialDate? {
  value.text.flatMap { PartialDate(text: $0) }
    ?? value.integer.flatMap { PartialDate.possibleYears.contains($0) ? PartialDate($0) : nil }
}

/// One text that `;` parts; commas and `and` where there is no `;`.
private func appendListAuthors(
  _ text: String, affiliations: String?, separator: String?, to record: inout Record
) {
  let places = (affiliations ?? "").utf8.split(separator: 0x3B, omittingEmptySubsequences: false)
  let names =
    separator.map { AuthorList.separated(by: $0).names(in: text) } ?? AuthorList.names(of: text)
  for (place, name) in names.enumerated() {
    let affiliation = places.count == names.count ? Substring(places[place]).collapsed : ""
    record.appendAuthor(
      name, affiliations: affiliation.isEmpty ? [] : [affiliation])
  }
}

/// A name, or an object with a name.
private func appendListAuthor(_ author: JSONValue, to record: inout Record) {
  if author.bytes != nil {
    record.appendAuthor(author)
  } else if let name =
    author["name"] ?? author["full_name"] ?? author["fullname"]
    ?? author["display_name"] ?? author["author_name"] ?? author["creator"], name.text != nil
  {
    var identifiers: [Identifier] = []
    if let id = (author["orcid"] ?? author["ORCID"])?.text.flatMap({ Identifier(.orcid, $0) }) {
      identifiers.append(id)
    }
    let places = author["institution"] ?? author["affiliation"] ?? author["affiliations"]
    record.appendAuthor(
      name, identifiers: identifiers,
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

private func arxivRecord(_ paper: JSONValue, line: Int) -> Record? {
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
