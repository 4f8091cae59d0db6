import Foundation
import Testing

/// What a system lacks is listed with what brings it, and the exit code says so.
@Suite struct DoctorTests {
  @Test func theCodeFollowsTheTable() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab doctor --format csv")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "kind,name,found,debian,homebrew")
      let missing = lines.filter { $0.contains(",missing,") }
      #expect(outcome.status == (missing.isEmpty ? 0 : 1))
      #expect(outcome.errors.isEmpty == missing.isEmpty)
      for line in lines.dropFirst() {
        let hasPackages = line.split(separator: ",", omittingEmptySubsequences: false)
          .suffix(2).allSatisfy { !$0.isEmpty }
        #expect(hasPackages == missing.contains(line), "\(line)")
      }
      #expect(!outcome.output.contains("/"))
      // The suite draws pictures, so they can be drawn.
      for line in lines where line.hasPrefix("layout,") || line.hasPrefix("picture,") {
        #expect(line.hasSuffix(",yes,,"), "\(line)")
      }
    }
  }

  private static let libraries = [
    "Graphviz": "libgvc", "libxml2": "libxml-2.0", "SQLite": "sqlite3", "simdjson": "simdjson",
    "zlib": "zlib", "liblzma": "liblzma", "libarchive": "libarchive", "OpenSSL": "libcrypto",
  ]

  private static let hasPackageConfig = FileManager.default.isExecutableFile(
    atPath: "/usr/bin/pkg-config")

  /// The versions at run time are those that pkg-config knows.
  @Test(.enabled(if: hasPackageConfig)) func versionsAreThoseInstalled() throws {
    try Executable.run { executable in
      let table = try executable.shell("collab doctor --format csv").output
      for (name, package) in Self.libraries {
        let version = try executable.shell("pkg-config --modversion \(package)").output
        let installed = version.trimmingCharacters(in: .whitespacesAndNewlines)
        if !installed.isEmpty {
          #expect(table.contains("\nlibrary,\(name),\(installed),"), "\(name) \(installed)")
        }
      }
    }
  }
}
