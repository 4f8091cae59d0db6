/// Finds the words and the phrases of two words that set the works of each group apart from all the
/// others.
///
/// A term is scored by how many works have it: the log-odds of the group against the rest with
/// an informative Dirichlet prior, over its standard deviation (Monroe, Colaresi and Quinn,
/// *Fightin' Words*, Political Analysis 16:372 (2008), doi:10.1093/pan/mpn018). Singular and
/// plural count as one, shown as the form that stands more often. Phrases are words side by side,
/// of which the second often ends one, as a noun does.
public struct TopicWords: Sendable {
  /// Where the terms of a group stand.
  public enum Origin: String, Sendable {
    case titles, keywords
    case both = "titles and keywords"
  }

  /// A term of a group.
  public struct Term: Sendable, Equatable {
    /// The word, the two words, or the words of a keyword.
    public let text: String
    /// Where it stands in the works of the group; abstracts count as titles.
    public let origin: Origin
  }

  /// A word without its plural's ending, a pair of such words, or a keyword of more.
  struct Entry: Sendable {
    /// How many texts have it.
    var texts = 0
    /// Its most frequent form: the number of a word, or of a pair of them.
    var form = 0
    var formCount = 0
  }

  private(set) var table = WordTable()
  private let stop: StopWords
  /// The stem of each word.
  private var stems: [UInt32] = []
  private(set) var stemNumbers = WordTable()
  /// How often each word stands, and how often in capitals.
  private(set) var spelled: [(count: UInt32, capitals: UInt32)] = []
  /// How often each stem stands, ends a phrase, and begins a title.
  private(set) var places: [(all: UInt32, last: UInt32, first: UInt32)] = []
  /// Pairs of stems and, with their counts, pairs of words.
  private(set) var pairs = PairTable(), spelledPairs = PairTable()
  private var spelledPairCounts: [UInt32] = []
  /// The terms of each text, each once: stems, and pairs from ``wordCount`` on.
  private(set) var textTerms: [UInt32] = []
  /// Where each of them stands: 1 for the title or abstract, 2 for a keyword, 3 for both.
  private(set) var textOrigins: [UInt8] = []
  /// Whether any work has a keyword that says something.
  public private(set) var hasKeywords = false
  private(set) var ranges: [Range<Int>] = []
  private(set) var terms: [Entry] = []
  /// The sums of ``Entry/texts`` over words and over pairs.
  private(set) var totals = (words: 0, pairs: 0)
  var wordCount: Int { stemNumbers.count }

  /// What is known of a work's topic.
  public struct Text: Sendable {
    /// The title; `nil` for an untitled work.
    public var title: String?
    /// The abstract of an untitled work. Of its terms those count that stand in a title or keyword
    /// of another work, which what is common to all abstracts seldom does.
    public var abstract: String?
    /// The keywords.
    public var keywords: [String]

    /// Creates a text.
    public init(title: String?, abstract: String? = nil, keywords: [String] = []) {
      self.title = title
      self.abstract = abstract
      self.keywords = keywords
    }
  }

  /// Takes titles apart.
  ///
  /// - Parameters:
  ///   - titles: one title a work; `nil` for an untitled one.
  ///   - keywords: the keywords of each work; empty where there are none at all.
  /// - Complexity: O(*l*) for *l* bytes in all.
  public init(titles: [String?], keywords: [[String]] = []) {
    self.init(count: titles.count) {
      Text(title: titles[$0], keywords: $0 < keywords.count ? keywords[$0] : [])
    }
  }

  /// Takes titles, keywords and abstracts apart.
  ///
  /// - Parameters:
  ///   - count: the number of works.
  ///   - text: what is known of each.
  /// - Complexity: O(*l*) for *l* bytes in all.
  public init(count: Int, text: (Int) -> Text) {
    stop = StopWords(into: &table)
    ranges = [Range<Int>](repeating: 0..<0, count: count)
    var reader = Reader(), untitled: [Int] = []
    for number in 0..<count {
      let text = text(number), first = textTerms.count
      reader.first = first
      if let title = text.title { read(title, &reader, isTitle: true) }
      for keyword in text.keywords { read(keyword, &reader, isKeyword: true) }
      ranges[number] = first..<textTerms.count
      if text.title == nil, text.abstract != nil { untitled.append(number) }
    }
    reader.known = (wordCount, pairs.count)
    for number in untitled {
      let text = text(number), first = textTerms.count
      reader.first = first
      for keyword in text.keywords { read(keyword, &reader, isKeyword: true) }
      read(text.abstract ?? "", &reader)
      ranges[number] = first..<textTerms.count
    }
    countTerms()
  }

  /// What reading needs from one text to the next.
  private struct Reader {
    var text = TopicText()
    /// Where the terms of the work begin.
    var first = 0
    /// The place, from 1, of each stem and each pair among the terms, where it stood last.
    var stems: [Int] = [], pairs: [Int] = []
    /// How many stems and pairs count; `nil` for all.
    var known: (stems: Int, pairs: Int)?
  }

  /// Marks a pair among terms until all words are known.
  private static let pairBit: UInt32 = 1 << 31
  /// The stem of a word that carries no meaning by itself.
  private static let none = UInt32.max

