import Testing

@testable import CollabBibliography

@Suite struct MatrixMarketReaderTests {
  @Test func brokenEntriesAreToldAndTheirNeighboursKept() throws {
    let reading = try GraphReading(fixture: "matrixmarket/broken.mtx")
    #expect(
      reading.ties == [.init(ends: ["1", "2"], weight: 1), .init(ends: ["3", "4"], weight: 2)])
    let start = "matrixmarket/broken.mtx:"
    #expect(
      reading.diagnostics
        == [
          "4:1: error: the entry 1, 9 lies outside of the matrix of 4 rows [matrixmarket.index]",
          "5:1: error: the entry 0, 2 lies outside of the matrix of 4 rows [matrixmarket.index]",
          "6:1: error: expected a row, a column and a value [matrixmarket.entry]",
          "7:1: error: expected a row, a column and a value [matrixmarket.entry]",
          "8:1: error: the weight nan is no tie strength: expected a number from 0 [matrixmarket.weight]",
          "9:1: error: the weight -1 is no tie strength: expected a number from 0 [matrixmarket.weight]",
          "10:1: error: the weight inf is no tie strength: expected a number from 0 [matrixmarket.weight]",
          "11:1: error: expected a row, a column and a value [matrixmarket.entry]",
          "2:1: warning: 11 entries are announced and 10 found [matrixmarket.entry-count]",
        ].map { start + $0 })
  }

  @Test func loopsAndZeroesAreCounted() throws {
    #expect(
      try GraphReading(fixture: "matrixmarket/general.mtx").diagnostics == [
        "matrixmarket/general.mtx: note: 1 of 3 pairs are stated in both directions: the two are added up [matrixmarket.both-directions]",
        "matrixmarket/general.mtx: note: 1 edge joins a vertex to itself: left out [matrixmarket.loop]",
        "matrixmarket/general.mtx: note: 1 edge has the weight 0: left out [matrixmarket.zero-weight]",
      ])
  }

  @Test func announcedVerticesCostNoMemory() throws {
    let reading = try GraphReading(fixture: "matrixmarket/huge.mtx")
    #expect(reading.ties == [.init(ends: ["3", "999999999999"], weight: 0.5)])
    #expect(reading.isolated.isEmpty)
    #expect(reading.diagnostics.count == 1)
  }

  @Test func commentsMayStandBetweenEntries() throws {
    let reading = try GraphReading(
      "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n%\n\n2 1\n", as: "matrixmarket")
    #expect(reading.ties == [.init(ends: ["1", "2"], weight: 1)])
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "coordinate complex general\n2 2 1\n1 2 1 0\n",
    "coordinate real skew-symmetric\n2 2 1\n2 1 1\n",
    "array pattern general\n1 1\n1\n", "coordinate real general\n2 3 1\n1 2 1\n",
    "coordinate real general\n", "coordinate real general\n-2 -2 1\n",
    "coordinate real general\n2 2\n",
  ])
  func otherMatricesAreRefused(_ rest: String) throws {
    let reading = try GraphReading("%%MatrixMarket matrix " + rest, as: "matrixmarket")
    #expect(reading.ties.isEmpty && reading.isolated.isEmpty)
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.allSatisfy { $0.contains(" error: ") })
  }
}
