/// Reads names in the orders in which databases write them, beyond what ``NameParser`` knows.
enum NameText {
  /// `Roach, Mack, III`; `Curry Rogers, Kristina`; without a comma see ``unmarked(_:)``.
  static func inverted(_ text: String) -> PersonName? { plain(text) ?? invertedByRules(text) }

  /// ``inverted(_:)`` without its short way for plain names.
  static func invertedByRules(_ text: String) -> PersonName? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.collapsed)
    guard let family = parts.first, parts.count > 1 else { return unmarked(text) }
    // EndNote's mark of a collective: a comma with nothing behind it.
    if parts.count == 2, parts[1].isEmpty, family.contains(" ") { return .group(family) }
    if let last = parts.last, BylineSplit.isCompanySuffix(last) { return .group(text.collapsed) }
    let rest = parts.dropFirst().filter { !$0.isEmpty && $0 != "null" }
    func isSuffix(_ part: String) -> Bool {
      rest.count == 1 ? NameParser.isSuffix(part, behind: family) : NameParser.isSuffix(part)
    }
    // `Frank L. Drape, Jr.` is in reading order.
    if rest.count == 1, isSuffix(rest[0]), family.contains(" ") {
      var name = unmarked(family)
      name?.suffix = rest[0]
      return name
    }
    var suffix = rest.first(where: isSuffix) ?? ""
    var given = rest.filter { !isSuffix($0) }.joined(separator: " ")
    // PubMed writes `O'Brien, Liam Jr`.
    if suffix.isEmpty, let last = given.split(separator: " ").last.map(String.init),
      given != last, NameParser.isSuffix(last)
    {
      suffix = last
      given = given.dropLast(last.count).trimmed
    }
    return NameParser.inverted(family, given: given, suffix: suffix)
  }

  /// `Roach, Mack` and `Mack Roach` where nothing in them needs a rule; see ``PlainWords``.
  private static func plain(_ text: String) -> PersonName? {
    var text = text
    return text.withUTF8(plain)
  }

  /// The same of bytes.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> PersonName? {
    if let comma = text.firstIndex(of: 0x2C) {
      guard comma + 2 < text.count, text[comma + 1] == 0x20 else { return nil }
      return PersonName(
        plainFamily: UnsafeBufferPointer(rebasing: text[..<comma]),
        given: UnsafeBufferPointer(rebasing: text[(comma + 2)...]))
    }
    // Without a small letter it may be initials.
    guard let words = PlainWords(text),
      text[words.last...].contains(where: { $0 >= 0x61 && $0 < 0x7B }), !beginsWithCapitals(text)
    else { return nil }
    return PersonName(text, words)
  }

  /// The name that fills a field, where nothing in the field needs a rule. What may say that nobody is
  /// known, as `Na` does, needs one.
  static func plainField(_ text: UnsafeBufferPointer<UInt8>) -> PersonName? {
    guard let first = text.first, text.count > 12 || !mayBeUnknown(first) else { return nil }
    return plain(text)
  }

  /// A name without a comma: `Wilson L.N.` and `Griffin DK` put the family first, all else is
  /// taken in reading order.
  static func unmarked(_ text: String) -> PersonName? {
    let words = text.collapsed.split(separator: " ").map(String.init)
    guard let last = words.last else { return nil }
    if let name = NameParser.inTwoScripts(words.joined(separator: " ")) { return name }
    if let name = CapitalFamily.name(words) { return name }
    guard words.count > 1, !isInitials(words[0]) else { return natural(text) }
    var end = words.count
    var suffix = ""
    if NameParser.isSuffix(last), words.count > 2 {
      // `Bob Wood III`, and `Wood B III` with the family name first.
      guard isInitials(words[words.count - 2]) else { return natural(text) }
      suffix = last
      end -= 1
    }
    var cut = end
    while cut > 1, isInitials(words[cut - 1]) { cut -= 1 }
    guard cut < end else { return natural(text) }
    return NameParser.inverted(
      words[..<cut].joined(separator: " "), given: words[cut..<end].joined(separator: " "),
      suffix: suffix)
  }

  /// A name in reading order: `Björn A. Blomberg`, `Ludwig van Beethoven`.
  static func natural(_ text: String) -> PersonName? {
    var text = text
    guard text.withUTF8(beginsWithCapitals) else { return NameParser.natural(text) }
    return CapitalFamily.name(text.collapsed.split(separator: " ").map(String.init))
      ?? NameParser.natural(text)
  }

  private static func beginsWithCapitals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count > 4 && text[0].isUpper && text[1].isUpper
  }

  /// A name whose parts a format keeps apart. "Na" is a name here and no mark of a missing one.
  static func parts(given: String, family: String, suffix: String = "") -> PersonName? {
    NameParser.inverted(family, given: given, suffix: suffix)
  }

  /// A name that its source keeps whole: a collective where it says so, is long or all capitals,
  /// else a person of whom no given names are known.
  static func undivided(_ text: String) -> PersonName? {
    let text = text.trimmed
    guard let name = NameParser.natural(text) else { return nil }
    let words = text.split(separator: " ").count
    let isGroup = name.isGroup || words > 2 || text.allSatisfy { $0.isUppercase || $0 == " " }
    return isGroup ? .group(text) : PersonName(family: text)
  }

  /// Whether a word is initials: `L.N.`, `DK`, `J.-P.`, `C`; at most four capitals.
  static func isInitials(_ word: String) -> Bool {
    var capitals = 0
    for character in word {
      if character.isUppercase {
        capitals += 1
      } else if character != "." && character != "-" && character != "‐" {
        return false
      }
    }
    return (1...4).contains(capitals)
  }

}

