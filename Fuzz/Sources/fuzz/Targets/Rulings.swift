import CollabCore

@testable import CollabBibliography

extension Target {
  /// A file of rulings on names, and behind FS a bibliography in BibTeX to which they apply; without
  /// one, some names that are easily mixed up.
  static let rulings = Target(id: "rulings", summary: "rulings on names") { bytes in
    let parts = parts(of: bytes, atMost: 2)
    let rulings = Rulings(parts[0], file: "rulings")
    // Lines end as Swift's characters do.
    let lines = bytes.count + 1
    for diagnostic in rulings.diagnostics {
      expect((1...lines).contains(diagnostic.line ?? 1), "\(diagnostic)")
    }
    var options = LoadOptions()
    options.reader = Readers.all["bibtex"]
    let text = parts.count > 1 ? parts[1] : Array(names.utf8)
    let sources = Bibliography.read(text, name: "names.bib", options: options).sources
    for policy in NamePolicy.allCases {
      let once = try Bibliography(merging: sources, names: policy, rulings: rulings)
      let again = try Bibliography(merging: sources, names: policy, rulings: rulings)
      let labels = once.people.indices.map { once.people.label($0) }
      expect(labels == again.people.indices.map { again.people.label($0) }, "other people")
      expect(once.diagnostics == again.diagnostics, "other messages")
      expect(Set(labels).count == labels.count, "two people of one label")
      _ = try once.suggestions()
    }
  }

  private static let names = """
    @misc{a, title={One of a kind}, author={Steiner, Andreas Peter and Xiaohua Zhai and J. Smith}}
    @misc{b, title={Two of a kind}, author={Andreas Steiner and Xiaohai Zhai and Jan Smith}}
    @misc{c, title={Three of a kind}, author={A. Steiner and Zhai, X. and Jane Smith and {The Team}}}
    @misc{d, title={Four of a kind}, author={M{\\"u}ller, K. and Mueller, K. and Muller, Karl}}
    """
}
