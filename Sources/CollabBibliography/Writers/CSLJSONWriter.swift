import CollabCore

extension BibliographyWriter {
  /// CSL-JSON, which Zotero, pandoc and citeproc read.
  ///
  /// Specification: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html. Its `type`
  /// is required: a work of unknown kind is a `document`, the word for any. What it has no word for
  /// stands in `custom`, which it leaves to programs: other identifiers of the work, its field and
  /// citations, that authors are missing, other identifiers of the authors, a list for each, and
  /// which of the authors are groups, by their number from 1: some programs write people into
  /// `literal` too. `plain` says that texts hold no markup and names stand in their parts.
  static let cslJSON = BibliographyWriter(
    id: "csl-json", summary: "CSL-JSON for Zotero, pandoc, citeproc", fileExtension: "json"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    text.append("[")
    for (index, work) in bibliography.works.enumerated() {
      text.append(index == 0 ? "\n" : ",\n")
      text.append(cslItem: work, key: keys.key(of: work, number: index + 1), in: bibliography)
    }
    text.append("\n]\n")
    return text
  }
}

extension ByteText {
  /// A work as an item of CSL-JSON on one line.
  ///
  /// - Parameter numbersPeople: whether it says which person each author is.
  mutating func append(
    cslItem work: Work, key: String, in bibliography: Bibliography, numbersPeople: Bool = false
  ) {
    append("{\"id\":")
    append(json: key)
    appendMember("type", work.type ?? "document")
    appendMember("title", work.title)
    appendMember("abstract", work.abstract)
    appendMember("container-title", work.venue)
    appendMember("keyword", Keywords.text(work.keywords))
    appendMember("DOI", work.identifier(.doi))
    appendMember("PMID", work.identifier(.pmid))
    appendMember("PMCID", work.identifier(.pmcid))
    appendMember("ISBN", work.identifier(.isbn))
    appendMember(
      "URL", work.url ?? work.identifier(.arxiv).map { "https://arxiv.org/abs/" + $0 })
    if let date = work.date {
      let parts = [date.year, date.month, date.month.flatMap { _ in date.day }].compactMap { $0 }
      let list = parts.map(String.init).joined(separator: ",")
      append(",\"issued\":{\"date-parts\":[[\(list)]]}")
    }
    append(",\"author\":[")
    for (place, author) in work.authors.enumerated() {
      if place > 0 { append(",") }
      append(cslName: bibliography.people[author])
    }
    append("]")
    append(customOf: work, in: bibliography, numbersPeople: numbersPeople)
    append("}")
  }
}

extension ByteText {
  fileprivate mutating func appendMember(_ name: String, _ value: String?) {
    guard let value else { return }
    append(",\"\(name)\":")
    append(json: value)
  }

  fileprivate mutating func append(cslName person: Person) {
    let name = person.name
    if name.isGroup {
      append("{\"literal\":")
      append(json: name.family)
    } else {
      append("{\"family\":")
      append(json: name.family)
      if !name.given.isEmpty { appendMember("given", name.given) }
      if !name.particle.isEmpty { appendMember("non-dropping-particle", name.particle) }
      if !name.suffix.isEmpty { appendMember("suffix", name.suffix) }
    }
    appendMember("ORCID", person.orcid)
    append("}")
  }

  /// What CSL has no word for; see ``BibliographyWriter/cslJSON``.
  fileprivate mutating func append(
    customOf work: Work, in bibliography: Bibliography, numbersPeople: Bool
  ) {
    let said = Set(
      [.doi, .pmid, .pmcid, .isbn].compactMap { scheme in
        work.identifiers.first { $0.scheme == scheme }
      })
    let others = work.identifiers.filter { !said.contains($0) }
    let people = work.authors.map { bibliography.people[$0].identifiersBesidesORCID }
    var members: [String] = []
    members.append("\"plain\":true")
    if !others.isEmpty { members.append("\"identifiers\":" + list(others)) }
    if let field = work.field {
      var text = ByteText()
      text.append(json: field)
      members.append("\"field\":" + String(decoding: text.bytes, as: UTF8.self))
    }
    if let citations = work.citations { members.append("\"citations\":\(citations.count)") }
    if work.isIncomplete { members.append("\"incomplete\":true") }
    if !people.allSatisfy(\.isEmpty) {
      members.append("\"authors\":[" + people.map(list).joined(separator: ",") + "]")
    }
    let groups = work.authors.indices.filter { bibliography.people.isGroup(work.authors[$0]) }
    if !groups.isEmpty {
      members.append("\"groups\":[" + groups.map { "\($0 + 1)" }.joined(separator: ",") + "]")
    }
    if numbersPeople {
      if work.entries.count > 1 { members.append("\"entries\":\(work.entries.count)") }
      members.append("\"people\":[" + work.authors.map { "\($0)" }.joined(separator: ",") + "]")
      var labels = ByteText()
      for (place, author) in work.authors.enumerated() {
        labels.append(place == 0 ? "" : ",")
        labels.append(json: bibliography.people.label(author))
      }
      members.append("\"labels\":[" + String(decoding: labels.bytes, as: UTF8.self) + "]")
    }
    append(",\"custom\":{" + members.joined(separator: ",") + "}")
  }

  private func list(_ identifiers: [Identifier]) -> String {
    var text = ByteText()
    for (place, identifier) in identifiers.enumerated() {
      text.append(place == 0 ? "[" : ",")
      text.append(json: identifier.description)
    }
    return String(decoding: text.bytes, as: UTF8.self) + (identifiers.isEmpty ? "[]" : "]")
  }
}
