import CollabCore

extension BibliographyWriter {
  /// BibTeX in UTF-8, with TeX's characters escaped.
  ///
  /// Reference: Patashnik, *BibTeXing* (1988). A byline that is known to go on ends in
  /// `and others`; identifiers of authors are data annotations of BibLaTeX, `author+an:orcid` and
  /// for all others `author+an:id`, which BibTeX's own styles pass over; collectives stand in
  /// braces of their own; titles do too, so that styles leave their capitals alone. BibTeX counts
  /// braces even behind a backslash, so a brace in a text is written as a command.
  static let bibtex = BibliographyWriter(
    id: "bibtex", summary: "BibTeX in UTF-8", fileExtension: "bib"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    for (index, work) in bibliography.works.enumerated() {
      let key = keys.key(of: work, number: index + 1) { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789:_./+-".unicodeScalars.contains(scalar))
      }
      let kind = entryKind(of: work)
      text.append("@\(kind.entry){\(key)")
      text.appendField("author", byline(of: work, in: bibliography))
      text.appendField("author+an:orcid", annotation(of: work, in: bibliography, isORCID: true))
      text.appendField("author+an:id", annotation(of: work, in: bibliography, isORCID: false))
      text.appendField("title", work.title.map { "{" + teX($0) + "}" })
      text.appendField("abstract", work.abstract.map(teX))
      text.appendField("year", work.date.map { String($0.year) })
      if let month = work.date?.month, months.indices.contains(month - 1) {
        text.append(",\n  month = \(months[month - 1])")
        text.appendField("day", work.date?.day.map(String.init))
      }
      text.appendField(kind.venue, work.venue.map(teX))
      text.appendField("doi", work.identifier(.doi).map(verbatim))
      if let arxiv = work.identifier(.arxiv) {
        text.appendField("eprint", verbatim(arxiv))
        text.appendField("archiveprefix", "arXiv")
      }
      text.appendField("primaryclass", work.field.map(teX))
      text.appendField("pmid", work.identifier(.pmid).map(verbatim))
      text.appendField("pmcid", work.identifier(.pmcid).map(verbatim))
      text.appendField(
        "biburl", work.identifier(.dblp).map { verbatim("https://dblp.org/rec/\($0).bib") })
      text.appendField("unique-id", work.identifier(.wos).map(verbatim))
      text.appendField("isbn", work.identifier(.isbn).map(verbatim))
      text.appendField("citations", work.citations.map { String($0.count) })
      text.appendField("url", work.url.map(verbatim))
      text.append("\n}\n")
    }
    return text
  }
}

private let months = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

/// The entry's type, and the field in which its venue stands.
private func entryKind(of work: Work) -> (entry: String, venue: String) {
  switch work.type {
  case "article-journal": ("article", "journal")
  case "paper-conference": ("inproceedings", "booktitle")
  case "chapter": ("incollection", "booktitle")
  case "book": ("book", "howpublished")
  case "thesis": ("phdthesis", "school")
  case "report": ("techreport", "institution")
  case "manuscript": ("unpublished", "journal")
  default: ("misc", "howpublished")
  }
}

private func byline(of work: Work, in bibliography: Bibliography) -> String? {
  var names = work.authors.map { bibTeXName(bibliography.people[$0].name) }
  if work.isIncomplete { names.append("others") }
  return names.isEmpty ? nil : names.joined(separator: " and ")
}

/// The identifiers of the authors that have any, `1="0000-0002-1825-0097"; 3="…"`.
private func annotation(
  of work: Work, in bibliography: Bibliography, isORCID: Bool
) -> String? {
  let notes = work.authors.enumerated().compactMap { place, author -> String? in
    let person = bibliography.people[author]
    let list =
      isORCID
      ? person.orcid.map { [$0] } ?? [] : person.identifiersBesidesORCID.map(\.description)
    // What would end the annotation, or the identifier within it.
    let safe = list.filter { !$0.contains { "\";|".contains($0) } }
    return safe.isEmpty ? nil : "\(place + 1)=\"" + teX(safe.joined(separator: "|")) + "\""
  }
  return notes.isEmpty ? nil : notes.joined(separator: "; ")
}

/// `von Last, Jr, First`, with what would be taken apart in braces.
private func bibTeXName(_ name: PersonName) -> String {
  if name.isGroup { return "{" + teX(name.family) + "}" }
  func part(_ text: String) -> String {
    let isWhole = !text.contains(",") && !text.lowercased().split(separator: " ").contains("and")
    return isWhole ? teX(text) : "{" + teX(text) + "}"
  }
  let last = [name.particle, name.family].filter { !$0.isEmpty }.map(part).joined(separator: " ")
  let behind = [name.suffix, name.given].filter { !$0.isEmpty }.map(part)
  // One word alone is a last name; of several the comma says that all are.
  if behind.isEmpty { return last.contains(" ") ? last + "," : last }
  return ([last] + (name.given.isEmpty ? behind + [""] : behind)).joined(separator: ", ")
}

/// Text with TeX's own characters, and pairs that TeX joins, written so that they stand for
/// themselves.
private func teX(_ text: String) -> String {
  var result = "", previous: Character = " "
  for character in text {
    switch character {
    case "\\": result += "\\textbackslash{}"
    case "{": result += "\\textbraceleft{}"
    case "}": result += "\\textbraceright{}"
    case "~": result += "\\textasciitilde{}"
    case "^": result += "\\textasciicircum{}"
    case "&", "%", "$", "#", "_": result += "\\" + String(character)
    case "-" where previous == "-", "'" where previous == "'", "`" where previous == "`":
      result += "{}" + String(character)
    case _
    where character.isWhitespace || character.unicodeScalars.first.map { $0.value < 0x20 } ?? false:
      result += " "
    default: result.append(character)
    }
    previous = character
  }
  return result
}

/// An identifier or address: as it is, but for braces, which would end the field.
private func verbatim(_ text: String) -> String {
  text.replacing("{", with: "%7B").replacing("}", with: "%7D")
}

extension ByteText {
  fileprivate mutating func appendField(_ name: String, _ value: String?) {
    if let value { append(",\n  \(name) = {\(value)}") }
  }
}
