/// How two different titles compare, of entries that share an identifier.
struct TitleComparison {
  /// Whether the titles name different parts: `I` and `II`, `Part A` and `Part B`, `(1)` and `(2)`.
  let differInPart: Bool
  /// Whether one is of a correction, discussion or reply, and the other is not or of another kind.
  let differInKind: Bool
  /// Whether one of them is of a review and the other is not.
  let oneIsReview: Bool
  /// How many of their letters agree, from 0 to 1; titles of different works seldom reach 0.4.
  let likeness: Double

  /// - Complexity: O(*l* log *l*) for titles of *l* letters, of which the first 512 count.
  init(_ a: String, _ b: String) {
    let ofA = TitleWords(a), ofB = TitleWords(b)
    differInPart = ofA.differsInPart(from: ofB)
    let kinds = [ofA.kind, ofB.kind]
    oneIsReview = kinds[0] != kinds[1] && kinds.contains(.review)
    differInKind = kinds[0] != kinds[1] && !oneIsReview
    likeness = Self.likeness(ofA.letters, ofB.letters)
  }

  /// Twice the groups of three letters that both hold, by the groups of both. A title that is the
  /// beginning of the other lacks only its subtitle.
  private static func likeness(_ a: [UInt8], _ b: [UInt8]) -> Double {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if short == long { return 1 }
    let ofShort = triples(short), ofLong = triples(long)
    if ofShort.isEmpty { return 0 }
    var shared = 0, i = 0, j = 0
    while i < ofShort.count, j < ofLong.count {
      if ofShort[i] == ofLong[j] {
        shared += 1
        i += 1
        j += 1
      } else if ofShort[i] < ofLong[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let likeness = Double(2 * shared) / Double(ofShort.count + ofLong.count)
    return short.count >= 10 && long.starts(with: short) ? max(likeness, 0.8) : likeness
  }

  private static func triples(_ letters: [UInt8]) -> [UInt32] {
    let letters = letters.prefix(512)
    guard letters.count >= 3 else { return [] }
    return (0..<letters.count - 2).map {
      UInt32(letters[$0]) << 16 | UInt32(letters[$0 + 1]) << 8 | UInt32(letters[$0 + 2])
    }.sorted()
  }
}

/// A title's words, with the numbers among them.
private struct TitleWords {
  enum Kind { case plain, correction, retraction, discussion, reply, review }

  private struct Word {
    var letters: String
    /// The number that it may stand for; letters count downward from -1.
    var value: Int?
    var isRoman = false
    var isOrdinal = false
    /// What stands between the word before and this one.
    var gap: String
  }

  private struct Mark {
    var value: Int
    /// Whether it surely numbers a part, and not only stands at the end of a phrase.
    var isSure: Bool
  }

  private var words: [Word] = []
  /// What stands behind the last word.
  private var end = ""
  let letters: [UInt8]

  init(_ title: String) {
    letters = Folding.letters(title)
    var word = "", gap = ""
    for character in title.prefix(2000) {
      let isWord = character.isLetter || character.isNumber
      let isAlone = isWord && (character.unicodeScalars.first?.value ?? 0) >= 0x2000
      let isGlued =
        !word.isEmpty && character.isNumber && word.last?.isNumber == false
        && Self.parts.contains(word.lowercased())
      if !isWord || isAlone || isGlued { take(&word, &gap) }
      if isAlone {
        var single = String(character)
        take(&single, &gap)
      } else if isWord {
        word.append(character)
      } else {
        gap.append(character)
      }
    }
    take(&word, &gap)
    end = gap
  }

  private mutating func take(_ word: inout String, _ gap: inout String) {
    if word.isEmpty { return }
    let letters = Folding.key(word)
    var taken = Word(letters: letters, gap: gap)
    let isCapitals = !word.contains { $0.isLowercase }
    if let number = Int(word), number >= 0 {
      taken.value = number
    } else if let roman = Self.roman(letters), isCapitals || letters.count > 1 {
      (taken.value, taken.isRoman) = (roman, true)
    } else if let ordinal = Self.ordinals[letters] {
      (taken.value, taken.isOrdinal) = (ordinal, true)
    } else if letters.count == 1, let byte = letters.utf8.first, byte.isLetter {
      taken.value = -Int(byte & 31)
    } else {
      taken.value = Self.cardinals[letters] ?? Self.numeric(word)
    }
    words.append(taken)
    word = ""
    gap = ""
  }

  private func gap(behind index: Int) -> String {
    index + 1 < words.count ? words[index + 1].gap : end
  }

  // MARK: Parts

  func differsInPart(from other: TitleWords) -> Bool {
    let mine = marks, theirs = other.marks
    let sure = mine.filter(\.isSure).map(\.value), theirSure = theirs.filter(\.isSure).map(\.value)
    switch (sure.isEmpty, theirSure.isEmpty) {
    case (false, false):
      if zip(sure, theirSure).contains(where: { $0 != $1 }) { return true }
    case (false, true):
      if theirs.isEmpty ? !Self.isFirst(sure[0]) : !theirs.contains(where: { $0.value == sure[0] })
      {
        return true
      }
    case (true, false):
      return other.differsInPart(from: self)
    case (true, true):
      if mine.count == theirs.count, zip(mine, theirs).contains(where: { $0.value != $1.value }) {
        return true
      }
    }
    return differsOnlyInNumbers(from: other)
  }

  /// A first part is often named only once there is a second.
  private static func isFirst(_ value: Int) -> Bool { value == 1 || value == -1 }

  private var marks: [Mark] {
    words.indices.compactMap { index in
      let word = words[index], gap = gap(behind: index)
      guard var value = word.value else { return nil }
      let isPart = index > 0 && Self.parts.contains(words[index - 1].letters)
      if isPart, value < 0 { value = Self.roman(word.letters) ?? value }
      if isPart
        || word.isOrdinal && index + 1 < words.count
          && Self.parts.contains(words[index + 1].letters)
      {
        return Mark(value: value, isSure: true)
      }
      let isInBrackets = word.gap.hasSuffix("(") && gap.hasPrefix(")")
      if isInBrackets, value < 100 {
        if value < 0 { value = Self.roman(word.letters) ?? value }
        return Mark(value: value, isSure: true)
      }
      let isLast = index == words.count - 1 || gap.contains { !$0.isWhitespace && $0 != "-" }
      let isGlued =
        ["-", ".", ",", "'", "’", "/"].contains(word.gap) || gap == "." && index + 1 < words.count
      guard isLast, !isGlued, 0..<100 ~= value, !word.isOrdinal, index > 0 else { return nil }
      return Mark(value: value, isSure: word.isRoman && value > 1)
    }
  }

  /// Whether the titles have the same words but for numbers.
  private func differsOnlyInNumbers(from other: TitleWords) -> Bool {
    guard words.count == other.words.count else { return false }
    var differ = false
    for (mine, theirs) in zip(words, other.words) where mine.letters != theirs.letters {
      if let value = mine.value, let other = theirs.value {
        if value != other { differ = true }
        continue
      }
      let digits = { (text: String) in text.filter { !$0.isNumber } }
      guard mine.letters.contains(where: \.isNumber), digits(mine.letters) == digits(theirs.letters)
      else { return false }
      differ = true
    }
    return differ
  }

  private static let parts: Set<String> = [
    "part", "parts", "pt", "volume", "vol", "number", "no", "nr", "chapter", "chap", "section",
    "sec", "book", "bk", "paper", "lecture", "episode", "issue", "fascicle", "fasc", "teil", "band",
    "bd", "tome", "partie", "parte", "tomo", "deel", "часть", "том", "книга", "выпуск",
  ]
  private static let cardinals: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "上": 1, "中": 2, "下": 3,
  ]
  private static let ordinals: [String: Int] = {
    let lists = [
      "first second third fourth fifth sixth seventh eighth ninth tenth",
      "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th", "erster zweiter dritter vierter funfter",
      "premiere deuxieme troisieme quatrieme", "primera segunda tercera cuarta",
      "primeira segunda terceira quarta", "prima seconda terza quarta", "первая вторая третья",
    ]
    var values: [String: Int] = [:]
    for list in lists {
      for (index, word) in list.split(separator: " ").enumerated() {
        values[String(word)] = index + 1
      }
    }
    return values
  }()

  /// The value of a number in `i`, `v` and `x`; `nil` of what is none.
  private static func roman(_ letters: String) -> Int? {
    let values: [Character: Int] = ["i": 1, "v": 5, "x": 10]
    var sum = 0, last = 0, repeats = 0
    for letter in letters.reversed() {
      guard let value = values[letter] else { return nil }
      repeats = value == last ? repeats + 1 : 1
      if repeats > 3 || letters.count > 6 { return nil }
      sum += value < last ? -value : value
      last = max(last, value)
    }
    return sum > 0 ? sum : nil
  }

  /// The number that a single character stands for: `Ⅱ`, `②`, `二`.
  private static func numeric(_ word: String) -> Int? {
    guard word.unicodeScalars.count == 1,
      let value = word.unicodeScalars.first?.properties.numericValue,
      value >= 0, value < 1000, value == value.rounded()
    else { return nil }
    return Int(value)
  }

  // MARK: Kinds

  var kind: Kind {
    guard let first = words.first, let last = words.last else { return .plain }
    let second = words.count > 1 ? words[1].letters : ""
    if first.letters == "book", second == "review" || second == "reviews" { return .review }
    if first.letters == "review", second == "of" { return .review }
    if let kind = Self.notices[first.letters],
      words.count == 1 || Self.links.contains(second) || Self.divides(words[1].gap)
        || words[1].gap.hasPrefix(".")
    {
      return kind
    }
    if ["author", "authors", "publisher", "publishers", "invited"].contains(first.letters),
      let kind = words.dropFirst().prefix(2).compactMap({ Self.notices[$0.letters] }).first
    {
      return kind
    }
    if let kind = Self.notices[last.letters], Self.divides(last.gap) { return kind }
    // As the Web of Science names a correction: `Title (vol 12, pg 345, 2010)`.
    if let volume = words.firstIndex(where: { $0.letters == "vol" && $0.gap.hasSuffix("(") }),
      words[volume...].contains(where: { $0.letters == "pg" || $0.letters == "artn" })
    {
      return .correction
    }
    return .plain
  }

  /// Whether a title is parted there, and not only a word: `Dose–response` is one.
  private static func divides(_ gap: String) -> Bool {
    gap.contains { "([".contains($0) } || gap == " - "
      || gap.count > 1 && gap.contains { ":–—\"“‘'".contains($0) }
  }

  private static let links: Set<String> = [
    "to", "of", "on", "by", "note", "notice", "for", "regarding",
  ]
  private static let notices: [String: Kind] = [
    "erratum": .correction, "errata": .correction, "corrigendum": .correction,
    "corrigenda": .correction, "correction": .correction, "corrections": .correction,
    "addendum": .correction, "retraction": .retraction, "discussion": .discussion,
    "comment": .discussion, "comments": .discussion, "commentary": .discussion, "reply": .reply,
    "response": .reply, "rejoinder": .reply,
  ]
}

/// The beginning of a text, for messages.
func shortened(_ text: String) -> String {
  text.count <= 70 ? text : text.prefix(69).trimmed + "…"
}
