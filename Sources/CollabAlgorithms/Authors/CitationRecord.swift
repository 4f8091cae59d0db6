import CollabCore
import CollabGraph

/// One work as the author indices see it.
struct CitedWork: Equatable {
  var citations: Int
  /// The number of distinct authors, at least one.
  var authors: Int
  /// The year, or ``WorkFacts/unknown``.
  var year: Int32
}

/// What an author index needs to know of a work before the work can count.
enum NeededFacts {
  case citations
  case citationsAndYear

  func areKnown(citations: Int32, year: Int32) -> Bool {
    citations != WorkFacts.unknown && (self == .citations || year != WorkFacts.unknown)
  }

  var wording: String {
    switch self {
    case .citations: "citation count"
    case .citationsAndYear: "citation count and year"
    }
  }
}

extension MeasureInput {
  /// Scores each author by the works whose needed facts are known, most cited first; equally
  /// cited works by fewer authors, then by earlier year.
  ///
  /// An author without such a work scores `nan`. A note tells how many authors have works that
  /// could not count.
  ///
  /// - Parameters:
  ///   - growing: whether a further work can only raise the score, which makes the score of an
  ///     author with unknown works a lower bound.
  ///   - score: the index of one author; gets at least one work.
  /// - Complexity: O(*a* log *p*) for *a* authorships and at most *p* works an author.
  func scoresByCitations(
    needing facts: NeededFacts = .citations, growing: Bool, _ score: ([CitedWork]) -> Double
  ) throws(Cancellation) -> Scores {
    let incidence = network.incidence
    let (citations, years) = (network.facts.citations, network.facts.years)
    let chunks = try execution.mapChunks(
      of: network.vertexCount, size: 1024, phase: "author indices", scratch: { [CitedWork]() }
    ) { works, authors in
      var values: [Double] = []
      var partial = 0
      for author in authors {
        works.removeAll(keepingCapacity: true)
        let row = incidence.authorOffsets[author]..<incidence.authorOffsets[author + 1]
        for index in row {
          let work = Int(incidence.authorWorks[index])
          guard facts.areKnown(citations: citations[work], year: years[work]) else { continue }
          works.append(
            CitedWork(
              citations: max(0, Int(citations[work])), authors: incidence.bylineLength(work),
              year: years[work]))
        }
        works.sort {
          ($1.citations, $0.authors, $0.year) < ($0.citations, $1.authors, $1.year)
        }
        values.append(works.isEmpty ? .nan : score(works))
        if !works.isEmpty, works.count < row.count { partial += 1 }
      }
      return (values, partial)
    }
    var scores = Scores([])
    scores.values.reserveCapacity(network.vertexCount)
    var partial = 0
    for chunk in chunks {
      scores.values += chunk.0
      partial += chunk.1
    }
    let unknown = scores.values.indices.count { scores.values[$0].isNaN }
    scores.notes += Scores.notes(
      partial: partial, unknown: unknown, of: facts.wording, areLowerBounds: growing)
    return scores
  }
}

extension Scores {
  /// What the reader should know where facts about works are missing.
  ///
  /// - Parameters:
  ///   - partial: the number of authors of whom some works lack the fact.
  ///   - unknown: the number of authors of whom all works lack it.
  ///   - fact: what is missing, as `citation count`.
  ///   - areLowerBounds: whether a score can only grow when the fact becomes known.
  public static func notes(
    partial: Int, unknown: Int, of fact: String, areLowerBounds: Bool
  ) -> [String] {
    var notes: [String] = []
    if partial > 0 {
      let meaning =
        areLowerBounds ? "their scores are lower bounds" : "their scores leave these works out"
      notes.append("\(counted(partial, "author")) with some works of no known \(fact): \(meaning)")
    }
    if unknown > 0 {
      notes.append("\(counted(unknown, "author")) without any work of known \(fact): not known")
    }
    return notes
  }
}

/// The last of the ranks 1, 2, … `count` before the first at which a condition fails.
func greatestRank(_ count: Int, where holds: (_ rank: Int) -> Bool) -> Int {
  var rank = 0
  while rank < count, holds(rank + 1) { rank += 1 }
  return rank
}
