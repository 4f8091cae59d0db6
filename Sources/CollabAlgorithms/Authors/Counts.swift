import CollabCore
import CollabGraph

extension Measure {
  /// The number of works.
  public static let papers = Measure(
    id: "papers", summary: "number of works", weights: .none, isCount: true,
    reference: "Lotka, The frequency distribution of scientific productivity (1926)"
  ) { input in
    let incidence = input.network.incidence
    guard incidence.workCount > 0 else { return .withoutWorks(input.network.vertexCount) }
    return Scores((0..<incidence.authorCount).map { Double(incidence.paperCount($0)) })
  }.verified(by: .papers)

  /// The number of works, each shared evenly by its authors.
  public static let fractionalPapers = Measure(
    id: "fractional-papers", summary: "number of works, each shared evenly by its authors",
    weights: .none,
    reference:
      "Price, Multiple authorship, Science 212:986 (1981), doi:10.1126/science.212.4498.986"
  ) { input in
    let incidence = input.network.incidence
    guard incidence.workCount > 0 else { return .withoutWorks(input.network.vertexCount) }
    return Scores(
      (0..<incidence.authorCount).map { author in
        incidence.works(ofAuthor: author).reduce(0) {
          $0 + 1 / Double(incidence.bylineLength(Int($1)))
        }
      })
  }.verified(by: .fractionalPapers)

  /// The sum of the known citations.
  public static let citations = Measure(
    id: "citations", summary: "number of citations of all works", weights: .none, isCount: true,
    reference: "Garfield, Citation analysis as a tool in journal evaluation, Science 178:471 (1972)"
  ) { input in
    try input.scoresByCitations(growing: true) { Double($0.citationSum) }
  }.verified(by: .citations)

  /// The mean of the known citations.
  public static let citationsPerPaper = Measure(
    id: "citations-per-paper", summary: "mean number of citations of a work", weights: .none,
    reference: "Garfield, Citation analysis as a tool in journal evaluation, Science 178:471 (1972)"
  ) { input in
    try input.scoresByCitations(growing: false) { Double($0.citationSum) / Double($0.count) }
  }.verified(by: .citationsPerPaper)

  /// The number of works with at least ten citations.
  public static let i10 = Measure(
    id: "i10", summary: "number of works with ten citations or more", weights: .none,
    isCount: true,
    parameters: [.citationsToCount],
    reference: "Google Scholar, My Citations (2011)"
  ) { input in
    let least = input[.citationsToCount]
    return try input.scoresByCitations(growing: true) { works in
      Double(works.count { Double($0.citations) >= least })
    }
  }.verified(by: .i10 { $0[.citationsToCount] })

  /// The number of works with another number of citations than ten, or more.
  public static func i10(citations: Int? = nil) -> Measure {
    i10.with([.citationsToCount: citations.map(Double.init)])
  }
}

extension Parameter {
  fileprivate static let citationsToCount = Parameter(
    "citations", "citations that a work needs to count", kind: .whole, default: 10, in: 1...1e9)
}

extension [CitedWork] {
  /// The sum of the citations.
  var citationSum: Int { reduce(0) { $0 + $1.citations } }
}

extension Incidence {
  /// The number of works of an author.
  func paperCount(_ author: Int) -> Int { authorOffsets[author + 1] - authorOffsets[author] }
}

extension Scores {
  /// The scores where a network has ties and no works: nothing is known.
  static func withoutWorks(_ count: Int) -> Scores {
    Scores(
      [Double](repeating: .nan, count: count),
      notes: ["the input states ties without works, so the number of works is not known"])
  }
}
