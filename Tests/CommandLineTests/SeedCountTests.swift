import CollabTestSupport
import Foundation
import Testing

/// What must come out of the five author pages: 62 entries (16, 18, 8, 10, 10) are 41 works, 9 of
/// them untitled; one group; four names stand twice on one byline.
@Suite struct SeedCountTests {
  private func object(_ command: String, in executable: Executable) throws -> Any {
    let outcome = try executable.shell(command)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }

  private func check(_ folder: String) throws {
    try Executable.run { executable in
      let stats = try #require(
        try object("collab stats '\(folder)' --format json", in: executable) as? [String: Any])
      #expect(stats["entries"] as? Int == 62)
      #expect(stats["works"] as? Int == 41)
      #expect(stats["untitledWorks"] as? Int == 9)
      #expect(stats["groups"] as? Int == 1)
      #expect(stats["repeatedNames"] as? Int == 4)
      for key in ["incompleteWorks", "authors", "authorships", "edges", "components"] {
        #expect(stats[key] is Int, "\(key)")
      }
      let sources = try #require(stats["sources"] as? [[String: Any]])
      #expect(sources.compactMap { $0["entries"] as? Int } == [16, 18, 8, 10, 10])

      let ranks = try #require(
        try object("collab rank '\(folder)' --by h-index --top 2 --format json", in: executable)
          as? [[String: Any]])
      // No page gives a work's citations: not known, and never 0.
      #expect(ranks.count == 2)
      #expect(ranks.allSatisfy { $0["score"] is NSNull && $0["author"] is String })
      #expect(ranks.compactMap { $0["rank"] as? Int } == [1, 2])

      let clusters = try #require(
        try object("collab clusters '\(folder)' --format json", in: executable) as? [String: Any])
      #expect((clusters["quality"] as? [String: Any])?["modularity"] is Double)
      let sizes = try #require(clusters["clusters"] as? [[String: Any]]).map { cluster in
        #expect((cluster["authors"] as? [String])?.count == cluster["size"] as? Int)
        return cluster["size"] as? Int ?? 0
      }
      #expect(sizes.reduce(0, +) == stats["authors"] as? Int)
    }
  }

  @Test func ownPages() throws { try check("seeds") }

  @Test(.enabled(if: SharedData.has("seeds"))) func realPages() throws {
    let folder = try #require(SharedData.url("seeds"))
    try check(folder.path)
  }

  @Test func peopleUnderAllTheirSpellings() throws {
    try Executable.run { executable in
      for (name, shown) in [
        ("Pinto, André Susano", "André Susano Pinto"), ("olivier henaff", "Olivier Hénaff"),
        ("Steiner, Andreas Peter", "Andreas Steiner"),
      ] {
        let page = try object("collab author '\(name)' seeds --format json", in: executable)
        #expect((page as? [String: Any])?["author"] as? String == shown)
      }
      let names = try executable.shell("collab rank seeds --by degree --format csv").output
      for wrong in ["et al", "null", "Gemma Team", "and others"] {
        #expect(!names.localizedCaseInsensitiveContains(wrong), "\(wrong)")
      }
      #expect(
        try executable.shell("collab rank seeds --by degree --groups --format csv").output
          .contains("Gemma Team"))
    }
  }
}
