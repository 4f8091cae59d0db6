import CollabCore

extension Reader {
  /// The XML of the ACL Anthology: collections of volumes of papers.
  static let aclAnthology = Reader(
    id: "acl", summary: "ACL Anthology XML", fileExtensions: ["xml"],
    sniff: { head in
      guard head.contains("<collection id=") else { return .no }
      return head.contains("<volume ") ? .certain : .likely
    },
    read: { input, sink in
      format.read(
        input, into: &sink, state: Volume(),
        onContext: { $0.enter($1, $2) },
        onRecord: { volume, tape, line, sink in
          if tape.root.name == "meta" {
            volume.read(tape.root, line: line, into: &sink)
          } else {
            sink.append(volume.paper(tape.root, line: line))
          }
        })
    })
}

private let format = XMLRecordFormat(id: "acl", records: ["paper", "meta"], isFlat: false)

/// What a volume says of all its papers.
private struct Volume {
  var collection = ""
  var id = ""
  var date: PartialDate?
  var title: String?
  var isJournal = false

  mutating func enter(_ element: String, _ attributes: [String: String]) {
    if element == "collection" {
      self = Volume()
      collection = attributes["id"] ?? ""
    } else if element == "volume" {
      self = Volume(collection: collection, id: attributes["id"] ?? "")
      isJournal = attributes["type"] == "journal"
    }
  }

  mutating func read(_ meta: XMLElement, line: Int, into sink: inout RecordSink) {
    title = meta.child("journal-title")?.stated ?? meta.child("booktitle")?.stated
    isJournal = isJournal || meta.child("journal-title") != nil
    let year = meta.child("year")?.stated
    date = year.flatMap { year in
      PartialDate(text: (meta.child("month")?.text ?? "") + " " + year) ?? PartialDate(text: year)
    }
    if let value = ImpossibleValue(year: year, of: date) { sink.tell(of: value, line: line) }
  }

  func paper(_ paper: XMLElement, line: Int) -> Record {
    var record = Record(line: line)
    record.venue = title
    record.date = date
    record.type = isJournal ? "article-journal" : "paper-conference"
    record.identify(.acl, paper["id"].flatMap(identifier))
    for element in paper.children {
      switch element.name {
      case "title": record.title = element.stated
      case "abstract": record.abstract = element.stated
      case "doi": record.identify(.doi, element.text)
      case "bibkey": record.key = element.stated
      case "year":
        record.date = PartialDate(text: element.text)
        record.checkYear(element.text)
        record.date = record.date ?? date
      case "author":
        append(element, to: &record)
      default: break
      }
    }
    if let id = record.identifiers.first(where: { $0.scheme == .acl }) {
      record.url = "https://aclanthology.org/\(id.value)/"
    }
    return record
  }

  /// The paper's identifier: `2020.acl-main.1`, before 2020 `P18-1001`, with two digits for the
  /// volume in collections of many volumes.
  private func identifier(of paper: String) -> String? {
    if collection.first?.isNumber == true { return "\(collection)-\(id).\(paper)" }
    guard let number = Int(paper), let volume = Int(id), !collection.isEmpty else { return nil }
    let isWide =
      collection.hasPrefix("W") || collection == "C69" || collection == "D19" && volume >= 5
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, (isWide ? 2 : 3) - digits.count)) + digits
    return "\(collection)-\(isWide && volume < 10 ? "0" : "")\(volume)\(padded)"
  }

  private func append(_ element: XMLElement, to record: inout Record) {
    var given = "", family = "", native = ""
    var affiliations: [String] = []
    for part in element.children {
      switch part.name {
      case "first": given = part.text
      case "last": family = part.text
      case "affiliation": if let text = part.stated { affiliations.append(text) }
      case "variant": native = native.isEmpty ? nativeName(part) : native
      default: break
      }
    }
    var identifiers: [Identifier] = []
    if let id = element["id"].flatMap({ Identifier(.local, "acl/" + $0) }) {
      identifiers.append(id)
    }
    if let orcid = element["orcid"].flatMap({ Identifier(.orcid, $0) }) {
      identifiers.append(orcid)
    }
    let count = record.byline.count
    record.appendAuthor(
      given: given, family: family, identifiers: identifiers, affiliations: affiliations)
    if record.byline.count == count + 1, !record.byline[count].name.isGroup {
      record.byline[count].name.native = native
    }
  }

  /// The name of a `variant` in another script.
  private func nativeName(_ variant: XMLElement) -> String {
    let part = { (name: String) in
      variant.children.first { $0.name == name }?.text.collapsed ?? ""
    }
    let family = part("last"), given = part("first")
    return EastAsianName.isWritten(family) ? family + given : (given + " " + family).trimmed
  }
}
