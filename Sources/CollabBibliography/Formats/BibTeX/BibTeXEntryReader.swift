import CollabCore

/// Makes a record of an entry.
///
/// | record | fields, the first that is there |
/// |---|---|
/// | title | `title` and `subtitle` |
/// | byline | `author`; editors are not authors |
/// | date | `date`, or `year`, `month`, `day` |
/// | venue | `journal`, `journaltitle`, `booktitle`, `eventtitle`, `school`, `institution`, `howpublished` |
/// | identifiers | `doi`, `eprint`, `pmid`, `pmcid`, `isbn`, `unique-id`, `biburl`, `url`, `identifiers` |
/// | citations | `citations`, `times-cited` and the like, or a number in `note` |
/// | affiliations | `affiliation`, told apart by `;` |
/// | keywords | `author_keywords`, `keywords`, `keywords-plus`, parted by `;` or else by commas |
///
/// What an entry lacks it takes from the one that its `crossref` names.
struct BibTeXEntryReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let macros: BibTeXMacros
  let parents: BibTeXParents
  private(set) var findings: [BibTeXScanner.Finding] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, macros: BibTeXMacros, parents: BibTeXParents) {
    self.bytes = bytes
    self.macros = macros
    self.parents = parents
  }

  /// The record of an entry.
  mutating func record(_ stated: BibTeXScanner.Entry) -> Record {
    let entry = withData(stated)
    var record = Record(line: 1)
    record.key = entry.key.isEmpty ? nil : bytes.text(entry.key)
    let fields = Fields(entry: entry, bytes: bytes)
    if let title = fields.text(.title) {
      record.title = fields.text(.subtitle).map { title + ": " + $0 } ?? title
    }
    readAuthors(entry, into: &record)
    record.date = date(fields)
    record.checkYear(fields.text(.year) ?? fields.text(.date))
    record.venue =
      fields.first([.journal, .journalTitle, .bookTitle, .eventTitle, .school, .institution])
      ?? fields.first([.howPublished]).flatMap { $0.contains("://") ? nil : $0 }
    record.type = type(of: entry, fields)
    record.field = fields.text(.primaryClass)
    // Beside a title only the beginning serves, to tell entries of one work.
    record.abstract = fields.text(.abstract, limit: record.title == nil ? nil : 1600)
    readIdentifiers(fields, into: &record)
    if let stated = fields.text(.citations) {
      record.takeCitations(stated)
    } else if let count = fields.text(.note).flatMap({ CitationNote.count($0) }) {
      record.takeCitations(count)
    }
    if let affiliations = fields.text(.affiliation) {
      record.affiliations = affiliations.split(separator: ";").map(\.trimmed)
        .filter { !$0.isEmpty }
    }
    for field in [BibTeXField.authorKeywords, .keywords, .keywordsPlus] {
      record.takeKeywords(text: fields.text(field))
    }
    record.link(fields.raw(.url))
    inherit(entry, fields, into: &record)
    noteUnknownCommands(entry)
    for value in record.impossible {
      findings.append(
        BibTeXScanner.Finding(
          id: value.id, severity: .warning, message: value.message, offset: entry.start))
    }
    record.impossible = []
    if record.title == nil && record.byline.isEmpty {
      findings.append(
        BibTeXScanner.Finding(
          id: "bibtex.empty-entry", severity: .note,
          message: "the entry has neither title nor author", offset: entry.start))
    }
    return record
  }

  /// An entry with the fields that it lacks of those that its `xdata` names; see biblatex 3.20, section 3.13.6.
  private func withData(_ stated: BibTeXScanner.Entry) -> BibTeXScanner.Entry {
    guard let keys = Fields(entry: stated, bytes: bytes).raw(.xdata) else { return stated }
    var entry = stated
    for key in keys.split(separator: ",") {
      guard let data = entryOf(key: key.trimmed, beside: stated) else { continue }
      for field in data.fields where !entry.fields.contains(where: { $0.field == field.field }) {
        entry.fields.append(field)
      }
    }
    return entry
  }

  /// The entry of a key that another one names.
  private func entryOf(
    key: String, beside entry: BibTeXScanner.Entry
  ) -> BibTeXScanner.Entry? {
    guard let offset = parents.offset(of: key), offset != entry.start else { return nil }
    var scanner = BibTeXScanner(bytes, macros: macros, from: .init(position: offset))
    return scanner.next(before: offset + 1)
  }

  /// Whether an entry is no work, but data for others or settings of a style.
  func isData(_ entry: BibTeXScanner.Entry) -> Bool {
    ["xdata", "ieeetranbstctl", "control"].contains(bytes.text(entry.type).lowercased())
  }

  private mutating func noteUnknownCommands(_ entry: BibTeXScanner.Entry) {
    for (field, value) in entry.fields where Self.shown.contains(field) {
      let commands = value.withBytes(in: bytes) { TeXText.unknownCommands(in: $0) }
      for command in commands {
        findings.append(
          BibTeXScanner.Finding(
            id: "bibtex.unknown-command", severity: .note,
            message: "the command '\\\(command)' is not known; it is left out",
            offset: value.owned == nil ? value.range.lowerBound : entry.start))
      }
    }
  }

  private static let shown: [BibTeXField] = [
    .author, .title, .subtitle, .journal, .journalTitle, .bookTitle,
  ]

  private mutating func readAuthors(_ entry: BibTeXScanner.Entry, into record: inout Record) {
    guard let author = entry.fields.first(where: { $0.field == .author }) else {
      noteEditors(entry)
      return
    }
    // Our own writer says of names in braces whose they are.
    let types = plainText(of: .authorTypes, in: entry)
    let names = author.value.withBytes(in: bytes) {
      BibTeXNames($0, readsBraces: types == nil)
    }
    record.byline = names.authors
    record.bylineIsCut = names.isCut
    if let list = plainText(of: .orcid, in: entry) { record.takeORCIDs(list) }
    if let notes = plainText(of: .authorORCIDs, in: entry) {
      record.annotateAuthors(notes) { $0.add([Identifier(.orcid, $1)].compactMap { $0 }) }
    }
    if let notes = plainText(of: .authorIdentifiers, in: entry) {
      record.annotateAuthors(notes) { $0.add(Identifier.list(from: $1)) }
    }
    if let types {
      record.annotateAuthors(types) { author, type in
        let name = author.name.display
        if type == "group" { author.name = .group(name) }
        if type == "person" { author.name = PersonName(family: name) }
      }
    }
    record.removeNumbers()
    let offset = author.value.owned == nil ? author.value.range.lowerBound : entry.start
    let found = names.findings + record.findings.map { BibTeXNames.Finding($0) }
    record.findings = []
    findings += found.map {
      BibTeXScanner.Finding(id: $0.id, severity: $0.severity, message: $0.message, offset: offset)
    }
  }

  /// Editors are not authors; only of a collection nothing else is to be expected.
  private mutating func noteEditors(_ entry: BibTeXScanner.Entry) {
    let collections = [
      "proceedings", "mvproceedings", "collection", "mvcollection", "reference", "mvreference",
      "periodical", "set",
    ]
    guard let editor = entry.fields.first(where: { $0.field == .editor }),
      !collections.contains(bytes.text(entry.type).lowercased())
    else { return }
    findings.append(
      BibTeXScanner.Finding(
        id: "bibtex.editors-only", severity: .note,
        message: "the entry has editors and no authors; editors are not read as authors",
        offset: editor.value.owned == nil ? editor.value.range.lowerBound : entry.start))
  }

  private func plainText(of field: BibTeXField, in entry: BibTeXScanner.Entry) -> String? {
    let value = entry.fields.first { $0.field == field }?.value
    return value.map { $0.withBytes(in: bytes) { TeXText.plain($0) } }
  }

  private func date(_ fields: Fields) -> PartialDate? {
    if let date = fields.text(.date),
      let parsed = PartialDate(text: String(date.prefix { $0 != "/" }))
    {
      return parsed
    }
    guard let year = fields.text(.year), let date = PartialDate(text: year) else { return nil }
    if date.month != nil { return date }
    let month = fields.text(.month).flatMap { text -> Int? in
      Int(text)
        ?? text.split { !$0.isLetter }.lazy
        .compactMap { PartialDate.month(named: String($0)) }.first
    }
    return PartialDate(valid: date.year, month, fields.text(.day).flatMap { Int($0) })
  }

  private func readIdentifiers(_ fields: Fields, into record: inout Record) {
    record.identify(.doi, fields.raw(.doi))
    record.identify(.pmid, fields.raw(.pmid))
    record.identify(.pmcid, fields.raw(.pmcid))
    record.identify(.isbn, fields.raw(.isbn))
    if let eprint = fields.raw(.eprint) {
      let kind = (fields.raw(.eprintType) ?? fields.raw(.archivePrefix))?.lowercased()
      if kind == "arxiv" || kind == nil && eprint.looksLikeArXiv {
        record.identify(.arxiv, eprint)
      } else if kind == "pubmed" {
        record.identify(.pmid, eprint)
      }
    }
    record.identify(.wos, fields.raw(.uniqueID))
    // What our own writer adds, blank where there are no more; then the address says nothing new.
    let others = fields.text(.identifiers).map { Identifier.list(from: $0) }
    record.identifiers += others ?? []
    let isOurs = others.map { !$0.isEmpty } ?? fields.has(.identifiers)
    let addresses = [isOurs ? nil : fields.raw(.url), fields.raw(.biburl)]
    for address in addresses {
      guard var address else { continue }
      address.makeContiguousUTF8()
      for (scheme, prefix) in BibTeXEntryReader.addresses {
        guard let found = address.range(ofASCII: prefix) else { continue }
        let value = address[found.upperBound...].utf8.prefix {
          !"?#&/ ".utf8.contains($0) || scheme == .doi || scheme == .dblp
            || scheme == .arxiv && $0 == UInt8(ascii: "/")
        }
        record.identify(scheme, Substring(value).droppingSuffix(scheme == .dblp ? ".bib" : ".pdf"))
      }
    }
  }

  private static let addresses: [(Identifier.Scheme, StaticString)] = [
    (.doi, "doi.org/"), (.arxiv, "arxiv.org/abs/"), (.arxiv, "arxiv.org/pdf/"),
    (.acl, "aclanthology.org/"), (.acl, "aclweb.org/anthology/"), (.scopus, "eid="),
    (.dblp, "dblp.org/rec/"), (.dblp, "dblp.uni-trier.de/rec/"),
  ]

  private func type(of entry: BibTeXScanner.Entry, _ fields: Fields) -> String? {
    switch bytes.text(entry.type).lowercased() {
    case "article", "suppperiodical": "article-journal"
    case "inproceedings", "conference": "paper-conference"
    case "book", "mvbook", "proceedings", "mvproceedings", "collection", "mvcollection",
      "reference", "booklet", "manual":
      "book"
    case "incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference":
      "chapter"
    case "phdthesis", "mastersthesis", "thesis", "bathesis": "thesis"
    case "techreport", "report": "report"
    case "unpublished": "manuscript"
    case "online", "www", "electronic": "webpage"
    case "patent": "patent"
    case "dataset": "dataset"
    case "software": "software"
    case "misc":
      fields.text(.entrySubtype) ?? (fields.raw(.eprint) == nil ? "document" : "article")
    default: nil
    }
  }

  /// Takes over what the entry lacks: the parent's title as venue, its date, for a chapter of a book its
  /// authors, and for a version of software its title and authors.
  private mutating func inherit(
    _ entry: BibTeXScanner.Entry, _ fields: Fields, into record: inout Record
  ) {
    guard let key = fields.raw(.crossref), let stated = entryOf(key: key, beside: entry) else {
      return
    }
    let parent = withData(stated)
    let inherited = Fields(entry: parent, bytes: bytes)
    if record.venue == nil {
      record.venue =
        inherited.first([.bookTitle, .title, .journal, .journalTitle, .institution, .school])
    }
    if record.date == nil { record.date = date(inherited) }
    let type = bytes.text(entry.type).lowercased()
    // A version of a piece of software is not a part of its parent: it bears its name.
    let isVersion = record.title == nil && type.hasPrefix("software")
    if isVersion { record.title = inherited.text(.title) }
    // The authors of a book wrote each chapter of it.
    if record.byline.isEmpty, isVersion || ["inbook", "bookinbook", "suppbook"].contains(type) {
      readAuthors(parent, into: &record)
    }
  }

  private struct Fields {
    var entry: BibTeXScanner.Entry
    var bytes: UnsafeBufferPointer<UInt8>

    /// A field as plain text; `nil` where it is missing or blank.
    func text(_ field: BibTeXField, limit: Int? = nil) -> String? {
      read(field) { TeXText.plain(UnsafeBufferPointer(rebasing: $0.prefix(limit ?? $0.count))) }
    }

    /// A field's bytes without escapes, for identifiers and addresses.
    func raw(_ field: BibTeXField) -> String? {
      read(field) { value in
        let isMark = { (byte: UInt8) in byte == 0x5C || byte == 0x7B || byte == 0x7D }
        if value.contains(where: isMark) {
          return String(decoding: value.filter { !isMark($0) }, as: UTF8.self)
        }
        return String(decoding: value, as: UTF8.self)
      }
    }

    /// Whether a field stands there, be it blank.
    func has(_ field: BibTeXField) -> Bool { entry.fields.contains { $0.field == field } }

    func first(_ fields: [BibTeXField]) -> String? {
      for field in fields {
        if let text = text(field) { return text }
      }
      return nil
    }

    private func read(
      _ field: BibTeXField, _ body: (UnsafeBufferPointer<UInt8>) -> String
    ) -> String? {
      for candidate in entry.fields where candidate.field == field {
        let text = candidate.value.withBytes(in: bytes, body).trimmed
        return text.isEmpty ? nil : text
      }
      return nil
    }
  }
}

