import Foundation

/// A folder in which a target may write, between files that nothing may touch.
struct Scratch {
  /// The folder to write in; it is empty at first.
  let folder: String

  /// The folder around it, one a process.
  private static let around: String = {
    let path = NSTemporaryDirectory() + "collab-fuzz-\(getpid())"
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/cwd", withIntermediateDirectories: true)
      try Data("untouched".utf8).write(to: URL(fileURLWithPath: path + "/neighbour"))
    } catch { finding("no scratch folder: \(error)") }
    // What is written to a relative path by mistake is seen here.
    chdir(path + "/cwd")
    atexit { try? FileManager.default.removeItem(atPath: Scratch.around) }
    return path
  }()

  /// Runs `body` with an empty folder, and then looks whether anything was written elsewhere.
  static func with(_ body: (Scratch) throws -> Void) throws {
    let scratch = Scratch(folder: around + "/folder")
    try? FileManager.default.removeItem(atPath: scratch.folder)
    try FileManager.default.createDirectory(
      atPath: scratch.folder, withIntermediateDirectories: true)
    try body(scratch)
    expect(
      list(around) == ["cwd", "folder", "neighbour"] && list(around + "/cwd").isEmpty
        && FileManager.default.contents(atPath: around + "/neighbour") == Data("untouched".utf8),
      "something was written outside of the folder: \(list(around)), \(list(around + "/cwd"))")
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(Array(bytes)).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// What a file holds; `nil` where there is none.
  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  /// The names in a folder, in order.
  static func list(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

extension Scratch {
  /// Makes a folder and those around it.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  /// What the files of a folder hold, by name; folders in it are left out.
  func contents(of name: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for file in Scratch.list(path(name)) {
      if let bytes = read(name + "/" + file) { found[file] = bytes }
    }
    return found
  }
}