extension Record {
  /// Takes a field of the byline, which holds one name, several, or a mark that the byline goes on.
  /// Identifiers and affiliations are of the one name.
  mutating func appendAuthor(
    _ text: String, as read: (String) -> PersonName?, identifiers: [Identifier] = [],
    affiliations: [String] = [], countries: [String] = []
  ) {
    let text = text.collapsed.withTeXAccents
    func contributor(_ name: PersonName) -> Contributor {
      Contributor(
        name, identifiers: identifiers, affiliations: affiliations, countries: countries)
    }
    if BylineField.isPlain(text) {
      if text.stated != nil, let name = read(text) { byline.append(contributor(name)) }
      return
    }
    if let (family, filler) = NameHalf.parts(text) {
      appendAuthor(
        given: filler, family: family, identifiers: identifiers, affiliations: affiliations,
        countries: countries)
      return
    }
    let field = BylineField(text)
    take(field)
    for text in field.names where text.stated != nil {
      guard let name = read(text) else { continue }
      if name.isGroup, text.hasSuffix(","), !NameParser.isCollective(text.trimmingEnd(of: ",")) {
        findings.append(
          BylineField.Finding(
            kind: .group, message: "'\(text)' ends in a comma and is read as a group"))
      }
      byline.append(field.names.count == 1 ? contributor(name) : Contributor(name))
    }
  }

  /// Takes a field of the byline, with names in either order; see ``NameText/inverted(_:)``.
  mutating func appendAuthor(
    _ text: String, identifiers: [Identifier] = [], affiliations: [String] = [],
    countries: [String] = []
  ) {
    var text = text
    if let name = text.withUTF8(NameText.plainField) {
      byline.append(
        Contributor(
          name, identifiers: identifiers, affiliations: affiliations, countries: countries))
    } else {
      appendAuthor(
        text, as: NameText.inverted, identifiers: identifiers, affiliations: affiliations,
        countries: countries)
    }
  }

  /// The same of a JSON text, which is not made into a text first where it is plain.
  mutating func appendAuthor(
    _ value: JSONValue, identifiers: [Identifier] = [], affiliations: [String] = [],
    countries: [String] = []
  ) {
    guard let bytes = value.bytes else { return }
    if let name = NameText.plainField(bytes) {
      byline.append(
        Contributor(
          name, identifiers: identifiers, affiliations: affiliations, countries: countries))
    } else if let text = value.text {
      appendAuthor(
        text, as: NameText.inverted, identifiers: identifiers, affiliations: affiliations,
        countries: countries)
    }
  }

