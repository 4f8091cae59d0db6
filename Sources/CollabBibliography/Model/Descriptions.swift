import CollabCore

extension Person: CustomStringConvertible {
  /// The name, the identifiers, and other spellings.
  public var description: String {
    let others = spellings.filter { $0 != name.display && $0 != label }
    let known =
      identifiers.isEmpty ? "" : " (\(identifiers.map(\.description).joined(separator: ", ")))"
    return (label.isEmpty ? name.display : label) + known
      + (others.isEmpty ? "" : ", also written \(others.joined(separator: "; "))")
  }
}

extension PersonName: CustomStringConvertible {
  /// The name in reading order.
  public var description: String { display }
}

extension Contributor: CustomStringConvertible {
  /// The name in reading order.
  public var description: String { name.display }
}

extension Work: CustomStringConvertible {
  /// The title, the year, the venue and the number of authors.
  public var description: String {
    let facts = [date.map { String($0.year) }, venue].compactMap { $0 }
    let byline =
      authors.isEmpty
      ? "without authors"
      : "by \(counted(authors.count, "author"))\(isIncomplete ? " and others" : "")"
    return ([label] + facts + [byline]).joined(separator: ", ")
  }
}

extension Record: CustomStringConvertible {
  /// The title, the year, the byline and the line of its input.
  public var description: String {
    let facts = [title ?? "(untitled)", date.map { String($0.year) }].compactMap { $0 }
    let names = byline.map(\.name.display).joined(separator: "; ")
    return (facts + [names.isEmpty ? "without authors" : "by \(names)", "line \(line)"])
      .joined(separator: ", ")
  }
}
