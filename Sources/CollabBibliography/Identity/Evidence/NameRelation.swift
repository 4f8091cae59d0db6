/// How two names of one family and initial can be one person's.
enum NameRelation: UInt8, Sendable {
  /// The letters agree.
  case equal
  /// One has further given names.
  case middle
  /// A word is the initial of the other's.
  case initial
  /// A short form: `Rob`, `Robert`.
  case nickname
  /// One edit apart.
  case misspelling
  /// The family name of one is a word of the other's: `Molla`, `Molla-Aliod`.
  case familyPart
  /// The given names of one are the last of the other's: `Kevin Chen-Chuan`, `Chen-Chuan`.
  case droppedFirst
  /// The names contradict each other.
  case conflict
}

extension IdentityNames {
  /// How two names relate, and how many given words behind the first agree.
  ///
  /// For East Asian family names hyphenated syllables are one word and no short forms are looked
  /// for: `Yu` is not short for `Yu-Chen`.
  func relation(_ a: Int, _ b: Int) -> (relation: NameRelation, agreeing: Int) {
    if whole[a] == whole[b] { return (.equal, 0) }
    if suffix[a] != 0, suffix[b] != 0, suffix[a] != suffix[b] { return (.conflict, 0) }
    var found = givenRelation(a, b)
    if found.relation == .conflict { return found }
    if suffix[a] != suffix[b] { found.relation = max(found.relation, .nickname) }
    guard family[a] != family[b] else { return found }
    if isFamilyPart(a, b) {
      found.relation = max(found.relation, .familyPart)
    } else if block[a] != block[b] {
      return (.conflict, 0)
    } else if !hasUmlaut[a], !hasUmlaut[b] {
      // `Mueller` is `Müller`; `Bauer` beside `Baur` may be a slip.
      found.relation = max(found.relation, .misspelling)
    }
    return found
  }

  private func givenRelation(_ a: Int, _ b: Int) -> (relation: NameRelation, agreeing: Int) {
    let first = words(of: a), second = words(of: b)
    if first.isEmpty || second.isEmpty { return (.conflict, 0) }
    if givenLetters[a] == givenLetters[b] { return (.equal, 0) }
    let eastAsian = isEastAsian[a]
    var best: (relation: NameRelation, agreeing: Int)?
    func take(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) {
      let (short, long) = a.count <= b.count ? (a, b) : (b, a)
      guard let found = align(short, long, eastAsian) else { return }
      if best == nil || found.relation.rawValue < best?.relation.rawValue ?? 0 { best = found }
    }
    if !eastAsian || fullWords[a] == 0 || fullWords[b] == 0 { take(first, second) }
    take(units(of: a), units(of: b))
    if let best { return best }
    let (short, long) = first.count < second.count ? (first, second) : (second, first)
    if short.count < long.count, let word = short.first, !isInitial(word),
      long.suffix(short.count).elementsEqual(short)
    {
      return (.droppedFirst, 0)
    }
    return (.conflict, 0)
  }

  /// Matches all words of the shorter name in order, the first with the first.
  private func align(
    _ short: ArraySlice<UInt32>, _ long: ArraySlice<UInt32>, _ eastAsian: Bool
  ) -> (relation: NameRelation, agreeing: Int)? {
    var worst = givenWords.match(short[short.startIndex], long[long.startIndex], eastAsian)
    if worst == .conflict { return nil }
    var next = long.startIndex + 1, agreeing = 0, skipped = 0
    for word in short.dropFirst() {
      var isFound = false
      while next < long.endIndex, !isFound {
        let other = long[next]
        let found = givenWords.match(word, other, eastAsian)
        next += 1
        if found == .conflict {
          // A middle name in full beside another initial is another name: `Yang`, `S-Y`.
          if !isInitial(word), isInitial(other) { return nil }
          skipped += 1
        } else {
          worst = max(worst, found)
          agreeing += 1
          isFound = true
        }
      }
      if !isFound { return nil }
    }
    if worst == .equal, long.count > short.count || skipped > 0 && short.count > 1 {
      worst = .middle
    }
    return (worst, agreeing)
  }
}

extension NameRelation: Comparable {
  static func < (a: NameRelation, b: NameRelation) -> Bool { a.rawValue < b.rawValue }
}
