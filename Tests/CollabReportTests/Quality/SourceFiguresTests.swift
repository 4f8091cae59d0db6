import CollabBibliography
import CollabCore
import CollabCorpus
import CollabReport
import Testing

@Suite struct SourceFiguresTests {
  private func sources() -> [ReadSource] {
    // The first work of b is the second of a; a year and a whole entry cannot be used.
    let files = [
      (
        "a.bib",
        """
        @misc{one, title={On the ties of many people}, author={Aho, Ada}, year={9999}}
        @misc{two, title={On the knots of few people}, author={Berg, Bo}, doi={10.1000/x}}
        """
      ),
      (
        "b.bib",
        """
        @misc{two, title={On the knots of few people}, author={Berg, Bo}, doi={10.1000/x}}
        @misc{open, title={Never closed
        """
      ),
      ("c.edges", "Ada Bo 1\nBo Cy 2\n"),
    ]
    return files.flatMap { name, text in
      var options = LoadOptions()
      if name == "c.edges" { options.reader = Readers.all["edge-list"] }
      return Bibliography.read(Array(text.utf8), name: name, options: options).sources
    }
  }

  @Test func eachSourceHasWhatBecameOfItsEntries() throws {
    let bibliography = try Bibliography(merging: sources())
    let figures = SourceFigures.figures(of: bibliography)
    let rows = figures.map {
      [
        $0.source.entryCount, $0.source.tieCount, $0.kept ?? -1, $0.merged ?? -1, $0.repaired,
        $0.leftOut,
      ]
    }
    #expect(figures.map(\.source.name) == ["a.bib", "b.bib", "c.edges"])
    #expect(rows == [[2, 0, 2, 0, 1, 0], [1, 0, 0, 1, 0, 1], [0, 2, 0, 0, 0, 0]])
    #expect(
      SourceFigures.table(of: figures).csv == """
        name,format,entries,ties,kept,merged,repaired,leftOut
        a.bib,bibtex,2,0,2,0,1,0
        b.bib,bibtex,1,0,0,1,0,1
        c.edges,edge-list,0,2,0,0,0,0

        """)
    #expect(try CorpusStatistics(Corpus(bibliography)).sources == figures)
  }

  @Test func whatIsNotMergedIsNotKnown() {
    let read = sources()
    let figures = SourceFigures.figures(
      of: read.map(\.source), diagnostics: read.flatMap(\.content.diagnostics))
    #expect(figures.allSatisfy { $0.kept == nil && $0.merged == nil })
    #expect(figures.map(\.repaired) == [1, 0, 0] && figures.map(\.leftOut) == [0, 1, 0])
  }
}
