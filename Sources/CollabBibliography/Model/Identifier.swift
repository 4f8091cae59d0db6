import Foundation

/// An identifier of a work or a person, in the scheme's normal form.
public struct Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Who gives the identifiers out.
  public enum Scheme: String, Sendable, CaseIterable, Codable {
    case doi, arxiv, pmid, pmcid, dblp, openalex, acl, s2, wos, scopus, isbn, inspire, orcid
    /// A person's number in a source, for example an explicit id of the ACL Anthology.
    case local
  }

  /// The scheme.
  public let scheme: Scheme
  /// The value in normal form: no address prefix, lower case where the scheme ignores case.
  public let value: String

  /// Normalises a value; `nil` where nothing is left, so that two empty DOIs are never equal.
  public init?(_ scheme: Scheme, _ raw: String) {
    let value = Identifier.normalise(scheme, raw)
    if value.isEmpty { return nil }
    self.scheme = scheme
    self.value = value
  }

  /// The identifier of a ``description``; `nil` where it is none.
  public init?(description: String) {
    guard let colon = description.firstIndex(of: ":"),
      let scheme = Scheme(rawValue: String(description[..<colon]))
    else { return nil }
    self.scheme = scheme
    value = String(description[description.index(after: colon)...])
    if value.isEmpty { return nil }
  }

  /// Several as one text, `pmid:123|openalex:W1`. What would part them, or a list around them, is
  /// written as in addresses, `%7C`.
  static func list(_ identifiers: some Sequence<Identifier>) -> String {
    identifiers.map { identifier in
      var text = ""
      for scalar in identifier.description.unicodeScalars {
        if "%|;\"\\{}".unicodeScalars.contains(scalar) || scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          text += "%" + String(repeating: "0", count: 2 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      return text
    }.joined(separator: "|")
  }

  /// The identifiers of a ``list(_:)``; what is none is left out.
  static func list(from text: some StringProtocol) -> [Identifier] {
    text.split(separator: "|").compactMap {
      Identifier(description: $0.trimmed.removingPercentEncoding ?? $0.trimmed)
    }
  }

  /// `doi:10.1000/182`.
  public var description: String { scheme.rawValue + ":" + value }

  /// Whether the scheme gives every work a number of its own, so that two numbers are two works.
  /// Numbers of preprints are left out: a publication may bear one beside its own.
  var isOfOneWork: Bool {
    switch scheme {
    case .doi: !Self.preprintPrefixes.contains { value.hasPrefix($0) }
    case .dblp: !value.hasPrefix("journals/corr/")
    case .pmid, .pmcid, .acl, .wos, .scopus, .inspire: true
    case .arxiv: true
    case .openalex, .s2, .isbn, .orcid, .local: false
    }
  }

  private static let preprintPrefixes = [
    "10.48550/", "10.1101/", "10.2139/", "10.31234/", "10.21203/", "10.20944/", "10.26434/",
    "10.36227/", "10.5281/", "10.31219/", "10.31235/", "10.31223/", "10.31222/", "10.35542/",
    "10.32942/", "10.22541/", "10.33774/", "10.7287/peerj.preprints", "10.1002/essoar", "10.3386/",
    "10.2196/preprints", "10.1590/scielopreprints", "10.5194/egusphere-",
  ]

  /// By scheme, then by value.
  public static func < (a: Identifier, b: Identifier) -> Bool {
    (a.scheme.rawValue, a.value) < (b.scheme.rawValue, b.value)
  }

  private static func normalise(_ scheme: Scheme, _ raw: String) -> String {
    var value = raw.trimmed
    // Every prefix begins with a letter.
    if let first = value.utf8.first, first >= 0x41, let known = prefixes(scheme) {
      let lowered = value.lowercased()
      if let prefix = known.first(where: { lowered.hasPrefix($0) }) {
        value = value.dropFirst(prefix.count).trimmed
      }
    }
    switch scheme {
    case .doi:
      let isLower = value.utf8.allSatisfy { $0 < 0x80 && !$0.isUpper }
      let lowered = isLower ? value : value.lowercased()
      return lowered.hasPrefix("10.") ? lowered : ""
    case .wos, .pmcid, .isbn: return value.uppercased()
    // What a shifted row of a table brings, such as the word `Scopus`, is no number; nor is `NONE`.
    case .pmid, .scopus: return value.utf8.contains(where: \.isDigit) ? value : ""
    case .orcid: return value.utf8.contains(where: \.isDigit) ? value.uppercased() : ""
    default: return value
    }
  }

  private static func prefixes(_ scheme: Scheme) -> [String]? {
    switch scheme {
    case .doi: doiPrefixes
    case .arxiv: arxivPrefixes
    case .pmid: pmidPrefixes
    case .openalex: openAlexPrefixes
    case .orcid: orcidPrefixes
    case .acl: aclPrefixes
    case .wos: wosPrefixes
    default: nil
    }
  }

  private static let doiPrefixes = [
    "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
    "doi.org/", "dx.doi.org/", "doi:",
  ]
  private static let arxivPrefixes = [
    "https://arxiv.org/abs/", "http://arxiv.org/abs/", "arxiv:",
  ]
  private static let pmidPrefixes = ["https://pubmed.ncbi.nlm.nih.gov/", "pmid:"]
  private static let openAlexPrefixes = ["https://openalex.org/", "http://openalex.org/"]
  private static let orcidPrefixes = ["https://orcid.org/", "http://orcid.org/", "orcid.org/"]
  /// Some exports name the collection before the number and some do not.
  private static let wosPrefixes = ["wos:", "isi:"]
  private static let aclPrefixes = [
    "https://aclanthology.org/", "https://www.aclweb.org/anthology/",
  ]
}
