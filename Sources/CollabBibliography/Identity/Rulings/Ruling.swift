import Foundation

/// One decision of a user about names.
struct Ruling: Sendable, Equatable {
  enum Kind: String, Sendable {
    /// The sides are one person's.
    case same
    /// The sides are different people's.
    case different
    /// A name is that of a collective.
    case group
    /// A name or a place is nobody.
    case drop
    /// The name to show.
    case rename
  }

  var kind: Kind
  var sides: [RulingSide]
  /// The name to show.
  var shown: PersonName?
  /// Whether the spelling to show is chosen among those of the last side.
  var showsLastSide = false
  var file: String
  var line: Int
  /// Whether it is of a list made for more than these inputs: what matches nothing is only counted.
  var isOfList = false

  /// `rulings.txt:3`.
  var place: String { "\(file):\(line)" }
}

/// Whom a ruling speaks of.
enum RulingSide: Sendable, Equatable {
  /// Every place of a name.
  case name(PersonName)
  /// The places of a name on some works.
  case works(PersonName, [WorkReference])
  /// The places of a name on all works that the other sides do not list.
  case rest(PersonName)
  /// Single places of bylines.
  case places([WorkReference])
  /// Whoever bears an identifier.
  case identifier(Identifier)

  /// The name that it speaks of.
  var name: PersonName? {
    switch self {
    case .name(let name), .works(let name, _), .rest(let name): name
    case .places, .identifier: nil
    }
  }

  /// What to call it in a message.
  var display: String {
    switch self {
    case .name(let name): name.display
    case .works(let name, let works):
      "\(name.display) @ " + works.map(\.text).joined(separator: ", ")
    case .rest(let name): "\(name.display) @ *"
    case .places(let places): places.map(\.text).joined(separator: ", ")
    case .identifier(let identifier): identifier.description
    }
  }
}

/// A work as a ruling names it, and perhaps a place of its byline.
struct WorkReference: Sendable, Equatable {
  enum Kind: Sendable, Hashable {
    case identifier(Identifier)
    /// The entry's own name in its file.
    case key(String)
    /// The title's letters.
    case title([UInt8])
  }

  /// What it may mean: as it stands, and where that is something else, with `%2C` for a comma.
  var kinds: [Kind]
  /// The place on the byline, from 1.
  var position: Int?
  /// As the user wrote it.
  var text: String

  init?(_ text: String) {
    self.text = text
    var name = text[...]
    if let mark = text.lastIndex(of: "#") {
      let digits = text[text.index(after: mark)...]
      if !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) {
        guard let number = Int(digits), number > 0 else { return nil }
        position = number
        name = text[..<mark]
      }
    }
    let raw = name.trimmed
    if raw.isEmpty { return nil }
    kinds = [Self.kind(raw)]
    if raw.utf8.contains(UInt8(ascii: "%")), let decoded = raw.removingPercentEncoding,
      decoded != raw
    {
      kinds.append(Self.kind(decoded))
    }
    // `DBLP:conf/x/Hill` may be a key.
    if case .identifier = kinds[0] { kinds.append(.key(raw)) }
  }

  private static func kind(_ text: String) -> Kind {
    if let identifier = identifier(text) { return .identifier(identifier) }
    if text.hasPrefix("title:") { return .title(Folding.letters(String(text.dropFirst(6)))) }
    return .key(text.hasPrefix("key:") ? text.dropFirst(4).trimmed : text)
  }

  /// `doi:10.1/x`, `10.1/x`, `https://doi.org/10.1/x`, `orcid:…`, an ORCID alone.
  static func identifier(_ text: String) -> Identifier? {
    let lowered = text.lowercased()
    for (prefix, scheme) in addresses where lowered.hasPrefix(prefix) {
      return Identifier(scheme, text)
    }
    if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].trimmed
      return Identifier.Scheme(rawValue: lowered[..<colon].trimmed).flatMap {
        Identifier($0, value)
      }
    }
    if isORCID(text) { return Identifier(.orcid, text) }
    return lowered.hasPrefix("10.") && lowered.contains("/") ? Identifier(.doi, text) : nil
  }

  private static let addresses: [(String, Identifier.Scheme)] = [
    ("https://doi.org/", .doi), ("http://doi.org/", .doi), ("https://dx.doi.org/", .doi),
    ("http://dx.doi.org/", .doi), ("https://orcid.org/", .orcid), ("http://orcid.org/", .orcid),
    ("https://arxiv.org/abs/", .arxiv), ("https://openalex.org/", .openalex),
    ("https://aclanthology.org/", .acl),
  ]

  /// `0000-0002-1825-0097`.
  private static func isORCID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.count == 4 && groups.allSatisfy { $0.count == 4 }
      && groups.joined().dropLast().allSatisfy(\.isDigit)
  }
}

extension RulingSide {
  /// Whether all its places are one person's.
  var areOnePersons: Bool {
    switch self {
    case .works, .places: true
    case .name, .rest, .identifier: false
    }
  }
}
