import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Works whose texts and names hold what formats stumble over.
private enum Hard {
  static let titles = [
    "Plain", "50 % of A_B & C # D $ E ~ F ^ G \\ H", "{Braces {in} a} title",
    "=1+1; \"quoted\", comma",
    "A -- B --- C ''quotes'' ``more''", "Ünïcödé 山田 🧑‍🔬 x < y & co",
  ]
  static let names = [
    PersonName(given: "Ada", family: "Lovelace"),
    PersonName(given: "Ludwig", family: "Beethoven", particle: "van"),
    PersonName(given: "Gabriel", family: "García Márquez"),
    PersonName(given: "Martin Luther", family: "King", suffix: "Jr."),
    PersonName(family: "Plato"),
    PersonName.group("Gemma Team"),
    PersonName(given: "Simon", family: "Barnes and Noble"),
    PersonName(given: "O\u{27}Neil", family: "=Formula"),
  ]

  static func library() throws -> Bibliography {
    var sink = RecordSink(file: "hard")
    for (index, title) in titles.enumerated() {
      var record = Record(line: index + 1)
      // Keys that repeat or hold what a key may not.
      record.key = ["same", "same", "a b{c}", nil, "x,y", "é"][index]
      record.title = title
      record.date =
        [PartialDate(1999, 5, 4), PartialDate(2001, 12), PartialDate(2010), nil][index % 4]
      record.byline = (0...index).map { place in
        let name = (place + index) % names.count
        // The check digit of an ORCID is not looked at.
        let orcid = Identifier(.orcid, "0000-0001-0000-000\(name)")
        return Contributor(
          names[name], identifiers: [name % 3 == 0 ? orcid : nil].compactMap { $0 })
      }
      record.bylineIsCut = index == 2
      record.type = ["article-journal", "paper-conference", "book", "thesis", "report", nil][index]
      record.venue = "Journal of A & B {\(index)}"
      record.citations = index == 0 ? 0 : index == 3 ? nil : index
      record.identifiers = [Identifier(.doi, "10.1000/a_b(\(index))<1>")].compactMap { $0 }
      sink.append(record)
    }
    var untitled = Record(line: 50)
    untitled.abstract =
      "We have no title but an abstract that is long enough to be told from others"
    untitled.byline = [Contributor(names[0])]
    sink.append(untitled)
    return try Bibliography(merging: [source(sink)])
  }

  static func source(_ sink: RecordSink) -> ReadSource {
    ReadSource(
      source: Source(
        name: sink.file, format: "test", sha256: "", entryCount: sink.records.count),
      content: sink)
  }
}

@Suite struct WriterTests {
  /// What every format keeps, as text.
  private func kept(_ library: Bibliography) -> [String] {
    library.works.map { work in
      let names = work.authors.map { library.people[$0].name.display }.joined(separator: "|")
      return
        "\(work.title ?? "-") / \(work.abstract ?? "-") / \(names) / \(work.date.map { "\($0)" } ?? "-") / "
        + "\(work.venue ?? "-") / \(work.identifier(.doi) ?? "-")"
        + " / \(work.isIncomplete) / \(work.citations?.count ?? -1)"
    }.sorted()
  }

  /// Texts that BibTeX takes apart as they are meant need no form of their own; rules of BibTeX's
  /// manual (Patashnik, *BibTeXing*, 1988, section 4).
  @Test(
    arguments: [
      (PersonName(given: "Ann", family: "Hill"), "Ann Hill", nil),
      (PersonName(given: "J.", family: "Wood"), "J. Wood (SciVis)", "Wood, J."),
      (
        PersonName(given: "Martin", family: "King", suffix: "Jr."), "Martin King Jr.",
        "King, Jr., Martin"
      ),
      (PersonName(given: "Ana", family: "García Gil"), "Ana García Gil", "García Gil, Ana"),
      (
        PersonName(given: "Jan", family: "Berg", particle: "van den"), "Jan van den Berg",
        "van den Berg, Jan"
      ),
    ] as [(PersonName, String, String?)])
  func namesForBibTeX(_ name: PersonName, _ text: String, _ expected: String?) {
    #expect(name.bibTeX(insteadOf: text) == expected)
  }

  @Test(arguments: ["bibtex", "csl-json", "works-csv"])
  func authorPagesComeBack(_ id: String) throws {
    let seeds = SharedData.checkout.appendingPathComponent("seeds").path
    let library = try Bibliography.load([seeds], execution: .serial)
    try expectReturn(of: library, through: id)
  }

  @Test(arguments: Writers.all.entries.map(\.id))
  func hardNamesAndTitlesComeBack(_ id: String) throws {
    try expectReturn(of: Hard.library(), through: id)
  }

