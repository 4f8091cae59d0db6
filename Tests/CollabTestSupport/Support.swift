import Foundation

/// Files for tests: those of the project, and real data that may lie beside the checkout. Tests
/// that need the latter skip, saying so, where it is not.
public enum SharedData {
  /// The folder, where it exists: `COLLAB_SHARED`, or `shared` beside the checkout.
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["COLLAB_SHARED"].map {
      URL(fileURLWithPath: $0)
    }
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared")
    return [named, beside].compactMap { $0 }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// A file or folder of the data; `nil` where it is not there.
  public static func url(_ path: String) -> URL? {
    has(path) ? folder?.appendingPathComponent(path) : nil
  }

  /// Whether a file or folder of the data is there: for `.enabled(if:)`, so that tests without
  /// their data count as skipped.
  public static func has(_ path: String) -> Bool {
    folder.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent(path).path) }
      ?? false
  }

  /// The top of the checkout.
  public static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the project's own `Fixtures`.
  public static func fixture(_ path: String) -> URL {
    checkout.appendingPathComponent("Fixtures").appendingPathComponent(path)
  }

  /// The values in a file of `Fixtures/expected`; the script beside it says where they come from.
  public static func expected<Values: Decodable>(
    _ name: String, as type: Values.Type = Values.self
  ) throws -> Values {
    try JSONDecoder().decode(type, from: Data(contentsOf: fixture("expected/\(name).json")))
  }

  /// Whether pages can be used in a browser: by a Python script, in Chromium.
  public static let hasBrowser =
    isOnPath("python3")
    && ["chromium", "chromium-browser", "google-chrome"].contains(where: isOnPath)

  /// The Python interpreter that has some modules, on the path or of those that
  /// `scripts/validators.sh` installs; `nil` where none has.
  public static func interpreter(with modules: String) -> String? {
    let folder = checkout.appendingPathComponent(".build/validators")
    let installed = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let candidates =
      ["python3"] + installed.sorted().map { folder.path + "/" + $0 + "/bin/python3" }
    return candidates.lazy.compactMap { interpreter($0, with: modules) }.first
  }

  private static func interpreter(_ python: String, with modules: String) -> String? {
    let outcome = try? Program.run([
      python, "-c", "import \(modules), sys; print(sys.executable, end='')",
    ])
    return outcome?.status == 0 ? outcome?.output : nil
  }

  private static func isOnPath(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + program)
    }
  }

  /// Runs a Python script of `Fixtures`.
  ///
  /// - Returns: what it ended with, 127 where there is no Python, and what it said.
  public static func python(
    _ script: String, _ arguments: URL...
  ) throws -> (status: Int32, output: String) {
    let outcome = try Program.run(["python3", fixture(script).path] + arguments.map(\.path))
    return (outcome.status, outcome.output + outcome.errors)
  }
}
