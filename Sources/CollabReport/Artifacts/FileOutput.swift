import CollabBibliography
public import CollabCore
import Foundation

/// A file that could not be read or written, told in one line.
public struct FileError: DescribedError, Sendable, Equatable {
  /// What could not be done, and the system's reason.
  public let description: String

  /// Creates the error.
  public init(_ description: String) { self.description = description }

  /// An error of the system's.
  init(_ action: String, _ path: String, code: Int32) {
    let reason = String(cString: strerror(code)).lowercased().replacing(
      "file or directory", with: "file or folder"
    ).replacing("a directory", with: "a folder")
    self.init("cannot \(action) '\(path)': \(reason)")
  }

  /// An error of Foundation's, with the reason that the system gave.
  init(_ action: String, _ path: String, _ error: any Error) {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    let reason =
      underlying.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(underlying.code))).lowercased()
      : FileError.reason(ofCocoaCode: error.code)
    self.init("cannot \(action) '\(path)': \(reason)")
  }

  private static func reason(ofCocoaCode code: Int) -> String {
    switch CocoaError.Code(rawValue: code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: "no such file or folder"
    case .fileWriteNoPermission, .fileReadNoPermission: "permission denied"
    case .fileWriteFileExists: "it exists"
    case .fileWriteOutOfSpace: "no space left on device"
    case .fileWriteVolumeReadOnly: "read-only file system"
    default: "input/output error"
    }
  }
}

/// Reads files whole.
public enum FileInput {
  /// The text of a file, invalid UTF-8 replaced.
  ///
  /// - Throws: ``FileError``.
  public static func text(of path: String) throws(FileError) -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  /// The bytes of a file.
  ///
  /// - Throws: ``FileError``.
  public static func bytes(of path: String) throws(FileError) -> [UInt8] {
    switch FileStatus(path)?.kind {
    case .folder: throw FileError("cannot read '\(path)': it is a folder")
    case .pipe: return try bytes(ofPipe: path)
    case .other: throw FileError("cannot read '\(path)': it is neither a file nor a pipe")
    case .regular, nil: break
    }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw FileError("read", path, error)
    }
  }
}

extension FileInput {
  /// The maximum size of what comes from a pipe, which does not say how much it holds.
  private static let maximumOfPipe = 1 << 30

  /// What pipes gave, by path: a pipe gives it once, and a manifest needs the digest later.
  private static let pipes = Locked<[String: [UInt8]]>([:])

  private static func bytes(ofPipe path: String) throws(FileError) -> [UInt8] {
    try pipes.withLock { known throws(FileError) in
      if let bytes = known[path] { return bytes }
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
      defer { close(descriptor) }
      let found: [UInt8]?
      do throws(ReadingFailure) {
        found = try CollabBibliography.bytes(ofDescriptor: descriptor, maximum: maximumOfPipe)
      } catch {
        throw FileError("read", path, code: error.code)
      }
      guard let found else {
        throw FileError("cannot read '\(path)': it gives more than \(maximumOfPipe) bytes")
      }
      known[path] = found
      return found
    }
  }
}

/// Writes files so that each is there whole or not at all.
public enum FileOutput {
  /// Finds out whether a file can be written, so that nobody computes for an hour in vain.
  ///
  /// - Throws: ``FileError``.
  public static func check(_ path: String) throws(FileError) {
    if path == "-" {
      throw FileError(
        "cannot write '-': this output must be a file; './-' is a file with that name")
    }
    let place = try Place(of: path)
    switch place.type {
    case S_IFDIR: throw FileError("cannot write '\(path)': it is a folder")
    // A regular file is replaced by one that is made beside it, and yet what is write-protected stays.
    case S_IFREG: try check(place.path, W_OK, for: path)
    case nil: break
    default: return try check(path, W_OK, for: path)
    }
    try check(folder(of: place.path) + "/.", W_OK, for: path)
  }

  /// Whether the user may do something with what a path leads to.
  static func check(_ path: String, _ mode: Int32, for target: String) throws(FileError) {
    guard access(path, mode) == 0 else { throw FileError("write", target, code: errno) }
  }

  /// Writes behind what a file holds; a missing file is made.
  ///
  /// - Throws: ``FileError``.
  public static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_APPEND)
  }

  /// Opens what a path leads to and writes all of the bytes.
  private static func write(_ bytes: [UInt8], to path: String, flags: Int32) throws(FileError) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    defer { close(descriptor) }
    let code = write(bytes, to: descriptor)
    if code != 0 { throw FileError("write", path, code: code) }
  }

  /// Writes a file aside, through to the disk, and renames it into place; links are followed, and
  /// the mode of a file that is replaced is kept.
  ///
  /// What is no regular file, such as a pipe, is written to directly.
  ///
  /// - Throws: ``FileError``; what was there is as it was then.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try check(path)
    let place = try Place(of: path)
    guard place.type == nil || place.type == S_IFREG else {
      return try write(bytes, to: path, flags: O_WRONLY)
    }
    UnfinishedFile.removeLeftovers(in: folder(of: place.path))
    let file = try UnfinishedFile(for: place, named: path)
    try file.finish(with: bytes)
    try file.takePlace()
  }

  /// Writes all of the bytes; the error number, 0 for none.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Foundation.write(
          descriptor, buffer.baseAddress! + written, min(buffer.count - written, 1 << 30))
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return 0
    }
  }

  /// Waits until what was written is on the disk, where the file system can; the error number.
  static func synchronise(_ descriptor: Int32) -> Int32 {
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      return errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno
    }
    return 0
  }

  /// Waits until the names of a folder are on the disk.
  static func synchroniseFolder(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be written but not read.
    guard descriptor >= 0 else { return errno == EACCES ? 0 : errno }
    defer { close(descriptor) }
    return synchronise(descriptor)
  }

  /// Whether something has that name, also a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a regular file has that name, and no link.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The folder in which a path's last component stands.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What a path leads to when all links are followed, also one that leads to nothing yet.
  struct Place {
    var path: String
    /// The type of what is there, of `S_IFMT`; `nil` for nothing.
    var type: mode_t?
    /// Owner, group and permissions of what is there.
    var status = stat()

    init(of path: String) throws(FileError) {
      if path.isEmpty { throw FileError("cannot write '': it is no name of a file or folder") }
      self.path = path
      while self.path.count > 1, self.path.hasSuffix("/") { self.path.removeLast() }
      for _ in 0..<40 {
        guard lstat(self.path, &status) == 0 else {
          // What is wrong with the folders above is said when the file is made.
          type = nil
          return
        }
        guard status.st_mode & S_IFMT == S_IFLNK else {
          type = status.st_mode & S_IFMT
          return
        }
        // Links of the system such as /dev/stdout lead to what has no name.
        var end = stat()
        if stat(self.path, &end) == 0, end.st_mode & S_IFMT != S_IFREG,
          end.st_mode & S_IFMT != S_IFDIR
        {
          (status, type) = (end, end.st_mode & S_IFMT)
          return
        }
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
          bytes.bindMemory(to: CChar.self).baseAddress.map {
            readlink(self.path, $0, bytes.count)
          } ?? 0
        }
        guard count > 0 else { throw FileError("write", path, code: errno) }
        let target = String(decoding: buffer[..<count], as: UTF8.self)
        self.path = target.hasPrefix("/") ? target : folder(of: self.path) + "/" + target
      }
      throw FileError("write", path, code: ELOOP)
    }
  }
}
