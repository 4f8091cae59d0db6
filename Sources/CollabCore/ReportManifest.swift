import Foundation

/// The files that the manifest of a report's folder lists. Reports write it; reading inputs and
/// writing the next report go by it to know an earlier run's files.
package struct ReportManifest: Sendable, Decodable {
  /// A file of the folder.
  package struct File: Sendable, Decodable {
    /// Its name, as stated; not to be trusted.
    package let name: String
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    package let sha256: String
  }

  /// The name of the manifest in its folder.
  package static let fileName = "manifest.json"
  /// What ``tool`` says where this program wrote it.
  package static let toolName = "collab"

  /// The files, in the order of the manifest.
  package let files: [File]
  private let tool: String

  /// Reads a manifest; `nil` where the bytes are none of this program.
  package init?(_ data: Data) {
    guard let manifest = try? JSONDecoder().decode(Self.self, from: data),
      manifest.tool == Self.toolName
    else { return nil }
    self = manifest
  }
}
