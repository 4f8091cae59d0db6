/// The folded words of a title or an affiliation that say something, three letters or more, each
/// once, ascending.
///
/// - Parameter terms: numbers the words; it has to begin as ``identityTerms()`` gives it.
func titleWords(_ text: UnsafeBufferPointer<UInt8>, in terms: inout TextPool) -> [UInt32] {
  var result: [UInt32] = []
  forEachWord(of: text) { word in
    guard word.count >= 3 else { return }
    let number = terms.intern(word)
    if number > stopWords.count { result.append(number) }
  }
  return distinct(result)
}

/// Numbers of words, those that say nothing first.
func identityTerms() -> TextPool {
  var terms = TextPool()
  for word in stopWords { _ = terms.intern(word) }
  return terms
}

/// A venue by its words without numbers, so that all years of a conference are one venue; 0 where
/// nothing is left.
func venueNumber(_ text: UnsafeBufferPointer<UInt8>, in venues: inout TextPool) -> UInt32 {
  var key: [UInt8] = []
  forEachWord(of: text) { word in
    if word.contains(where: { $0 &- 0x30 < 10 }) || ordinals.contains(Array(word)) { return }
    key.append(contentsOf: word)
    key.append(0x20)
  }
  return key.withUnsafeBufferPointer { venues.intern($0) }
}

private func forEachWord(
  of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
  var letters: [UInt8] = [], starts: [Int] = []
  Folding.fold(text, into: &letters) { starts.append($0) }
  starts.append(letters.count)
  letters.withUnsafeBufferPointer { letters in
    for (start, end) in zip(starts, starts.dropFirst()) where end > start {
      body(UnsafeBufferPointer(rebasing: letters[start..<end]))
    }
  }
}

private let stopWords = [
  "the", "and", "for", "with", "from", "using", "via", "towards", "toward", "based", "are", "its",
  "into", "over", "under", "between", "new", "approach", "method", "methods", "model", "models",
  "analysis", "study", "data", "learning", "system", "systems",
]

/// What tells the years of a conference apart.
private let ordinals: Set<[UInt8]> = Set(
  [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty", "thirtieth", "thirty", "fortieth", "forty",
    "fiftieth", "fifty", "sixtieth", "sixty", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
  ].map { Array($0.utf8) })
