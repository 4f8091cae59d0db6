import CollabBibliography
import CollabCore
import Testing

@testable import CollabReport

@Suite struct SensitivityTests {
  private static let bylines = [
    ["Wei Wang", "Ada Aho", "Sam Survey"], ["Wei Wang", "Bo Berg"], ["Wei Wang", "Cy Crane"],
    ["Wei Wang", "A. Aho", "Nemo Ohm"], ["Xiaohai Zhai", "Bo Berg"], ["Xiaohua Zhai", "Bo Berg"],
  ]

  private static func bibliography(_ policy: Sensitivity.Policy) throws -> Bibliography {
    var sink = RecordSink(file: "a")
    for (index, byline) in bylines.enumerated() {
      var record = Record(line: index + 1)
      record.title = "Work number \(index) of these"
      record.byline = byline.compactMap { NameParser.name($0) }.map { Contributor($0) }
      sink.append(record)
    }
    return try Bibliography(
      merging: [
        ReadSource(
          source: Source(name: "a", format: "test", sha256: "", entryCount: bylines.count),
          content: sink)
      ], names: policy.names, threshold: policy.threshold ?? IdentityFindings.threshold)
  }

  /// Counted by hand: nine spellings with ten pairs; by initials the two Ahos and the two Zhais are
  /// one each, by evidence the Ahos, who have a coauthor in common.
  @Test func policiesAreCompared() throws {
    let evidence = Sensitivity.Policy(.resolve, threshold: IdentityFindings.threshold)
    let result = try Sensitivity(
      reference: evidence, policies: [.init(.asGiven), .init(.initials), evidence],
      bibliography: Self.bibliography)
    let rows = result.policies.csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(5).joined(separator: ",")
    }
    #expect(
      rows == [
        "policy,threshold,authors,edges,components", "resolve,-0.5,8,9,1", "exact,,9,10,1",
        "initials,,7,8,1",
      ])
    // Strengths: Wang 4, Berg 3, Aho 2, the other five 1; alone A. and Ada Aho have 1 each.
    let authors = result.topAuthors.csv.split(separator: "\n").map(String.init)
    #expect(authors[0] == "author,papers,resolve at −0.5,exact,initials,alteredBy")
    #expect(authors[1] == "Wei Wang,4,1,1,1," || authors[1] == "Wei Wang,4,1,1,1,\"\"")
    #expect(authors[3] == "Ada Aho,2,3,3,3,exact")
    #expect(authors.count { $0.contains("Zhai,1,4,3,3,initials") } == 2)
    #expect(result.alteredCount == 3)
  }

  /// Vertices of ties without works are the same under every policy.
  @Test func verticesWithoutWorksStay() throws {
    var sink = RecordSink(file: "g")
    sink.append(StatedTie("Ann Hill", "Bob Wood", line: 1))
    sink.append(StatedTie("A. Hill", "Bob Wood", line: 2))
    let read = ReadSource(
      source: Source(name: "g", format: "test", sha256: "", entryCount: 0, tieCount: 2),
      content: sink)
    let result = try Sensitivity(
      reference: .init(.resolve, threshold: IdentityFindings.threshold),
      policies: [.init(.initials)]
    ) { try Bibliography(merging: [read], names: $0.names) }
    #expect(result.alteredCount == 0)
    #expect(
      result.policies.csv.split(separator: "\n").allSatisfy {
        $0.hasSuffix("left") || $0.hasSuffix(",0,0")
      })
  }
}
