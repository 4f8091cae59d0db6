import CollabCore
import Testing

@testable import CollabBibliography

/// What holds whatever rulings say.
@Suite struct RulingLawTests {
  private typealias Place = String

  private static let records: [Record] = Array(IdentityResolverTests.field.prefix(24 * 20))

  /// Rulings about places, names and works of the field, drawn at random.
  private func rulings(_ random: inout SplitMix64) -> [String] {
    func record() -> Record { Self.records[random.below(Self.records.count)] }
    func place() -> String {
      let record = record()
      return "\(record.key ?? "")#\(1 + random.below(record.byline.count))"
    }
    func name() -> String {
      let record = record()
      return record.byline[random.below(record.byline.count)].name.display
    }
    let wangs = Self.records.filter { $0.byline.contains { $0.name.display == "Wei Wang" } }
      .compactMap(\.key)
    func some() -> [String] { (0..<3).map { _ in wangs[random.below(wangs.count)] } }
    return (0..<14).map { _ in
      switch random.below(7) {
      case 0: return "same: \(name()) | \(name())"
      case 1: return "same: \(place()) | \(place())"
      case 2: return "different: \(name()) | \(name())"
      case 3: return "different: \(place()) | \(place())"
      case 4:
        let first = Set(some())
        let second = Set(some()).subtracting(first)
        let rest = random.below(2) == 0 ? " | *" : ""
        return second.isEmpty
          ? "drop: \(place())"
          : "different: Wei Wang @ \(first.sorted().joined(separator: ", ")) | "
            + second.sorted().joined(separator: ", ") + rest
      case 5: return "rename: \(name()) | Renamed \(name().split(separator: " ").last ?? "X")"
      default: return "drop: \(place())"
      }
    }
  }

  /// The places of each person, by the entry's key.
  private func partition(_ bibliography: Bibliography) -> [Set<Place>] {
    var places: [Int: Set<Place>] = [:]
    bibliography.forEachBylinePlace { place in
      if let person = place.person {
        places[person, default: []].insert("\(place.entry.key ?? "")#\(place.position)")
      }
    }
    return places.values.sorted { ($0.min() ?? "") < ($1.min() ?? "") }
  }

  private func bibliography(
    _ files: [(name: String, records: [Record])], _ policy: NamePolicy, _ rulings: [String]
  ) throws -> Bibliography {
    let read = files.map { file in
      ReadSource(
        source: Source(
          name: file.name, format: "test", sha256: "", entryCount: file.records.count),
        content: file.records.reduce(into: RecordSink(file: file.name)) { $0.append($1) })
    }
    return try Bibliography(
      merging: read, names: policy, rulings: Rulings(rulings.joined(separator: "\n"), file: "r"))
  }

  @Test(arguments: NamePolicy.allCases) func lawsHold(_ policy: NamePolicy) throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<(policy.usesEvidence ? 2 : 3) {
      let rulings = rulings(&random)
      let found = try bibliography([("a", Self.records)], policy, rulings)
      let people = partition(found)
      // Twice, with other files of other names and in another order.
      #expect(partition(try bibliography([("a", Self.records)], policy, rulings)) == people)
      var shuffled = Self.records
      shuffled.shuffle(using: &random)
      let cut = random.below(shuffled.count)
      let parts = [("z", Array(shuffled[..<cut])), ("b", Array(shuffled[cut...]))]
      #expect(partition(try bibliography(parts, policy, rulings)) == people, "\(rulings)")
      checkRulings(rulings, found, people)
    }
  }

  private func checkRulings(
    _ rulings: [String], _ found: Bibliography, _ people: [Set<Place>]
  ) {
    let leftOut = Set(found.diagnostics.filter { $0.severity == .error }.compactMap(\.line))
    var personOf: [Place: Int] = [:]
    for (person, places) in people.enumerated() { for place in places { personOf[place] = person } }
    for (index, line) in rulings.enumerated() where !leftOut.contains(index + 1) {
      let sides = sides(line)
      if line.hasPrefix("same:") {
        #expect(Set(sides.joined().compactMap { personOf[$0] }).count <= 1, "\(line) of \(rulings)")
      } else if line.hasPrefix("different:") {
        let people = sides.map { Set($0.compactMap { personOf[$0] }) }
        #expect(
          people.reduce(0) { $0 + $1.count } == Set(people.joined()).count, "\(line) of \(rulings)")
      } else if line.hasPrefix("drop:") {
        #expect(sides.joined().allSatisfy { personOf[$0] == nil }, "\(line)")
      }
    }
    // Two people of one byline are one only where a ruling or an equal name says so.
    if !rulings.contains(where: { $0.hasPrefix("same:") }) {
      for work in found.works.indices {
        #expect(found.works.repeatedAuthors(ofWork: work).isEmpty)
      }
    }
  }

  /// The places that a line means, found without the code under test.
  private func sides(_ line: String) -> [[Place]] {
    let body = line.drop { $0 != ":" }.dropFirst()
    var isOfWang = false, listed: Set<Place> = []
    return body.split(separator: "|").map { side -> [Place] in
      let side = side.trimmed
      if side.contains("#") { return [side] }
      if side == "*" { return Self.places("Wei Wang").filter { !listed.contains($0) } }
      let list = side.hasPrefix("Wei Wang @ ") ? String(side.dropFirst(11)) : side
      if list != side { isOfWang = true }
      guard isOfWang else { return Self.places(side) }
      let keys = Set(list.split(separator: ",").map { $0.trimmed })
      let places = Self.places("Wei Wang").filter { keys.contains(String($0.prefix { $0 != "#" })) }
      listed.formUnion(places)
      return places
    }
  }

  private static func places(_ name: String) -> [Place] {
    records.flatMap { record in
      record.byline.indices.filter { record.byline[$0].name.display == name }
        .map { "\(record.key ?? "")#\($0 + 1)" }
    }
  }
}
