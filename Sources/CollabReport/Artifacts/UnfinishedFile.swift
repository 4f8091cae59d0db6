import CollabCore
import Foundation

/// A file or folder that is made beside its place and then takes it.
///
/// It is locked as long as its run lives, so that the next run knows what a dead one left behind. A
/// file in an unfinished folder needs no lock of its own, and is closed once it is written, so that
/// a report of many files has few open.
final class UnfinishedFile {
  enum Kind { case file, folder }

  /// Where it is made.
  let path: String
  private let place: FileOutput.Place
  private let name: String
  private let kind: Kind
  private let slot: Int?
  private let isInFolder: Bool
  private var descriptor: Int32
  private(set) var isInPlace = false
  private var isGone = false

  /// Makes an empty file, or a folder, for a place.
  ///
  /// - Parameters:
  ///   - name: the path as the user named it, for messages.
  ///   - folder: the unfinished folder in which it is made, under its own name; else it is made
  ///     beside its place.
  init(
    for place: FileOutput.Place, named name: String, kind: Kind = .file,
    in folder: UnfinishedFile? = nil
  ) throws(FileError) {
    let path =
      if let folder {
        folder.path + place.path[(place.path.lastIndex(of: "/") ?? place.path.startIndex)...]
      } else {
        Self.pathBeside(place)
      }
    self.place = place
    self.name = name
    self.kind = kind
    self.path = path
    isInFolder = folder != nil
    slot = UnfinishedFiles.add(path)
    // What replaces a file is not readable by others before it has that file's mode.
    descriptor = Self.make(path, kind, mode: place.type == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else {
      let code = errno
      UnfinishedFiles.remove(slot)
      isGone = true
      throw FileError("write", name, code: code)
    }
    if place.type != nil {
      // Only root may give a file away.
      if place.status.st_uid != geteuid() || place.status.st_gid != getegid() {
        _ = fchown(descriptor, place.status.st_uid, place.status.st_gid)
      }
      _ = fchmod(descriptor, place.status.st_mode & 0o777)
    }
  }

  /// A path that no other run makes, beside a place.
  private static func pathBeside(_ place: FileOutput.Place) -> String {
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return FileOutput.folder(of: place.path) + "/" + prefix + random + suffix
  }

  /// Makes and locks it; -1 where that fails.
  private static func make(_ path: String, _ kind: Kind, mode: mode_t) -> Int32 {
    // Another run may take it for a leftover before it is locked.
    for _ in 0..<3 {
      if kind == .folder, mkdir(path, 0o777) != 0 { return -1 }
      let descriptor =
        kind == .folder
        ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        : open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      guard descriptor >= 0 else {
        let code = errno
        if kind == .folder { rmdir(path) }
        errno = code
        return -1
      }
      _ = flock(descriptor, LOCK_EX)
      var status = stat()
      if fstat(descriptor, &status) != 0 || status.st_nlink > 0 { return descriptor }
      close(descriptor)
    }
    errno = EAGAIN
    return -1
  }

  deinit {
    discard()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes it, unless it is in its place.
  func discard() {
    guard !isGone else { return }
    _ = kind == .folder ? rmdir(path) : unlink(path)
    keep()
  }

  /// Leaves it where it is.
  func keep() {
    isGone = true
    UnfinishedFiles.remove(slot)
  }

  /// Writes all of the file, through to the disk.
  func finish(with bytes: [UInt8]) throws(FileError) {
    var code = FileOutput.write(bytes, to: descriptor)
    if code == 0 { code = FileOutput.synchronise(descriptor) }
    if isInFolder {
      close(descriptor)
      descriptor = -1
    }
    if code != 0 { throw FileError("write", name, code: code) }
  }

  /// Renames it into its place.
  func takePlace() throws(FileError) {
    var code = kind == .folder ? FileOutput.synchronise(descriptor) : 0
    if code == 0, rename(path, place.path) != 0 { code = errno }
    if code != 0 { throw FileError("write", name, code: code) }
    isInPlace = true
    keep()
    code = FileOutput.synchroniseFolder(FileOutput.folder(of: place.path))
    if code != 0 { throw FileError("write", name, code: code) }
  }

  private static let prefix = ".collab-"
  private static let suffix = ".part"

  /// Removes what runs that were killed left in a folder: files, and folders that hold nothing but
  /// a report's files.
  static func removeLeftovers(in folder: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = folder + "/" + name
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: unlink(path)
      case S_IFDIR:
        let pages = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
          .filter { $0.hasPrefix("author") && $0.hasSuffix(".html") }
        for file in Report.fileNames + [ArtifactFolder.manifestName] + pages {
          unlink(path + "/" + file)
        }
        rmdir(path)
      default: break
      }
    }
  }
}

/// The unfinished files of this process, for the handler of a signal that ends it.
public enum UnfinishedFiles {
  // A report has up to a thousand pages.
  private static let count = 2048
  /// Paths are never freed, as a handler may be looking at them; there are few.
  private nonisolated(unsafe) static let slots = {
    let slots = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count)
    slots.initialize(repeating: nil, count: count)
    return slots
  }()
  private static let lock = Locked(())

  /// Makes the list, so that a handler need not.
  public static func prepare() { _ = slots }

  static func add(_ path: String) -> Int? {
    lock.withLock { _ in
      guard let slot = (0..<count).first(where: { slots[$0] == nil }) else { return nil }
      slots[slot] = strdup(path)
      return slot
    }
  }

  static func remove(_ slot: Int?) {
    guard let slot else { return }
    lock.withLock { _ in slots[slot] = nil }
  }

  /// Removes all of them; for handlers of signals: it takes no lock and no memory.
  public static func removeAll() {
    for slot in (0..<count).reversed() {
      guard let path = slots[slot] else { continue }
      // Files stand behind the folder in which they are made.
      if unlink(path) != 0 { rmdir(path) }
    }
  }
}
