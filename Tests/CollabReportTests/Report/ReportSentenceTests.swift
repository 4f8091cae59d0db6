import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CollabRender
import Testing

@testable import CollabReport

/// What the report says in words of small corpora, each of which can be checked by hand.
@Suite struct ReportSentenceTests {
  private func report(
    _ text: String, name: String = "a.bib", _ selection: CoauthorNetwork.Selection = .init()
  ) throws -> Report {
    let sources = Bibliography.read(Array(text.utf8), name: name).sources
    return try Report(
      of: Corpus(Bibliography(merging: sources), selection: selection), options: .init())
  }

  private static func work(_ key: String, _ authors: String, _ year: Int? = nil) -> String {
    let year = year.map { ", year = \($0)" } ?? ""
    return "@article{\(key), title = {On the matter \(key)}, author = {\(authors)}\(year)}\n"
  }

  private static let two =
    work("a", "Ann Hill and Bob Wood", 2001) + work("b", "Ann Hill and Bob Wood", 2002)
    + work("c", "Cy Crane and Dee Dale", 2005)

  @Test func peopleAndWorksAreThoseOfTheNetwork() throws {
    #expect(
      try report(Self.two).headline
        == "4 people wrote 3 works; chains of coauthors connect 50\u{202F}% of them.")
    #expect(
      try report(Self.two, .init(years: 2001...2002)).headline
        == "2 people wrote 2 works; chains of coauthors connect 100\u{202F}% of them.")
    #expect(
      try report(Self.two, .init(years: 1990...1995)).headline
        == "No work that is counted names an author.")
  }

  @Test func lonePeopleAreNotConnected() throws {
    let alone = try report(Self.work("a", "Ann Hill") + Self.work("b", "Bob Wood"))
    #expect(alone.headline == "2 people wrote 2 works; no two of them are tied.")
    #expect(alone.leaders == nil)
    #expect(alone.warning == nil)
  }

  /// Each of twenty groups in a ring has the colour of its vertices in the map, also the pale ones
  /// behind the twelfth.
  @Test func numbersOfGroupsHaveTheColoursOfTheMap() throws {
    func name(_ given: String, _ group: Int) -> String {
      given + " Hill" + ["a", "e", "i", "o", "u"][group % 20 / 4] + ["n", "r", "s", "t"][group % 4]
    }
    let works = (0..<20).flatMap { group -> [String] in
      let team = ["Ann", "Bob", "Cy", "Dee"].map { name($0, group) }.joined(separator: " and ")
      return (0..<20).map { Self.work("k\(group)x\($0)", team, 2000) }
        + [Self.work("l\(group)", name("Ann", group) + " and " + name("Bob", group + 1), 2000)]
    }
    let report = try report(works.joined())
    let colors = report.badges.compactMap { $0?.color }
    #expect(colors.count == report.clustering.profiles.count && colors.count > 12)
    #expect(!colors.contains(Palette.neutral))
  }

  /// On a phone names stand before numbers: behind the rank, in a column that stays in sight.
  @Test func namesStandBeforeNumbers() throws {
    let works = (0..<30).map { Self.work("k\($0)", "Ann Hill and Bob Wood", 2000 + $0 % 4) }
      .joined()
    let document = try report(works).document
    #expect(
      document.markdown.contains("| rank | author | rank range | pagerank | betweenness |"),
      "\(document.markdown)")
    #expect(document.markdown.contains("| 1 | Ann Hill | 1–2 |"), "\(document.markdown)")
    #expect(
      document.html.contains("<td class=\"who\"><a href=\"author-ann-hill.html\">Ann Hill</a></td>")
    )
    #expect(
      document.html.contains(
        "<tr><td class=\"short\">first year</td><td class=\"number\" data-v=\"2000\">2000</td>"))
    #expect(document.markdown.contains("| id | words | leading authors | size |"))
  }

  @Test func statedTiesAreNoWorks() throws {
    let ties = try report("source,target\nann,bob\nbob,cy\ncy,dee\n", name: "a.csv")
    #expect(ties.headline == "4 people have 3 ties; chains of ties connect 100\u{202F}% of them.")
  }

  @Test func groupsAreNamedAsGroups() throws {
    let text = Self.work("a", "Ann Hill and {Snow Survey Team}")
    #expect(
      try report(text, .init(includesGroups: true)).headline
        == "1 person and 1 group wrote 1 work; chains of coauthors connect 100\u{202F}% of them.")
  }

  /// Four authors on one work make 6 of 7 ties; where a second work repeats them, it makes none.
  @Test func oneWorkThatMakesMostTies() throws {
    let four = "Ann Hill and Bob Wood and Cy Crane and Dee Dale"
    let once = try report(Self.work("a", four) + Self.work("b", "Ann Hill and Eve East"))
    #expect(
      once.warning
        == "86\u{202F}% of all ties rest on one work, “On the matter a”. --max-authors 3 leaves it out."
    )
    let twice = try report(
      Self.work("a", four) + Self.work("b", four) + Self.work("c", "Ann Hill and Eve East"))
    #expect(twice.warning == nil)
    #expect(
      once.corpus.dominantWorkWarning?.description
        == "a.bib:1: warning: 86\u{202F}% of all ties rest on one work, “On the matter a”; "
        + "--max-authors 3 leaves it out [network.one-work]")
    let drawn = try Picture(of: once.corpus)
    #expect(
      drawn.diagram.caption.contains(
        "86\u{202F}% of all ties rest on one work, “On the matter a”."))
  }

  @Test func cutBylinesAreToldApartFromNone() throws {
    let text = Self.work("a", "Ann Hill and others") + Self.work("b", "Ann Hill and Bob Wood")
    #expect(
      try report(text).warning
        == "50\u{202F}% of the works name only some of their authors: ties are missing.")
  }

  @Test func aSumOfTiesThatIsNoNumberIsNotKnown() throws {
    let text = "source,target,weight\na,b,1e308\nb,c,1e308\n"
    #expect(try report(text, name: "a.csv").document.html.contains("</html>"))
  }

  /// By hand: Ann and Bob have strength 3 each, of which a spanning tree leaves one of them 2.
  @Test func aBackboneChangesNoSizes() throws {
    let corpus = try report(
      Self.work("a", "Ann Hill and Bob Wood") + Self.work("b", "Ann Hill and Bob Wood")
        + Self.work("c", "Ann Hill and Cy Lake") + Self.work("d", "Bob Wood and Cy Lake")
    ).corpus
    var options = PictureOptions()
    options.backbone = try Backbones.all.entry("spanning-forest")
    let diagram = try Picture(of: corpus, options: options).diagram
    #expect(diagram.edges.count == 2)
    let radius = Dictionary(
      uniqueKeysWithValues: diagram.vertices.map { (corpus.labels[$0.author], $0.radius) })
    #expect(radius["Ann Hill"] == radius["Bob Wood"])
    #expect(radius["Cy Lake"] ?? 0 < radius["Ann Hill"] ?? 0)
  }
}
