import CollabCore

extension Reader {
  /// Answers of the arXiv API, which are Atom feeds.
  static let arxivAtom = Reader(
    id: "arxiv-atom", summary: "arXiv API (Atom)", fileExtensions: ["xml", "atom"],
    sniff: { head in
      guard head.contains("<feed") else { return .no }
      return head.contains("arxiv.org/") ? .certain : .possible
    },
    read: { input, sink in
      XMLRecordFormat(id: "arxiv-atom", records: ["entry"], isFlat: true)
        .read(input, into: &sink, state: ()) { _, tape, line, sink in
          sink.append(atomRecord(tape.root, line: line))
        }
    })

  /// Records of OAI-PMH: arXiv's own formats and Dublin Core of any repository.
  static let oai = Reader(
    id: "oai", summary: "OAI-PMH: arXiv, arXivRaw and Dublin Core records", fileExtensions: ["xml"],
    sniff: { head in
      if head.contains("<OAI-PMH") { return .certain }
      return head.contains("oai_dc") || head.contains("<arXiv ") ? .likely : .no
    },
    read: { input, sink in
      XMLRecordFormat(id: "oai", records: ["record"], isFlat: true)
        .read(input, into: &sink, state: ()) { _, tape, line, sink in
          let root = tape.root
          if root.child("header")?["status"] == "deleted" { return }
          sink.append(
            oaiRecord(root, line: line), or: "oai.unknown-metadata",
            "the record's metadata is neither of arXiv nor Dublin Core", line: line)
        }
    })
}

private func atomRecord(_ entry: XMLElement, line: Int) -> Record {
  var record = Record(line: line)
  let id = entry.child("id")?.stated
  record.identify(.arxiv, id.map(withoutVersion))
  record.key = record.identifiers.first?.value ?? id
  record.identify(.doi, entry.child("doi")?.stated)
  record.title = entry.child("title")?.stated
  record.abstract = entry.child("summary")?.stated
  record.venue = entry.child("journal_ref")?.stated ?? "arXiv"
  record.type = "article"
  record.field = (entry.child("primary_category") ?? entry.child("category"))?["term"]
  let published = (entry.child("published") ?? entry.child("updated"))?.stated
  record.date = published.flatMap { PartialDate(text: $0) }
  record.checkYear(published)
  record.link(id)
  for author in entry.all("author") {
    let affiliations = author.all("affiliation").compactMap(\.stated)
    record.appendAuthor(
      author.child("name")?.text ?? "", affiliations: affiliations)
  }
  return record
}

/// `http://arxiv.org/abs/1707.08567v1` without `v1`: versions are one work.
private func withoutVersion(_ id: String) -> String {
  let digits = id.reversed().prefix { $0.isNumber }.count
  let stem = id.dropLast(digits)
  return digits > 0 && stem.hasSuffix("v") ? String(stem.dropLast()) : id
}

private func oaiRecord(_ root: XMLElement, line: Int) -> Record? {
  guard let metadata = root.child("metadata")?.children.first(where: { _ in true }) else {
    return nil
  }
  switch metadata.name {
  case "arXiv", "arXivRaw": return arxivRecord(metadata, line: line)
  case "dc": return dublinCoreRecord(metadata, line: line)
  default: return nil
  }
}

private func arxivRecord(_ metadata: XMLElement, line: Int) -> Record {
  var record = Record(line: line)
  record.key = metadata.child("id")?.stated
  record.identify(.arxiv, record.key)
  record.identifyDOI(metadata.child("doi")?.stated)
  record.title = metadata.child("title")?.stated
  record.abstract = metadata.child("abstract")?.stated
  record.venue = metadata.child("journal-ref")?.stated ?? "arXiv"
  record.type = "article"
  record.field = metadata.child("categories")?.stated?.split(separator: " ").first.map(String.init)
  let created = (metadata.child("created") ?? metadata.child("version", "date"))?.stated
  record.date = created.flatMap { PartialDate(text: $0) }
  record.checkYear(created)
  record.url = record.identifiers.first { $0.scheme == .arxiv }
    .map { "https://arxiv.org/abs/\($0.value)" }
  let authors = metadata.child("authors")
  for author in authors?.all("author") ?? [] {
    record.appendAuthor(
      given: author.child("forenames")?.text ?? "", family: author.child("keyname")?.text ?? "",
      suffix: author.child("suffix")?.text ?? "",
      affiliations: author.all("affiliation").compactMap(\.stated))
  }
  if record.byline.isEmpty, let text = authors?.stated {
    // arXivRaw has one text, with affiliations in parentheses.
    for name in AuthorList(cells: [text]).names(in: text.withoutParentheses) {
      record.appendAuthor(name, as: NameText.natural)
    }
  }
  return record
}

private func dublinCoreRecord(_ metadata: XMLElement, line: Int) -> Record {
  var record = Record(line: line)
  record.title = metadata.child("title")?.stated
  record.abstract = metadata.child("description")?.stated
  record.venue = metadata.child("source")?.stated
  record.date = metadata.all("date").lazy.compactMap { PartialDate(text: $0.text) }.first
  record.checkYear(metadata.child("date")?.stated)
  record.field = metadata.child("subject")?.stated
  record.takeKeywords(metadata.all("subject").map(\.text))
  for identifier in metadata.all("identifier").map(\.text) {
    if identifier.contains("arxiv.org/abs/") {
      record.identify(.arxiv, withoutVersion(identifier))
    } else if identifier.lowercased().hasPrefix("doi:") || identifier.contains("doi.org/10.") {
      record.identify(.doi, identifier)
    }
    record.link(identifier)
  }
  for creator in metadata.all("creator") {
    record.appendAuthor(creator.text)
  }
  return record
}

extension String {
  /// The text without what stands in parentheses.
  fileprivate var withoutParentheses: String {
    var depth = 0
    var result = ""
    for character in self {
      if character == "(" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == ")" { depth = Swift.max(0, depth - 1) }
    }
    return result.collapsed.replacing(" ,", with: ",")
  }
}
