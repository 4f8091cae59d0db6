import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The whole ACL Anthology, counted by `Fixtures/expected/people.py` with rules written down again
/// from their words.
@Suite struct IndependentCountTests {
  private struct Expected: Decodable {
    struct Figures: Decodable {
      let works: Int
      let authors: Int
      let groups: Int
      let authorships: Int
      let edges: Int
      let worksWithoutAuthors: Int
    }
    let figures: [String: Figures]
  }

  @Test func aclAnthology() throws {
    guard let folder = SharedData.url("data/acl-anthology/xml") else { return }
    let file = try Data(contentsOf: SharedData.fixture("expected/people.json"))
    let figures = try JSONDecoder().decode(Expected.self, from: file).figures
    let expected = try #require(figures["acl-anthology/xml"])
    let found = try Bibliography.load([folder.path])
    let isGroup = found.people.indices.map { found.people.isGroup($0) }
    var pairs: Set<UInt64> = []
    var authorships = 0, withoutAuthors = 0
    for work in found.works.indices {
      let byline = found.works.authors(ofWork: work)
      if byline.isEmpty { withoutAuthors += 1 }
      let people = byline.filter { !isGroup[Int($0)] }
      authorships += people.count
      for a in people { for b in people where a < b { pairs.insert(UInt64(a) << 32 | UInt64(b)) } }
    }
    #expect(found.works.count == expected.works)
    #expect(isGroup.count { !$0 } == expected.authors)
    #expect(isGroup.count { $0 } == expected.groups)
    #expect(authorships == expected.authorships)
    #expect(pairs.count == expected.edges)
    #expect(withoutAuthors == expected.worksWithoutAuthors)
  }
}
