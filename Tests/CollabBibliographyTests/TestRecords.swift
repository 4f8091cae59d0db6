import CollabCore

@testable import CollabBibliography

/// Makes a bibliography from records written out in a test, one source for each list.
func bibliography(
  _ sources: [[Record]], names: NamePolicy = .standard, rules: String = ""
) throws -> Bibliography {
  let read = sources.enumerated().map { index, records in
    var content = RecordSink(file: "s\(index)")
    for record in records { content.append(record) }
    return ReadSource(
      source: Source(name: "s\(index)", format: "test", sha256: "", entryCount: records.count),
      content: content)
  }
  return try Bibliography(
    merging: read, names: names,
    rulings: rules.isEmpty ? Rulings() : Rulings(rules, file: "names.txt"))
}

/// A record; authors are names in either order, `…` at the end cuts the byline, and identifiers
/// of a person stand behind `|`.
func record(
  _ title: String?, _ authors: [String] = [], year: Int? = nil, ids: [Identifier?] = [],
  owner: String? = nil, abstract: String? = nil
) -> Record {
  var record = Record(line: 1)
  record.title = title
  record.abstract = abstract
  record.identifiers = ids.compactMap { $0 }
  record.date = year.map { PartialDate($0) }
  record.owner = owner.flatMap { NameParser.name($0) }.map { Contributor($0) }
  record.bylineIsCut = authors.last == "…" || authors.isEmpty && owner != nil
  for author in authors where author != "…" {
    let parts = author.split(separator: "|").map(String.init)
    guard let name = NameParser.name(parts[0]) else { continue }
    record.byline.append(
      Contributor(name, identifiers: parts.dropFirst().compactMap { Identifier(description: $0) }))
  }
  return record
}
