import CollabBibliography
import CollabCorpus
import CollabCore
import CollabDigest

/// Ids of works that stay the same from run to run, whatever else the inputs hold.
///
/// A work with an identifier has the first of these: DOI, PMID, PMCID, arXiv, ACL, DBLP, OpenAlex,
/// Semantic Scholar, Web of Science, Scopus, INSPIRE. Any other has `work:` and twelve digits of the
/// SHA-256 of its title or abstract, its year and its authors. Of works with one id the second ends in
/// `~2`. Blanks, quotation marks and what parts ids in lists stand as in addresses, `%3B`.
struct WorkIDs: Sendable {
  /// The id of each work.
  let all: [String]

  /// - Complexity: O(works + authorships).
  init(of bibliography: Bibliography) {
    var taken: [String: Int] = [:]
    all = bibliography.works.indices.map { work in
      let id = Self.id(of: work, bibliography.works, bibliography.people)
      let count = taken[id, default: 0] + 1
      taken[id] = count
      return count == 1 ? id : "\(id)~\(count)"
    }
  }

  subscript(work: Int) -> String { all[work] }

  private static let schemes: [Identifier.Scheme] = [
    .doi, .pmid, .pmcid, .arxiv, .acl, .dblp, .openalex, .s2, .wos, .scopus, .inspire,
  ]

  private static func id(of index: Int, _ works: Works, _ people: People) -> String {
    let identifiers = works.identifiers(ofWork: index)
    for scheme in schemes {
      if let found = identifiers.first(where: { $0.scheme == scheme }) {
        return scheme.rawValue + ":" + escaped(found.value)
      }
    }
    let work = works[index]
    let facts =
      [work.title ?? work.abstract ?? "", work.date.map { "\($0.year)" } ?? ""]
      + work.authors.map { people.label($0) }
    let digest = SHA256.hexadecimal(of: Array(facts.joined(separator: "\u{1F}").utf8))
    return "work:" + digest.prefix(12)
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for byte in value.utf8 {
      if byte <= 0x20 || byte >= 0x7F || [0x22, 0x25, 0x27, 0x3B, 0x7C].contains(byte) {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return text
  }
}

extension Bibliography {
  /// Where the entries of a work stand: `refs.bib:12`.
  func places(of work: Work) -> [String] {
    work.entries.map { "\(sources[$0.source].name):\($0.line)" }
  }
}

extension Table {
  /// The works of a corpus, one a row, with where each entry stands.
  ///
  /// - Parameter ids: the ids of the works.
  static func works(of corpus: Corpus, ids: WorkIDs) -> Table {
    let bibliography = corpus.bibliography
    var table = Table([
      .init("id"), .init("title"), .init("year"), .init("venue"),
      .init(corpus.unit.rawValue), .init("citations"), .init("identifiers"), .init("sources"),
    ])
    for (index, work) in bibliography.works.enumerated() {
      table.append([
        .text(ids[index]), .text(orUnknown: work.title ?? work.abstract),
        work.date.map { .text(String($0.year)) } ?? .unknown, .text(orUnknown: work.venue),
        .list(work.authors.map { bibliography.people.label($0) }),
        .count(orUnknown: work.citations?.count), .list(work.identifiers.map(\.description)),
        .list(bibliography.places(of: work)),
      ])
    }
    return table
  }
}
