import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// What is written is read back as the same works, people, groups and graph; the exceptions are
/// those of the article *Writing a corpus back* and stand in `expected(_:through:)`.
@Suite struct RoundTripTests {
  /// The fixtures of every reader, and the author pages.
  static let folders = Readers.all.entries.map { "Fixtures/" + $0.id } + ["seeds"]

  @Test(arguments: folders) func fixturesComeBack(_ folder: String) throws {
    var options = LoadOptions()
    options.names = .asGiven
    let path = SharedData.checkout.appendingPathComponent(folder).path
    let library = try Bibliography.load([path], options: options, execution: .serial)
    if library.works.isEmpty { return }
    for writer in Writers.all.entries {
      let returned = try check(library, through: writer)
      // A table names its sources, and lines number the people in an order that may change.
      if ["works-csv", "csl-jsonl"].contains(writer.id) { continue }
      let isSame = writer.write(returned) == writer.write(library)
      #expect(isSame, "\(writer.id)")
    }
  }

  /// Names are resolved again when they are read: then people may become one, but nobody becomes
  /// two and no work is lost.
  @Test(arguments: folders) func nobodyBecomesTwo(_ folder: String) throws {
    let path = SharedData.checkout.appendingPathComponent(folder).path
    let library = try Bibliography.load([path], execution: .serial)
    if library.works.isEmpty { return }
    for writer in Writers.all.entries {
      let returned = try returned(library, through: writer, names: .standard)
      try #require(returned.works.count == library.works.count)
      var now: [Int: Int] = [:]
      for (before, after) in zip(library.works, returned.works)
      where before.authors.count == after.authors.count {
        for (a, b) in zip(before.authors, after.authors) {
          #expect(now[a, default: b] == b)
          now[a] = b
        }
      }
      #expect(returned.people.count >= Set(library.works.flatMap(\.authors)).count - 1)
    }
  }

  @Test(arguments: Writers.all.entries.map(\.id), 0..<12)
  func randomCorporaComeBack(_ id: String, _ seed: UInt64) throws {
    var made = MadeUp(seed: seed, namesHold: id == "works-csv" ? MadeUp.plainMarks : MadeUp.marks)
    try check(made.library(), through: Writers.all.entry(id))
  }

  @discardableResult
  private func check(
    _ library: Bibliography, through writer: BibliographyWriter
  ) throws -> Bibliography {
    let returned = try returned(library, through: writer, names: .asGiven)
    #expect(returned.diagnostics.allSatisfy { $0.severity == .note || $0.id.hasPrefix("merge.") })
    // The order of people may differ where a particle is taken to the family name.
    let before = people(library), after = people(returned)
    #expect(Set(before.values) == Set(after.values), "\(writer.id)")
    try #require(library.works.count == returned.works.count)
    for (work, back) in zip(library.works, returned.works) {
      #expect(work.authors.map { before[$0] } == back.authors.map { after[$0] }, "\(writer.id)")
      #expect(facts(back) == expected(work, through: writer.id), "\(writer.id)")
    }
    return returned
  }

  private func returned(
    _ library: Bibliography, through writer: BibliographyWriter, names: NamePolicy
  ) throws -> Bibliography {
    let (sources, unrecognised) = Bibliography.read(
      writer.write(library), name: "works." + writer.fileExtension)
    #expect(unrecognised.isEmpty)
    return try Bibliography(merging: sources, names: names)
  }

  /// What tells each person of the works from all others.
  private func people(_ library: Bibliography) -> [Int: [String]] {
    let authors = Set(library.works.flatMap(\.authors))
    return Dictionary(
      uniqueKeysWithValues: authors.map {
        let person = library.people[$0]
        return ($0, [person.label, "\(person.isGroup)"] + person.identifiers.map(\.description))
      })
  }

  private func facts(_ work: Work) -> [String] {
    [
      work.title, work.abstract, work.date.map { "\($0)" }, work.venue, work.type, work.field,
      work.citations.map { "\($0.count)" }, work.isIncomplete ? "incomplete" : nil, work.url,
      work.identifiers.map(\.description).joined(separator: " "),
      work.keywords.joined(separator: " | "),
    ].map { $0 ?? "-" }
  }

  private func expected(_ work: Work, through id: String) -> [String] {
    var work = work
    let arxiv = work.identifier(.arxiv)
    switch id {
    case "csl-json", "csl-jsonl", "ris":
      work.type = work.type ?? "document"
      work.url = work.url ?? arxiv.map { "https://arxiv.org/abs/" + $0 }
    case "bibtex":
      work.type = work.type ?? (arxiv == nil ? "document" : "article")
      work.title = work.title?.collapsed
      work.abstract = work.abstract?.collapsed
      work.venue = work.venue?.collapsed
    default: break
    }
    return facts(work)
  }
}

