import Foundation

/// Finds the words that set the titles of each group of works apart from all the others.
///
/// A word is scored by how many titles hold it: the log-odds of the group against the rest with
/// an informative Dirichlet prior, over its standard deviation (Monroe, Colaresi and Quinn,
/// *Fightin' Words*, Political Analysis 16:372 (2008), doi:10.1093/pan/mpn018). Singular and
/// plural count as one word, shown as the form that stands more often.
public struct TopicWords: Sendable {
  private var titles: [[UInt32]] = []
  private var forms: [String] = []
  private var titleCounts: [Int] = []

  /// Takes the titles apart.
  ///
  /// - Parameter titles: one title a work; `nil` for an untitled one.
  /// - Complexity: O(*l*) for *l* characters in all.
  public init(titles: [String?]) {
    var numbers: [String: UInt32] = [:]
    var spellings: [[String: Int]] = []
    for title in titles {
      var words: [UInt32] = []
      for word in TopicWords.words(of: title ?? "") {
        let stem = TopicWords.stem(of: word)
        let number = numbers[stem] ?? UInt32(numbers.count)
        if Int(number) == numbers.count {
          numbers[stem] = number
          spellings.append([:])
        }
        spellings[Int(number)][word, default: 0] += 1
        if !words.contains(number) { words.append(number) }
      }
      self.titles.append(words)
    }
    forms = spellings.map { spelling in
      spelling.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
    titleCounts = [Int](repeating: 0, count: forms.count)
    for words in self.titles { for word in words { titleCounts[Int(word)] += 1 } }
  }

  /// The words that set a group of works apart, the most telling first; equal ones by spelling.
  ///
  /// Only words that stand more often here than elsewhere are given, and only those in two titles
  /// of the group or more, unless no word does: then a single title speaks for the group.
  ///
  /// - Parameters:
  ///   - works: the group's works, as indices into the titles.
  ///   - limit: the greatest number of words.
  /// - Complexity: O(*w* + *k* log *k*) for *w* words in the group's titles, *k* of them distinct.
  public func distinctive(of works: [Int], limit: Int = 6) -> [String] {
    var counts: [UInt32: Int] = [:]
    for work in works { for word in titles[work] { counts[word, default: 0] += 1 } }
    let inside = Double(counts.values.reduce(0, +))
    let total = Double(titleCounts.reduce(0, +))
    let outside = total - inside
    let least = counts.values.contains { $0 >= 2 } ? 2 : 1
    var scored: [(word: String, score: Double)] = []
    for (word, count) in counts where count >= least {
      let all = Double(titleCounts[Int(word)])
      let (here, there) = (Double(count), all - Double(count))
      // The prior has the weight of the corpus divided by the size of its vocabulary.
      let prior = all / Double(max(1, forms.count))
      let priorTotal = total / Double(max(1, forms.count))
      let odds = { (count: Double, sum: Double) in
        log((count + prior) / (sum + priorTotal - count - prior))
      }
      let deviation = (1 / (here + prior) + 1 / (there + prior)).squareRoot()
      let score =
        outside > 0 ? (odds(here, inside) - odds(there, outside)) / deviation : here
      if score > 0 { scored.append((forms[Int(word)], score)) }
    }
    scored.sort { $0.score == $1.score ? $0.word < $1.word : $0.score > $1.score }
    return scored.prefix(limit).map(\.word)
  }

  /// The words of a title that can carry meaning, in lower case.
  static func words(of title: String) -> [String] {
    title.lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" && $0 != "’" }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "-'’")) }
      .filter { word in
        word.count >= 3 && word.contains(where: \.isLetter) && !stopWords.contains(word)
      }
  }

  /// The word without an English plural's ending.
  static func stem(of word: String) -> String {
    guard word.count > 3, word.hasSuffix("s") else { return word }
    if ["ss", "us", "is"].contains(where: word.hasSuffix) { return word }
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    return String(word.dropLast())
  }

  /// Words that say nothing of a topic: function words of the languages in which most titles are
  /// written, and the small change of titles.
  private static let stopWords = Set(
    """
    about above across after against all along also among and any are around based been before \
    being beneath between beyond both but can could does doing done down during each either else \
    even ever every few for from further get gets had has have having here how however into its \
    itself just less let like make makes many may might more most much must near need needs \
    neither nor not now off once one only onto other others our out over own per rather same \
    shall should since some still such than that the their them then there these they this those \
    three through thus too toward towards two under until upon use used using very via was way \
    well were what when where whether which while who whom whose why will with within without \
    would yet you your four five case first new non novel part second study \
    approach approaches analysis effect effects method methods paper results review some survey \
    der die das und von für mit auf ein eine zur zum des dem den im les des une pour dans sur par \
    avec aux est los las del una para con por che per della delle dei nel \
    comment corrigendum erratum editorial introduction preface reply
    """.split(separator: " ").map(String.init))
}
