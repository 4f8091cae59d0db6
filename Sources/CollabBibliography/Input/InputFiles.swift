import Foundation

/// Thrown when an input cannot be read at all.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The input as the user named it.
  public let input: String
  /// What is wrong, without a full stop.
  public let problem: String

  /// One line for the user.
  public var description: String { "\(input): \(problem)" }

  /// Creates the error.
  public init(input: String, problem: String) {
    self.input = input
    self.problem = problem
  }
}

/// A file to be read.
struct InputFile: Sendable {
  /// The path; `nil` for standard input.
  var path: String?
  /// The display name: the path inside the named folder, or the last component.
  var name: String
  /// Whether the user named it, and did not just name a folder that holds it.
  var isNamed: Bool

  /// The files behind the inputs that the user names, folders opened up.
  ///
  /// Hidden files and folders inside a named folder are left out. Of files that are named twice,
  /// the first counts.
  static func find(_ inputs: [String]) throws(InputError) -> [InputFile] {
    var files: [InputFile] = []
    for input in inputs {
      if input == "-" {
        files.append(InputFile(path: nil, name: "stdin", isNamed: true))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
        throw InputError(input: input, problem: "no such file or folder")
      }
      if isFolder.boolValue {
        try files += contents(of: input, below: "")
      } else {
        files.append(
          InputFile(path: input, name: (input as NSString).lastPathComponent, isNamed: true))
      }
    }
    return files
  }

  private static func contents(
    of folder: String, below prefix: String, depth: Int = 0
  ) throws(InputError) -> [InputFile] {
    // A link that leads back up would never end.
    guard depth < 64 else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw InputError(input: folder, problem: "the folder cannot be read")
    }
    var files: [InputFile] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        try files += contents(of: path, below: prefix + name + "/", depth: depth + 1)
      } else {
        files.append(InputFile(path: path, name: prefix + name, isNamed: false))
      }
    }
    return files
  }

  /// The bytes as they are stored.
  func read() throws(InputError) -> [UInt8] {
    guard let path else { return try readAll(STDIN_FILENO) }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw InputError(input: path, problem: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    return try readAll(descriptor)
  }

  private func readAll(_ descriptor: Int32) throws(InputError) -> [UInt8] {
    var status = stat()
    let isSized = fstat(descriptor, &status) == 0 && status.st_size > 0
    var bytes: [UInt8] = [], problem: String?
    repeat {
      let room = isSized && bytes.isEmpty ? Int(status.st_size) : 1 << 20
      let before = bytes.count
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        while count < room {
          let got = Foundation.read(descriptor, buffer.baseAddress! + count, room - count)
          if got < 0 && errno == EINTR { continue }
          if got < 0 { problem = String(cString: strerror(errno)).lowercased() }
          if got <= 0 { return }
          count += got
        }
      }
      if let problem { throw InputError(input: path ?? "-", problem: problem) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count - before < room { break }
    } while true
    return bytes
  }
}
