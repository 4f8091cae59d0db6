/// The name of a person or of a group, in parts, as one source spells it.
public struct PersonName: Sendable, Hashable {
  /// The given names, as spelled; empty where none is known.
  public var given: String
  /// The family name, without particle and suffix; for a mononym the whole name.
  public var family: String
  /// What stands before the family name and is not capitalised: `van`, `de la`.
  public var particle: String
  /// `Jr.`, `III`.
  public var suffix: String
  /// Whether it is a collective ("Gemma Team"), then spelled in ``family``.
  public var isGroup: Bool

  /// Creates a name from its parts.
  public init(
    given: String = "", family: String, particle: String = "", suffix: String = "",
    isGroup: Bool = false
  ) {
    self.given = given
    self.family = family
    self.particle = particle
    self.suffix = suffix
    self.isGroup = isGroup
  }

  /// A collective.
  public static func group(_ name: String) -> PersonName {
    PersonName(family: name, isGroup: true)
  }

  /// The name in reading order, `André Susano Pinto`; of a name in Chinese characters, kana or
  /// hangul the family comes first, `王 小明`.
  public var display: String {
    let familyFirst =
      isEastAsian(family) && isEastAsian(given) && particle.isEmpty && suffix.isEmpty
    return (familyFirst ? [family, given] : [given, particle, family, suffix])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Whether a part of a name is written in Chinese characters, kana or hangul.
private func isEastAsian(_ part: String) -> Bool {
  // Their UTF-8 begins with these bytes; few other names need a closer look.
  guard let first = part.utf8.first, first >= 0xe3 else { return false }
  return part.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0x3005, 0x3040...0x30ff, 0x3400...0x9fff, 0xac00...0xd7a3, 0xf900...0xfaff,
      0x20000...0x3ffff:
      true
    default: false
    }
  }
}
