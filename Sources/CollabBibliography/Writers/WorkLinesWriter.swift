import CollabCore

extension BibliographyWriter {
  /// CSL-JSON with one work a line, for `collab spark import` and other programs that split files.
  ///
  /// A line is an item as ``cslJSON`` writes it. Its `custom` also says who the authors are:
  /// `people`, in their order the numbers that these people have in the order of names, and
  /// `labels`, what each is called in tables; and `entries`, from how many the work was merged, where
  /// these are several. Who is who was decided before, so that who reads the
  /// lines need not.
  static let workLines = BibliographyWriter(
    id: "csl-jsonl", summary: "CSL-JSON with one work a line and the people's numbers",
    fileExtension: "jsonl"
  ) { bibliography in
    var text = ByteText(), keys = WorkKeys()
    for (index, work) in bibliography.works.enumerated() {
      text.append(
        cslItem: work, key: keys.key(of: work, number: index + 1), in: bibliography,
        numbersPeople: true)
      text.append("\n")
    }
    return text
  }
}
