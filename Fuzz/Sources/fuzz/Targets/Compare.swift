import CollabReport

extension Target {
  /// Two report folders to be compared: a manifest and two `graph.json`, parted by FS.
  static let compare = Target(id: "compare", summary: "two report folders, compared") { bytes in
    let parts = parts(of: bytes, atMost: 3)
    guard parts.count == 3 else { return }
    try Scratch.with { scratch in
      for (folder, graph) in zip(["old", "new"], parts[1...]) {
        try scratch.makeFolder(folder)
        try scratch.write(parts[0], to: folder + "/manifest.json")
        try scratch.write(graph, to: folder + "/graph.json")
      }
      let old = scratch.path("old"), new = scratch.path("new")
      do {
        let changes = try ArtifactComparison(old: old, new: new)
        let back = try ArtifactComparison(old: new, new: old)
        expect(Set(changes.added) == Set(back.removed), "what came is not what went")
        expect(changes.ranks?.count == back.ranks?.count, "other ranks on the way back")
        expect(try ArtifactComparison(old: old, new: old).isEmpty, "a folder differs from itself")
        _ = changes.json.text() + changes.table.csv + changes.document(top: 3).html
      } catch is FileError {}
      do {
        let places = try EarlierPositions(file: new + "/graph.json")
        _ = places.extent
        expect(places.positions(of: ["a", ""]).count == 2, "no place an author")
      } catch is FileError {}
    }
  }
}
