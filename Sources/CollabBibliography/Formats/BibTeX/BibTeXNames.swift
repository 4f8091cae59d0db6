import CollabCore

/// Reads the names of an `author` field, as BibTeX does: names are joined by `and` outside of
/// braces, parts are told apart by commas and by words in lower case.
///
/// Patashnik, *BibTeXing* (1988), section 4; for `family=…` see ``BibTeXExtendedName``, for names
/// in braces ``BibTeXBracedName``.
struct BibTeXNames {
  /// What was guessed, repaired or left out; of BibTeX's own kinds at most one each.
  struct Finding: Equatable {
    var id: String
    var severity: Diagnostic.Severity
    var message: String

    init(id: String, severity: Diagnostic.Severity, message: String) {
      (self.id, self.severity, self.message) = (id, severity, message)
    }

    /// What may be found in the names of every format.
    init(_ finding: BylineField.Finding) {
      self.init(
        id: finding.kind.id, severity: finding.kind.severity,
        message: String(finding.message.prefix(300)))
    }
  }

  /// The authors, in order.
  private(set) var authors: [Contributor] = []
  /// Whether the list says that it goes on.
  private(set) var isCut = false
  private(set) var findings: [Finding] = []

  /// The names, in order.
  var names: [PersonName] { authors.map(\.name) }

  private let readsPlainly: Bool
  private let readsBraces: Bool
  /// How many names have a comma, and how many have none.
  private var withComma = 0, withoutComma = 0
  /// The places of names in braces that may be people or groups.
  private var undecided: [Int] = []
  /// The places of names with three commas and more, which may be pairs of parts.
  private var lists: [(place: Int, text: String)] = []
  private var half = NameHalf()

