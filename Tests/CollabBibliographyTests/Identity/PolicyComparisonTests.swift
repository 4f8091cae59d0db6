import Testing

@testable import CollabBibliography

/// Three works whose names, put together by hand: exact has Ann Hill, A. Hill, Ánn Hill, Bob Wood
/// and Cy Lee; folded joins Ann and Ánn; initials join all three.
struct PolicyComparisonTests {
  @Test func otherPeopleAreCountedByHand() throws {
    let found = try Self.bibliography(.standard, comparing: true)
    let label = { (index: Int) in found.people.label(index) }
    #expect(found.people.count == 4)
    #expect(found.policies.map(\.policy) == [.asGiven, .initials])
    #expect(found.policies.map(\.count) == [5, 3])
    #expect(found.policies[0].altered.count == 1)
    #expect(found.policies[0].altered.map(label).allSatisfy { $0.hasSuffix("nn Hill") })
    #expect(
      found.policies[1].altered.map(label).sorted()
        == found.people.indices.map(label).filter { $0.hasSuffix("Hill") }.sorted())
  }

  @Test func nothingIsComparedUnasked() throws {
    #expect(try Self.bibliography(.standard, comparing: false).policies.isEmpty)
  }

  /// Whom another policy counts is whom that policy makes.
  @Test(arguments: NamePolicy.allCases) func countsAreThoseOfThePolicy(_ policy: NamePolicy) throws
  {
    for other in try Self.bibliography(policy, comparing: true).policies {
      #expect(try other.count == Self.bibliography(other.policy, comparing: false).people.count)
      #expect(other.policy != policy)
    }
  }

  private static func bibliography(
    _ policy: NamePolicy, comparing: Bool
  ) throws -> Bibliography {
    var sink = RecordSink(file: "a")
    let bylines = [["Ann Hill", "Bob Wood"], ["A. Hill", "Bob Wood"], ["Ánn Hill", "Cy Lee"]]
    for (number, byline) in bylines.enumerated() {
      var record = Record(line: number + 1)
      record.title = ["On lakes", "Rivers of the north", "Fens and moors"][number]
      record.byline = byline.compactMap { NameParser.name($0).map { Contributor($0) } }
      sink.append(record)
    }
    let source = ReadSource(
      source: Source(name: "a", format: "test", sha256: "", entryCount: 3), content: sink)
    return try Bibliography(merging: [source], names: policy, comparesPolicies: comparing)
  }
}
