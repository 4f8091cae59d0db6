import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph

/// How far works bring in words that no earlier work of the corpus has, and how far later works take
/// them up.
///
/// The words of a work are those of its title and its keywords; abstracts are not kept. A word, or a
/// pair of words, is new in a work where no work of an earlier year has it: Arts, Hou and Gomez,
/// *Natural language processing to identify the creation and impact of new technologies in patent
/// text*, Research Policy 50:104144 (2021), doi:10.1016/j.respol.2020.104144. Works of the first year
/// have nothing before them, and nothing is known of those without a year.
struct Novelty: Sendable {
  /// What is known of a work.
  struct Work: Sendable, Equatable {
    /// The distinct words, and how many of them are new.
    var words = 0
    var newWords = 0
    /// The pairs of distinct words, and how many of them are new.
    var pairs = 0
    var newPairs = 0
    /// The works of later years, and how many of them have a word that this work brought in.
    var later = 0
    var takenUp = 0

    /// The mean of the shares of new words and of new pairs; of a single word its own.
    var novelty: Double {
      guard words > 0 else { return .nan }
      let ofWords = Double(newWords) / Double(words)
      return pairs == 0 ? ofWords : (ofWords + Double(newPairs) / Double(pairs)) / 2
    }

    /// The share of later works that take up a new word; not known without later works.
    var reuse: Double { later > 0 ? Double(takenUp) / Double(later) : .nan }
  }

  /// The distinct words of each work, ascending.
  private let words: [[UInt32]]
  private let years: [Int32]
  /// The works with a year and a word, by year, and the place of each among them.
  private let dated: [Int]
  private let places: [Int?]
  /// The places of the works that have each word, ascending.
  private let users: [[Int]]

  /// A title of more words, such as a list, is counted by its first ones.
  static let maximumWords = 60

  /// - Complexity: O(*l*) for *l* letters in all titles and keywords.
  init(of corpus: Corpus, execution: Execution = .serial) throws(Cancellation) {
    let works = corpus.bibliography.works
    let stems = try execution.mapChunks(of: works.count, size: 1024, scratch: {}) { _, range in
      range.map { Self.stems(of: works.topic(ofWork: $0)) }
    }
    var numbers: [String: UInt32] = [:]
    let words: [[UInt32]] = stems.joined().map { stems in
      stems.map { stem in
        let number = numbers[stem] ?? UInt32(numbers.count)
        numbers[stem] = number
        return number
      }.sorted()
    }
    self.init(words: words, years: corpus.network.facts.years, wordCount: numbers.count)
  }

  /// The first distinct words of a work.
  private static func stems(
    of topic: (title: String?, abstract: String?, keywords: [String])
  ) -> [String] {
    var found: [String] = []
    for text in [topic.title ?? ""] + topic.keywords {
      for word in TopicWords.words(of: text) where found.count < maximumWords {
        let stem = TopicWords.stem(of: word)
        if !found.contains(stem) { found.append(stem) }
      }
    }
    return found
  }

  /// - Parameters:
  ///   - words: the distinct words of each work, ascending.
  ///   - years: the year of each work.
  ///   - wordCount: one more than the largest word.
  init(words: [[UInt32]], years: [Int32], wordCount: Int) {
    self.words = words
    self.years = years
    dated = words.indices.filter { years[$0] != WorkFacts.unknown && !words[$0].isEmpty }
      .sorted { (years[$0], $0) < (years[$1], $1) }
    var places = [Int?](repeating: nil, count: words.count)
    var users = [[Int]](repeating: [], count: wordCount)
    for (place, work) in dated.enumerated() {
      places[work] = place
      for word in words[work] { users[Int(word)].append(place) }
    }
    self.places = places
    self.users = users
  }

  /// What is known of a work; `nil` where nothing is.
  ///
  /// - Complexity: O(*w*² · *u*) for *w* words that each stand in at most *u* works.
  subscript(index: Int) -> Work? {
    guard var work = reuse(ofWork: index) else { return nil }
    let own = words[index]
    work.pairs = own.count * (own.count - 1) / 2
    for (place, word) in own.enumerated() {
      for other in own[(place + 1)...] where isNew(word, other, in: years[index]) {
        work.newPairs += 1
      }
    }
    return work
  }

  /// The same without pairs.
  func reuse(ofWork index: Int) -> Work? {
    guard places[index] != nil, let first = dated.first, years[index] != years[first] else {
      return nil
    }
    let year = years[index]
    var work = Work(words: words[index].count)
    var takers: Set<Int> = []
    for word in words[index] {
      let users = users[Int(word)]
      guard years[dated[users[0]]] == year else { continue }
      work.newWords += 1
      takers.formUnion(users.drop { years[dated[$0]] <= year })
    }
    work.takenUp = takers.count
    work.later = dated.count - dated.partitioningIndex { years[$0] > year }
    return work
  }

  /// Whether no work of an earlier year has both words.
  private func isNew(_ a: UInt32, _ b: UInt32, in year: Int32) -> Bool {
    let (short, long) =
      users[Int(a)].count < users[Int(b)].count
      ? (users[Int(a)], users[Int(b)]) : (users[Int(b)], users[Int(a)])
    for place in short {
      if years[dated[place]] >= year { return true }
      let found = long.partitioningIndex { $0 >= place }
      if found < long.count, long[found] == place { return false }
    }
    return true
  }

  /// The mean novelty of some works; `nan` where none is known.
  func novelty(ofWorks works: some Sequence<Int>) -> Double {
    works.compactMap { self[$0]?.novelty }.meanOfKnown
  }
}

extension Sequence<Double> {
  /// The mean of the values that are known; `nan` where none is.
  var meanOfKnown: Double {
    let known = filter { !$0.isNaN }
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
  }
}

/// Shares of others with a lower value, which make figures of different kinds comparable.
struct Percentiles {
  private let sorted: [Double]

  init(_ values: [Double]) { sorted = values.filter { !$0.isNaN }.sorted() }

  /// The share of the other known values that are lower; `nan` where the value is not known or
  /// there are no others.
  func share(below value: Double) -> Double {
    guard !value.isNaN, sorted.count > 1 else { return .nan }
    return Double(sorted.partitioningIndex { $0 >= value }) / Double(sorted.count - 1)
  }
}

/// A composite of how far an author's work is taken up: the mean of the percentiles, among all
/// authors of the corpus, of three parts of equal weight. A part that is not known is left out, and
/// named.
struct Influence: Sendable {
  /// The parts with their percentile for each author, `nan` where it is not known.
  let parts: [(name: String, percentiles: [Double])]

  /// - Parameters:
  ///   - reuse: the mean share of later works that take up a word, for each author.
  ///   - citations: the citations of each author.
  ///   - pageRank: the PageRank of each author.
  init(reuse: [Double], citations: [Double], pageRank: [Double]) {
    parts = [("words taken up", reuse), ("citations", citations), ("PageRank", pageRank)]
      .map { name, values in
        let percentiles = Percentiles(values)
        return (name, values.map(percentiles.share(below:)))
      }
  }

  /// The mean of the known parts; `nan` where none is known.
  func value(of author: Int) -> Double {
    parts.map { $0.percentiles[author] }.meanOfKnown
  }

  /// The parts that are not known of an author.
  func missing(of author: Int) -> [String] {
    parts.filter { $0.percentiles[author].isNaN }.map(\.name)
  }
}
