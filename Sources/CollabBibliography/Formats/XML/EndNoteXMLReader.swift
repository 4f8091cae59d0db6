import CollabCore

extension Reader {
  /// The XML export of EndNote.
  static let endnoteXML = Reader(
    id: "endnote-xml", summary: "EndNote XML", fileExtensions: ["xml"],
    sniff: { head in
      guard head.contains("<record>") else { return .no }
      return head.contains("<contributors>") && head.contains("<ref-type")
        || head.contains("name=\"EndNote\"") ? .certain : .no
    },
    read: { input, sink in
      format.read(input, into: &sink, state: ()) { _, tape, line, sink in
        sink.append(endnoteXMLRecord(tape.root, line: line))
      }
    })
}

private let format = XMLRecordFormat(id: "endnote-xml", records: ["record"], isFlat: true)

private func endnoteXMLRecord(_ root: XMLElement, line: Int) -> Record {
  var record = Record(line: line)
  record.key = root.child("rec-number")?.stated
  record.title = root.child("titles", "title")?.stated
  record.abstract = root.child("abstract")?.stated
  record.venue =
    root.child("periodical", "full-title")?.stated
    ?? root.child("titles", "secondary-title")?.stated
  record.type = root.child("ref-type")?["name"].flatMap { endnoteTypes[$0.lowercased()] }
  let year = root.child("dates", "year")?.stated.flatMap { PartialDate(text: $0) }
  let day = root.child("dates", "pub-dates", "date")?.stated
  record.date =
    year.flatMap { year in
      let date = day.flatMap { PartialDate(text: "\($0) \(year.year)") ?? PartialDate(text: $0) }
      return date?.year == year.year ? date : year
    } ?? day.flatMap { PartialDate(text: $0) }
  record.checkYear(root.child("dates", "year")?.stated)
  for author in root.child("contributors", "authors")?.all("author") ?? [] {
    record.appendAuthor(author.text)
  }
  record.identifyDOI(root.child("electronic-resource-num")?.stated)
  let addresses = root.child("urls")?.descendants("url") ?? []
  for address in addresses { record.link(address.text) }
  if record.identifiers.isEmpty {
    record.identifyDOI(addresses.map(\.text).first { $0.contains("doi.org/10.") })
  }
  if root.child("remote-database-name")?.text.lowercased().contains("medline") == true
    || root.child("remote-database-provider")?.text.lowercased() == "nlm"
  {
    record.identify(.pmid, root.child("accession-num")?.stated)
  }
  // Lines of an address are parted by carriage returns inside of the text.
  if let address = root.child("auth-address") {
    record.affiliations = String(decoding: address.tape.bytes(of: address.node), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(\.collapsed).filter { $0.stated != nil }
  }
  record.takeKeywords(root.child("keywords")?.all("keyword").map(\.text) ?? [])
  return record
}
