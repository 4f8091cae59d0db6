import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import Testing

@testable import CollabCorpus

/// Five works of five people, with weights 1/(n − 1) added up by hand.
///
/// | work | byline |
/// |---|---|
/// | 1 | Ann, Bob |
/// | 2 | Ann, Bob, Cy |
/// | 3 | Cy, Dee |
/// | 4 | Dee |
/// | 5 | Ann, Bob, Cy, Eve |
///
/// Papers: Ann, Bob and Cy 3, Dee 2, Eve 1. Ties: Ann–Bob 11/6, Ann–Cy and Bob–Cy 5/6, Cy–Dee 1,
/// and Eve with Ann, Bob and Cy 1/3 each.
@Suite struct ThresholdTests {
  private static func bibliography() throws -> Bibliography {
    let bylines = ["Ann Bob", "Ann Bob Cy", "Cy Dee", "Dee", "Ann Bob Cy Eve"]
    let orcids = ["Dee": "0000-0002-1825-0097"]
    var content = RecordSink(file: "works")
    for (index, byline) in bylines.enumerated() {
      var record = Record(line: index + 1)
      record.title = "Work \(index + 1) of the table of thresholds"
      record.date = PartialDate(2000 + index)
      record.byline = byline.split(separator: " ").map { name in
        Contributor(
          PersonName(given: String(name), family: "Oak"),
          identifiers: orcids[String(name)].flatMap { Identifier(.orcid, $0) }.map { [$0] } ?? [])
      }
      content.append(record)
    }
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "works", format: "test", sha256: "", entryCount: 5),
          content: content)
      ])
  }

  private static func corpus(_ thresholds: Thresholds) throws -> Corpus {
    try Corpus(bibliography(), thresholds: thresholds, execution: .serial)
  }

  private func ties(_ corpus: Corpus) throws -> [String: Double] {
    func initial(_ vertex: UInt32) -> String { String(corpus.labels[Int(vertex)].prefix(1)) }
    return Dictionary(
      uniqueKeysWithValues: try corpus.network.graph().edges.map {
        (initial($0.a) + initial($0.b), $0.weight)
      })
  }

  private func names(_ corpus: Corpus) -> String {
    corpus.labels.map { String($0.prefix(1)) }.joined()
  }

  @Test func withoutThresholdsAllIsKept() throws {
    let corpus = try Self.corpus(Thresholds())
    #expect(names(corpus) == "ABCDE")
    #expect(corpus.coauthors.leftOut.isEmpty)
    #expect(try ties(corpus).count == 7)
  }

  /// Those who are left out leave weights and shares as they are.
  @Test func authorsOfFewPapers() throws {
    let corpus = try Self.corpus(Thresholds(minimumPapers: 3))
    #expect(names(corpus) == "ABC")
    let left = try #require(corpus.coauthors.leftOut.first)
    #expect(left.sentence == "2 of 5 authors left out by --min-papers 3")
    let weights = try ties(corpus)
    #expect(weights.count == 3)
    for (pair, weight) in ["AB": 11.0 / 6, "AC": 5.0 / 6, "BC": 5.0 / 6] {
      #expect(abs((weights[pair] ?? 0) - weight) < 1e-15)
    }
    let network = corpus.network
    // 1/2 + 1/3 + 1/4 of works, and 11/6 + 5/6 of ties.
    for (measure, value) in [
      (Measure.fractionalPapers, 13.0 / 12), (.strength, 16.0 / 6), (.papers, 3), (.degree, 2),
    ] {
      let scores = try measure.scores(of: network, execution: .serial)
      #expect(abs(scores.values[0] - value) < 1e-15, "\(measure.id)")
      let check = try measure.verification(of: scores, for: network, execution: .serial)
      if case .fails = check { Issue.record("\(measure.id): \(check)") }
    }
    #expect(network.incidence.bylineLength(4) == 4 && network.incidence.rowLength(4) == 3)
    // Nobody who is left stands on the fourth work.
    #expect(network.incidence.bylineLength(3) == 0)
  }

  @Test func weakTies() throws {
    let corpus = try Self.corpus(Thresholds(minimumWeight: 1))
    #expect(names(corpus) == "ABCDE")
    #expect(corpus.coauthors.leftOut.map(\.sentence) == ["5 of 7 ties left out by --min-weight 1"])
    #expect(try Set(ties(corpus).keys) == ["AB", "CD"])
    let network = corpus.network
    #expect(network.leavesTiesOut)
    for measure in [Measure.degree, .strength, .pageRank] {
      let scores = try measure.scores(of: network, execution: .serial)
      let check = try measure.verification(of: scores, for: network, execution: .serial)
      if case .fails = check { Issue.record("\(measure.id): \(check)") }
      if measure.id == "degree" { #expect(scores.values == [1, 1, 1, 1, 0]) }
    }
    // Ann and Cy wrote together, and their tie is left out.
    #expect(shortestChain(from: 0, to: 2, in: network) == nil)
    #expect(shortestChain(from: 0, to: 1, in: network) == [0, 1])
    #expect(throws: OptionError.self) { try RankIntervals(of: .strength, in: network) }
  }

  /// Dee has one tie; without Dee the others still have three.
  @Test(arguments: [(1, "ABCDE"), (2, "ABCE"), (3, "ABCE"), (4, "")])
  func authorsOfFewTies(least: Int, kept: String) throws {
    #expect(try names(Self.corpus(Thresholds(minimumTies: least))) == kept)
  }

  /// Of the ties from 0.5 on, Dee has one and Eve none.
  @Test func weightsComeBeforeTies() throws {
    let corpus = try Self.corpus(Thresholds(minimumTies: 2, minimumWeight: 0.5))
    #expect(names(corpus) == "ABC")
    #expect(try Set(ties(corpus).keys) == ["AB", "AC", "BC"])
    #expect(
      corpus.coauthors.leftOut.map(\.sentence) == [
        "3 of 7 ties left out by --min-weight 0.5", "2 of 5 authors left out by --min-ties 2",
      ])
  }

  @Test func onlyThesePeople() throws {
    let list = PeopleList(
      """
      \u{FEFF}# the lab
      Oak, Ann

      https://orcid.org/0000-0002-1825-0097
      Zed Elm
      cy oak
      Oak
      """, file: "lab.txt")
    let corpus = try Self.corpus(Thresholds(people: list))
    #expect(names(corpus) == "ACD")
    #expect(try Set(ties(corpus).keys) == ["AC", "CD"])
    #expect(
      corpus.coauthors.messages.map { "\($0.line ?? 0) \($0.id)" }
        == ["5 people.unknown", "7 people.ambiguous"])
    #expect(corpus.coauthors.messages[0].file == "lab.txt")
    #expect(
      corpus.coauthors.leftOut.map(\.sentence) == ["2 of 5 authors left out by --people lab.txt"])
    #expect(corpus.coauthors.vertices == [0, nil, 1, 2, nil])
  }

  @Test func whoIsNotInTheNetworkIsSaid() throws {
    let corpus = try Corpus(
      Self.bibliography(), selection: .init(years: 2000...2001),
      thresholds: Thresholds(people: PeopleList("Dee Oak\nAnn Oak", file: "lab.txt")),
      execution: .serial)
    #expect(names(corpus) == "A")
    #expect(corpus.coauthors.messages.map(\.id) == ["people.not-in-network"])
  }
}