/// Counts of citations as notes put them: `cited By 12`, `Cited by: 12`, `12 citations`.
enum CitationNote {
  /// What may stand behind the number: `cited by 3 courts` is no count.
  private static let units: Set<String> = [
    "", "time", "times", "work", "works", "paper", "papers", "article", "articles", "document",
    "documents", "publication", "publications", "citation", "citations",
  ]

  static func count(_ note: String) -> String? {
    let lower = note.lowercased()
    for mark in ["cited by", "citations:", "times cited:", "cited-by:", "citation count:"] {
      guard let range = lower.firstRange(of: mark),
        lower[..<range.lowerBound].trimmed.last.map({ ";.,:|(-–—".contains($0) }) ?? true
      else { continue }
      var behind = lower[range.upperBound...].drop { $0 == " " || $0 == ":" || $0 == "=" }
      // Scopus once wrote `Cited By (since 1996):2`.
      if behind.hasPrefix("(since"), let end = behind.firstIndex(of: ")") {
        behind = behind[end...].dropFirst().drop { $0 == " " || $0 == ":" }
      }
      let digits = behind.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
      // A field of an export may follow, with a capital.
      let rest = String(
        decoding: note.utf8.suffix(behind[digits.endIndex...].utf8.count), as: UTF8.self)
      let unit = rest.drop { $0 == " " }.prefix(while: \.isLetter)
      if digits.contains(where: \.isNumber),
        unit.first?.isUppercase == true || units.contains(String(unit))
      {
        return digits.filter { $0 != "," }
      }
    }
    let words = lower.split(separator: " ")
    if words.count == 2, words[1] == "citations" || words[1] == "citation",
      words[0].contains(where: \.isNumber)
    {
      return String(words[0])
    }
    return nil
  }
}

