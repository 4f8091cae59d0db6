import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

@testable import CollabReport

@Suite struct NoveltyTests {
  /// Words 0 and 1 in 2000; 1 and 2 in 2001; 2 and 3 in 2002; 1 and 2 in 2003; 4 of no year.
  private let novelty = Novelty(
    words: [[0, 1], [1, 2], [2, 3], [1, 2], [4]],
    years: [2000, 2001, 2002, 2003, WorkFacts.unknown],
    wordCount: 5)

  @Test func newWordsAndPairsByHand() {
    #expect(novelty[0] == nil && novelty[4] == nil)
    // Word 2 is new, and so is its pair with 1; both later works have it.
    #expect(novelty[1] == .init(words: 2, newWords: 1, pairs: 1, newPairs: 1, later: 2, takenUp: 2))
    #expect(novelty[1]?.novelty == 0.75 && novelty[1]?.reuse == 1)
    #expect(novelty[2] == .init(words: 2, newWords: 1, pairs: 1, newPairs: 1, later: 1, takenUp: 0))
    #expect(novelty[3] == .init(words: 2, newWords: 0, pairs: 1, newPairs: 0, later: 0, takenUp: 0))
    #expect(novelty[3]?.novelty == 0 && novelty[3]?.reuse.isNaN == true)
    #expect(novelty.novelty(ofWorks: [0, 1, 3]) == 0.375)
    #expect(novelty.novelty(ofWorks: [0, 4]).isNaN)
  }

  /// Of three authors: shares of lower values among the known ones.
  @Test func influenceIsAMeanOfPercentiles() {
    let influence = Influence(
      reuse: [.nan, 0.5, 1], citations: [10, .nan, 0], pageRank: [0.2, 0.3, 0.5])
    #expect(influence.value(of: 0) == (1 + 0) / 2.0)
    #expect(influence.missing(of: 0) == ["words taken up"])
    #expect(influence.value(of: 1) == (0 + 0.5) / 2)
    #expect(influence.value(of: 2) == (1 + 0 + 1) / 3.0)
  }
}

@Suite struct PersonPageTests {
  private static func pages(_ text: String, _ name: String = "a.bib") throws -> PersonPages {
    let (sources, _) = Bibliography.read(Array(text.utf8), name: name)
    let corpus = Corpus(try Bibliography(merging: sources))
    return try PersonPages(
      of: corpus, ranking: Ranking(by: nil, of: corpus.network, execution: .serial),
      execution: .serial)
  }

  private static func figures(_ person: String, _ pages: PersonPages) throws -> PersonFigures {
    let vertex = try #require(pages.corpus.labels.firstIndex(of: person))
    return PersonFigures(vertex, in: pages)
  }

  private static let works = """
    @article{a, title={Trees of one}, author={Ann Hill}, year=2001}
    @article{b, title={Trees of two}, author={Ann Hill and Bob Wood}, year=2001}
    @article{c, title={Maps of three}, author={Bob Wood and Ann Hill and Cy Crane}, year=2003}
    @article{d, title={Maps of many}, author={Bob Wood and Ann Hill and others}, year=2004}
    @article{e, title={Maps of four}, author={Bob Wood and Cy Crane and Ann Hill}}
    """

  @Test func rolesOnBylines() throws {
    let ann = try Self.figures("Ann Hill", Self.pages(Self.works))
    #expect(
      ann.roles.map { "\($0.role.rawValue) \($0.works)" } == [
        "only author 1", "first 1", "middle 2", "last 1", "not known 0",
      ])
    #expect(
      ann.works.map { BylineRole.place(of: ann.person, on: $0.work) } == [
        "2 of more than 2", "2 of 3", "1 of 1", "1 of 2", "3 of 3",
      ])
    #expect(
      ann.headline
        == "5 works from 2001 to 2004 (1 without a known year) and 2 coauthors; the strongest tie is to Bob Wood (4 works together)."
    )
    // One work in 2001 twice, none in 2002.
    #expect(ann.trend(ann.works.map(\.number)) == [2, 0, 1, 1])
    #expect(ann.rankOf("papers") == 1)
  }

  @Test func somebodyWithoutCoauthors() throws {
    let pages = try Self.pages("@misc{a, title={Alone}, author={Zoe Quinn}}")
    let zoe = try Self.figures("Zoe Quinn", pages)
    #expect(zoe.headline == "1 work and no coauthor.")
    let page = try pages.page(of: 0, execution: .serial)
    #expect(page.cover?.map == nil)
    #expect(page.html.contains("<h1>Zoe Quinn</h1>"))
  }

  /// The map has no file beside the page, and the link leads back.
  @Test func aPageStandsAlone() throws {
    let pages = try Self.pages(Self.works)
    let vertex = try #require(pages.corpus.labels.firstIndex(of: "Ann Hill"))
    let alone = try pages.page(of: vertex, execution: .serial).html
    #expect(alone.contains("<figure>") && !alone.contains("href=\"\""))
    #expect(!alone.contains("The picture as a file"))
    let linked = try pages.page(of: vertex, home: ("index.html", "Report"), execution: .serial)
    #expect(linked.html.contains("<a href=\"index.html\">Report</a>"))
    #expect(linked.markdown.contains("# Ann Hill") && !linked.markdown.contains("]()"))
  }

  /// What the page of a person in the seeds says, counted by hand in its source: 16 works, 10 of
  /// them in CV; an h-index of 117 is more than 16 works, and 117² is 13,689, more than 6,829.
  @Test func reportedFiguresAreJudged() throws {
    let folder = SharedData.checkout.appendingPathComponent("seeds").path
    let corpus = Corpus(try Bibliography.load([folder], execution: .serial))
    let pages = try PersonPages(
      of: corpus, ranking: Ranking(by: nil, of: corpus.network, execution: .serial),
      execution: .serial)
    let person = try Self.figures("André Susano Pinto", pages)
    #expect(
      person.verdicts.map { "\($0.figure.figure): \($0.verdict.rawValue)" } == [
        "h-index: impossible", "papers: agrees", "citations: cannot check",
        "Novelty: not comparable", "AI Score: no definition",
      ])
    let fault = try #require(person.verdicts.first)
    #expect(
      fault.why.hasPrefix(
        "An h-index cannot exceed the number of works, 16. It needs at least 13,689 citations, and the page reports 6,829."
      ))
    #expect(fault.why.contains("The same is reported of Andreas Steiner"))
    #expect(fault.source == "000_75d010cba0b20ccb.txt:4")
    #expect(
      person.headline.hasPrefix("16 works from 2020 to 2025, 10 of them in CV, and 253 coauthors;"))
    #expect(person.fields.first?.name == "CV" && person.fields.first?.works == 10)
    #expect(person.cover.warning?.contains("contradicts itself") == true)
  }

  @Test func filesHaveNamesOfTheirOwn() {
    #expect(
      PersonPages.fileNames(of: ["Ann Hill", "Zoë O'Neil", "Ann Hill (2)", "山田 太郎", "Ann-Hill"])
        == [
          "author-ann-hill.html", "author-zoe-oneil.html", "author-ann-hill-2.html", "author.html",
          "author-annhill.html",
        ])
    // A number in a name may be that of another's file.
    #expect(
      PersonPages.fileNames(of: ["王伟", "李明", "王伟 (2)", "Ann Hill", "Ann Híll", "Ann Hill (2)"])
        == [
          "author.html", "author-2.html", "author-2-2.html", "author-ann-hill.html",
          "author-ann-hill-2.html", "author-ann-hill-2-2.html",
        ])
  }
}
