import CollabCore

/// What one field of a byline says: the names in it, each by itself, and whether more follow.
///
/// Most fields hold one name. Some programs write a whole byline into one, and add to names what is
/// no part of them.
struct BylineField {
  /// Names in the order of the field, without marks, degrees and joiners; suffixes stay with them.
  private(set) var names: [String] = []
  /// Whether the field says that the byline goes on.
  private(set) var isCut = false
  /// What was guessed, taken off or left open.
  private(set) var findings: [Finding] = []

  /// Something worth a message.
  struct Finding: Sendable, Equatable {
    enum Kind: Sendable {
      case split, several, cleaned, noName, group

      var id: String {
        switch self {
        case .split: "record.names-split"
        case .several: "record.several-names"
        case .cleaned: "record.name-cleaned"
        case .noName: "record.no-name"
        case .group: "record.comma-group"
        }
      }

      var severity: Diagnostic.Severity { self == .several ? .warning : .note }
    }

    var kind: Kind
    var message: String
  }

  /// A field of more bytes is no byline, and a part of it of more no name or list of names: what looks
  /// for names in them takes a microsecond a byte.
  static let longestField = 1 << 20
  private static let longestPart = 1 << 16
  /// How often a part may be taken apart again.
  private static let deepest = 16

  /// Takes a field apart.
  init(_ text: String) {
    guard text.utf8.count <= BylineField.longestField else {
      findings = [BylineField.tooLong(text)]
      return
    }
    // citeproc's `,!` asks for a comma before a suffix.
    let known = text.withoutReferences
    let text = (known.holds(",!") ? known.replacing(",!", with: ",") : known).trimmed
    for part in BylineField.parts(text) { add(part) }
  }