extension StringProtocol {
  /// `2101.00001`, `2101.00001v2`, `math/0309136`.
  fileprivate var looksLikeArXiv: Bool {
    let parts = prefix { $0 != "v" }.split(separator: ".")
    if parts.count == 2, parts[0].count == 4, (4...5).contains(parts[1].count) {
      return parts.allSatisfy { $0.allSatisfy(\.isNumber) }
    }
    let old = split(separator: "/")
    return old.count == 2 && old[1].prefix(7).count == 7 && old[1].prefix(7).allSatisfy(\.isNumber)
  }

  fileprivate func droppingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}

extension String {
  /// The first occurrence of a text in ASCII.
  fileprivate func range(ofASCII mark: StaticString) -> Range<Index>? {
    let found = utf8.withContiguousStorageIfAvailable {
      UnsafeRawBufferPointer($0).firstIndex(of: mark)
    }
    guard let offset = found ?? nil else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: mark.utf8CodeUnitCount)
  }
}

extension Contributor {
  fileprivate mutating func add(_ more: [Identifier]) {
    for identifier in more where !identifiers.contains(identifier) {
      identifiers.append(identifier)
    }
  }
}

extension Record {
  /// Takes what a data annotation of BibLaTeX says of single authors, by their number from 1:
  /// `1="0000-0002-1825-0097"; 3="0000-0001-5109-3700"`, or without quotes.
  fileprivate mutating func annotateAuthors(
    _ notes: String, _ take: (inout Contributor, String) -> Void
  ) {
    for note in notes.split(separator: ";") {
      let sides = note.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let number = Int(sides[0].trimmed), number > 0,
        number <= byline.count
      else { continue }
      let text = sides[1].trimmed.drop { $0 == "\"" }.prefix { $0 != "\"" }
      take(&byline[number - 1], String(text))
    }
  }

  /// Takes ORCIDs as Web of Science lists them, `Last, First/0000-0002-1825-0097`, for the authors
  /// whose name is listed.
  fileprivate mutating func takeORCIDs(_ list: String) {
    for entry in list.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
      let parts = entry.split(separator: "/")
      guard parts.count == 2, let name = NameParser.name(String(parts[0])),
        let orcid = Identifier(.orcid, String(parts[1]))
      else { continue }
      let matches = byline.indices.filter {
        Folding.letters(byline[$0].name.display) == Folding.letters(name.display)
      }
      if matches.count == 1 { byline[matches[0]].identifiers = [orcid] }
    }
  }
}