  /// What identifiers tell apart stays apart: homonyms, and works of one title and byline.
  @Test(arguments: Writers.all.entries.map(\.id))
  func identifiersComeBack(_ id: String) throws {
    var sink = RecordSink(file: "dblp.xml")
    for (key, authors) in [
      ("conf/a/1", ["Wei Wang 0001", "Ada Aho"]), ("journals/b/2", ["Wei Wang 0001", "Ada Aho"]),
      ("conf/c/3", ["Wei Wang 0002", "Ada Aho"]), ("conf/d/4", ["Wei Wang"]),
    ] {
      var record = Record(line: sink.records.count + 1)
      record.title = "On the collaboration of many authors" + (key.hasSuffix("/4") ? " again" : "")
      record.date = PartialDate(2001)
      record.identifiers = [Identifier(.dblp, key)].compactMap { $0 }
      record.byline = authors.compactMap { text in
        let name = text.split(separator: " ").prefix(2).joined(separator: " ")
        let number = text.hasSuffix("1") || text.hasSuffix("2") ? Identifier(.dblp, text) : nil
        return NameParser.natural(name).map {
          Contributor($0, identifiers: [number].compactMap { $0 })
        }
      }
      sink.append(record)
    }
    let library = try Bibliography(merging: [Hard.source(sink)])
    #expect(library.works.count == 4 && library.people.count == 4)
    let writer = try Writers.all.entry(id)
    let (sources, _) = Bibliography.read(
      writer.write(library), name: "works." + writer.fileExtension)
    let returned = try Bibliography(merging: sources)
    #expect(returned.people.map(\.label) == library.people.map(\.label))
    #expect(
      returned.works.map { $0.authors + [-1] }.sorted { $0.lexicographicallyPrecedes($1) }
        == library.works.map { $0.authors + [-1] }.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(
      returned.works.flatMap(\.identifiers).sorted()
        == library.works.flatMap(\.identifiers).sorted())
  }

  /// Collectives that only their source knows to be such.
  @Test(arguments: Writers.all.entries.map(\.id)) func groupsComeBack(_ id: String) throws {
    var sink = RecordSink(file: "groups")
    var record = Record(line: 1)
    record.title = "Two who are one"
    record.byline = [PersonName.group("Manubot"), PersonName(family: "Plato"), .group("a b")]
      .map { Contributor($0) }
    sink.append(record)
    let library = try Bibliography(merging: [Hard.source(sink)])
    let writer = try Writers.all.entry(id)
    let (sources, _) = Bibliography.read(
      writer.write(library), name: "works." + writer.fileExtension)
    let returned = try Bibliography(merging: sources)
    #expect(returned.people.map(\.isGroup) == library.people.map(\.isGroup))
    #expect(returned.people.count(where: \.isGroup) == 2)
  }

  private func expectReturn(of library: Bibliography, through id: String) throws {
    let writer = try Writers.all.entry(id)
    let (sources, unrecognised) = Bibliography.read(
      writer.write(library), name: "works." + writer.fileExtension)
    #expect(unrecognised.isEmpty)
    let returned = try Bibliography(merging: sources)
    let before = kept(library), after = kept(returned)
    #expect(after.count == before.count)
    for (a, b) in zip(before, after) where a != b {
      Issue.record("\(id): wrote \(a)\nread  \(b)")
      break
    }
  }

  /// Many works of one key, of which some numbers are taken, in no more than linear time.
  @Test func keysAreUnique() throws {
    var sink = RecordSink(file: "keys")
    for key in ["k-3", "k", "k-2-2"] + [String](repeating: "k", count: 20_000) + ["k-2"] {
      var record = Record(line: sink.records.count + 1)
      record.key = key
      sink.append(record)
    }
    var keys = WorkKeys()
    let works = try Bibliography(merging: [Hard.source(sink)]).works
    let found = works.enumerated().map { keys.key(of: $1, number: $0 + 1) }
    #expect(Set(found).count == works.count && works.count == 20_004)
    #expect(found.prefix(6) == ["k-3", "k", "k-2-2", "k-2", "k-4", "k-5"])
    #expect(found.last == "k-2-3")
  }

  @Test(arguments: Writers.all.entries.map(\.id))
  func writesNothingOfNothing(_ id: String) throws {
    let bytes = try Writers.all.entry(id).write(Bibliography())
    #expect(bytes.count < 250)
  }

  @Test func otherProgramsReadTheSame() throws {
    let library = try Hard.library()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-writers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for writer in Writers.all.entries {
      try Data(writer.write(library))
        .write(to: folder.appendingPathComponent("works." + writer.fileExtension))
    }
    let expected: [[String: Any]] = library.works.map { work in
      [
        "title": work.title ?? "", "year": work.date.map { "\($0.year)" as Any } ?? NSNull(),
        "isIncomplete": work.isIncomplete,
        "authors": work.authors.map { index in
          let name = library.people[index].name
          return [name.given, name.particle, name.family, name.suffix]
        },
        "orcids": work.authors.map { library.people[$0].orcid ?? "" },
      ]
    }
    try JSONSerialization.data(withJSONObject: expected)
      .write(to: folder.appendingPathComponent("expected.json"))
    let (status, output) = try SharedData.python("writers/readback.py", folder)
    if status == 127 { print("skipped: python3 is not there") }
    #expect([0, 127].contains(status), "\(output)")
  }
}
