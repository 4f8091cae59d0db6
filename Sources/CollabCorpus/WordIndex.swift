import CollabBibliography

/// The folded words of people's spellings, with the spellings in which each stands.
struct WordIndex: Sendable {
  /// A spelling that was found, and whose it is.
  typealias Match = (spelling: Int, person: Int)

  private var words = TextPool()
  /// The words of each spelling, one behind the other; the first spelling of each person is the label.
  private var items: [UInt32] = []
  private var ends = [0]
  private var owners: [UInt32] = []
  private var firstOfPerson: [Int] = []
  /// For each word the spellings in which it stands, ascending.
  private var bearers: [UInt32] = []
  private var bearerEnds: [Int] = []
  /// The words in the order of their bytes, and how many bearers those before each have.
  private var ordered: [UInt32] = []
  private var orderedEnds = [0]

  /// Takes the spellings of people.
  ///
  /// - Complexity: O(*l* log *l*) for *l* letters.
  init(_ people: People) {
    var letters: [UInt8] = []
    for person in people.indices {
      firstOfPerson.append(owners.count)
      let label = people.label(person)
      add(label, of: person, &letters)
      for spelling in people.displays(ofPerson: person) where spelling != label {
        add(spelling, of: person, &letters)
      }
    }
    firstOfPerson.append(owners.count)
    bearerEnds = [Int](repeating: 0, count: words.count + 2)
    for word in items { bearerEnds[Int(word) + 1] += 1 }
    for word in bearerEnds.indices.dropFirst() { bearerEnds[word] += bearerEnds[word - 1] }
    bearers = [UInt32](repeating: 0, count: items.count)
    var next = bearerEnds
    for spelling in owners.indices {
      for word in items[ends[spelling]..<ends[spelling + 1]] {
        bearers[next[Int(word)]] = UInt32(spelling)
        next[Int(word)] += 1
      }
    }
    let pool = words
    ordered = (0..<UInt32(pool.count)).map { $0 + 1 }
    pool.bytes.withUnsafeBufferPointer { bytes in
      ordered.sort { bytes[pool.range($0)].lexicographicallyPrecedes(bytes[pool.range($1)]) }
    }
    for word in ordered {
      orderedEnds.append(
        orderedEnds[orderedEnds.count - 1] + bearerEnds[Int(word) + 1] - bearerEnds[Int(word)])
    }
  }

  private mutating func add(_ spelling: String, of person: Int, _ letters: inout [UInt8]) {
    var spelling = spelling
    let isPlain = spelling.withUTF8 { text in
      if text.contains(where: { $0 >= 0x80 }) { return false }
      for word in text.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) {
        letters.removeAll(keepingCapacity: true)
        Folding.fold(UnsafeBufferPointer(rebasing: word), into: &letters)
        intern(letters)
      }
      return true
    }
    if !isPlain {
      for word in PersonLookup.words(of: spelling) { intern(Array(word.utf8)) }
    }
    ends.append(items.count)
    owners.append(UInt32(person))
  }

  private mutating func intern(_ letters: [UInt8]) {
    if letters.isEmpty { return }
    items.append(letters.withUnsafeBufferPointer { words.intern($0) })
  }

  private func matches(
    _ spellings: some Sequence<UInt32>, where isMatch: (ArraySlice<UInt32>) -> Bool
  ) -> [Match] {
    spellings.filter { isMatch(items[ends[Int($0)]..<ends[Int($0) + 1]]) }
      .map { (Int($0), Int(owners[Int($0)])) }
  }

  private func number(_ word: String) -> UInt32 {
    Array(word.utf8).withUnsafeBufferPointer { words.number(of: $0) }
  }

  /// The spellings in which some words stand; for no words the labels without any. Ascending.
  func withWords(_ sought: [String]) -> [Match] {
    let numbers = sought.map(number)
    if numbers.contains(0) { return [] }
    let lists = numbers.map { bearers[bearerEnds[Int($0)]..<bearerEnds[Int($0) + 1]] }
    guard let fewest = lists.min(by: { $0.count < $1.count }) else {
      return firstOfPerson.dropLast().filter { ends[$0] == ends[$0 + 1] }
        .map { ($0, Int(owners[$0])) }
    }
    // A word that stands twice in a spelling is twice in the list.
    return matches(distinct(fewest)) { words in numbers.allSatisfy(words.contains) }
  }

  /// Whether some words are all that a spelling has.
  func areAll(_ sought: [String], ofSpelling spelling: Int) -> Bool {
    sought.map(number).sorted() == items[ends[spelling]..<ends[spelling + 1]].sorted()
  }

  /// The spellings of which words begin with each of some beginnings; ascending.
  func withBeginnings(_ sought: [String]) -> [Match] {
    let beginnings = sought.map { Array($0.utf8) }
    let ranges = beginnings.map { words(beginningWith: $0) }
    let size = { (range: Range<Int>) in
      orderedEnds[range.upperBound] - orderedEnds[range.lowerBound]
    }
    guard !ranges.contains(where: \.isEmpty),
      let fewest = ranges.min(by: { size($0) < size($1) })
    else { return [] }
    let list = ordered[fewest].flatMap {
      bearers[bearerEnds[Int($0)]..<bearerEnds[Int($0) + 1]]
    }
    return matches(distinct(list.sorted())) { items in
      beginnings.allSatisfy { beginning in
        items.contains { words.bytes[words.range($0)].starts(with: beginning) }
      }
    }
  }

  /// Where the words with a beginning stand in their order.
  private func words(beginningWith beginning: [UInt8]) -> Range<Int> {
    let precedes = { (place: Int) in
      words.bytes[words.range(ordered[place])].lexicographicallyPrecedes(beginning)
    }
    let begins = { (place: Int) in
      words.bytes[words.range(ordered[place])].starts(with: beginning)
    }
    let start = firstPlace(from: 0) { !precedes($0) }
    return start..<firstPlace(from: start) { !begins($0) }
  }

  /// The first place in the order of words, from one on, that meets a condition that all behind it meet.
  private func firstPlace(from start: Int, where isMet: (Int) -> Bool) -> Int {
    var low = start, high = ordered.count
    while low < high {
      let middle = low + (high - low) / 2
      if isMet(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func distinct(_ ascending: some Sequence<UInt32>) -> [UInt32] {
    var result: [UInt32] = []
    for item in ascending where result.last != item { result.append(item) }
    return result
  }

  /// The folded words of a person's label.
  func label(_ person: Int) -> String {
    let spelling = firstOfPerson[person]
    let parts = items[ends[spelling]..<ends[spelling + 1]].map { words.bytes[words.range($0)] }
    return String(decoding: Array(parts.joined(separator: [0x20])), as: UTF8.self)
  }

  /// The first letter of each word of a person's spellings.
  func initials(ofPerson person: Int) -> some Sequence<Unicode.Scalar> {
    items[ends[firstOfPerson[person]]..<ends[firstOfPerson[person + 1]]].lazy.compactMap {
      String(decoding: words.bytes[words.range($0)].prefix(4), as: UTF8.self).unicodeScalars.first
    }
  }
}
