import CollabCore
import Foundation

/// Thrown when an input cannot be read at all.
public struct InputError: DescribedError, Sendable, Equatable {
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
  /// Hidden files and folders inside a named folder are left out. A folder that links lead to more
  /// than once is opened once. A named pipe that the user names is read like standard input; inside
  /// a folder only regular files are read, and the rest is told of.
  static func find(
    _ inputs: [String]
  ) throws(InputError) -> (files: [InputFile], diagnostics: [Diagnostic]) {
    var files: [InputFile] = [], diagnostics: [Diagnostic] = []
    for input in inputs {
      if input == "-" {
        files.append(InputFile(path: nil, name: "stdin", isNamed: true))
        continue
      }
      let status = FileStatus(input)
      switch status?.kind {
      case .folder:
        var walk = FolderWalk()
        try walk.open(input)
        files += walk.files
        diagnostics += walk.diagnostics
      case .regular, .pipe:
        files.append(
          InputFile(path: input, name: (input as NSString).lastPathComponent, isNamed: true))
      case .other: throw InputError(input: input, problem: "neither a file, a pipe nor a folder")
      case nil: throw InputError(input: input, problem: "no such file or folder")
      }
    }
    return (files, diagnostics)
  }

  /// The bytes as they are stored; `nil` where they are more than the limit.
  func read(_ limits: InputLimits) throws(InputError) -> [UInt8]? {
    guard let path else { return try readAll(STDIN_FILENO, limits.maximumBytes) }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw InputError(input: path, problem: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    return try readAll(descriptor, limits.maximumBytes)
  }

  private func readAll(_ descriptor: Int32, _ maximum: Int) throws(InputError) -> [UInt8]? {
    do {
      return try bytes(ofDescriptor: descriptor, maximum: maximum)
    } catch {
      throw InputError(
        input: path ?? "-", problem: String(cString: strerror(error.code)).lowercased())
    }
  }
}

/// Why a descriptor could not be read.
package struct ReadingFailure: Error {
  /// The number of the system's error.
  package let code: Int32
}

/// All that a descriptor gives, of a file or a pipe; `nil` where it is more than the maximum.
package func bytes(
  ofDescriptor descriptor: Int32, maximum: Int
) throws(ReadingFailure) -> [UInt8]? {
  var status = stat()
  let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  if size > maximum { return nil }
  var bytes: [UInt8] = [], code: Int32 = 0
  while true {
    let room = size > 0 && bytes.isEmpty ? size : 1 << 20
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      while count < room {
        let got = Foundation.read(descriptor, buffer.baseAddress! + count, room - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { return }
        count += got
      }
    }
    if code != 0 { throw ReadingFailure(code: code) }
    if chunk.count > maximum - bytes.count { return nil }
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    if chunk.count < room { return bytes }
  }
}

/// What a path leads to, links followed.
package struct FileStatus {
  /// What stands there.
  package enum Kind { case regular, folder, pipe, other }

  /// What stands there.
  package let kind: Kind
  /// The device and the number on it, by which a file or folder is known again.
  package let identity: [UInt64]

  /// `nil` where the path leads nowhere.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      default: .other
      }
    identity = [UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino)]
  }
}

/// Finds the files of a folder and of all folders below it, each folder once.
private struct FolderWalk {
  private(set) var files: [InputFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<[UInt64]> = []
  /// Folders that are found through links; they are opened last, so that a folder goes by its own
  /// name where it has one here.
  private var links: [(path: String, name: String)] = []

  mutating func open(_ folder: String) throws(InputError) {
    try open(folder, below: "")
    var next = 0
    while next < links.count {
      let (path, name) = links[next]
      next += 1
      try open(path, below: name + "/")
    }
  }

  private mutating func open(_ folder: String, below prefix: String) throws(InputError) {
    var waiting = [(path: folder, prefix: prefix)]
    while let (folder, prefix) = waiting.popLast() {
      guard let status = FileStatus(folder) else { continue }
      guard seen.insert(status.identity).inserted else {
        leaveOut(String(prefix.dropLast()), "the link leads to a folder that is read already")
        continue
      }
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder)
      } catch {
        throw InputError(input: folder, problem: "the folder cannot be read")
      }
      let ours = filesOfReport(in: folder)
      if !ours.isDisjoint(with: names) {
        diagnostics.append(
          Diagnostic(
            "input.own-report", .note,
            "the folder holds a report of this program; the report's files are left out",
            file: prefix + ReportManifest.fileName))
      }
      for name in names.sorted() where !name.hasPrefix(".") && !ours.contains(name) {
        let path = folder + "/" + name
        switch FileStatus(path)?.kind {
        case .regular: files.append(InputFile(path: path, name: prefix + name, isNamed: false))
        case .folder where isLink(path): links.append((path, prefix + name))
        case .folder: waiting.append((path, prefix + name + "/"))
        case .pipe, .other: leaveOut(prefix + name, "no regular file; it is left out")
        case nil where isLink(path):
          leaveOut(prefix + name, "the link leads nowhere; it is left out")
        case nil:
          // The path is a text, which not every sequence of bytes is.
          leaveOut(prefix + name, "the name is too long, or not in UTF-8; it is left out")
        }
      }
    }
  }

  /// The files of a report that an earlier run wrote into a folder, so that no output is read back
  /// as an input; a report's file that is named itself is read.
  private func filesOfReport(in folder: String) -> Set<String> {
    let path = folder + "/" + ReportManifest.fileName
    guard FileStatus(path)?.kind == .regular,
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      size < 1 << 22, let data = FileManager.default.contents(atPath: path),
      let manifest = ReportManifest(data)
    else { return [] }
    return Set(manifest.files.map(\.name)).union([ReportManifest.fileName])
  }

  private mutating func leaveOut(_ name: String, _ message: String) {
    diagnostics.append(Diagnostic("input.no-file", .note, message, file: name))
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
