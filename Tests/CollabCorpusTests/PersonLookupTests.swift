import CollabBibliography
import CollabCore
import CollabCorpus
import Testing

@Suite struct PersonLookupTests {
  @Test func peopleAreFoundByLabelAndIdentifier() throws {
    var content = RecordSink(file: "a")
    let ids = ["dblp:Wei Wang 0001", "dblp:Wei Wang 0002", "orcid:0000-0002-1825-0097"]
    for (index, id) in ids.enumerated() {
      var record = Record(line: index + 1)
      record.title = "Work number \(index) of this test"
      let family = index < 2 ? "Wang" : "Aho"
      record.byline = [
        Contributor(
          PersonName(given: "Wei", family: family),
          identifiers: [Identifier(description: id)].compactMap { $0 })
      ]
      content.append(record)
    }
    let people = try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a", format: "test", sha256: "", entryCount: 3), content: content)
      ]
    ).people
    #expect(people.map(\.label) == ["Wei Aho", "Wei Wang (0001)", "Wei Wang (0002)"])
    let lookup = PersonLookup(people)
    for (name, person) in [
      ("Wei Wang (0002)", 2), ("dblp:Wei Wang 0002", 2), ("Wei Wang 0001", 1),
      ("Wei Wang (dblp:Wei Wang 0001)", 1), ("0000-0002-1825-0097", 0), ("wang 0002", 2),
      ("orcid:0000-0002-1825-0097", 0),
    ] {
      #expect(lookup.find(name) == .person(person), "\(name)")
    }
    #expect(lookup.find("Wei Wang") == .several([1, 2]))
  }
}
