public import CollabCore

/// A format in which a corpus is handed back; a value in ``Writers/all``.
public struct BibliographyWriter: CatalogEntry {
  /// Its id and summary.
  public let descriptor: Descriptor
  /// The usual file name ending, without the dot.
  public let fileExtension: String
  private let body: @Sendable (Bibliography) -> ByteText

  init(
    id: String, summary: String, fileExtension: String,
    body: @escaping @Sendable (Bibliography) -> ByteText
  ) {
    descriptor = Descriptor(id: id, summary: summary)
    self.fileExtension = fileExtension
    self.body = body
  }

  /// Writes the merged works, in their order, with the people's names as they were resolved.
  ///
  /// - Complexity: O(works + authorships) time and space.
  public func write(_ bibliography: Bibliography) -> [UInt8] { body(bibliography).bytes }
}

/// The list of all writers: a new format is one file and one line here.
public enum Writers {
  /// The writers, in the order of help and documentation.
  public static let all = Catalog<BibliographyWriter>(
    kind: "bibliography format", [.cslJSON, .bibtex, .ris, .worksCSV, .workLines])
}

/// The names that works bear in a file: the key of the first entry that has one, made unique.
struct WorkKeys {
  private var taken: Set<[UInt8]> = []
  /// The number that a stem bore last: all up to it are taken.
  private var counts: [[UInt8]: Int] = [:]

  /// The key of a work.
  ///
  /// - Parameters:
  ///   - number: the work's number from 1, for works without a key.
  ///   - isAllowed: whether the format's keys may hold a character.
  mutating func key(
    of work: Work, number: Int, isAllowed: (Unicode.Scalar) -> Bool = { _ in true }
  ) -> String {
    let given = work.entries.lazy.compactMap(\.key).first.map { key in
      String(String.UnicodeScalarView(key.unicodeScalars.filter(isAllowed)))
    }
    let stem = given.flatMap { $0.isEmpty ? nil : $0 } ?? "work\(number)"
    var key = stem, count = counts[Array(stem.utf8), default: 1]
    if count > 1 { key = "\(stem)-\(count)" }
    // By bytes, as programs compare them, and not by letters.
    while !taken.insert(Array(key.utf8)).inserted {
      count += 1
      key = "\(stem)-\(count)"
    }
    if count > 1 { counts[Array(stem.utf8)] = count }
    return key
  }
}

extension Person {
  /// The first ORCID.
  var orcid: String? { identifiers.first { $0.scheme == .orcid }?.value }

  /// All identifiers but ``orcid``.
  var identifiersBesidesORCID: [Identifier] {
    let place = identifiers.firstIndex { $0.scheme == .orcid }
    return identifiers.indices.filter { $0 != place }.map { identifiers[$0] }
  }
}

extension Work {
  /// The first identifier of a scheme.
  func identifier(_ scheme: Identifier.Scheme) -> String? {
    identifiers.first { $0.scheme == scheme }?.value
  }
}
