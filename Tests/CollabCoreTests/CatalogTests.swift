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

  @Test func namesTheNearestEntry() {
    #expect(throws: UnknownName(kind: "measure", name: "pagernak", nearest: "pagerank")) {
      try catalog.entry("pagernak")
    }
    let error = UnknownName(kind: "measure", name: "pagernak", nearest: "pagerank")
    #expect(error.description == "unknown measure 'pagernak'; did you mean 'pagerank'?")
  }

  @Test func namesNothingWhereAllAreFar() {
    #expect(throws: UnknownName(kind: "measure", name: "xyzzyq", nearest: nil)) {
      try catalog.entry("xyzzyq")
    }
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
