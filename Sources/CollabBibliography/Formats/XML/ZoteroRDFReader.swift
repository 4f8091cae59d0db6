import CollabCore

extension Reader {
  /// Zotero RDF.
  static let zoteroRDF = Reader(
    id: "zotero-rdf", summary: "Zotero RDF", fileExtensions: ["rdf", "xml"],
    sniff: { head in
      guard head.contains("<rdf:RDF") else { return .no }
      return head.contains("zotero.org/namespaces")
        ? .certain
        : head.contains("purl.org/net/biblio") ? .likely : .no
    },
    read: readZotero)
}

/// Containers stand inside of items or beside them.
private let containers: Set<String> = ["Journal", "Series", "Book", "Periodical", "Magazine"]

private let format = XMLRecordFormat(
  id: "zotero-rdf",
  records: [
    "Article", "BookSection", "Book", "Document", "Thesis", "Report", "Manuscript", "Patent",
    "Letter", "Interview", "Recording", "Image", "MotionPicture", "Legislation", "Description",
    "Journal", "Series", "Periodical", "Magazine", "Data", "Memo", "Attachment", "Collection",
  ],
  mayNest: containers.union(["Description"]), isFlat: false)

private struct Reading {
  var records: [(record: Record, column: Int, container: String?)] = []
  /// Titles and identifiers of containers, by address.
  var containers: [String: (title: String?, doi: String?)] = [:]
}

private func readZotero(_ input: Input, into sink: inout RecordSink) {
  let reading = format.read(input, into: &sink, state: Reading()) { reading, tape, line, sink in
    let root = tape.root
    let about = root["about"] ?? ""
    let kind = root.child("itemType")?.stated ?? ""
    if containers.contains(root.name), kind.isEmpty {
      reading.containers[about] = (root.child("title")?.stated, doi(of: root))
      return
    }
    guard !["attachment", "note"].contains(kind), root.name != "Memo", root.name != "Attachment",
      root.name != "Collection"
    else { return }
    guard let item = item(root, kind: kind, line: line) else {
      sink.diagnose(
        "zotero-rdf.empty-item", .error, "an item names neither a title nor an author", line: line)
      return
    }
    reading.records.append((item, tape.column, root.child("isPartOf")?["resource"]))
  }
  for (record, column, container) in reading.records {
    var record = record
    if record.venue == nil, let container { record.venue = reading.containers[container]?.title }
    if let container, !record.identifiers.contains(where: { $0.scheme == .doi }) {
      // Zotero writes the article's DOI into its journal.
      record.identify(.doi, reading.containers[container]?.doi)
    }
    let told = sink.diagnostics.count
    sink.append(record)
    sink.setColumn(column, from: told)
  }
}

private func item(_ root: XMLElement, kind: String, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = root["about"]
  record.title = root.child("title")?.stated?.withoutMarkup
  record.abstract = root.child("abstract")?.stated
  record.date = root.child("date")?.stated.flatMap { PartialDate(text: $0) }
  record.checkYear(root.child("date")?.stated)
  record.type = zoteroTypes[kind] ?? zoteroTypes[root.name]
  if let part = root.child("isPartOf")?.children.first(where: { containers.contains($0.name) }) {
    record.venue = part.child("title")?.stated
    record.identify(.doi, doi(of: part))
  }
  record.identify(.doi, doi(of: root))
  for identifier in root.all("identifier") {
    if let address = identifier.descendants("value").first { record.link(address.text) }
  }
  record.link(root["about"])
  // Tags that Zotero took over stand in an element of their own.
  record.takeKeywords(
    root.all("subject").map { ($0.descendants("value").first ?? $0).text })
  for person in root.child("authors")?.descendants("Person") ?? [] {
    let given = (person.child("givenName") ?? person.child("givenname"))?.stated
    let family = person.child("surname")?.stated ?? ""
    if let given {
      record.appendAuthor(given: given, family: family)
    } else {
      record.appendAuthor(family, as: NameText.undivided)
    }
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}

private func doi(of element: XMLElement) -> String? {
  element.all("identifier").map(\.text).first { $0.hasPrefix("DOI ") }.map {
    String($0.dropFirst(4))
  }
}

/// CSL's words for Zotero's types.
let zoteroTypes = [
  "journalArticle": "article-journal", "magazineArticle": "article-magazine",
  "newspaperArticle": "article-newspaper", "conferencePaper": "paper-conference",
  "book": "book", "bookSection": "chapter", "thesis": "thesis", "report": "report",
  "preprint": "article", "webpage": "webpage", "blogPost": "post-weblog", "patent": "patent",
  "dataset": "dataset", "computerProgram": "software", "manuscript": "manuscript",
  "document": "document", "Article": "article-journal", "BookSection": "chapter",
  "Thesis": "thesis", "Report": "report", "Book": "book", "Document": "document",
]
