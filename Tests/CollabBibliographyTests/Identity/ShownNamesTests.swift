import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct ShownNamesTests {
  /// Labels for works in both orders.
  private func labels(_ records: [Record]) throws -> [String] {
    let forwards = try bibliography([records]).people.map(\.label)
    #expect(try bibliography([records.reversed()]).people.map(\.label) == forwards)
    #expect(Set(forwards).count == forwards.count)
    return forwards
  }

  private func works(_ names: [String]) -> [Record] {
    names.enumerated().map { record("Work number \($0) of this test", [$1]) }
  }

  @Test func theMostFrequentSpellingIsShown() throws {
    #expect(
      try labels(works(["Yuji Matsumoto", "Yūji Matsumoto", "Yuji Matsumoto"])) == [
        "Yuji Matsumoto"
      ])
    #expect(try labels(works(["Yuji Matsumoto", "Yūji Matsumoto"])) == ["Yūji Matsumoto"])
    // The same spelling beside different identifiers counts as one.
    #expect(
      try labels(
        works([
          "Yuji Matsumoto|orcid:0000-0001", "Yuji Matsumoto", "Yūji Matsumoto|orcid:0000-0001",
          "Yūji Matsumoto|orcid:0000-0001", "Yuji Matsumoto",
        ])) == ["Yuji Matsumoto"])
    // Names in full go before initials, and mixed case before capitals, however frequent.
    #expect(
      try labels(
        works([
          "ADA AHO", "ADA AHO", "Ada Aho", "A. Aho|orcid:1", "A. Aho|orcid:1", "Ada Aho|orcid:1",
        ]))
        == ["Ada Aho"])
  }

  @Test func homonymsAreToldApartWithoutKeys() throws {
    #expect(
      try labels(works(["Yang Liu|local:acl/yang-liu-icsi", "Yang Liu|local:acl/yang-liu-ict"]))
        == ["Yang Liu", "Yang Liu (2)"])
    #expect(
      try labels(works(["Wei Wang|dblp:Wei Wang 0007", "Wei Wang|dblp:Wei Wang 0012", "Wei Wang"]))
        == ["Wei Wang", "Wei Wang (0007)", "Wei Wang (0012)"])
    #expect(
      try labels(works(["Ada Aho|orcid:0000-0001", "Ada Aho|orcid:0000-0002", "Ada Aho"]))
        == ["Ada Aho", "Ada Aho (2)", "Ada Aho (3)"])
  }

  @Test func whatIsDistinctiveTellsHomonymsApart() throws {
    func record(_ index: Int, _ id: String, _ affiliation: String, venue: String? = nil) -> Record {
      var record = CollabBibliographyTests.record(
        "Work number \(index) of this test", ["Yang Liu|local:\(id)"])
      if !affiliation.isEmpty { record.byline[0].affiliations = [affiliation] }
      record.venue = venue
      return record
    }
    // The department is on both, a venue on one work says little.
    #expect(
      try labels([
        record(1, "a", "Department of Physics, Lake University, Oz", venue: "Letters"),
        record(2, "a", "Lake University"),
        record(3, "b", "Department of Physics, Hill Institute, Oz"),
        record(4, "c", "", venue: "Letters B"), record(5, "c", "", venue: "Letters B"),
        record(6, "d", "", venue: "Letters C"),
      ]) == [
        "Yang Liu (Lake University)", "Yang Liu (Hill Institute)", "Yang Liu (Letters B)",
        "Yang Liu (4)",
      ])
  }

  /// A name may look like one with a number.
  @Test func labelsStayUnique() throws {
    var graph = RecordSink(file: "g")
    for label in ["Gemma Team (2)", "Gemma Team", "Gemma Team (3)"] { graph.appendVertex(label) }
    let names = RecordSink(file: "n")
    var content = names
    content.append(record("Work", ["Gemma Team"]))
    let found = try Bibliography(
      merging: [("g", graph), ("n", content)].map {
        ReadSource(
          source: Source(name: $0, format: "test", sha256: "", entryCount: 0), content: $1)
      })
    #expect(
      found.people.map(\.label).sorted()
        == ["Gemma Team", "Gemma Team (2)", "Gemma Team (3)", "Gemma Team (4)"])
  }
}