/// Corpora whose texts are made of what formats give a meaning to.
private struct MadeUp {
  static let plainMarks: [Character] = Array("\\{}%&$#_^~<>\"'`|=+-@:/()[]*")
  static let marks: [Character] = plainMarks + [",", ";"]
  private static let words = [
    "van", "de", "Le", "and", "AND", "others", "Jr.", "III", "Team", "of", "Group", "NA",
    "none", "éa", "山", "ß", "&amp;", "<i>", "et", "al.", "U.", "A.", "I", "x", "Ab", "Cd", "Efg",
    "--", "''", "``", "10.1/x", "1=group", "(12345)", "<b>y</b>",
  ]

  var random: SplitMix64
  let namesHold: [Character]

  init(seed: UInt64, namesHold: [Character]) {
    random = SplitMix64(seed: seed)
    self.namesHold = namesHold
  }

  mutating func library() throws -> Bibliography {
    var sink = RecordSink(file: "made-up")
    let contributors = (0..<30).map { contributor($0) }
    for number in 0..<40 {
      var record = Record(line: number + 1)
      record.key = maybe { $0.text(marks: MadeUp.marks) }
      record.title = maybe {
        "\(number)\u{A0}" + $0.text(marks: MadeUp.marks) + "\u{2028}\(number)"
      }
      if random.below(4) == 0 { record.title = record.title.map { "=" + $0 } }
      if random.below(6) == 0 { record.title = record.title.map { "'" + $0 } }
      if record.title == nil {
        record.abstract = maybe { "\(number) " + $0.text(marks: MadeUp.marks) }
      }
      record.venue = maybe { $0.text(marks: MadeUp.marks) }
      record.field = maybe { $0.text(marks: MadeUp.marks) }
      record.takeKeywords((0..<random.below(4)).map { _ in text(marks: MadeUp.marks) })
      record.type = maybe { made in
        ["article-journal", "review", "webpage", "book", "thesis", "odd & Own_kind", "document"][
          made.random.below(7)]
      }
      record.citations = maybe { $0.random.below(50) }
      record.date = maybe { made in
        [PartialDate(1999), PartialDate(2001, 12), PartialDate(2010, 2, 28)][made.random.below(3)]
      }
      record.url = maybe { "https://doi.org/10.5/\($0.random.below(99));x_%7B%5C" }
      record.bylineIsCut = random.below(5) == 0
      var places = Set<Int>()
      for _ in 0..<random.below(6) { places.insert(random.below(contributors.count)) }
      record.byline = places.sorted { ($0 * 7) % 30 < ($1 * 7) % 30 }.map { contributors[$0] }
      for scheme in [Identifier.Scheme.doi, .doi, .arxiv, .pmid, .dblp, .openalex, .isbn, .wos]
      where random.below(4) == 0 {
        let isOdd = scheme != .arxiv && random.below(3) == 0
        let odd = isOdd ? text(marks: MadeUp.marks) : ""
        record.identifiers += [Identifier(scheme, "10.\(number)/\(random.below(99))" + odd)]
          .compactMap { $0 }
      }
      sink.append(record)
    }
    let source = Source(name: "made-up", format: "test", sha256: "", entryCount: 40)
    return try Bibliography(
      merging: [ReadSource(source: source, content: sink)], names: .asGiven)
  }

  private mutating func maybe<Value>(_ make: (inout MadeUp) -> Value) -> Value? {
    random.below(4) == 0 ? nil : make(&self)
  }

  /// A name that no other contributor has.
  private mutating func contributor(_ number: Int) -> Contributor {
    let mark = "N\(number)"
    var name = PersonName(
      given: maybe { $0.text(marks: $0.namesHold) } ?? "",
      family: text(marks: namesHold) + " " + mark)
    if random.below(3) == 0 { name.particle = "van der" }
    if random.below(4) == 0 { name.suffix = "Jr." }
    if random.below(4) == 0 { name = .group(text(marks: namesHold) + " " + mark) }
    if random.below(9) == 0 { name = PersonName(family: mark + " Research Group") }
    var identifiers: [Identifier?] = []
    if random.below(3) == 0 {
      identifiers.append(Identifier(.orcid, "0000-0001-0000-00\(10 + number)"))
    }
    if random.below(3) == 0 {
      identifiers.append(Identifier(.local, mark + text(marks: MadeUp.marks)))
    }
    return Contributor(name, identifiers: identifiers.compactMap { $0 })
  }

  /// Some words with one blank between them.
  private mutating func text(marks: [Character]) -> String {
    (0...random.below(3)).map { _ in
      var word = Self.words[random.below(Self.words.count)]
      if !marks.contains(";") { word = word.replacing(";", with: "") }
      for _ in 0..<random.below(3) {
        let mark = String(marks[random.below(marks.count)])
        word = random.below(2) == 0 ? mark + word : word + mark
      }
      return word
    }.joined(separator: " ").trimmed.collapsed
  }
}
