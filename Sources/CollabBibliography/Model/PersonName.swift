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

  /// The name in reading order, `André Susano Pinto`.
  public var display: String {
    [given, particle, family, suffix].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