  private mutating func read(
    _ text: String, _ reader: inout Reader, isTitle: Bool = false, isKeyword: Bool = false
  ) {
    reader.text.read(text, into: &table)
    while stems.count < table.count { addStem(of: stems.count) }
    let tokens = reader.text.tokens, language = stop.language(of: tokens)
    // A title all in capitals tells of no word that it is written so.
    let isMixed = 2 * tokens.count { $0.isCapital } <= max(2, tokens.count)
    var before: (word: Int, stem: UInt32)?
    for (place, token) in tokens.enumerated() {
      let stem = stems[token.word]
      guard stem != Self.none, !stop.holds(token.word, in: language),
        reader.known.map({ stem < $0.stems }) ?? true
      else {
        if let before { places[Int(before.stem)].last += 1 }
        before = nil
        continue
      }
      spelled[token.word].count += 1
      if token.isCapital, isMixed { spelled[token.word].capitals += 1 }
      places[Int(stem)].all += 1
      if place == 0, isTitle { places[Int(stem)].first += 1 }
      let origin: UInt8 = isKeyword ? 2 : 1
      if isKeyword { hasKeywords = true }
      append(stem, origin, at: Int(stem), &reader.stems, reader.first)
      if let before, before.stem != stem { readPair(before, (token.word, stem), origin, &reader) }
      before = (token.word, stem)
      if token.isLast || place == tokens.count - 1 {
        places[Int(stem)].last += 1
        before = nil
      }
    }
    if isKeyword, tokens.count > 2 { readWhole(tokens, &reader) }
  }

  /// Counts a keyword of three words and more as a word.
  private mutating func readWhole(_ tokens: [TopicText.Token], _ reader: inout Reader) {
    let whole = [UInt8](tokens.map { table[$0.word] }.joined(separator: [UInt8(ascii: " ")]))
    let word = table.number(of: whole[...])
    while stems.count < table.count { addStem(of: stems.count) }
    let stem = stems[word]
    guard stem != Self.none, reader.known.map({ stem < $0.stems }) ?? true else { return }
    spelled[word].count += 1
    append(stem, 2, at: Int(stem), &reader.stems, reader.first)
  }

  /// Appends a term to those of the work unless it is there, and notes where it stands.
  private mutating func append(
    _ term: UInt32, _ origin: UInt8, at index: Int, _ places: inout [Int], _ first: Int
  ) {
    while places.count <= index { places.append(0) }
    if places[index] > first {
      textOrigins[places[index] - 1] |= origin
    } else {
      textTerms.append(term)
      textOrigins.append(origin)
      places[index] = textTerms.count
    }
  }

  private mutating func readPair(
    _ first: (word: Int, stem: UInt32), _ second: (word: Int, stem: UInt32), _ origin: UInt8,
    _ reader: inout Reader
  ) {
    let pair = pairs.number(of: PairTable.key(first.stem, second.stem))
    if let known = reader.known, pair >= known.pairs { return }
    let form = spelledPairs.number(of: PairTable.key(UInt32(first.word), UInt32(second.word)))
    if form == spelledPairCounts.count { spelledPairCounts.append(0) }
    spelledPairCounts[form] += 1
    append(UInt32(pair) | Self.pairBit, origin, at: pair, &reader.pairs, reader.first)
  }

  private mutating func addStem(of word: Int) {
    let letters = table[word]
    spelled.append((0, 0))
    guard letters.characterCount >= 3 else { return stems.append(Self.none) }
    let stem = stemNumbers.number(of: Self.stem(of: letters))
    stems.append(UInt32(stem))
    if stem == places.count { places.append((0, 0, 0)) }
  }

  /// The word without an English plural's ending.
  private static func stem(of word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let letters = [UInt8](word.suffix(3))
    guard word.count > 3, letters[2] == UInt8(ascii: "s") else { return word }
    if "sui".utf8.contains(letters[1]) { return word }
    if word.count > 4, letters[0] == UInt8(ascii: "i"), letters[1] == UInt8(ascii: "e") {
      return word.dropLast(3) + [UInt8(ascii: "y")]
    }
    return word.dropLast()
  }

  private mutating func countTerms() {
    var terms = [Entry](repeating: Entry(), count: wordCount + pairs.count)
    for place in textTerms.indices {
      if textTerms[place] & Self.pairBit != 0 {
        textTerms[place] = textTerms[place] & ~Self.pairBit + UInt32(wordCount)
        totals.pairs += 1
      } else {
        totals.words += 1
      }
      terms[Int(textTerms[place])].texts += 1
    }
    for word in stems.indices where stems[word] != Self.none && spelled[word].count > 0 {
      let stem = Int(stems[word]), old = terms[stem].form, count = Int(spelled[word].count)
      if count > terms[stem].formCount
        || (count == terms[stem].formCount
          && table[word].lexicographicallyPrecedes(table[old]))
      {
        (terms[stem].form, terms[stem].formCount) = (word, count)
      }
    }
    for form in 0..<spelledPairs.count {
      let key = PairTable.key(
        stems[spelledPairs.first(form)], stems[spelledPairs.second(form)])
      let pair = wordCount + pairs.number(of: key), count = Int(spelledPairCounts[form])
      if count > terms[pair].formCount
        || (count == terms[pair].formCount && text(ofPair: form) < text(ofPair: terms[pair].form))
      {
        (terms[pair].form, terms[pair].formCount) = (form, count)
      }
    }
    self.terms = terms
  }
}
