import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import Testing

@testable import CollabReport

/// Numbers of six entries of five works, recomputed from the parts that are listed for them.
@Suite struct ExplainerTests {
  private static let entries = """
    @misc{a, title={Alpha of oaks}, author={Ann Oak and Bob Oak}, year=2000, citations=5}
    @misc{b, title={Beta of oaks}, author={Ann Oak and Bob Oak and Cy Oak}, year=2001, citations=3, doi={10.1/b|2}}
    @misc{c, title={Gamma of oaks}, author={Cy Oak and Dee Oak}, year=2002, citations=1}
    @misc{d, title={Delta of oaks}, author={Dee Oak}}
    @misc{e, title={Epsilon of oaks}, author={Ann Oak and Bob Oak and Cy Oak and Eve Oak}, year=2004, citations=3}
    @misc{f, title={Beta of oaks}, author={Ann Oak and Bob Oak and Cy Oak}, year=2001, doi={10.1/b|2}}
    """

  private static func bibliography(_ more: String = "") throws -> Bibliography {
    let (sources, _) = Bibliography.read(Array((entries + more).utf8), name: "refs.bib")
    return try Bibliography(merging: sources)
  }

  private static func corpus(_ thresholds: Thresholds = Thresholds()) throws -> Corpus {
    try Corpus(bibliography(), thresholds: thresholds, execution: .serial)
  }

  private func column(_ name: String, of table: Table) throws -> [Table.Cell] {
    let place = try #require(table.columns.firstIndex { $0.name == name })
    return table.rows.map { $0[place] }
  }

  /// The sum of the column `adds`.
  private func sum(_ explanation: Explanation) throws -> Double {
    try column("adds", of: explanation.parts).reduce(0) { sum, cell in
      switch cell {
      case .count(let count): sum + Double(count)
      case .number(let value): sum + value
      default: sum
      }
    }
  }

  private func vertex(_ name: String, _ corpus: Corpus) throws -> Int {
    try #require(corpus.labels.firstIndex(of: name + " Oak"))
  }

  /// 1 + 1/2 + 1/3.
  @Test func aTieIsTheSumOfItsWorks() throws {
    let corpus = try Self.corpus(), explainer = try Explainer(corpus, execution: .serial)
    let tie = explainer.tie(try vertex("Bob", corpus), try vertex("Ann", corpus))
    #expect(tie.value == 1 + 1.0 / 2 + 1.0 / 3)
    #expect(try sum(tie) == tie.value)
    #expect(
      try column("sources", of: tie.parts) == [
        .list(["refs.bib:1"]), .list(["refs.bib:2", "refs.bib:6"]), .list(["refs.bib:5"]),
      ])
    #expect(try column("id", of: tie.parts)[1] == .text("doi:10.1/b%7C2"))
    let none = explainer.tie(try vertex("Ann", corpus), try vertex("Dee", corpus))
    #expect(none.value == 0 && none.parts.rows.isEmpty)
    #expect(none.remarks == ["They share no work, and no input states a tie."])
  }

  @Test func aTieThatIsLeftOutIsSaidToBe() throws {
    let corpus = try Self.corpus(Thresholds(minimumWeight: 0.9))
    let tie = try Explainer(corpus, execution: .serial)
      .tie(vertex("Ann", corpus), vertex("Cy", corpus))
    #expect(tie.value == 0)
    #expect(try sum(tie) == 1.0 / 2 + 1.0 / 3)
    #expect(tie.remarks.last?.hasPrefix("Their tie is left out") == true)
  }

  /// Ann: three works of 5, 3 and 3 citations; ties of 11/6, 5/6 and 1/3; 1/2 + 1/3 + 1/4 of works.
  @Test(arguments: [
    ("papers", 3), ("fractional-papers", 13.0 / 12), ("citations", 11), ("h-index", 3), ("i10", 0),
    ("degree", 3), ("strength", 3),
  ])
  func valuesAreSums(id: String, value: Double) throws {
    let corpus = try Self.corpus()
    let explanation = try Explainer(corpus, execution: .serial)
      .author(vertex("Ann", corpus), by: Measures.all.entry(id), execution: .serial)
    #expect(abs(explanation.value - value) < 1e-14)
    #expect(abs(try sum(explanation) - value) < 1e-14)
  }

  @Test func everyMeasureAddsUpForEverybody() throws {
    for thresholds in [Thresholds(), Thresholds(minimumPapers: 2, minimumWeight: 0.5)] {
      let corpus = try Self.corpus(thresholds),
        explainer = try Explainer(corpus, execution: .serial)
      for id in Explainer.measures where id != "citations-per-paper" {
        for author in corpus.labels.indices {
          let explanation = try explainer.author(
            author, by: Measures.all.entry(id), execution: .serial)
          if explanation.value.isNaN {
            #expect(explanation.parts.rows.isEmpty)
          } else {
            #expect(abs(try sum(explanation) - explanation.value) < 1e-10, "\(id) of \(author)")
          }
        }
      }
    }
  }

  @Test func ranksAreSaid() throws {
    let corpus = try Self.corpus()
    let explanation = try Explainer(corpus, execution: .serial)
      .author(vertex("Dee", corpus), by: .papers, execution: .serial)
    #expect(
      explanation.remarks.first == "Rank 4 of 5 authors: 3 have a greater value.")
  }

  @Test func othersAreRefused() throws {
    let explainer = try Explainer(Self.corpus(), execution: .serial)
    #expect(throws: OptionError.self) {
      try explainer.author(0, by: .betweenness, execution: .serial)
    }
    #expect(throws: UnknownName.self) { try explainer.count("nothing") }
  }

  @Test func aClusterIsTheSumOfItsWorks() throws {
    for thresholds in [Thresholds(), Thresholds(minimumWeight: 0.5)] {
      let corpus = try Self.corpus(thresholds),
        explainer = try Explainer(corpus, execution: .serial)
      let clustering = try Clustering(of: corpus, execution: .serial)
      for profile in clustering.profiles {
        let explanation = try explainer.cluster(profile.community + 1, of: clustering)
        #expect(abs(try sum(explanation) - profile.innerWeight) < 1e-12)
        let belonging = try column("belongs", of: explanation.parts).count { $0 == .text("yes") }
        #expect(belonging == profile.works.count)
      }
      #expect(throws: OptionError.self) { try explainer.cluster(99, of: clustering) }
    }
  }

  @Test func countsAreThoseOfTheStatistics() throws {
    let corpus = try Self.corpus(), explainer = try Explainer(corpus, execution: .serial)
    guard case .object(let members) = try CorpusStatistics(corpus).json else { return }
    for name in Explainer.counts {
      let explanation = try explainer.count(name)
      #expect(members.first { $0.name == name }?.value == .int(Int(explanation.value)), "\(name)")
      #expect(try sum(explanation) == explanation.value)
    }
    #expect(try explainer.count("mergedEntries").value == 1)
    #expect(
      try column("sources", of: explainer.count("worksWithoutYear").parts)
        == [.list(["refs.bib:4"])])
  }

  /// Another work changes no id, and of two works that are alike the second has a mark.
  @Test func idsStay() throws {
    let before = try Self.bibliography()
    let after = try Self.bibliography("\n@misc{z, title={Zeta}, author={Zoe Elm}, year=1990}")
    let ids = Set(WorkIDs(of: before).all)
    #expect(ids.count == 5 && Set(WorkIDs(of: after).all).isSuperset(of: ids))
    #expect(ids.contains("doi:10.1/b%7C2"))
    #expect(ids.count { $0.hasPrefix("work:") && $0.count == 17 } == 4)
  }
}
