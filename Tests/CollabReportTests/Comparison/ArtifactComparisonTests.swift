import CollabCore
import Foundation
import Testing

@testable import CollabReport

/// Two small folders, one changed in one way at a time: each difference is found, and alone.
@Suite struct ArtifactComparisonTests {
  /// The tables of a folder.
  struct Tables {
    var options: [JSON.Member] = [.init("by", ["pagerank"]), .init("weighting", "fractional")]
    var inputs: [Manifest.Input] = []
    var authors = """
      id,name,community,pagerank,rank-from,rank-to
      0,Ann Hill,1,0.4,1,1
      1,Bob Wood,1,0.3,2,3
      2,Cy Crane,2,0.2,2,3
      3,Dee Dale,2,0.1,4,4

      """
    var edges = """
      source,target,source_name,target_name,weight,works
      0,1,Ann Hill,Bob Wood,2,w1 w2
      2,3,Cy Crane,Dee Dale,1,w3

      """
    var works = """
      id,title,year,authors
      w1,On graphs,2001,Ann Hill; Bob Wood
      w2,On trees,2002,Ann Hill; Bob Wood
      w3,On paths,2003,Cy Crane; Dee Dale

      """
    var figures = """
      {"figures": {"works": 3, "modularity": 0.5, "incomplete-share": 0},
       "suggestions": [{"people": ["Ann Hill", "Anne Hill"], "kind": "k", "reason": "r"}]}
      """
    var files: [ArtifactFolder.File] {
      [
        .init("authors.csv", authors), .init("edges.csv", edges), .init("works.csv", works),
        .init("clusters.csv", "id,words\n1,graphs; trees; more\n2,paths\n"),
        .init("figures.json", figures),
      ]
    }
  }

  /// Compares the tables with those after a change.
  func compare(
    from start: Tables = Tables(), without leftOut: [String] = [],
    _ change: (inout Tables) -> Void
  ) throws -> ArtifactComparison {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var changed = start
    change(&changed)
    for (name, tables) in [("old", start), ("new", changed)] {
      try ArtifactFolder(
        files: tables.files.filter { name == "new" || !leftOut.contains($0.name) },
        inputs: tables.inputs, options: tables.options
      ).write(to: folder.appendingPathComponent(name).path)
    }
    return try ArtifactComparison(old: folder.path + "/old", new: folder.path + "/new")
  }

  @Test func equalFoldersHaveNoDifference() throws {
    let comparison = try compare { _ in }
    #expect(comparison.isEmpty && comparison.limits.isEmpty && comparison.common == 4)
    #expect(comparison.headline == "Nothing changed.")
    #expect(comparison.table.rows.isEmpty)
  }

  @Test func optionsThatDifferAreSaidFirst() throws {
    let comparison = try compare { $0.options[1] = .init("weighting", "full") }
    #expect(comparison.options == [.init(name: "weighting", old: "fractional", new: "full")])
    #expect(!comparison.isEmpty)
    let text = comparison.document(top: 5).plain
    let place = try #require(text.firstRange(of: "weighting"))
    let headline = try #require(text.firstRange(of: comparison.headline))
    #expect(place.lowerBound < headline.lowerBound)
    #expect(text.contains("may come from these options"))
  }