  /// Takes a field apart.
  ///
  /// - Parameters:
  ///   - readsPlainly: whether plain names may go a short way, which gives the same.
  ///   - readsBraces: whether names in braces as a whole may be those of people.
  init(
    _ field: UnsafeBufferPointer<UInt8>, readsPlainly: Bool = true, readsBraces: Bool = true
  ) {
    self.readsPlainly = readsPlainly
    self.readsBraces = readsBraces
    var start = 0, depth = 0, index = 0, isJoined = false, lacksName = false
    while index < field.count {
      switch field[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "a"), UInt8(ascii: "A"):
        if depth == 0, isAnd(field, at: index) {
          // LaTeX's `\and`.
          let end = index > start && field[index - 1] == UInt8(ascii: "\\") ? index - 1 : index
          lacksName = !add(UnsafeBufferPointer(rebasing: field[start..<end])) || lacksName
          isJoined = true
          index += 3
          start = index
          continue
        }
      default: break
      }
      index += 1
    }
    let last = UnsafeBufferPointer(rebasing: field[Swift.min(start, field.count)...])
    if isJoined || !addLines(last) { lacksName = !add(last) || lacksName }
    if isJoined && lacksName {
      find("bibtex.empty-name", .note, "there is no name on one side of an 'and'")
    }
    decide()
    splitPairs()
    removeDegrees()
    splitMixed()
    invert()
  }

  /// Whether an `and` that joins names begins at a letter.
  private func isAnd(_ field: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let end = index + 3
    guard end <= field.count, field[index + 1] | 0x20 == UInt8(ascii: "n"),
      field[index + 2] | 0x20 == UInt8(ascii: "d")
    else { return false }
    let before = index == 0 ? 0x20 : field[index - 1]
    let behind = end == field.count ? 0x20 : field[end]
    if isGap(before) || before == UInt8(ascii: "\\"), isGap(behind) { return true }
    // `{Ann Hill}and{Bob Wood}`
    return before == UInt8(ascii: "}") && behind == UInt8(ascii: "{")
  }

  /// Takes one name; `false` where there is none.
  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = text.trimmed
    guard !text.isEmpty else { return false }
    if readsPlainly, let (name, hasComma) = Self.plain(text) {
      count(hasComma: hasComma)
      authors.append(Contributor(name))
      return true
    }
    addByRules(text)
    return true
  }

  /// `Last, First` and `First Last` where nothing in them needs a rule; see ``PlainWords``.
  private static func plain(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (PersonName, hasComma: Bool)? {
    // Without a small letter it may name nobody: `N. N.`.
    guard text.contains(where: { $0 >= 0x61 && $0 < 0x7B }) else { return nil }
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")) else {
      guard !beginsInCapitals(text), let words = PlainWords(text), words.count > 1 else {
        return nil
      }
      return (PersonName(text, words), false)
    }
    guard comma + 2 < text.count, text[comma + 1] == 0x20 else { return nil }
    return PersonName(
      plainFamily: UnsafeBufferPointer(rebasing: text[..<comma]),
      given: UnsafeBufferPointer(rebasing: text[(comma + 2)...])
    ).map { ($0, true) }
  }

  /// The parts of a name whose accents are TeX's, and that is plain but for these.
  private static func plain(
    _ family: UnsafeBufferPointer<UInt8>, given: UnsafeBufferPointer<UInt8>
  ) -> PersonName? {
    // White space that is no single blank is cleaned, which is reported.
    guard given.contains(where: { $0 >= 0x61 && $0 < 0x7B }), given.first == 0x20,
      family.last != 0x20, isSingleSpaced(family), isSingleSpaced(given)
    else { return nil }
    var last = TeXText.plain(family.trimmed)
    // A family name of several words, or with a stop, may be a whole name.
    guard last.withUTF8({ PlainWords($0)?.count == 1 && !$0.contains(0x2E) }) else { return nil }
    return PersonName(plainFamily: last, given: TeXText.plain(given.trimmed))
  }

  private static func isSingleSpaced(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !zip(text, text.dropFirst()).contains { $0 <= 0x20 && $1 <= 0x20 }
      && !text.contains { $0 < 0x20 || $0 >= 0x80 || $0 == UInt8(ascii: "~") }
  }

  /// Whether the first word may be a family name in capitals; see ``CapitalFamily``.
  private static func beginsInCapitals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let word = text.prefix { $0 != 0x20 }
    return word.count > 1
      && word.allSatisfy { $0.isUpper || $0 >= 0x80 || $0 == 0x2D || $0 == 0x27 }
  }

  private mutating func addByRules(_ text: UnsafeBufferPointer<UInt8>) {
    if let inside = text.insideBraces {
      addBraces(inside)
    } else if let name = BibTeXExtendedName(text) {
      if let unknown = name.unknown {
        find(
          "bibtex.name-part", .warning,
          "'\(unknown.prefix(80))' is no part of a name that is known; it is left out")
      }
      if name.isLiteral {
        take(.group(name.name.family))
      } else if !isMarkOrNobody(name.name.display) {
        take(name.name)
      }
    } else {
      addText(text)
    }
  }

  /// Takes a text that may hold more or less than one name, as it may in every format.
  private mutating func addText(_ whole: UnsafeBufferPointer<UInt8>) {
    var text = whole, parts = text.split(at: UInt8(ascii: ","))
    if parts.count == 3, parts[2].trimmed.isEmpty, isSuffix(parts[1]) {
      addInverted(parts[0], given: "", suffix: TeXText.plain(parts[1]).trimmed)
      return
    }
    while parts.count > 1, let last = parts.last, last.trimmed.isEmpty {
      parts.removeLast()
      text = UnsafeBufferPointer(rebasing: text.dropLast(last.count + 1)).trimmed
      find(
        "bibtex.name-comma", .warning,
        "a comma ends '\(TeXText.plain(whole).prefix(80))'; it is left out")
    }
    if text.holdsMarksInBraces || isOfThreeParts(parts) {
      count(hasComma: true)
      addParts(parts)
      return
    }
    if readsPlainly, parts.count == 2, text.count == whole.count,
      let name = Self.plain(parts[0], given: parts[1])
    {
      count(hasComma: true)
      authors.append(Contributor(name))
      return
    }
    let plain = TeXText.plain(text)
    if let (family, filler) = NameHalf.parts(plain) {
      let whole = half.take(family, behind: authors.count)
      if let whole {
        authors.removeLast()
        if findings.last?.message.hasPrefix("'\(whole.given), ") == true { findings.removeLast() }
      }
      findings.append(Finding(NameHalf.finding(family, filler, whole: whole)))
      if let name = whole ?? NameParser.natural(family) { take(name) }
      return
    }
    let field = BylineField(plain)
    isCut = isCut || field.isCut
    if parts.count > 3, parts.count % 2 == 0, field.findings.map(\.kind) == [.several],
      field.names == [plain]
    {
      lists.append((authors.count, plain))
    } else {
      findings += field.findings.map { Finding($0) }
    }
    if field.names == [plain] {
      count(hasComma: parts.count > 1)
      addParts(parts)
    } else {
      for name in field.names {
        count(hasComma: name.contains(","))
        NameParser.name(name).map { take($0) }
      }
    }
  }

  /// `von Last, Jr, First` with a suffix in braces or in small letters, or with the particle there.
  private func isOfThreeParts(_ parts: [UnsafeBufferPointer<UInt8>]) -> Bool {
    guard parts.count == 3 else { return false }
    let middle = TeXText.plain(parts[1])
    return isSuffix(parts[1]) || !middle.contains(" ") && middle.first?.isLowercase == true
  }

  /// Names on lines of their own, or parted by tabs or `|`, where no `and` joins any.
  private mutating func addLines(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard field.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x7C }) else {
      return false
    }
    let lines = field.lines
    let hasBar = field.contains(0x7C)
    guard lines.count > 1,
      lines.allSatisfy({ BibTeXBracedName.isLikePerson(TeXText.plain($0)) })
    else { return false }
    let haveCommas = lines.allSatisfy { $0.contains(UInt8(ascii: ",")) }
    let text = TeXText.plain(field)
    guard lines.count > 2 || haveCommas || hasBar else {
      find(.several, "'\(text.prefix(120))' may be several people; it is kept as one name")
      return false
    }
    find(.split, "'\(text.prefix(120))' is read as \(lines.count) names")
    for line in lines { _ = add(line) }
    return true
  }

  /// Takes one name by the parts between its commas.
  private mutating func addParts(_ parts: [UnsafeBufferPointer<UInt8>]) {
    let first = parts[0]
    let rest = parts.dropFirst().map { TeXText.plain($0).trimmed }
    switch rest.count {
    case 0: addNatural(first)
    case 1 where NameParser.isSuffix(rest[0], behind: TeXText.plain(first).trimmed):
      addNatural(first, suffix: rest[0])
    case 1: addInverted(first, given: rest[0])
    case 2 where NameParser.isParticle(Substring(rest[0])) && words(first).first?.isLower == false:
      take(PersonName(given: rest[1], family: TeXText.plain(first).trimmed, particle: rest[0]))
    case 2 where NameParser.isSuffix(rest[1]) && !NameParser.isSuffix(rest[0]):
      addInverted(first, given: rest[0], suffix: rest[1])
    case 2: addInverted(first, given: rest[1], suffix: rest[0])
    default: addInverted(first, given: rest.joined(separator: " "))
    }
  }

  /// Whether a part stands behind a name: it is one of those known, or in braces as a whole.
  private func isSuffix(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    NameParser.isSuffix(TeXText.plain(part)) || part.trimmed.insideBraces != nil
  }

  private mutating func addInverted(
    _ last: UnsafeBufferPointer<UInt8>, given: String, suffix: String = ""
  ) {
    var words = words(last)
    // Words in lower case before the last one are its particle.
    var particle: [String] = []
    while words.count > 1, words[0].isLower { particle.append(words.removeFirst().text) }
    let family = words.map(\.text).joined(separator: " ").trimmed
    // In braces a particle is a part of the family name.
    let isKept = particle.isEmpty && words.contains { $0.text.first?.isLowercase == true }
    if particle.isEmpty, !isKept || given.isEmpty {
      if let name = NameParser.inverted(family, given: given, suffix: suffix) { take(name) }
    } else if given.isEmpty || given == "null" {
      take(
        PersonName(family: family, particle: particle.joined(separator: " "), suffix: suffix))
    } else {
      take(
        PersonName(
          given: given.collapsed, family: family, particle: particle.joined(separator: " "),
          suffix: suffix))
    }
  }

  private mutating func addNatural(_ text: UnsafeBufferPointer<UInt8>, suffix: String = "") {
    var words = words(text)
    let number = words.count > 1 ? words.last.flatMap { homonymNumber($0.text) } : nil
    if number != nil { words.removeLast() }
    guard let last = words.last else { return }
    let whole = words.map(\.text).joined(separator: " ").trimmed
    if let name = NameParser.inTwoScripts(whole) {
      take(name, number: number)
      return
    }
    if words.count == 1 || NameParser.isCollective(whole) || EastAsianName.isWritten(whole) {
      if let name = NameParser.natural(whole) { take(name, number: number) }
      return
    }
    if suffix.isEmpty, !text.contains(UInt8(ascii: "{")),
      let name = CapitalFamily.name(words.map(\.text))
    {
      take(name, number: number)
      return
    }
    var suffix = suffix
    var end = words.count - 1
    if end > 1, NameParser.isSuffix(last.text) {
      suffix = last.text
      end -= 1
    }
    // The particle is the words in lower case behind the first name, or before a family name alone.
    let isFamilyAlone = words[0].isLower && !words[end].isLower
    let start = words[(isFamilyAlone ? 0 : 1)..<Swift.max(1, end)].firstIndex { $0.isLower } ?? end
    var family = start
    while family < end, words[family].isLower { family += 1 }
    let join = { (range: Range<Int>) in words[range].map(\.text).joined(separator: " ").trimmed }
    let name = PersonName(
      given: join(0..<start), family: join(family..<end + 1), particle: join(start..<family),
      suffix: suffix)
    if !name.family.isEmpty { take(name, number: number) }
  }

  /// Takes a name in braces as a whole.
  private mutating func addBraces(_ inside: UnsafeBufferPointer<UInt8>) {
    let text = TeXText.plain(inside)
    if homonymNumber(String(decoding: inside.suffix(4), as: UTF8.self)) != nil {
      addParts(inside.split(at: UInt8(ascii: ",")))
    } else if isMarkOrNobody(text) {
      return
    } else if !readsBraces {
      if let name = NameText.undivided(text) { take(name) }
    } else if var rest = Byline.withoutMore(text) {
      isCut = true
      rest.withUTF8 { add(BibTeXBracedName($0)) }
    } else {
      add(BibTeXBracedName(inside))
    }
  }

  /// Whether a text is a mark that the list goes on, or names nobody.
  private mutating func isMarkOrNobody(_ text: String) -> Bool {
    if Byline.isMore(text) {
      isCut = true
      return true
    }
    return Byline.isUnnamed(text)
  }

  private mutating func add(_ braced: BibTeXBracedName) {
    switch braced.kind {
    case .nothing: break
    case .several(let list):
      find(
        "bibtex.braced-name", .note,
        "'\(braced.text.prefix(80))' is in braces as a whole; read as \(list.count) people")
      authors += list
    case .person(let name):
      findBraced(braced.text, "a person")
      take(name)
    case .unclear:
      undecided.append(authors.count)
      take(.group(braced.text))
    case .whole(let name): take(name)
    }
  }

  private mutating func findBraced(_ text: String, _ kind: String) {
    find(
      "bibtex.braced-name", .note,
      "'\(text.prefix(80))' is in braces as a whole; read as \(kind)")
  }

  /// Where all of several names stand in braces, these say nothing: `{Ann Hill} and {Bob Wood}`.
  private mutating func decide() {
    guard let first = undecided.first else { return }
    let arePeople = authors.count > 1 && undecided.count == authors.count
    findBraced(authors[first].name.family, arePeople ? "a person" : "a group")
    guard arePeople else { return }
    for place in undecided {
      if let name = NameParser.name(authors[place].name.family) { authors[place].name = name }
    }
  }

  /// Takes a name; a number of DBLP's for people of one name is no part of it.
  private mutating func take(_ name: PersonName, number: String? = nil) {
    var name = name, number = number
    if number == nil,
      name.family.utf8.last?.isDigit == true || name.given.utf8.last?.isDigit == true
    {
      (name, number) = withoutHomonymNumber(name)
    }
    let id = number.flatMap { Identifier(.dblp, name.display + " " + $0) }
    authors.append(Contributor(name, identifiers: id.map { [$0] } ?? []))
  }

  private mutating func find(_ id: String, _ severity: Diagnostic.Severity, _ message: String) {
    if !findings.contains(where: { $0.id == id }) {
      findings.append(Finding(id: id, severity: severity, message: message))
    }
  }

  /// Takes a finding of the kinds that every format has, each time.
  private mutating func find(_ kind: BylineField.Finding.Kind, _ message: String) {
    findings.append(Finding(BylineField.Finding(kind: kind, message: message)))
  }

  private mutating func count(hasComma: Bool) {
    if hasComma { withComma += 1 } else { withoutComma += 1 }
  }

  /// `Bern Frank, PhD and Cy Lake, M.D.`: what may be initials is a degree where other names are in
  /// reading order.
  private mutating func removeDegrees() {
    for place in authors.indices {
      let name = authors[place].name
      guard !name.given.isEmpty, mayBeWhole(name.family), Byline.Degree(name.given) == .possible,
        let natural = NameParser.natural(name.family)
      else { continue }
      let text = name.family + ", " + name.given
      if withoutComma > 0 {
        find(.cleaned, "'\(text)' is read as '\(name.family)'")
        authors[place].name = natural
      } else if withComma == 1 {
        find(
          "bibtex.degree-or-initials", .note,
          "'\(name.given)' in '\(text)' may be a degree; it is read as initials")
      }
    }
  }

  /// `Hill, Ann, Wood, Bob and Lake, Cy`: beside names of one comma, every second comma parts two.
  private mutating func splitPairs() {
    let arePairs = withComma > lists.count
    for (place, text) in lists.reversed() {
      let parts = text.split(separator: ",").map(\.trimmed)
      let pairs = stride(from: 1, to: parts.count, by: 2).compactMap { index in
        BibTeXBracedName.isLikePerson(parts[index - 1] + ", " + parts[index])
          ? NameParser.inverted(parts[index - 1], given: parts[index]) : nil
      }
      let isSplit = arePairs && pairs.count * 2 == parts.count
      find(
        isSplit ? .split : .several,
        "'\(text.prefix(120))' "
          + (isSplit
            ? "is read as \(pairs.count) names" : "may be several people; it is kept as one name"))
      if isSplit { authors.replaceSubrange(place...place, with: pairs.map { Contributor($0) }) }
    }
  }

  /// `Ann Hill and Bob Wood, Cy Lake`: beside names without a comma, it joins two.
  private mutating func splitMixed() {
    guard withComma > 0, withoutComma > 0 else { return }
    let isPair = authors.map { author in
      let name = author.name
      return !name.isGroup && name.particle.isEmpty && name.suffix.isEmpty
        && mayBeWhole(name.family) && mayBeWhole(name.given)
    }
    guard isPair.count(where: { $0 }) == withComma else { return }
    authors = zip(authors, isPair).flatMap { author, isPair -> [Contributor] in
      guard isPair else { return [author] }
      let pair = [author.name.family, author.name.given]
      find(.split, "'\(pair.joined(separator: ", "))' is read as 2 names")
      return pair.compactMap { NameParser.natural($0) }.map { Contributor($0) }
    }
  }

  /// `Hill A and Wood BR`: where every name ends in initials, they stand behind the family names. `LI`
  /// and `LEE` may be family names in capitals, so that one of them must be no word.
  private mutating func invert() {
    guard authors.count > 1, withComma == 0 else { return }
    let people = authors.indices.filter { !authors[$0].name.isGroup }
    let inverted = people.compactMap { familyFirst(authors[$0].name.display) }
    guard people.count > 1, inverted.count == people.count,
      inverted.contains(where: { name in
        name.given.count == 1 || !name.given.contains { "AEIOUY".contains($0) }
      })
    else { return }
    let (first, name) = (authors[people[0]].name.display, inverted[0].display)
    find("bibtex.family-first", .note, "'\(first)' is read as '\(name)', as all names beside it")
    for (place, name) in zip(people, inverted) { authors[place].name = name }
  }

  /// A name of words and one to three capitals behind them; `nil` for another.
  private func familyFirst(_ text: String) -> PersonName? {
    guard let name = NameText.unmarked(text), (1...3).contains(name.given.count),
      name.given.allSatisfy(\.isUppercase), text.hasSuffix(" " + name.given)
    else { return nil }
    return name
  }

  /// Whether a part of a name is like a whole one, and not `Dal Rí`.
  private func mayBeWhole(_ part: String) -> Bool {
    guard part.utf8.contains(0x20), let first = part.split(separator: " ").first,
      first.count < part.count
    else { return false }
    return !part.contains(".") && BibTeXBracedName.isLikePerson(part)
      && !NameParser.isParticle(Substring(first.lowercased()))
      && !["dal", "dalle", "saint", "san"].contains(first.lowercased())
  }

  private struct Word {
    var text: String
    /// Whether its first letter outside of braces is a small one.
    var isLower: Bool
  }

  /// The words of a text, told apart by blanks and ties outside of braces.
  private func words(_ text: UnsafeBufferPointer<UInt8>) -> [Word] {
    var result: [Word] = []
    var start = 0, depth = 0
    for index in 0...text.count {
      if index < text.count {
        if text[index] == UInt8(ascii: "{") { depth += 1 }
        if text[index] == UInt8(ascii: "}") { depth -= 1 }
        // The blank behind a letter's command is part of the word: `\c c`, `\L ukasz`.
        if depth > 0 || !isGap(text[index]) || endsInLetter(text, start..<index) { continue }
      }
      if index > start {
        let word = UnsafeBufferPointer(rebasing: text[start..<index])
        let plain = TeXText.plain(word).trimmed
        if !plain.isEmpty { result.append(Word(text: plain, isLower: isLower(word, plain))) }
      }
      start = index + 1
    }
    return result
  }

  /// Whether a word ends in a command for a letter or an accent.
  private func endsInLetter(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    var start = word.upperBound
    while start > word.lowerBound, text[start - 1].isLetter { start -= 1 }
    guard start < word.upperBound, start > word.lowerBound, text[start - 1] == UInt8(ascii: "\\")
    else { return false }
    let command = text.text(start..<word.upperBound)
    return TeXSymbols.accents[command] != nil
      || TeXSymbols.symbols[command]?.first?.isLetter == true
  }

  private func isLower(_ word: UnsafeBufferPointer<UInt8>, _ plain: String) -> Bool {
    // A word in braces has no case, unless they belong to an accent.
    if word[0] == UInt8(ascii: "{"), word.count > 1, word[1] != UInt8(ascii: "\\") { return false }
    return plain.first { $0.isLetter }?.isLowercase ?? false
  }
}