  /// Takes a name whose parts the format keeps apart.
  mutating func appendAuthor(
    given: String, family: String, suffix: String = "", identifiers: [Identifier] = [],
    affiliations: [String] = [], countries: [String] = []
  ) {
    func append(_ name: PersonName?) {
      guard let name else { return }
      byline.append(
        Contributor(
          name, identifiers: identifiers, affiliations: affiliations, countries: countries))
    }
    if suffix.isEmpty, let name = PersonName(plainFamily: family, given: given) {
      append(name)
      return
    }
    let parts = [given, family]
    if suffix.isEmpty, parts.allSatisfy({ $0.isEmpty || BylineField.isPlain($0) }) {
      append(NameText.parts(given: given, family: family))
      return
    }
    if NameMarks.isFiller(given) != NameMarks.isFiller(family), !given.isEmpty, !family.isEmpty {
      let isFamily = NameMarks.isFiller(given)
      let known = isFamily ? family : given, filler = isFamily ? given : family
      let whole = isFamily ? half.take(family, behind: byline.count) : nil
      // One message for both halves.
      if let whole, findings.last?.message.hasPrefix("'\(whole.given), ") == true {
        findings.removeLast()
      }
      findings.append(NameHalf.finding(known, filler, whole: whole))
      if let whole {
        byline.removeLast()
        append(whole)
      } else {
        appendAuthor(
          given: "", family: known, suffix: suffix, identifiers: identifiers,
          affiliations: affiliations, countries: countries)
      }
      return
    }
    let whole = (given + " " + family).collapsed
    // Only where both parts are known: `Dr. Who` alone may be meant so.
    let given = given.withoutReferences.trimmed, family = family.withoutReferences.trimmed
    if !given.isEmpty, !family.isEmpty, Byline.withoutMore(given) == nil,
      Byline.withoutMore(family) == nil
    {
      let bare = (NameMarks.removed(fromPart: given), NameMarks.removed(fromPart: family))
      if bare != (given, family), !bare.0.isEmpty, !bare.1.isEmpty {
        let was = family + ", " + given, now = bare.1 + ", " + bare.0
        if was.filter({ !",; ".contains($0) }) != now.filter({ !",; ".contains($0) }) {
          findings.append(
            BylineField.Finding(kind: .cleaned, message: "'\(was.prefix(120))' is read as '\(now)'")
          )
        }
        appendAuthor(
          given: bare.0, family: bare.1, suffix: suffix, identifiers: identifiers,
          affiliations: affiliations, countries: countries)
        return
      }
    }
    // CSL's quotes keep a particle with the family name.
    if let inside = NameMarks.withoutQuotes(family), !given.isEmpty {
      append(PersonName(given: given.collapsed, family: inside.collapsed, suffix: suffix))
      return
    }
    if Byline.isMore(whole) || Byline.isMore((family + " " + given).collapsed) {
      bylineIsCut = true
      return
    }
    if Byline.isUnnamed(whole) { return }
    // A comma in a part, a mark at its end and the like are read as in a field of text.
    let isText = [given, family].contains { part in
      part.mayHoldMarks && part.contains { ",;\"“”…*†‡§¶&0123456789".contains($0) }
        || part.hasSuffix("...")
        || Byline.withoutMore(part) != nil
        || Byline.Degree(part.split(separator: " ").last ?? "") == .certain
    }
    guard isText || Byline.isNoName(whole) else {
      append(NameText.parts(given: given, family: family, suffix: suffix))
      return
    }
    let field = BylineField(given.isEmpty ? family : family + ", " + given)
    take(field)
    for text in field.names {
      var name = NameText.inverted(text)
      if !suffix.isEmpty { name?.suffix = suffix }
      append(name)
    }
  }

  /// Takes what a field of the byline says besides names.
  mutating func take(_ field: BylineField) {
    if field.isCut { bylineIsCut = true }
    findings += field.findings
  }

  /// Leaves out numbers among names: marks of footnotes and counts of pages.
  mutating func removeNumbers() {
    guard byline.contains(where: { $0.name.family.utf8.first?.isDigit ?? false }),
      byline.contains(where: { !isNumber($0.name) })
    else { return }
    for author in byline where isNumber(author.name) {
      findings.append(
        BylineField.Finding(
          kind: .noName, message: "'\(author.name.family)' is not a name; it is left out"))
    }
    byline = byline.filter { !isNumber($0.name) }
  }

  private func isNumber(_ name: PersonName) -> Bool {
    name.given.isEmpty && name.family.utf8.allSatisfy(\.isDigit)
  }

  /// Takes a group.
  mutating func appendGroup(
    _ text: String, identifiers: [Identifier] = [], affiliations: [String] = []
  ) {
    let text = text.collapsed
    if Byline.isMore(text) {
      bylineIsCut = true
    } else if text.stated != nil, !Byline.isNobody(text) {
      byline.append(
        Contributor(.group(text), identifiers: identifiers, affiliations: affiliations))
    }
  }

  /// Takes an identifier that says something.
  mutating func identify(_ scheme: Identifier.Scheme, _ text: String?) {
    guard var text = text?.stated else { return }
    if scheme == .pmid {
      text = String(text.drop { !$0.isNumber })
      if text.allSatisfy({ $0 == "0" }) { return }
    }
    if let identifier = Identifier(scheme, text),
      !identifiers.contains(identifier)
    {
      identifiers.append(identifier)
    }
  }

  /// Takes the DOI that a text holds: the first word with `10.` and a slash, without what other
  /// fields were run together with it.
  mutating func identifyDOI(_ text: String?) {
    guard let text, text.holds("10.") else { return }
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3B }) {
      if text.utf8.contains(0x2F) { identify(.doi, text) }
      return
    }
    let word = text.split(whereSeparator: { $0.isWhitespace || $0 == ";" }).first {
      $0.contains("10.") && $0.contains("/")
    }
    identify(.doi, word.map(String.init))
  }

  /// Takes the first address of the web.
  mutating func link(_ text: String?) {
    if url == nil, let text = text?.trimmed,
      text.hasPrefix("http://") || text.hasPrefix("https://")
    {
      let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      url = isPlain ? text : String(text.prefix { !$0.isWhitespace })
    }
  }
}

extension String {
  /// Whether one of the marks that make a part of a name a field of text may be in it: each is one of
  /// these bytes or begins with one.
  fileprivate var mayHoldMarks: Bool {
    utf8.contains { byte in
      switch byte {
      case 0x22, 0x26, 0x2A, 0x2C, 0x3B, 0x30...0x39, 0xC2, 0xE2: true
      default: false
      }
    }
  }
}
