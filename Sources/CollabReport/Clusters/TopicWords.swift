import Foundation

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
  private struct Entry: Sendable {
    /// How many texts have it.
    var texts = 0
    /// Its most frequent form: the number of a word, or of a pair of them.
    var form = 0
    var formCount = 0
  }

  private var table = WordTable()
  private let stop: StopWords
  /// The stem of each word.
  private var stems: [UInt32] = []
  private var stemNumbers = WordTable()
  /// How often each word stands, and how often in capitals.
  private var spelled: [(count: UInt32, capitals: UInt32)] = []
  /// How often each stem stands, ends a phrase, and begins a title.
  private var places: [(all: UInt32, last: UInt32, first: UInt32)] = []
  /// Pairs of stems and, with their counts, pairs of words.
  private var pairs = PairTable(), spelledPairs = PairTable()
  private var spelledPairCounts: [UInt32] = []
  /// The terms of each text, each once: stems, and pairs from ``wordCount`` on.
  private var textTerms: [UInt32] = []
  /// Where each of them stands: 1 for the title or abstract, 2 for a keyword, 3 for both.
  private var textOrigins: [UInt8] = []
  /// Whether any work has a keyword that says something.
  public private(set) var hasKeywords = false
  private var ranges: [Range<Int>] = []
  private var terms: [Entry] = []
  /// The sums of ``Entry/texts`` over words and over pairs.
  private var totals = (words: 0, pairs: 0)
  private var wordCount: Int { stemNumbers.count }

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

  private func text(ofPair form: Int) -> String {
    text(ofWord: spelledPairs.first(form)) + " " + text(ofWord: spelledPairs.second(form))
  }

  /// The word, in capitals where it mostly stands so.
  private func text(ofWord word: Int) -> String {
    let isCapital = 2 * spelled[word].capitals > spelled[word].count
    return isCapital ? table.text(word).uppercased() : table.text(word)
  }

  /// Counters for ``terms(of:limit:counters:)``, all 0 between two groups.
  struct Counters {
    fileprivate var texts: [UInt32]
    fileprivate var origins: [UInt8]
    fileprivate var scores: [Double]
  }

  /// Counters for all terms.
  func counters() -> Counters {
    Counters(
      texts: [UInt32](repeating: 0, count: terms.count),
      origins: [UInt8](repeating: 0, count: terms.count),
      scores: [Double](repeating: 0, count: wordCount))
  }

  /// The terms that set a group of works apart: up to three phrases, the most telling first, and
  /// then words that stand in none of them; equal ones by spelling.
  ///
  /// Only terms that stand more often here than elsewhere are given, and only those in two works
  /// of the group or more, unless no word does: then a single work speaks for the group.
  ///
  /// - Parameters:
  ///   - works: the group's works, as indices into the texts.
  ///   - limit: the maximum number of terms.
  /// - Complexity: O(*k* log *k*) for *k* terms in the group's texts, and O(vocabulary).
  public func terms(of works: [Int], limit: Int = 6) -> [Term] {
    var counters = counters()
    return terms(of: works, limit: limit, counters: &counters)
  }

  /// The same without where they stand.
  public func distinctive(of works: [Int], limit: Int = 6) -> [String] {
    terms(of: works, limit: limit).map(\.text)
  }

  /// The same, without the vocabulary's share of the time.
  func terms(of works: [Int], limit: Int = 6, counters: inout Counters) -> [Term] {
    var found: [Int] = []
    for work in works {
      for place in ranges[work] {
        let term = Int(textTerms[place])
        if counters.texts[term] == 0 { found.append(term) }
        counters.texts[term] += 1
        counters.origins[term] |= textOrigins[place]
      }
    }
    defer {
      for term in found {
        counters.texts[term] = 0
        counters.origins[term] = 0
        if term < wordCount { counters.scores[term] = 0 }
      }
    }
    found.sort()
    let words = found.prefix { $0 < wordCount }, phrases = found[words.count...]
    let least = words.contains { counters.texts[$0] >= 2 } ? 2 : 1
    func sum(_ terms: ArraySlice<Int>) -> Int { terms.reduce(0) { $0 + Int(counters.texts[$1]) } }
    let inside = (words: sum(words), pairs: sum(phrases))
    var scoredWords: [(text: String, score: Double, term: Int)] = []
    for term in words {
      let score = score(term, Int(counters.texts[term]), of: inside.words)
      counters.scores[term] = score
      if score > 0, counters.texts[term] >= least {
        scoredWords.append((text(ofWord: terms[term].form), score, term))
      }
    }
    var scoredPhrases: [(text: String, score: Double, term: Int)] = []
    for term in phrases where counters.texts[term] >= least && isPhrase(term - wordCount) {
      let own = score(term, Int(counters.texts[term]), of: inside.pairs)
      guard own > 0 else { continue }
      let (a, b) = (pairs.first(term - wordCount), pairs.second(term - wordCount))
      // A phrase of telling words tells more.
      let score = own + max(0, counters.scores[a], counters.scores[b]) / 2
      scoredPhrases.append((text(ofPair: terms[term].form), score, term - wordCount))
    }
    return chosen(scoredPhrases, scoredWords, limit).map { chosen in
      let origin = counters.origins[chosen.term]
      return Term(
        text: chosen.text, origin: origin == 1 ? .titles : origin == 2 ? .keywords : .both)
    }
  }

  private func chosen(
    _ phrases: [(text: String, score: Double, term: Int)],
    _ words: [(text: String, score: Double, term: Int)], _ limit: Int
  ) -> [(text: String, term: Int)] {
    func isBefore(
      _ a: (text: String, score: Double, term: Int), _ b: (text: String, score: Double, term: Int)
    ) -> Bool { a.score == b.score ? a.text < b.text : a.score > b.score }
    var chosen: [(text: String, term: Int)] = [], taken = Set<Int>()
    for phrase in phrases.sorted(by: isBefore) where chosen.count < min(3, limit) {
      let parts = [pairs.first(phrase.term), pairs.second(phrase.term)]
      if parts.contains(where: taken.contains) { continue }
      taken.formUnion(parts)
      chosen.append((phrase.text, wordCount + phrase.term))
    }
    for word in words.sorted(by: isBefore) where chosen.count < limit {
      if !taken.contains(word.term) { chosen.append((word.text, word.term)) }
    }
    return chosen
  }

  /// The log-odds of a term, in standard deviations.
  private func score(_ term: Int, _ count: Int, of inside: Int) -> Double {
    let total = Double(term < wordCount ? totals.words : totals.pairs), inside = Double(inside)
    let outside = total - inside
    let all = Double(terms[term].texts), here = Double(count), there = all - here
    guard outside > 0 else { return here }
    // The prior is what the group would have if the term stood everywhere as often.
    let prior = all * inside / total
    func odds(_ count: Double, _ sum: Double) -> Double {
      log((count + prior) / (sum + inside - count - prior))
    }
    let deviation = (1 / (here + prior) + 1 / (there + prior)).squareRoot()
    return (odds(here, inside) - odds(there, outside)) / deviation
  }

  /// Whether a pair reads as a name of something: its second word often ends a phrase, and its first
  /// is no verb as in *Exploring graphs*.
  private func isPhrase(_ pair: Int) -> Bool {
    let second = places[pairs.second(pair)], first = places[pairs.first(pair)]
    guard 20 * (second.last + 1) >= 7 * (second.all + 2) else { return false }
    return !stemNumbers[pairs.first(pair)].ends(with: Array("ing".utf8))
      || 2 * first.first < first.all
  }
}
