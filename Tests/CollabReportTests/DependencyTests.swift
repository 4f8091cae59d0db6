import CollabTestSupport
import Foundation
import RegexBuilder
import Testing

/// What DEPENDENCIES.md says is what the package and its set-up use.
@Suite struct DependencyTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SharedData.checkout.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func packagesStayAtTheirMinorVersion() throws {
    let page = try Self.text("DEPENDENCIES.md")
    let files = [
      "Package.swift", "Benchmarks/Package.swift", "Fuzz/Package.swift", "Spark/Package.swift",
    ]
    for file in files {
      let version = /\.upToNextMinor\(from: "([0-9]+\.[0-9]+)\.[0-9]+"\)/
      let package = Regex {
        /\.package\(\s*url: "([^"]*)",\s*/; version; /\s*[,)]/
      }
      let packages = try Self.text(file).matches(of: package)
      let urls = try Self.text(file).matches(of: /url: "https/).count
      #expect(packages.count == urls, "\(file)")
      for package in packages { #expect(page.contains("(\(package.1)) | \(package.2) |")) }
    }
  }

  @Test func everyLibraryIsListed() throws {
    let page = try Self.text("DEPENDENCIES.md"), setup = try Self.text("scripts/setup.sh")
    func list(_ name: String) throws -> [Substring] {
      let start = try #require(setup.firstRange(of: name + "=("))
      return setup[start.upperBound...].prefix { $0 != ")" }.split(whereSeparator: \.isWhitespace)
    }
    for package in try list("debian") + list("homebrew") {
      #expect(page.contains("`\(package)`"), "\(package)")
    }
    for entry in try list("oldest") {
      let version = try #require(entry.split(separator: ":").last)
      #expect(page.contains("| \(version) |"), "\(entry)")
    }
  }
}

/// The environment is the program's own, so no library changes it.
@Suite struct EnvironmentTests {
  @Test func noLibrarySetsVariables() throws {
    let sources = SharedData.checkout.appendingPathComponent("Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files
    where ["swift", "c", "h", "cpp"].contains(file.pathExtension)
      && !file.path.contains("/Sources/collab/")
    {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("setenv(") && !text.contains("putenv("), "\(file.lastPathComponent)")
    }
  }
}
