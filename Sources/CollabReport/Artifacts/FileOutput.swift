import Foundation

/// A file that could not be read or written, told in one line.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What could not be done, and the system's reason.
  public let description: String

  /// Creates the error.
  public init(_ description: String) { self.description = description }

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
    do {
      return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    } catch {
      throw FileError("read", path, error)
    }
  }
}

/// Writes files so that each is there whole or not at all.
public enum FileOutput {
  /// Finds out whether a file can be written, so that nobody computes for an hour in vain.
  ///
  /// - Throws: ``FileError``.
  public static func check(_ path: String) throws(FileError) {
    var status = stat()
    let type = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    if type == S_IFDIR { throw FileError("cannot write '\(path)': it is a folder") }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    // A regular file is replaced by one that is made beside it; a pipe is written to.
    try check(type == S_IFREG ? parent + "/." : path, W_OK, for: path)
  }

  /// Whether the user may do something with what a path leads to.
  static func check(_ path: String, _ mode: Int32, for target: String) throws(FileError) {
    guard access(path, mode) == 0 else {
      let reason = String(cString: strerror(errno)).lowercased().replacing(
        "file or directory", with: "file or folder"
      ).replacing("a directory", with: "a folder")
      throw FileError("cannot write '\(target)': \(reason)")
    }
  }

  /// Writes a file aside and renames it into place.
  ///
  /// What is no regular file, such as a pipe, is written to directly.
  ///
  /// - Throws: ``FileError``.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try check(path)
    let url = URL(fileURLWithPath: path)
    do {
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
      let isRegular = type == nil || type as? FileAttributeType == .typeRegular
      try Data(bytes).write(to: url, options: isRegular ? .atomic : [])
    } catch {
      throw FileError("write", path, error)
    }
  }
}