  @Test func inputsThatDifferAreNamed() throws {
    var start = Tables()
    start.inputs = [
      .init(name: "a.bib", format: "bibtex", entries: 1, sha256: "aa"),
      .init(name: "b.bib", format: "bibtex", entries: 2, sha256: "bb"),
    ]
    let comparison = try compare(from: start) {
      $0.inputs[0].sha256 = "ac"
      $0.inputs[1].name = "c.bib"
    }
    #expect(
      comparison.inputs == [
        .init(name: "a.bib", old: "1 entry, SHA-256 aa", new: "1 entry, SHA-256 ac"),
        .init(name: "b.bib", old: "2 entries, SHA-256 bb", new: "not there"),
        .init(name: "c.bib", old: "not there", new: "2 entries, SHA-256 bb"),
      ])
    #expect(!comparison.isEmpty)
  }

  @Test func newAndLostWorks() throws {
    let comparison = try compare {
      $0.works = $0.works.replacing("w3,On paths,2003", with: "w9,On walks,2003")
    }
    #expect(comparison.newWorks?.map(\.title) == ["On walks"])
    #expect(comparison.lostWorks?.map(\.title) == ["On paths"])
    #expect(comparison.headline.hasPrefix("1 new work and 1 lost work."))
    #expect(comparison.gateValues["new-works"] == 1 && comparison.gateValues["lost-works"] == 1)
  }

  /// A second work of the same title and year is one more work.
  @Test func worksOfOneTitleAreCounted() throws {
    let comparison = try compare { $0.works += "w4,On paths,2003,Ann Hill\n" }
    #expect(comparison.newWorks?.map(\.authors) == ["Ann Hill"] && comparison.lostWorks == [])
  }

  /// A corrected title, and an identifier that is new, make no other work.
  @Test func worksAreFoundByIdentifierAndByTitle() throws {
    var start = Tables()
    start.works = start.works.replacing("w1,", with: "doi:10.1/a,").replacing(
      "w2,", with: "work:22,")
    let comparison = try compare(from: start) {
      $0.works = $0.works.replacing("doi:10.1/a,On graphs", with: "doi:10.1/a,On all graphs")
        .replacing("work:22,", with: "doi:10.1/b,")
    }
    #expect(comparison.newWorks == [] && comparison.lostWorks == [] && comparison.isEmpty)
    let other = try compare(from: start) {
      $0.works = $0.works.replacing("doi:10.1/a,On graphs", with: "doi:10.1/z,On all graphs")
    }
    #expect(other.newWorks?.map(\.title) == ["On all graphs"])
    #expect(other.lostWorks?.map(\.title) == ["On graphs"])
  }

  /// A report whose clusters start from the earlier one is compared with it every week.
  @Test func aStartFromTheEarlierReportIsNoOtherOption() throws {
    let name = "clustersFromSHA256"
    // sha256sum of coreutils 9.1 of the table of authors.
    let own = "d7db600420bee3161af875826df14cf9762f488c5cabd323c214e39fd8f8ef39"
    #expect(try compare { $0.options.append(.init(name, .string(own))) }.isEmpty)
    let other = try compare { $0.options.append(.init(name, "00")) }
    #expect(other.options == [.init(name: name, old: "not given", new: "00")])
  }

  @Test func newAndLostAuthorsAndTies() throws {
    let comparison = try compare {
      $0.authors = $0.authors.replacing("Dee Dale", with: "Eve East")
      $0.edges = $0.edges.replacing("Dee Dale", with: "Eve East")
    }
    #expect(comparison.added == ["Eve East"] && comparison.removed == ["Dee Dale"])
    #expect(comparison.newTies == [.init(first: "Cy Crane", second: "Eve East")])
    #expect(comparison.lostTies == [.init(first: "Cy Crane", second: "Dee Dale")])
    for id in ["new-authors", "lost-authors", "new-ties", "lost-ties"] {
      #expect(comparison.gateValues[id] == 1, "\(id)")
    }
  }

  /// New papers of a pair that has written together before are news.
  @Test func tiesThatGrew() throws {
    let comparison = try compare {
      $0.edges = $0.edges.replacing("2,w1 w2", with: "3,w1 w2 w4").replacing("1,w3", with: "0,")
    }
    #expect(
      comparison.grownTies == [.init(first: "Ann Hill", second: "Bob Wood", old: 2, new: 3)])
    #expect(
      comparison.weakenedTies == [.init(first: "Cy Crane", second: "Dee Dale", old: 1, new: 0)])
    #expect(comparison.newTies.isEmpty)
    #expect(comparison.headline.hasPrefix("1 tie that grew and 1 tie that became weaker."))
    #expect(comparison.gateValues["grown-ties"] == 1)
  }

  /// A name whose place in the alphabet of numbers changes is in the same pair.
  @Test func aPairHasNoDirection() throws {
    let comparison = try compare {
      $0.edges = $0.edges.replacing("0,1,Ann Hill,Bob Wood", with: "1,0,Bob Wood,Ann Hill")
    }
    #expect(comparison.isEmpty)
  }

  @Test func weightsStandInForWorksThatAreNotListed() throws {
    var start = Tables()
    start.edges = start.edges.replacing(",works", with: "").replacing(",w1 w2", with: "")
      .replacing(",w3", with: "")
    let grown = try compare(from: start) {
      $0.edges = $0.edges.replacing("Wood,2", with: "Wood,2.5")
    }
    #expect(grown.grownTies == [.init(first: "Ann Hill", second: "Bob Wood", old: 2, new: 2.5)])
    #expect(grown.limits.contains { $0.hasPrefix("works of ties") })
    // Rounding is no news.
    let same = try compare(from: start) {
      $0.edges = $0.edges.replacing("Wood,2", with: "Wood,2.0000000000000004")
    }
    #expect(same.grownTies.isEmpty && same.isEmpty)
    // Weights of two weightings have nothing in common.
    let other = try compare(from: start) {
      $0.edges = $0.edges.replacing("Wood,2", with: "Wood,1")
      $0.options[1] = .init("weighting", "full")
    }
    #expect(other.grownTies.isEmpty && other.weakenedTies.isEmpty)
    #expect(other.limits.contains("strength of ties: the weightings differ"))
  }

  /// Bob and Cy change places inside of their intervals, Dee passes both and hers.
  @Test func ranksThatMoveMoreThanTheirIntervals() throws {
    let within = try compare {
      $0.authors = $0.authors.replacing("1,0.3,2,3", with: "1,0.15,2,3")
    }
    #expect(within.ranks?.map(\.author) == ["Cy Crane", "Bob Wood"])
    #expect(within.ranks?.map(\.isBeyondIntervals) == [false, false])
    #expect(within.notableRanks.isEmpty)
    #expect(within.headline.contains("No ranks by pagerank moved more than their intervals."))
    #expect(within.gateValues["moved-ranks"] == 0)
    let beyond = try compare {
      $0.authors = $0.authors.replacing("2,0.1,4,4", with: "2,0.9,1,2")
    }
    #expect(beyond.notableRanks.map(\.author) == ["Dee Dale"])
    #expect(beyond.ranks?.count == 4)
    #expect(beyond.headline.contains("1 rank by pagerank moved more than its interval"))
    #expect(beyond.document(top: 5).plain.contains("3 other ranks by pagerank changed"))
  }

  /// Without intervals every change counts, and the comparison says so.
  @Test func ranksWithoutIntervals() throws {
    var start = Tables()
    start.authors = start.authors.replacing(",1,1\n", with: ",,\n").replacing(
      ",2,3\n", with: ",,\n"
    )
    .replacing(",4,4\n", with: ",,\n")
    let comparison = try compare(from: start) {
      $0.authors = $0.authors.replacing("0.3", with: "0.15")
    }
    #expect(comparison.notableRanks.count == 2)
    #expect(comparison.limits.contains { $0.hasPrefix("intervals: ") })
  }

  @Test func ranksByTwoMeasuresAreNotCompared() throws {
    let comparison = try compare {
      $0.options[0] = .init("by", ["papers"])
      $0.authors = $0.authors.replacing("pagerank", with: "papers")
    }
    #expect(comparison.ranks == nil && comparison.gateValues["moved-ranks"] == nil)
    #expect(comparison.gateValues["top10-changed"] == nil)
    #expect(
      comparison.limits.contains("ranks: one folder ranks by pagerank, the other by papers"))
  }

  @Test func newAmongTheFirstTen() throws {
    var start = Tables()
    start.authors =
      "id,name,community,pagerank\n"
      + (0..<12).map { "\($0),Author \($0),1,\(20 - $0)\n" }.joined()
    start.edges = "source,target,source_name,target_name,weight\n"
    let comparison = try compare(from: start) {
      $0.authors = $0.authors.replacing("11,Author 11,1,9\n", with: "11,Author 11,1,30\n")
    }
    #expect(comparison.newInTopTen == ["Author 11"])
    #expect(comparison.gateValues["top10-changed"] == 1)
    #expect(comparison.headline.contains("new among the first ten: Author 11."))
  }

  @Test func authorsWhoMovedToAnotherCluster() throws {
    let comparison = try compare {
      $0.authors = $0.authors.replacing("Cy Crane,2", with: "Cy Crane,1")
    }
    #expect(comparison.moved == [.init(author: "Cy Crane", old: 2, new: 1)])
    #expect(comparison.headline.contains("1 author moved to another cluster."))
    #expect(comparison.gateValues["moved-authors"] == 1)
    let text = comparison.document(top: 5).plain
    #expect(text.contains("Cy Crane  2 (paths)       1 (graphs, trees)"))
  }

  /// Clusters that only change their numbers are the same.
  @Test func otherNumbersOfClustersAreNoChange() throws {
    let comparison = try compare {
      $0.authors = $0.authors.replacing("Hill,1", with: "Hill,7").replacing(
        "Wood,1", with: "Wood,7")
    }
    #expect(comparison.moved.isEmpty && comparison.isEmpty)
  }

  @Test func figuresAndSuggestions() throws {
    let comparison = try compare {
      $0.figures = """
        {"figures": {"works": 3, "modularity": 0.375, "incomplete-share": null},
         "suggestions": [{"people": ["Bo Wood", "Bob Wood"]}, {"people": ["Ann Hill", "Anne Hill"]}]}
        """
    }
    #expect(
      comparison.figures == [
        .init(name: "modularity of the clusters", old: "0.5000", new: "0.3750"),
        .init(
          name: "share of works with an incomplete byline", old: "0", new: "not known"),
      ])
    #expect(comparison.gateValues["modularity-drop"] == 0.125)
    #expect(comparison.gateValues["incomplete-share"] == nil)
    #expect(comparison.newSuggestions == ["Bo Wood and Bob Wood"])
    #expect(comparison.gateValues["new-suggestions"] == 1)
  }

  /// What one folder does not have is said, and is no news.
  @Test func whatOneFolderDoesNotHaveIsNotCompared() throws {
    let comparison = try compare(without: ["works.csv", "figures.json"]) { _ in }
    #expect(comparison.isEmpty)
    #expect(comparison.newWorks == nil && comparison.newSuggestions == nil)
    #expect(
      comparison.limits == [
        "works: not both folders have a works.csv",
        "data quality: not both folders have a figures.json",
      ])
    #expect(comparison.gateValues["new-works"] == nil)
    #expect(comparison.document(top: 5).plain.contains("Not compared"))
  }

  @Test func aDamagedTableIsAnError() throws {
    #expect(throws: FileError.self) { try compare { $0.authors += "4,Eve East\n" } }
    #expect(throws: FileError.self) {
      try compare { $0.authors = $0.authors.replacing("name", with: "who") }
    }
    #expect(throws: FileError.self) { try compare { $0.figures = "[1" } }
  }

  /// Names are shown and never read as markup.
  @Test func namesAreEscapedInEveryForm() throws {
    let comparison = try compare {
      $0.authors += "4,<b>|x,1,0.01,,\n"
    }
    let document = comparison.document(top: 5)
    #expect(!document.html.contains("<b>|x") && document.html.contains("&lt;b&gt;|x"))
    #expect(document.markdown.contains("&lt;b>\\|x"))
  }
}
