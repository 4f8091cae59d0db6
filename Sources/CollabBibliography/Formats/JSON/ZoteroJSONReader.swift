import CollabCore

extension Reader {
  /// Items of Zotero: answers of its API, and Better BibTeX's JSON.
  static let zoteroJSON = Reader(
    id: "zotero-json", summary: "Zotero items: answers of the API, Better BibTeX JSON",
    fileExtensions: ["json"],
    sniff: { head in
      guard head.hasMember("itemType") else { return .no }
      return head.hasMember("creators") || head.hasMember("creatorType") ? .certain : .no
    },
    read: { input, sink in
      format.read(input, into: &sink) { item, line, sink in
        let item = item["data"] ?? item
        if let kind = item["itemType"]?.text, notWorks.contains(kind) { return }
        sink.append(
          zoteroRecord(item, line: line), or: "zotero-json.empty-item",
          "an item names neither a title nor an author", line: line)
      }
    })
}

private let format = JSONRecordFormat(id: "zotero-json", lists: [["items"]])

private let notWorks: Set<String> = ["attachment", "note", "annotation"]

private func zoteroRecord(_ item: JSONValue, line: Int) -> Record? {
  var record = Record(line: line)
  record.key = (item["citationKey"] ?? item["citekey"] ?? item["key"] ?? item["itemKey"])?.text
  record.title =
    (item["title"] ?? item["caseName"] ?? item["nameOfAct"] ?? item["subject"])?.text?
    .withoutMarkup
  record.abstract = item["abstractNote"]?.text?.withoutMarkup
  record.type = item["itemType"]?.text.flatMap { zoteroTypes[$0] }
  record.venue =
    (item["publicationTitle"] ?? item["proceedingsTitle"] ?? item["bookTitle"]
    ?? item["conferenceName"] ?? item["repository"] ?? item["university"] ?? item["institution"])?
    .text?.withoutMarkup
  record.date = item["date"]?.text.flatMap { PartialDate(text: $0) }
  record.checkYear(item["date"]?.text)
  record.identifyDOI(item["DOI"]?.text)
  record.identify(.isbn, item["ISBN"]?.text)
  record.identify(.pmid, item["PMID"]?.text)
  record.identify(.pmcid, item["PMCID"]?.text)
  if let id = item["archiveID"]?.text, id.lowercased().hasPrefix("arxiv:") {
    record.identify(.arxiv, id)
  }
  record.link(item["url"]?.text)
  record.takeKeywords(item["tags"])
  for creator in item["creators"]?.items ?? [] {
    guard ["author", "inventor", "programmer", "presenter"].contains(creator["creatorType"]?.text)
    else { continue }
    if let name = creator["name"]?.text {
      // One field for a whole name is meant for institutions, and for people of one name.
      record.appendAuthor(name, as: name.contains(" ") ? PersonName.group : NameText.undivided)
    } else if let name = NameText.parts(
      given: creator["firstName"]?.string ?? "", family: creator["lastName"]?.string ?? "")
    {
      record.byline.append(Contributor(name))
    }
  }
  return record.title == nil && record.byline.isEmpty ? nil : record
}
