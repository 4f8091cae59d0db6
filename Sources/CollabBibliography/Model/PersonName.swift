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
  /// The name in its own script, where a source gives it beside the one in Latin letters: `孙茂松` of
  /// `Maosong Sun (孙茂松)`; empty where none does.
  public var native = ""

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
    let isFamilyFirst =
      particle.isEmpty && suffix.isEmpty && EastAsianName.isWritten(family)
      && EastAsianName.isWritten(given)
    return (isFamilyFirst ? [family, given] : [given, particle, family, suffix])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// ``display``, and the name in its own script behind it: `Maosong Sun (孙茂松)`.
  public var displayWithNative: String {
    native.isEmpty ? display : "\(display) (\(native))"
  }
}