/// A blank, a line end, a tie.
private func isGap(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "~") }

/// `0001`, by which DBLP tells people of one name apart.
private func homonymNumber(_ word: some StringProtocol) -> String? {
  let bytes = word.utf8
  return bytes.count == 4 && bytes.first == 0x30 && bytes.allSatisfy(\.isDigit)
    ? String(word) : nil
}

/// Takes a number off `Gao 0001, Weilin`, `Gao, Weilin 0001` and `0001, Weilin Gao`.
private func withoutHomonymNumber(_ name: PersonName) -> (PersonName, String?) {
  if let number = homonymNumber(name.family), let whole = NameParser.natural(name.given) {
    return (whole, number)
  }
  for part in [\PersonName.family, \.given] {
    let words = name[keyPath: part].split(separator: " ")
    if words.count > 1 || part == \.given, let number = words.last.flatMap({ homonymNumber($0) }) {
      var name = name
      name[keyPath: part] = words.dropLast().joined(separator: " ")
      return (name, number)
    }
  }
  return (name, nil)
}

extension UnsafeBufferPointer<UInt8> {
  /// Without blanks at both ends.
  var trimmed: Self {
    var low = 0, high = count
    while low < high, self[low] <= 0x20 { low += 1 }
    while low < high, self[high - 1] <= 0x20 { high -= 1 }
    return Self(rebasing: self[low..<high])
  }

