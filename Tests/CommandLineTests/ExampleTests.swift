import CollabTestSupport
import Foundation
import Testing

/// The programs of `Examples` do what they say, are short, and stand in the documentation as they
/// are.
@Suite struct ExampleTests {
  static let names = [
    "MapOfCoauthors", "GraphWithoutBibliography", "OwnMeasure", "OwnReader", "ReportInMemory",
  ]

  private static func source(_ name: String) throws -> String {
    try String(
      contentsOf: SharedData.checkout.appendingPathComponent("Examples/\(name).swift"),
      encoding: .utf8)
  }

  @Test(arguments: names) func isShortAndImportsOneModule(name: String) throws {
    let lines = try Self.source(name).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.dropLast().count <= 20)
    #expect(lines.filter { $0.hasPrefix("import") } == ["import CollabKit"])
  }

  @Test(arguments: names) func standsInTheDocumentation(name: String) throws {
    let page = SharedData.checkout
      .appendingPathComponent("Sources/CollabKit/CollabKit.docc/CollabKit.md")
    let block = "```swift\n\(try Self.source(name))```"
    #expect(try String(contentsOf: page, encoding: .utf8).contains(block), "\(name)")
    if name == Self.names[0] {
      let readme = SharedData.checkout.appendingPathComponent("README.md")
      #expect(try String(contentsOf: readme, encoding: .utf8).contains(block))
    }
  }

  /// Four works: Ben with each of three others, and these three together. By hand, everybody has
  /// three coauthors; in the picture they are one cluster.
  @Test func aMapIsDrawnFromBibTeX() throws {
    try Executable.run { executable in
      try Self.write(
        """
        @article{a, title = {On Graphs}, author = {Ben Reed and Ada Byron}, year = 2019}
        @article{b, title = {On Trees}, author = {Ben Reed and Cleo Moss}, year = 2020}
        @article{c, title = {On Cuts}, author = {Ben Reed and Dan Hill}, year = 2021}
        """, "refs.bib", executable)
      let outcome = try executable.shell("MapOfCoauthors refs.bib map.svg")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.first?.hasPrefix("Ben Reed: 0.4") == true)
      #expect(lines.last == "1 clusters of modularity 0.0")
      let svg = try String(
        contentsOf: executable.folder.appendingPathComponent("map.svg"), encoding: .utf8)
      #expect(svg.contains("Ben Reed") && svg.contains("</svg>"))
    }
  }

  /// Cleo and Dan are each on the shortest paths from two others to three: 2 · 3 = 6.
  @Test func aGraphNeedsNoBibliography() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("GraphWithoutBibliography map.svg")
      #expect(
        outcome.output == """
          Cleo: 6.0
          Dan: 6.0
          Ada: 0.0
          Ben: 0.0
          Eve: 0.0
          Fay: 0.0
          diameter: 3.0
          communities: [["Ada", "Ben", "Cleo"], ["Dan", "Eve", "Fay"]]

          """)
    }
  }

  /// Ada and Ben share two works of two authors, which makes a tie of 2; 2³ = 8.
  @Test func anOwnMeasureRanks() throws {
    try Executable.run { executable in
      try Self.write(
        """
        @article{a, title = {On Graphs}, author = {Ada Byron and Ben Reed}}
        @article{b, title = {More on Graphs}, author = {Ada Byron and Ben Reed}}
        @article{c, title = {On Trees}, author = {Ben Reed and Cleo Moss}}
        """, "refs.bib", executable)
      let outcome = try executable.shell("OwnMeasure refs.bib")
      #expect(
        outcome.output
          == "rank,author,closest-tie,degree\n1,Ada Byron,8,1\n2,Ben Reed,8,2\n3,Cleo Moss,1,1\n\n")
    }
  }

  @Test func anOwnReaderReads() throws {
    try Executable.run { executable in
      try Self.write(
        "On Trees|Ada Byron; Ben Reed\nOn Graphs|Ben Reed\n", "a.pipe", executable)
      let outcome = try executable.shell("OwnReader a.pipe")
      #expect(outcome.output == "On Trees, by 2 authors\nOn Graphs, by 1 author\n")
    }
  }

  @Test func aReportNeedsNoFile() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("ReportInMemory")
      #expect(
        outcome.output == """
          # Two papers
          rank,author,degree,papers
          1,Ben Reed,2,2
          2,Ada Byron,1,1
          3,Cleo Moss,1,1

          report.md true
          index.html true
          explorer.html true
          graph.dot true
          graph.svg true
          authors.csv true
          edges.csv true
          clusters.csv true
          years.csv true
          works.csv true
          graph.json true
          figures.json true
          author-ben-reed.html true
          author-ada-byron.html true
          author-cleo-moss.html true
          datapackage.json true
          ro-crate-metadata.json true
          in-toto.json true

          """)
    }
  }

  private static func write(_ text: String, _ name: String, _ executable: Executable) throws {
    try text.write(
      to: executable.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }
}
