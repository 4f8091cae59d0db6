import CollabTestSupport
import Foundation

/// The built executable, run in a folder of its own.
struct Executable {
  struct Outcome {
    let output: String
    let errors: String
    let status: Int32
  }

  /// The folder in which commands run: `seeds` and the files of `Inputs` stand in it.
  let folder: URL

  /// Runs a body with a fresh folder that is removed afterwards.
  static func run(_ body: (Executable) throws -> Void) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try manager.createSymbolicLink(
      at: folder.appendingPathComponent("seeds"),
      withDestinationURL: SharedData.checkout.appendingPathComponent("seeds"))
    for input in try manager.contentsOfDirectory(at: inputs, includingPropertiesForKeys: nil) {
      try manager.copyItem(
        at: input, to: folder.appendingPathComponent(input.lastPathComponent))
    }
    try body(Executable(folder: folder))
  }

  /// Runs a shell command in which `collab` is the built executable.
  func shell(_ command: String) throws -> Outcome {
    let outcome = try Program.run(
      ["/bin/sh", "-c", command], in: folder,
      environment: ["PATH": Executable.folderOfBuilt.path + ":/usr/bin:/bin", "LC_ALL": "C"])
    return Outcome(output: outcome.output, errors: outcome.errors, status: outcome.status)
  }

  /// The bytes of every file of a folder, by name.
  func files(in name: String) throws -> [String: Data] {
    let folder = folder.appendingPathComponent(name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try Data(contentsOf: folder.appendingPathComponent($0)))
      })
  }

  private static let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Inputs")

  /// The executable stands beside the tests that run it.
  private static let folderOfBuilt: URL = {
    let candidates =
      [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      + Bundle.allBundles.map(\.bundleURL)
    let folders = candidates.flatMap { [$0, $0.deletingLastPathComponent()] }
    return folders.first {
      FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("collab").path)
    } ?? URL(fileURLWithPath: "/nonexistent")
  }()
}
