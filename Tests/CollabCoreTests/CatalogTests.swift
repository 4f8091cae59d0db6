import CollabCore
import Testing

@Suite struct CatalogTests {
  struct Entry: CatalogEntry {
    let descriptor: Descriptor
  }
  let catalog = Catalog(
    kind: "measure",
    ["degree", "pagerank", "h-index"].map { Entry(descriptor: Descriptor(id: $0, summary: "")) })

  @Test func findsAnEntryById() throws {
    #expect(try catalog.entry("pagerank").id == "pagerank")
  }

  @Test func namesTheNearestEntryAndAll() {
    let known = ["degree", "pagerank", "h-index"]
    let error = UnknownName(kind: "measure", name: "pagernak", among: known)
    #expect(throws: error) { try catalog.entry("pagernak") }
    #expect(error.nearest == "pagerank")
    #expect(
      error.description
        == "unknown measure 'pagernak'; did you mean 'pagerank'? Valid: degree, pagerank, h-index")
  }

  @Test func namesNoNearestEntryWhereAllAreFar() {
    let error = UnknownName(kind: "measure", name: "xyzzyq", among: ["degree", "pagerank"])
    #expect(error.description == "unknown measure 'xyzzyq'; valid: degree, pagerank")
    #expect(UnknownName(kind: "x", name: "y", among: []).description == "unknown x 'y'")
  }

  /// Distances by hand; "ca" to "abc" is 3 in this variant (2 with unrestricted swaps).
  @Test(arguments: [
    ("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3),
    ("Xiaohai", "Xiaohua", 2), ("é", "e", 1),
  ])
  func countsEdits(a: String, b: String, distance: Int) {
    #expect(editDistance(a, b) == distance)
    #expect(editDistance(b, a) == distance)
  }
}
