import CollabCore
import CollabBibliography
import CollabDigest
import CollabRender

/// What `collab` needs of the system: libraries and their versions, layout engines and formats of
/// Graphviz, and fonts.
package struct SystemCheck: Sendable {
  /// The parts, each with what brings it.
  package let parts: [SystemPart]

  /// Whether something is missing.
  package var lacksSomething: Bool { parts.contains(where: \.isMissing) }

  /// Tries what is needed out.
  ///
  /// - Parameter others: libraries that are used beside those of this module and below.
  package init(others: [SystemPart]) {
    parts =
      InputLibraries.parts() + others
      + [
        SystemPart(
          .library, "OpenSSL", SHA256.libraryVersion, debian: "libssl3", homebrew: "openssl@3")
      ] + PictureSystem.parts()
  }

  /// One row a part; of what is missing, the packages that bring it.
  package var table: Table {
    var table = Table(
      [.init("kind"), .init("name"), .init("found"), .init("debian"), .init("homebrew")])
    for part in parts {
      table.append([
        .text(part.kind.rawValue), .text(part.name),
        .text(part.isMissing ? "missing" : part.detail ?? "yes"),
        .text(orUnknown: part.isMissing ? part.packages.debian : nil),
        .text(orUnknown: part.isMissing ? part.packages.homebrew : nil),
      ])
    }
    return table
  }
}
