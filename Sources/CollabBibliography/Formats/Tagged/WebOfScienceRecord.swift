/// The fields of a Web of Science entry, whichever file carried them.
struct WebOfScienceFields {
  /// The line of the entry, from 1.
  var line: Int
  /// The values of a tag: the lines of the tagged form, the `;` parts of the tab form.
  var list: (String) -> [String]
  /// The whole text of a tag.
  var text: (String) -> String?
}

/// Understands an entry of Web of Science.
///
/// - Returns: the record, and whether the abbreviated and full author lists differ in length.
func webOfScienceRecord(_ fields: WebOfScienceFields) -> (record: Record, namesDiffer: Bool) {
  var record = Record(line: fields.line)
  let accession = fields.text("UT")
  record.key = accession
  record.identify(.wos, accession)
  record.identify(.doi, fields.text("DI"))
  record.identify(.pmid, fields.text("PM"))
  record.title = fields.text("TI")?.withoutMarkup.withTeXAccents
  record.abstract = fields.text("AB")?.withoutMarkup
  record.venue = fields.text("SO")?.withoutMarkup
  record.type = webOfScienceType(fields)
  record.takeCitations(fields.text("TC"))
  let day = fields.text("PD") ?? ""
  record.date = fields.text("PY").flatMap {
    PartialDate(text: day + " " + $0) ?? PartialDate(text: $0)
  }
  if record.date == nil {
    record.date = (fields.text("PD") ?? fields.text("EA")).flatMap { PartialDate(text: $0) }
  }
  record.checkYear(fields.text("PY") ?? fields.text("EA"))
  for tag in ["DE", "ID"] { record.takeKeywords(text: fields.text(tag)) }

  let short = fields.list("AU").isEmpty ? fields.list("BA") : fields.list("AU")
  let full = fields.list("AF").isEmpty ? fields.list("BF") : fields.list("AF")
  for name in full.count >= short.count ? full : short {
    record.appendAuthor(name)
  }
  let people = record.byline.count
  for name in fields.list("CA") {
    record.appendGroup(name)
  }
  attachAddresses(fields.text("C1") ?? "", to: &record, people: people)
  for tag in ["OI", "RI"] {
    for entry in (fields.text(tag) ?? "").split(separator: ";") {
      attachResearcher(entry, to: &record, people: people)
    }
  }
  return (record, !full.isEmpty && !short.isEmpty && full.count != short.count)
}

/// `[Luo, Zhiqing; Li, Weiming] Univ X, City, China; [Wu, Yijie] …`, or addresses without names.
private func attachAddresses(_ text: String, to record: inout Record, people: Int) {
  guard text.contains("[") else {
    record.affiliations = text.split(separator: text.contains("\n") ? "\n" : ";")
      .map(\.collapsed).filter { !$0.isEmpty }
    return
  }
  let names = record.byline[..<people].map(\.name)
  for group in text.split(separator: "[") {
    let parts = group.split(separator: "]", maxSplits: 1)
    guard parts.count == 2 else { continue }
    let address = parts[1].collapsed.trimmingEnd(of: ";. ")
    if address.isEmpty { continue }
    for name in parts[0].split(separator: ";") {
      guard let name = NameText.inverted(String(name)),
        let author = names.firstIndex(of: name)
      else { continue }
      record.byline[author].affiliations.append(address)
    }
  }
}

/// `Wu, Yijie/0000-0002-1825-0097`; numbers of ResearcherID have no scheme of their own.
private func attachResearcher(_ entry: Substring, to record: inout Record, people: Int) {
  let parts = entry.split(separator: "/").map(\.trimmed)
  guard parts.count == 2, parts[1].hasPrefix("0000-"), let name = NameText.inverted(parts[0]),
    let author = record.byline[..<people].firstIndex(where: { $0.name == name }),
    let orcid = Identifier(.orcid, parts[1]),
    !record.byline[author].identifiers.contains(orcid)
  else { return }
  record.byline[author].identifiers.append(orcid)
}

private func webOfScienceType(_ fields: WebOfScienceFields) -> String? {
  let document = (fields.text("DT") ?? "").lowercased()
  if document.contains("proceedings") || document.contains("meeting") { return "paper-conference" }
  if document.contains("book chapter") { return "chapter" }
  if document.contains("review") && !document.contains("book review") { return "review" }
  if document.contains("book review") { return "review-book" }
  switch fields.text("PT") {
  case "J": return "article-journal"
  case "B": return "book"
  case "S", "C": return "paper-conference"
  case "P": return "patent"
  default: return nil
  }
}

extension String {
  /// The text without the given characters at its end.
  func trimmingEnd(of characters: String) -> String {
    // A letter of ASCII ends nothing that is looked for.
    if let last = utf8.last, last.isLetter { return self }
    var text = self[...]
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
