/// The list of all entries of a kind: readers, measures, community methods, exporters.
///
/// Help, completion, documentation tables and the law tests hang off it. Its order is the order
/// in which entries are shown.
public struct Catalog<Entry: CatalogEntry>: Sendable {
  /// What one entry is called in messages, for example "measure".
  public let kind: String
  /// The entries, in the order in which they are shown.
  public let entries: [Entry]

  /// Creates a catalog; of entries that share an id the last one counts.
  public init(kind: String, _ entries: [Entry]) {
    self.kind = kind
    var lastOf: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { lastOf[entry.id] = index }
    self.entries = entries.enumerated().filter { lastOf[$1.id] == $0 }.map(\.element)
  }

  /// The entry of an id.
  public subscript(id: String) -> Entry? { entries.first { $0.id == id } }

  /// The entry of an id, or an error that names the nearest one.
  public func entry(_ id: String) throws(UnknownName) -> Entry {
    if let entry = self[id] { return entry }
    throw UnknownName(kind: kind, name: id, among: entries.map(\.id))
  }

  /// The same catalog with one more entry, which takes the place of one with its id.
  public func adding(_ entry: Entry) -> Catalog { Catalog(kind: kind, entries + [entry]) }
}

/// A name that no catalog entry bears.
public struct UnknownName: DescribedError, Sendable, Equatable {
  /// What was looked for, for example "measure".
  public let kind: String
  /// The name that was given.
  public let name: String
  /// The names that exist, in the order in which they are shown.
  public let known: [String]

  /// Creates the error.
  public init(kind: String, name: String, among known: [String]) {
    self.kind = kind
    self.name = name
    self.known = known
  }

  /// The closest name that exists; `nil` where none is close.
  public var nearest: String? { nearestName(to: name, among: known) }

  /// One line for the user: the closest name and all others.
  public var description: String {
    let list = known.joined(separator: ", ")
    let hint = nearest.map { "; did you mean '\($0)'? Valid: " } ?? "; valid: "
    return "unknown \(kind) '\(name)'" + (known.isEmpty ? "" : hint + list)
  }
}

/// The candidate with the least edit distance to a name, the first of equals; `nil` where all
/// are more than half the name away.
///
/// - Complexity: O(*l*²·*c*) for *c* candidates of length *l*; less where some are close.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let letters = Array(name.unicodeScalars)
  var best: String?, limit = max(2, name.count / 2) + 1
  for candidate in candidates {
    let distance = editDistance(letters, Array(candidate.unicodeScalars), below: limit)
    if let distance {
      best = candidate
      limit = distance
    }
  }
  return best
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours between two
/// texts (optimal string alignment; Damerau 1964, doi:10.1145/363958.363994).
public func editDistance(_ a: String, _ b: String) -> Int {
  editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), below: .max) ?? 0
}

/// The same where it is below a limit; `nil` where it is not.
private func editDistance(
  _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], below limit: Int
) -> Int? {
  if abs(a.count - b.count) >= limit { return nil }
  var before = [Int](repeating: 0, count: b.count + 1), current = before
  var previous = Array(0...b.count), least = 0
  for i in 0..<a.count {
    current[0] = i + 1
    for j in 0..<b.count {
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
      current[j + 1] = best
    }
    let lowest = current.min() ?? 0
    // What follows comes from these two rows.
    if min(lowest, least) >= limit { return nil }
    least = lowest
    (before, previous, current) = (previous, current, before)
  }
  return previous[b.count] < limit ? previous[b.count] : nil
}
