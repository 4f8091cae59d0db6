import CollabCore

/// Reads the names of an `author` field, as BibTeX does: names are joined by `and` outside of
/// braces, parts are told apart by commas and by words in lower case.
///
/// Patashnik, *BibTeXing* (1988), section 4; for `family=…` see ``BibTeXExtendedName``, for names
/// in braces ``BibTeXBracedName``.
struct BibTeXNames {
  /// What was guessed or repaired, at most one of each kind.
  struct Finding: Equatable {
    var id: String
    var severity: Diagnostic.Severity
    var message: String
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
  /// The places of names in braces that may be people or groups.
  private var undecided: [Int] = []

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
          lacksName = !add(UnsafeBufferPointer(rebasing: field[start..<index])) || lacksName
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
    lacksName = !add(last) || lacksName
    if isJoined && lacksName {
      find("bibtex.empty-name", .note, "there is no name on one side of an 'and'")
    }
    decide()
  }

  /// Whether an `and` that joins names begins at a letter.
  private func isAnd(_ field: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let end = index + 3
    guard end <= field.count, field[index + 1] | 0x20 == UInt8(ascii: "n"),
      field[index + 2] | 0x20 == UInt8(ascii: "d")
    else { return false }
    let before = index == 0 ? 0x20 : field[index - 1]
    let behind = end == field.count ? 0x20 : field[end]
    if isGap(before) && isGap(behind) { return true }
    // `{Ann Hill}and{Bob Wood}`
    return before == UInt8(ascii: "}") && behind == UInt8(ascii: "{")
  }

  /// Takes one name; `false` where there is none.
  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = text.trimmed
    guard !text.isEmpty else { return false }
    if readsPlainly, let name = Self.plain(text) {
      authors.append(Contributor(name))
      return true
    }
    addByRules(text)
    return true
  }

  /// `Last, First` and `First Last` where nothing in them needs a rule; see ``PlainWords``.
  private static func plain(_ text: UnsafeBufferPointer<UInt8>) -> PersonName? {
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")) else {
      guard let words = PlainWords(text), words.count > 1, !mayEndList(text[words.last...])
      else { return nil }
      return PersonName(plain: text)
    }
    guard comma + 2 < text.count, text[comma + 1] == 0x20 else { return nil }
    let given = UnsafeBufferPointer(rebasing: text[(comma + 2)...])
    guard let words = PlainWords(given), !mayEndList(given[words.last...]) else { return nil }
    return PersonName(
      plainFamily: UnsafeBufferPointer(rebasing: text[..<comma]), given: given)
  }

  /// Whether a word may be the last of those by which ``NameParser/isCut(_:)`` knows that a list
  /// goes on, such as `Al.` or `Others`.
  private static func mayEndList(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    ["al", "al.", "alii", "others", "a.", "u.a."].contains { end in
      word.count == end.utf8.count && zip(word, end.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
  }

  private mutating func addByRules(_ text: UnsafeBufferPointer<UInt8>) {
    if NameParser.isCut(TeXText.plain(text)) {
      isCut = true
    } else if let inside = text.insideBraces {
      if homonymNumber(String(decoding: inside.suffix(4), as: UTF8.self)) != nil {
        addParts(inside)
      } else if readsBraces {
        addBraced(BibTeXBracedName(inside))
      } else if let name = NameText.undivided(TeXText.plain(inside)) {
        take(name)
      }
    } else if let name = BibTeXExtendedName(text) {
      if let unknown = name.unknown {
        find(
          "bibtex.name-part", .warning,
          "'\(unknown.prefix(80))' is no part of a name that is known; it is left out")
      }
      if name.isLiteral {
        take(.group(name.name.family))
      } else {
        take(name.name)
      }
    } else {
      addParts(text)
    }
  }

  private mutating func addParts(_ text: UnsafeBufferPointer<UInt8>) {
    var parts = text.split(at: UInt8(ascii: ","))
    if parts.count == 3, parts[2].trimmed.isEmpty, isSuffix(parts[1]) {
      addInverted(parts[0], given: "", suffix: TeXText.plain(parts[1]).trimmed)
      return
    }
    while parts.count > 1, let last = parts.last, last.trimmed.isEmpty {
      parts.removeLast()
      find(
        "bibtex.name-comma", .warning,
        "a comma ends '\(TeXText.plain(text).prefix(80))'; it is left out")
    }
    let first = parts[0]
    var rest = parts.dropFirst().map { TeXText.plain($0).trimmed }
    if let last = rest.last, NameParser.isCut(last) {
      isCut = true
      rest.removeLast()
    }
    switch rest.count {
    case 0: addNatural(first)
    case 1 where NameParser.isSuffix(rest[0]): addNatural(first, suffix: rest[0])
    case 1: addInverted(first, given: rest[0])
    case 2 where isSuffix(parts[1]): addInverted(first, given: rest[1], suffix: rest[0])
    case 2 where NameParser.isSuffix(rest[1]):
      addInverted(first, given: rest[0], suffix: rest[1])
    case 2 where NameParser.isParticle(Substring(rest[0])) && words(first).first?.isLower == false:
      take(PersonName(given: rest[1], family: TeXText.plain(first).trimmed, particle: rest[0]))
    case 2:
      // `Dumas, père, Alexandre`
      if rest[0].contains(" ") || rest[0].first?.isLowercase != true { findCommas(text) }
      addInverted(first, given: rest[1], suffix: rest[0])
    default:
      findCommas(text)
      addInverted(first, given: rest.joined(separator: " "))
    }
  }

  private mutating func findCommas(_ text: UnsafeBufferPointer<UInt8>) {
    find(
      "bibtex.name-commas", .warning,
      "'\(TeXText.plain(text).prefix(80))' has more commas than a name has;"
        + " are names joined by 'and'?")
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
    if words.count >= 2,
      NameParser.isCut(words[words.count - 1].text)
        || NameParser.isCut(words.suffix(2).map(\.text).joined(separator: " "))
    {
      isCut = true
      words.removeLast(words[words.count - 1].text == "…" ? 1 : Swift.min(2, words.count))
    }
    let number = words.count > 1 ? words.last.flatMap { homonymNumber($0.text) } : nil
    if number != nil { words.removeLast() }
    guard let last = words.last else { return }
    let whole = words.map(\.text).joined(separator: " ").trimmed
    if words.count == 1 || NameParser.isCollective(whole) {
      if NameParser.isCut(whole) {
        isCut = true
      } else if let name = NameParser.natural(whole) {
        take(name, number: number)
      }
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

  private mutating func addBraced(_ braced: BibTeXBracedName) {
    switch braced.kind {
    case .nothing: break
    case .several(let list):
      find(
        "bibtex.braced-name", .note,
        "'\(braced.text.prefix(80))' stands in braces as a whole; taken for \(list.count) people")
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
      "'\(text.prefix(80))' stands in braces as a whole; taken for \(kind)")
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
