import CollabCore

extension BibliographyWriter {
  /// BibTeX in UTF-8, with TeX's characters escaped.
  ///
  /// Reference: Patashnik, *BibTeXing* (1988). A byline that is known to go on ends in
  /// `and others`; identifiers of authors are data annotations of BibLaTeX, `author+an:orcid` and
  /// for all others `author+an:id`, which BibTeX's own styles pass over; collectives stand in
  /// braces of their own, and as some programs put people there too, `author+an:type` says which
  /// they are; titles stand in braces too, so that styles leave their capitals alone. BibTeX counts
  /// braces even behind a backslash, so a brace in a text is written as a command. Kinds of works
  /// that no entry is called after stand in BibLaTeX's `entrysubtype`, and identifiers that have no
  /// field in `identifiers`; where that stands, none is to be read out of the address.
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
      var unsaid = work.identifiers
      // A field of its own for the first of a scheme, if it is one that comes back from there.
      func value(_ scheme: Identifier.Scheme) -> String? {
        guard let place = unsaid.firstIndex(where: { $0.scheme == scheme }),
          unsaid[place].value.utf8.allSatisfy({
            $0.isLetter || $0.isDigit || "./:;-_()<>".utf8.contains($0)
          })
        else { return nil }
        return unsaid.remove(at: place).value
      }
      text.append("@\(kind.entry){\(key)")
      text.appendField("author", byline(of: work, in: bibliography))
      text.appendField("author+an:orcid", annotation(of: work, in: bibliography, isORCID: true))
      text.appendField("author+an:id", annotation(of: work, in: bibliography, isORCID: false))
      text.appendField("author+an:type", kinds(of: work, in: bibliography))
      text.appendField("title", work.title.map { "{" + teX($0) + "}" })
      text.appendField("abstract", work.abstract.map(teX))
      text.appendField("year", work.date.map { String($0.year) })
      if let month = work.date?.month, months.indices.contains(month - 1) {
        text.append(",\n  month = \(months[month - 1])")
        text.appendField("day", work.date?.day.map(String.init))
      }
      text.appendField(kind.venue, work.venue.map(teX))
      let arxiv = value(.arxiv)
      // What `misc` means by itself is not said.
      if kind.entry == "misc", work.type != (arxiv == nil ? "document" : "article") {
        text.appendField("entrysubtype", work.type.map(teX))
      }
      text.appendField("doi", value(.doi))
      if let arxiv {
        text.appendField("eprint", arxiv)
        text.appendField("archiveprefix", "arXiv")
      }
      text.appendField("primaryclass", work.field.map(teX))
      text.appendField("keywords", Keywords.text(work.keywords).map(teX))
      text.appendField("pmid", value(.pmid))
      text.appendField("pmcid", value(.pmcid))
      text.appendField("biburl", value(.dblp).map { "https://dblp.org/rec/\($0).bib" })
      text.appendField("unique-id", value(.wos))
      text.appendField("isbn", value(.isbn))
      if !unsaid.isEmpty || work.url != nil {
        text.appendField("identifiers", teX(Identifier.list(unsaid)))
      }
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
      isORCID ? person.orcid ?? "" : Identifier.list(person.identifiersBesidesORCID)
    return list.isEmpty ? nil : "\(place + 1)=\"" + teX(list) + "\""
  }
  return notes.isEmpty ? nil : notes.joined(separator: "; ")
}

/// Which authors are groups, and which are people although their name is like a group's:
/// `2=group; 5=person`.
private func kinds(of work: Work, in bibliography: Bibliography) -> String? {
  let notes = work.authors.enumerated().compactMap { place, author -> String? in
    let name = bibliography.people[author].name
    if name.isGroup { return "\(place + 1)=group" }
    return isUndivided(name) ? "\(place + 1)=person" : nil
  }
  return notes.isEmpty ? nil : notes.joined(separator: "; ")
}

/// Whether a name is several words of which none is known to be a given name; it stands in braces.
private func isUndivided(_ name: PersonName) -> Bool {
  name.given.isEmpty && name.suffix.isEmpty && name.display.contains(" ")
    && name.particle.first?.isLowercase != true
}

/// `von Last, Jr, First`, with what would be taken apart in braces.
private func bibTeXName(_ name: PersonName) -> String {
  if name.isGroup || isUndivided(name) {
    let text = teX(name.display)
    // A command behind the brace would make an accent of it.
    return text.hasPrefix("\\") ? "{{" + text + "}}" : "{" + text + "}"
  }
  func part(_ text: String) -> String {
    let isWhole =
      !text.contains { ",;&|/，；、#*+…†‡§¶“”".contains($0) }
      && !text.lowercased().split(separator: " ").contains("and")
    return isWhole ? teX(text) : "{" + teX(text) + "}"
  }
  // In small letters the first of several words would be a particle.
  let beginsLikeParticle =
    name.family.contains(" ") && name.family.first { $0.isLetter }?.isLowercase == true
  let family = beginsLikeParticle ? "{" + teX(name.family) + "}" : part(name.family)
  let last = name.particle.isEmpty ? family : part(name.particle) + " " + family
  let behind = [name.suffix, name.given].filter { !$0.isEmpty }.map(part)
  if behind.isEmpty { return last }
  // A suffix that few know is told by its braces.
  let suffix = NameParser.isSuffix(name.suffix) ? part(name.suffix) : "{" + teX(name.suffix) + "}"
  if name.given.isEmpty { return last + ", " + suffix + ", " }
  return ([last] + (name.suffix.isEmpty ? [] : [suffix]) + [part(name.given)])
    .joined(separator: ", ")
}

extension PersonName {
  /// The name as BibTeX has it, `von Last, Jr, First`, where BibTeX would make something else of the text that
  /// stands for it; `nil` where that text will do.
  package func bibTeX(insteadOf text: String) -> String? {
    let isPlain =
      !isGroup && suffix.isEmpty && particle.isEmpty && !given.isEmpty
      && text == given + " " + family && !family.utf8.contains(UInt8(ascii: " "))
      && Self.isWordsInCapitals(text)
    return isPlain ? nil : bibTeXName(self)
  }

  /// Whether a text is words that begin with capitals, without marks that part names.
  private static func isWordsInCapitals(_ text: String) -> Bool {
    let marks = ",;&|/，；、{}"
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return !text.contains(where: marks.contains)
        && text.split(separator: " ").allSatisfy { $0.first?.isUppercase == true }
    }
    var before = UInt8(ascii: " ")
    for byte in text.utf8 {
      if marks.utf8.contains(byte) { return false }
      if before == UInt8(ascii: " "), byte != before,
        !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      {
        return false
      }
      before = byte
    }
    return true
  }
}

/// Text with TeX's own characters, and pairs that TeX joins, written so that they stand for
/// themselves. TeX takes a run of blanks for one.
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
    case _ where character.unicodeScalars.first.map { $0.value <= 0x20 } ?? false: result += " "
    default: result.append(character)
    }
    previous = character
  }
  return result
}

/// An address: as it is, but for braces, which would end the field, and what begins a command.
private func verbatim(_ text: String) -> String {
  text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing("\\", with: "%5C")
}

extension ByteText {
  fileprivate mutating func appendField(_ name: String, _ value: String?) {
    if let value { append(",\n  \(name) = {\(value)}") }
  }
}
