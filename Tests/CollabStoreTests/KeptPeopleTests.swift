import CollabCore
import Foundation
import GRDB
import Testing

@testable import CollabBibliography
@testable import CollabStore

/// People who are kept with a corpus, and used only where nothing has changed that decides who is who.
@Suite struct KeptPeopleTests {
  private func add(
    _ sources: [ReadSource], to path: String, retrain: Bool = false
  ) throws {
    _ = try Store.add(sources, to: path, retrain: retrain) {
      try Bibliography(merging: $0, model: $1, people: KeptPeople())
    }
  }

  private struct Answer: Equatable {
    /// The label of the person at each place.
    var places: [String] = []
    var confidences: [Double] = []
    var inDoubt: [Int] = []
    var messages: [String] = []
  }

  private func answer(_ bibliography: Bibliography) throws -> Answer {
    let identity = try #require(bibliography.identity)
    var answer = Answer()
    bibliography.forEachBylinePlace { place in
      answer.places.append(place.person.map { bibliography.people.label($0) } ?? "")
    }
    answer.confidences = bibliography.people.indices.map { identity.confidence(of: $0) }
    answer.inDoubt = bibliography.people.indices.filter { identity.isInDoubt($0) }
    answer.messages = bibliography.diagnostics.map(\.description)
    return answer
  }

  /// Whether people were taken from the file, which keeps no reasons.
  private func areTaken(_ bibliography: Bibliography) -> Bool {
    bibliography.people.indices.allSatisfy { bibliography.identity?.links(of: $0).isEmpty ?? true }
  }

  private func read(
    _ path: String, names: NamePolicy = .resolve, rulings: String = "",
    detail: IdentityDetail = .none,
    takesPeople: Bool = true
  ) throws -> Bibliography {
    let store = try Store.open(path), identity = try store.identity()
    return try Bibliography(
      merging: store.sources(), names: names,
      rulings: rulings.isEmpty ? Rulings() : Rulings(rulings, file: "rulings.txt"),
      model: identity.model, people: takesPeople ? identity.people : nil, detail: detail)
  }

  /// A field of which a part of the names is in initials, so that evidence decides.
  private static let parts = OverImportsTests.parts(4)

  @Test func keptPeopleAreThoseWhoWouldBeFound() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    try add(Self.parts, to: path)
    let taken = try read(path), found = try read(path, takesPeople: false)
    #expect(areTaken(taken))
    #expect(!areTaken(found))
    #expect(try answer(taken) == answer(found))
    #expect(try answer(found).inDoubt.count < found.people.count)
  }

  @Test func nothingIsTakenWhereSomethingElseDecides() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    try add(Self.parts, to: path)
    let wang = "same: Wei Wang | Nobody Else"
    #expect(try !areTaken(read(path, names: .mergeOnly)))
    #expect(try !areTaken(read(path, rulings: wang)))
    #expect(try !areTaken(read(path, detail: .doubtful)))
    #expect(try areTaken(read(path, rulings: "institution same: MIT | CNRS")))
    // Beside other works, which the file does not know.
    let store = try Store.open(path), identity = try store.identity()
    let more = try Bibliography(
      merging: store.sources() + [
        OverImportsTests.source("more", OverImportsTests.field.prefix(1))
      ],
      model: identity.model, people: identity.people)
    #expect(!areTaken(more))
  }

  @Test(arguments: [
    "UPDATE name SET given = 'Zed' WHERE id = 1", "UPDATE record SET title = 'Other' WHERE id = 3",
    "UPDATE record SET year = 1950 WHERE id = 3", "UPDATE record SET venue = 'Other' WHERE id = 3",
    "INSERT INTO byline_affiliation VALUES (1, 1, 0, 'CNRS, Paris')",
    "INSERT INTO byline_identifier VALUES (1, 1, 0, 'orcid', '0000-0002-1825-0097')",
    "UPDATE identity_model SET value = value + 0.001 WHERE name = 'bias'",
    "DELETE FROM byline WHERE record = 2 AND position = 3",
    "UPDATE identity_people SET data = substr(data, 1, length(data) - 1) || x'00'",
    "UPDATE identity_people SET data = x'00'", "DELETE FROM identity_people",
  ])
  func nothingIsTakenAfterAChange(sql: String) throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    try add(Self.parts, to: path)
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
    let taken = try read(path), found = try read(path, takesPeople: false)
    #expect(!areTaken(taken))
    #expect(try answer(taken) == answer(found))
  }

  @Test func everyImportKeepsThePeopleOfItsWorks() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    for part in Self.parts {
      try add([part], to: path)
      let taken = try read(path), found = try read(path, takesPeople: false)
      #expect(areTaken(taken))
      #expect(try answer(taken) == answer(found))
    }
    // One that brings nothing new leaves them, one that replaces a source does not.
    let before = try Store.open(path).identity()
    try add([Self.parts[0]], to: path)
    #expect(try Store.open(path).identity() == before)
    var replaced = Self.parts[0]
    replaced.source.sha256 = "other"
    replaced.content = OverImportsTests.source("part 0", OverImportsTests.field.prefix(40)).content
    try add([replaced], to: path)
    #expect(try Store.open(path).identity().people != before.people)
    #expect(try answer(read(path)) == answer(read(path, takesPeople: false)))
  }

  @Test func piecesAndRetrainingGiveWhatOneImportGives() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    for part in Self.parts { try add([part], to: path) }
    try add([], to: path, retrain: true)
    let fresh = folder.path("fresh.sqlite")
    try add(Self.parts.reversed(), to: fresh)
    #expect(try Store.open(path).identity() == Store.open(fresh).identity())
    #expect(try answer(read(path)) == answer(read(fresh)))
  }

  /// Where this fails, people of the same works are others than before: raise the version of
  /// `DecisionDigest`, so that nobody takes those of before from a file, and write both down here.
  @Test func aChangeOfWhoIsWhoNeedsANewVersion() throws {
    let folder = try TemporaryFolder(), path = folder.path("field.sqlite")
    try add(Self.parts, to: path)
    let places = try answer(read(path)).places
    let hash = places.joined(separator: "\n").utf8.reduce(UInt64(0)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    #expect(DecisionDigest.version == 2)
    #expect(hash == 1_225_333_190_437_302_665)
  }
}
