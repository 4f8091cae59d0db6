/// A part of the system that is used and may be another elsewhere: a library, a layout engine of
/// Graphviz, a format of pictures, a font.
package struct SystemPart: Sendable {
  /// What it is.
  package enum Kind: String, Sendable { case library, layout, picture, font }

  /// What it is.
  package let kind: Kind
  /// Its name; that of a font is the script which it is for.
  package let name: String
  /// The version of a library, the family of a font.
  package let detail: String?
  /// Whether it is missing.
  package let isMissing: Bool
  /// The packages that bring it, of Debian and of Homebrew.
  package let packages: (debian: String, homebrew: String)

  /// Creates a part.
  package init(
    _ kind: Kind, _ name: String, _ detail: String? = nil, isMissing: Bool = false,
    debian: String, homebrew: String
  ) {
    self.kind = kind
    self.name = name
    self.detail = detail
    self.isMissing = isMissing
    packages = (debian, homebrew)
  }
}
