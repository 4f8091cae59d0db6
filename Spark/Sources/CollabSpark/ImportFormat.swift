import Foundation
import SparkConnect

/// What the works to be imported are written in.
public enum ImportFormat: String, Sendable, CaseIterable {
  /// Lines that `collab export --to csl-jsonl` wrote: people are those of the local resolver.
  case collab
  /// Works of an OpenAlex snapshot, one JSON object a line.
  case openalex
  /// Works of an OpenAlex snapshot as Parquet.
  case openalexParquet = "openalex-parquet"
  /// Works of Crossref's public data file, one JSON object a line.
  case crossref
  /// Papers of Semantic Scholar's datasets, one JSON object a line.
  case semanticScholar = "semantic-scholar"
  /// arXiv's metadata snapshot, one JSON object a line.
  case arxiv
  /// PubMed's baseline and updates, as XML.
  case pubmed
  /// DBLP's dump, as XML.
  case dblp

  /// Whether it is XML, which not every server reads.
  var isXML: Bool { self == .pubmed || self == .dblp }

  /// The step that writes the works of an input.
  func step(reading input: StoragePath) -> (resource: [UInt8], values: [String: SQLStep.Value]) {
    let source: [UInt8]
    var scheme: StaticString = "'local:'"
    switch self {
    case .collab: return (PackageResources.import_lines_sql, ["in": .path(input)])
    case .openalex: (source, scheme) = (PackageResources.source_openalex_sql, "'openalex:'")
    case .openalexParquet:
      (source, scheme) = (PackageResources.source_openalex_parquet_sql, "'openalex:'")
    case .crossref: source = PackageResources.source_crossref_sql
    case .semanticScholar: source = PackageResources.source_semantic_scholar_sql
    case .arxiv: source = PackageResources.source_arxiv_sql
    case .pubmed: source = PackageResources.source_pubmed_sql
    case .dblp: (source, scheme) = (PackageResources.source_dblp_sql, "'dblp:'")
    }
    return (
      PackageResources.import_records_sql,
      [
        "source": .query(source, ["in": input]), "scheme": .expression(scheme),
        "more": .text(Self.more), "tail": .text(Self.tail), "nobody": .text(Self.nobody),
        "collective": .text(Self.collective),
        "accented": .text(Self.letters.accented), "plain": .text(Self.letters.plain),
      ]
    )
  }

  /// What stands on bylines for those who are not named, in small letters; the common ones of what the local
  /// readers know.
  private static let more = #"^[^\p{L}]*(et\.? ?al(ii|ia)?|and others|others|and al)[^\p{L}]*$"#
  /// The same behind a name, with what parts it from the name.
  private static let tail = #"[\s,;]+(et\.? ?al(ii|ia)?|and others)[^\p{L}]*$"#
  /// What stands on bylines where nobody is named.
  private static let nobody =
    #"^[^\p{L}]*(anonymous|anon|(no|unknown|anonymous) authors?( listed| given)?|authors? unknown|unknown|n[./ ] ?[na]|not available|none|null|undefined|various( authors)?)[^\p{L}]*$"#

  /// How the name of a collective ends, in small letters, or goes on with `of`; the plain ones of what the local
  /// readers know.
  private static let collective: String = {
    let words =
      "(team|collaborations?|consortium|group|committee|network|project|association|society"
      + "|foundation|institute|university|initiative|alliance|organi[sz]ation)"
    return #"[ -]\#(words)( (of|for|on|in) .+)?( \([^()]*\))?$|^\#(words) (of|for|on|in) "#
  }()

  /// Small Latin letters with accents, and the letters that they are without them.
  private static let letters: (accented: String, plain: String) = {
    let others: [Character: Character] = [
      "ß": "s", "æ": "a", "ð": "d", "ø": "o", "þ": "t", "đ": "d", "ħ": "h", "ı": "i", "ł": "l",
      "ŋ": "n", "œ": "o", "ŧ": "t",
    ]
    var accented = "", plain = ""
    for value in Array(0xdf...0x24f) + Array(0x1e00...0x1eff) {
      guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isLowercase else {
        continue
      }
      let letter = Character(scalar)
      let base =
        others[letter]
        ?? String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.first
        .flatMap { $0.isASCII ? Character($0) : nil }
      if let base {
        accented.append(letter)
        plain.append(base)
      }
    }
    return (accented, plain)
  }()
}