  /// Whether a field is one name that needs no look: plain words and particles, with at most one
  /// comma inside.
  static func isPlain(_ text: String) -> Bool {
    func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      PlainWords(bytes, particles: true) != nil
    }
    var text = text
    return text.withUTF8 { bytes in
      guard let comma = bytes.firstIndex(of: 0x2C) else { return isPlain(bytes) }
      guard comma + 2 < bytes.count, bytes[comma + 1] == 0x20 else { return false }
      let family = UnsafeBufferPointer(rebasing: bytes[..<comma])
      let given = UnsafeBufferPointer(rebasing: bytes[(comma + 2)...])
      return isPlain(family) && isPlain(given) && !PlainWords.mayBeName(family, before: given)
    }
  }

  /// Splits at `;`, and at the marks of Chinese and Japanese that part names only. A `;` before a
  /// small letter that begins no particle is the end of a damaged character reference.
  static func parts(_ text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == 0x3B || $0 >= 0xE3 }) else { return [text] }
    if let parts = plainParts(text) { return parts }
    var parts: [String] = [], start = text.startIndex
    for index in text.indices {
      let character = text[index]
      guard "；、".contains(character) || character == ";" else { continue }
      let next = text.index(after: index)
      if character == ";", text[..<index].last?.isLowercase == true, isInsideOfWord(text[next...]) {
        continue
      }
      parts.append(text[start..<index].trimmed)
      start = next
    }
    parts.append(text[start...].trimmed)
    return parts.filter { !$0.isEmpty }
  }

  /// The parts where a blank, a capital or nothing follows each `;`, and no other mark parts names.
  private static func plainParts(_ text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes -> [String]? in
      for (index, byte) in bytes.enumerated() where byte == 0x3B || byte >= 0xE3 {
        guard byte == 0x3B else { return nil }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        guard next == 0x20 || next == 0x3B || next.isUpper else { return nil }
      }
      return bytes.split(separator: 0x3B).compactMap { part in
        let part = String(decoding: part, as: UTF8.self).trimmed
        return part.isEmpty ? nil : part
      }
    }
  }

  private static func isInsideOfWord(_ rest: Substring) -> Bool {
    guard let first = rest.first, first.isLowercase else { return false }
    let word = rest.prefix { $0.isLetter || $0 == "'" }
    return !NameParser.isParticle(word) && !word.contains(where: \.isUppercase)
      && !rest.hasPrefix("and ") && !rest.hasPrefix("et ")
  }

  private static func tooLong(_ text: String) -> Finding {
    let head = String(decoding: text.utf8.prefix(80), as: UTF8.self)
    return Finding(
      kind: .noName, message: "'\(head)…', of \(text.utf8.count) bytes, is no name; it is left out")
  }

  private mutating func add(_ part: String, depth: Int = 0) {
    guard part.utf8.count <= BylineField.longestPart, depth < BylineField.deepest else {
      findings.append(BylineField.tooLong(part))
      return
    }
    var text = part
    if let rest = Byline.withoutMore(text) { (text, isCut) = (rest, true) }
    if let rest = Byline.withoutMoreBefore(text) { (text, isCut) = (rest, true) }
    if text.isEmpty { return }
    if Byline.isMore(text) {
      isCut = true
      return
    }
    let undecorated = NameAside.removed(from: NameMarks.removed(from: text))
    if undecorated != text {
      findings.append(
        Finding(kind: .cleaned, message: "'\(text.prefix(120))' is read as '\(undecorated)'"))
      text = undecorated
    }
    if text.lowercased() == "and" || Byline.isUnnamed(text) { return }
    if Byline.isNoName(text) {
      findings.append(
        Finding(kind: .noName, message: "'\(text.prefix(120))' is not a name; it is left out"))
      return
    }
    if let (people, group) = Byline.behalf(text) {
      if !people.isEmpty { add(people, depth: depth + 1) }
      names.append(group)
      return
    }
    let clean = BylineField.withoutTitles(text)
    if clean.isEmpty { return }
    let isAlike = clean.filter { !", ".contains($0) } == text.filter { !", ".contains($0) }
    if !isAlike {
      findings.append(
        Finding(kind: .cleaned, message: "'\(text.prefix(120))' is read as '\(clean)'"))
    }
    switch BylineSplit(clean) {
    case .one:
      if clean.contains(";") {
        findings.append(
          Finding(
            kind: .several,
            message: "'\(text.prefix(120))' holds a ';', as of a damaged character; it is one name")
        )
      }
      names.append(clean)
    case .several(let names, let isGuess):
      if isGuess {
        findings.append(
          Finding(
            kind: .split, message: "'\(clean.prefix(120))' is read as \(names.count) names"))
      }
      for name in names { add(name, depth: depth + 1) }
    case .open:
      findings.append(
        Finding(
          kind: .several,
          message: "'\(clean.prefix(120))' may be several people; it is kept as one name"))
      names.append(clean)
    }
  }

  /// A name without degrees and memberships behind it. One trailing comma of a text without others
  /// stays, because it marks a group in EndNote's formats.
  static func withoutTitles(_ text: String) -> String {
    guard text.utf8.contains(0x2C) || text.contains(" ") else { return text }
    var parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    if parts.count == 2, parts[1].isEmpty { return text }
    parts.removeAll(where: \.isEmpty)
    var hasTitle = false
    while parts.count > 1, let last = parts.last {
      let degree = Byline.Degree(last)
      let isNatural = parts[0].contains(" ")
      let isTitle =
        Byline.isMembership(last) || Byline.isSociety(last) || Byline.isRole(last)
        || parts.count > 2 && last.lowercased() == "ed"
        || degree == .certain
        || degree == .possible && (parts.count > 2 || hasTitle && isNatural)
      guard isTitle else { break }
      hasTitle = true
      parts.removeLast()
    }
    // `Lake, Cy PhD`; two capitals alone are initials.
    if let last = parts.last, last.contains(" ") {
      let words = last.split(separator: " ")
      var end = words.count
      // Behind `Lake, Cy MD, PhD` a degree was taken off already.
      while end > 1,
        Byline.Degree(words[end - 1]) == .certain && words[end - 1].contains(where: \.isLowercase)
          || hasTitle && Byline.Degree(words[end - 1]) != .none
      {
        end -= 1
      }
      parts[parts.count - 1] = words[..<end].joined(separator: " ")
    }
    return parts.joined(separator: ", ")
  }
}
