import Foundation

/// Which terms set a group apart, by the counts that reading left.
extension TopicWords {
  func text(ofPair form: Int) -> String {
    text(ofWord: spelledPairs.first(form)) + " " + text(ofWord: spelledPairs.second(form))
  }

  /// The word, in capitals where it mostly stands so.
  func text(ofWord word: Int) -> String {
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
  /// A term tells more the more works of the group have it. A phrase that nearly always follows the
  /// same word is given with it, as *traveling salesman problem*.
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
      let count = Int(counters.texts[term]), score = score(term, count, of: inside.words)
      counters.scores[term] = score
      if score > 0, count >= least {
        scoredWords.append((text(ofWord: terms[term].form), score * Self.spread(count), term))
      }
    }
    var scoredPhrases: [(text: String, score: Double, term: Int)] = []
    for term in phrases where counters.texts[term] >= least && isPhrase(term - wordCount) {
      let count = Int(counters.texts[term]), own = score(term, count, of: inside.pairs)
      guard own > 0 else { continue }
      let (a, b) = (pairs.first(term - wordCount), pairs.second(term - wordCount))
      // A phrase of telling words tells more.
      let score = (own + max(0, counters.scores[a], counters.scores[b]) / 2) * Self.spread(count)
      scoredPhrases.append((text(ofPair: terms[term].form), score, term - wordCount))
    }
    let chosen = chosen(scoredPhrases, scoredWords, limit) { phrase in
      leading(phrase, among: phrases, counters.texts)
    }
    return chosen.map { chosen in
      let origin = counters.origins[chosen.term]
      return Term(
        text: chosen.text, origin: origin == 1 ? .titles : origin == 2 ? .keywords : .both)
    }
  }

  private func chosen(
    _ phrases: [(text: String, score: Double, term: Int)],
    _ words: [(text: String, score: Double, term: Int)], _ limit: Int,
    leading: (Int) -> Int?
  ) -> [(text: String, term: Int)] {
    func isBefore(
      _ a: (text: String, score: Double, term: Int), _ b: (text: String, score: Double, term: Int)
    ) -> Bool { a.score == b.score ? a.text < b.text : a.score > b.score }
    var chosen: [(text: String, term: Int)] = [], taken = Set<Int>()
    for phrase in phrases.sorted(by: isBefore) where chosen.count < min(3, limit) {
      let parts = [pairs.first(phrase.term), pairs.second(phrase.term)]
      if parts.contains(where: taken.contains) { continue }
      taken.formUnion(parts)
      let first = leading(phrase.term)
      let before = first.map { text(ofWord: terms[$0].form) + " " } ?? ""
      if let first { taken.insert(first) }
      chosen.append((before + phrase.text, wordCount + phrase.term))
    }
    for word in words.sorted(by: isBefore) where chosen.count < limit {
      if !taken.contains(word.term) { chosen.append((word.text, word.term)) }
    }
    return chosen
  }

  /// What a term's score counts for where so many works of the group have it.
  private static func spread(_ count: Int) -> Double { log(1 + Double(count)) }

  /// The word that stands before a phrase in at least three quarters of the group's texts with it,
  /// two or more; `nil` where there is none.
  private func leading(_ phrase: Int, among phrases: ArraySlice<Int>, _ texts: [UInt32]) -> Int? {
    let second = pairs.first(phrase), count = texts[wordCount + phrase]
    guard count >= 2 else { return nil }
    let leading = phrases.filter { pair in
      pairs.second(pair - wordCount) == second && 4 * texts[pair] >= 3 * count
    }.map { pairs.first($0 - wordCount) }.filter { !areAkin($0, pairs.second(phrase)) }
    return leading.count == 1 ? leading[0] : nil
  }

  /// Whether two words say the same twice, as *dialectal* and *dialect*: they begin with the same five
  /// letters, or are one.
  private func areAkin(_ a: Int, _ b: Int) -> Bool {
    let beginnings = [a, b].map { stemNumbers[$0].prefix(5) }
    return a == b || beginnings[0].count == 5 && beginnings[0].elementsEqual(beginnings[1])
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