  /// What braces hold that span the whole text; `nil` where none do, or where they are a letter's.
  var insideBraces: Self? {
    guard count > 2, self[0] == UInt8(ascii: "{"), self[1] != UInt8(ascii: "\\"),
      self[count - 1] == UInt8(ascii: "}")
    else { return nil }
    var depth = 0
    for index in 0..<count - 1 {
      if self[index] == UInt8(ascii: "{") { depth += 1 }
      if self[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return nil }
    }
    return Self(rebasing: self[1..<count - 1])
  }

  /// The lines that hold something; tabs and bars part them, too.
  var lines: [Self] {
    split { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x7C }
      .map { Self(rebasing: $0).trimmed }.filter { !$0.isEmpty }
  }

  /// Whether braces protect what would part names.
  var holdsMarksInBraces: Bool {
    var depth = 0
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "#"),
        UInt8(ascii: "*"), UInt8(ascii: "+"), 0xE3, 0xEF:
        if depth > 0 { return true }
      // `§` and `¶`, but no letter of Latin-1.
      case 0xC2 where depth > 0 && index + 1 < count:
        if [0xA7, 0xB6].contains(self[index + 1]) { return true }
      // `†`, `‡`, `…` and quotes, but not the apostrophe of `O’Brien`.
      case 0xE2 where depth > 0 && index + 2 < count && self[index + 1] == 0x80:
        if [0xA0, 0xA1, 0xA6, 0x9C, 0x9D].contains(self[index + 2]) { return true }
      case UInt8(ascii: "d") where depth > 0 && index > 2:
        if equals(index - 2..<index + 1, "and"), self[index - 3] <= 0x20 { return true }
      default: break
      }
    }
    return false
  }

  /// The parts between bytes outside of braces.
  func split(at separator: UInt8) -> [Self] {
    var result: [Self] = []
    var start = 0, depth = 0
    for index in 0..<count {
      if self[index] == UInt8(ascii: "{") { depth += 1 }
      if self[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 && self[index] == separator {
        result.append(Self(rebasing: self[start..<index]))
        start = index + 1
      }
    }
    result.append(Self(rebasing: self[start...]))
    return result
  }
}
