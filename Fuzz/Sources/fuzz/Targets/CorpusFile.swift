import CollabBibliography
import CollabStore

extension Target {
  /// The bytes of an SQLite file as a corpus from elsewhere: it is read, or refused; a source is
  /// added, or nothing changes.
  static let corpus = Target(id: "corpus", summary: "a corpus file") { bytes in
    try Scratch.with { scratch in
      let path = try scratch.write(bytes, to: "corpus.sqlite")
      let before = Result { try Store.open(path).sources() }
      if case .success(let sources) = before {
        expectTies(of: sources)
        _ = try Bibliography(merging: sources)
      }
      expect(scratch.read("corpus.sqlite") == bytes, "reading changed the file")
      let added = Bibliography.read(Array(work.utf8), name: "added.ris").sources
      do {
        try Store.check(path)
        _ = try Store.add(added, to: path) { stored, _ in try Bibliography(merging: stored) }
        let after = try Store.open(path).sources()
        expect(after.contains { $0.source == added[0].source }, "what was added is not there")
        let again = try Store.add(added, to: path) { stored, _ in try Bibliography(merging: stored) }
        expect(again == [.unchanged], "added again: \(again)")
      } catch is StoreError {
        expect(scratch.read("corpus.sqlite") == bytes, "a failed import changed the file")
      }
      expect(Scratch.list(scratch.folder) == ["corpus.sqlite"], "files are left beside it")
    }
  }

  private static let work = "TY  - JOUR\nTI  - A work that is added\nAU  - Aho, Ada\nER  - \n"
}
