import Foundation

/// Real data that may lie beside the checkout; tests that need it skip, saying so, where it is not.
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

  /// A file or folder of the data; `nil`, with a line that says so, where it is not there.
  public static func url(_ path: String) -> URL? {
    let url = folder?.appendingPathComponent(path)
    if let url, FileManager.default.fileExists(atPath: url.path) { return url }
    print("skipped: shared/\(path) is not there")
    return nil
  }

  /// The top of the checkout.
  public static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the project's own `Fixtures`.
  public static func fixture(_ path: String) -> URL {
    checkout.appendingPathComponent("Fixtures").appendingPathComponent(path)
  }
}
