import Foundation

/// Finds the words that set the titles and keywords of each group of works apart from all the
/// others.
///
/// A word is scored by how many works have it, in the title or as a keyword: the log-odds of the
/// group against the rest with an informative Dirichlet prior, over its standard deviation (Monroe,
/// Colaresi and Quinn, *Fightin' Words*, Political Analysis 16:372 (2008),
/// doi:10.1093/pan/mpn018). Singular and plural count as one word, shown as the form that stands
/// more often. A keyword of several words is one word here.
public struct TopicWords: Sendable {
  /// Where the words of a group stand.
  public enum Origin: String, Sendable {
    case titles, keywords
    case both = "titles and keywords"
  }

  /// A word of a group.
  public struct Term: Sendable, Equatable {
    /// The word, or the words of a keyword.
    public let text: String
    /// Where it stands in the works of the group.
    public let origin: Origin
  }

  private var titles: [[UInt32]] = []
  private var keywords: [[UInt32]] = []
  private var forms: [String] = []
  private var counts: [Int] = []

  /// Whether any work has a keyword.
  public var hasKeywords: Bool { keywords.contains { !$0.isEmpty } }

  /// Takes the titles apart.
  ///
  /// - Parameters:
  ///   - titles: one title a work; `nil` for an untitled one.
  ///   - keywords: the keywords of each work; empty where there are none at all.
  /// - Complexity: O(*l*) for *l* characters in all.
  public init(titles: [String?], keywords: [[String]] = []) {
    var numbers: [String: UInt32] = [:]
    var spellings: [[String: Int]] = []
    func number(of stem: String, spelled form: String) -> UInt32 {
      let number = numbers[stem] ?? UInt32(numbers.count)
      if Int(number) == numbers.count {
        numbers[stem] = number
        spellings.append([:])
      }
      spellings[Int(number)][form, default: 0] += 1
      return number
    }
    for (work, title) in titles.enumerated() {
      var words: [UInt32] = [], marks: [UInt32] = []
      for word in TopicWords.words(of: title ?? "") {
        let number = number(of: TopicWords.stem(of: word), spelled: word)
        if !words.contains(number) { words.append(number) }
      }
      for keyword in work < keywords.count ? keywords[work] : [] {
        guard let (stem, form) = TopicWords.keyword(keyword) else { continue }
        let number = number(of: stem, spelled: form)
        if !marks.contains(number) { marks.append(number) }
      }
      self.titles.append(words)
      self.keywords.append(marks)
    }
    forms = spellings.map { spelling in
      spelling.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
    counts = [Int](repeating: 0, count: forms.count)
    for work in self.titles.indices { for word in terms(ofWork: work) { counts[Int(word)] += 1 } }
  }

  /// The words of a work, each once.
  private func terms(ofWork work: Int) -> [UInt32] {
    titles[work] + keywords[work].filter { !titles[work].contains($0) }
  }

  /// The words that set a group of works apart; see ``terms(of:limit:)``.
  public func distinctive(of works: [Int], limit: Int = 6) -> [String] {
    terms(of: works, limit: limit).map(\.text)
  }

  /// The words that set a group of works apart, the most telling first; equal ones by spelling.
  ///
  /// Only words that stand more often here than elsewhere are given, and only those of two works
  /// of the group or more, unless no word is: then a single work speaks for the group. A word that
  /// is part of a keyword before it is left out.
  ///
  /// - Parameters:
  ///   - works: the group's works, as indices into the titles.
  ///   - limit: the maximum number of words.
  /// - Complexity: O(*w* + *k* log *k*) for *w* words of the group's works, *k* of them distinct.
  public func terms(of works: [Int], limit: Int = 6) -> [Term] {
    var inside: [UInt32: Int] = [:], inTitles: Set<UInt32> = [], inKeywords: Set<UInt32> = []
    for work in works {
      for word in terms(ofWork: work) { inside[word, default: 0] += 1 }
      inTitles.formUnion(titles[work])
      inKeywords.formUnion(keywords[work])
    }
    let sum = Double(inside.values.reduce(0, +))
    let total = Double(counts.reduce(0, +))
    let outside = total - sum
    let least = inside.values.contains { $0 >= 2 } ? 2 : 1
    var scored: [(word: UInt32, score: Double)] = []
    for (word, count) in inside where count >= least {
      let all = Double(counts[Int(word)])
      let (here, there) = (Double(count), all - Double(count))
      // The prior has the weight of the corpus divided by the size of its vocabulary.
      let prior = all / Double(max(1, forms.count))
      let priorTotal = total / Double(max(1, forms.count))
      let odds = { (count: Double, sum: Double) in
        log((count + prior) / (sum + priorTotal - count - prior))
      }
      let deviation = (1 / (here + prior) + 1 / (there + prior)).squareRoot()
      let score =
        outside > 0 ? (odds(here, sum) - odds(there, outside)) / deviation : here
      if score > 0 { scored.append((word, score)) }
    }
    // Of equal ones the keyword of more words says more.
    func isBefore(_ a: (word: UInt32, score: Double), _ b: (word: UInt32, score: Double)) -> Bool {
      if a.score != b.score { return a.score > b.score }
      let (x, y) = (forms[Int(a.word)], forms[Int(b.word)])
      let (m, n) = (x.utf8.count { $0 == 0x20 }, y.utf8.count { $0 == 0x20 })
      return m == n ? x < y : m > n
    }
    scored.sort(by: isBefore)
    var result: [Term] = [], parts: Set<String> = []
    for (word, _) in scored where result.count < limit {
      let form = forms[Int(word)]
      let words = form.split(separator: " ").map { TopicWords.stem(of: String($0)) }
      if words.count == 1, parts.contains(words[0]) { continue }
      if words.count > 1 { parts.formUnion(words) }
      let origin: Origin =
        !inKeywords.contains(word) ? .titles : inTitles.contains(word) ? .both : .keywords
      result.append(Term(text: form, origin: origin))
    }
    return result
  }

  /// A keyword in lower case, with what it is counted as; `nil` where it says nothing.
  private static func keyword(_ text: String) -> (stem: String, form: String)? {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1, let last = words.last else {
      return TopicWords.words(of: text).first.map { (stem(of: $0), $0) }
    }
    let form = words.joined(separator: " ")
    guard form.contains(where: \.isLetter) else { return nil }
    return ((words.dropLast() + [stem(of: last)]).joined(separator: " "), form)
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
