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
    let first = words(of: a), second = words(of: b)
    if first.isEmpty || second.isEmpty { return (.conflict, 0) }
    if haveEqualLetters(first, second) { return (.equal, 0) }
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
    if short.count < long.count, let word = short.first, length(word) > 1,
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
    var worst = match(short[short.startIndex], long[long.startIndex], eastAsian)
    if worst == .conflict { return nil }
    var next = long.startIndex + 1, agreeing = 0, skipped = 0
    for word in short.dropFirst() {
      var isFound = false
      while next < long.endIndex, !isFound {
        let other = long[next]
        let found = match(word, other, eastAsian)
        next += 1
        if found == .conflict {
          // A middle name in full beside another initial is another name: `Yang`, `S-Y`.
          if length(word) > 1, length(other) == 1 { return nil }
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

  /// How two given words relate.
  private func match(_ a: UInt32, _ b: UInt32, _ eastAsian: Bool) -> NameRelation {
    if a == b { return .equal }
    return pool.withBytes(a) { a in
      pool.withBytes(b) { b in
        if a.count == 1 || b.count == 1 { return a[0] == b[0] ? .initial : .conflict }
        let shorter = min(a.count, b.count)
        let isTypo = a[0] == b[0] && isOneEditApart(a, b)
        if eastAsian { return shorter >= 6 && isTypo ? .misspelling : .conflict }
        if areNicknames(a, b) { return .nickname }
        if shorter >= 3, abs(a.count - b.count) >= 2, a.prefix(shorter).elementsEqual(b.prefix(shorter))
        {
          return .nickname
        }
        if umlautsPlain(a) == umlautsPlain(b) { return .equal }
        return shorter >= 4 && isTypo ? .misspelling : .conflict
      }
    }
  }

  private func length(_ word: UInt32) -> Int { pool.range(word).count }

  private func haveEqualLetters(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
    let letters = { (words: ArraySlice<UInt32>) in words.reduce(0) { $0 + length($1) } }
    guard letters(a) == letters(b) else { return false }
    return a.lazy.flatMap { pool.bytes[pool.range($0)] }
      .elementsEqual(b.lazy.flatMap { pool.bytes[pool.range($0)] })
  }
}

extension NameRelation: Comparable {
  static func < (a: NameRelation, b: NameRelation) -> Bool { a.rawValue < b.rawValue }
}

/// Whether two words are equal up to one insertion, deletion, substitution or swap of neighbours.
private func isOneEditApart(
  _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
) -> Bool {
  let (short, long) = a.count <= b.count ? (a, b) : (b, a)
  guard long.count - short.count <= 1 else { return false }
  var same = 0
  while same < short.count, short[same] == long[same] { same += 1 }
  let rest = short.dropFirst(same), other = long.dropFirst(same)
  if short.count < long.count { return rest.elementsEqual(other.dropFirst()) }
  if rest.dropFirst().elementsEqual(other.dropFirst()) { return true }
  return rest.count > 1 && rest[same] == other[same + 1] && rest[same + 1] == other[same]
    && rest.dropFirst(2).elementsEqual(other.dropFirst(2))
}

/// Whether one word is a usual short form of the other that is no beginning of it.
private func areNicknames(
  _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard let groups = nicknames[Array(a)], let others = nicknames[Array(b)] else { return false }
  return !groups.isDisjoint(with: others)
}

/// The lines of ``nicknameList`` on which each name stands.
private let nicknames: [[UInt8]: Set<Int>] = {
  var lines: [[UInt8]: Set<Int>] = [:]
  for (number, line) in nicknameList.split(whereSeparator: \.isNewline).enumerated() {
    for name in line.split(separator: " ") { lines[Array(name.utf8), default: []].insert(number) }
  }
  return lines
}()

/// English short forms and the names they stand for, a line each; beginnings of names are not
/// listed.
private let nicknameList = """
  william bill billy will willie liam
  robert bob bobby rob robby bert
  richard dick rick rich ricky
  james jim jimmy jamie
  john jack johnny jon
  jonathan jon johnny
  charles chuck charlie
  edward ed eddie ted ned
  theodore ted teddy
  henry harry hank
  margaret peggy maggie meg marge rita greta
  elizabeth liz beth betty bess lisa eliza libby
  katherine catherine kathryn kate katie kathy cathy kitty
  michael mike mick mickey
  anthony tony
  thomas tom tommy
  joseph joe joey
  andrew andy drew
  alexander alex sandy sasha alec
  alexandra alex sandra sasha
  daniel dan danny
  david dave davy
  stephen steven steve
  lawrence laurence larry
  ronald ron ronnie
  donald don donnie
  kenneth ken kenny
  gerald jerry gerry
  jerome jerry
  francis frank fran
  franklin frank
  frederick fred freddy
  alfred al fred
  albert al bert
  gregory greg
  geoffrey jeffrey jeff geoff
  matthew matt
  nicholas nick nico
  patrick pat paddy
  patricia pat patty tricia
  peter pete
  philip phillip phil
  raymond ray
  samuel sam
  samantha sam
  timothy tim
  vincent vince
  walter walt
  zachary zach zack
  benjamin ben
  christopher chris kit
  christina christine chris tina
  deborah debra debbie deb
  dorothy dot dottie
  eugene gene
  helen nell
  isabel isabella bella
  jacqueline jackie
  jennifer jenny jen
  judith judy
  leonard len lenny leo
  martha patty
  mary molly polly
  nathaniel nathan nat nate
  rebecca becky
  susan sue susie suzanne
  susanne susan sue
  theresa teresa terry tess
  victoria vicky vicki
  virginia ginny
  barbara barb
  abraham abe
  arthur art
  clifford cliff
  douglas doug
  harold hal harry
  irving irv
  norman norm
  oliver ollie
  russell russ
  solomon sol
  eduard edward ed
  eduardo edward ed
  wilhelm willi
  johannes hans johann
  heinrich heiner
  jose pepe
  francisco paco
  """
