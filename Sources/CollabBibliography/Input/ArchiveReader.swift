internal import CArchive
import Foundation

extension ArchiveFormat {
  /// The files of an archive in their order, and what was left out.
  func unpack(
    _ bytes: [UInt8], limits: InputLimits
  ) -> (parts: [UnpackedPart], problems: [UnpackingProblem]) {
    if self == .sevenZip, let problem = SevenZipList.problem(of: bytes) { return ([], [problem]) }
    let whole = ArchiveReader(format: self).parts(of: bytes, limits: limits)
    guard self == .zip, whole.parts.isEmpty, !whole.problems.isEmpty else { return whole }
    // The directory at the end is broken; the files before it have headers of their own.
    let files = ArchiveReader(format: self, ignoresDirectory: true).parts(of: bytes, limits: limits)
    return files.parts.isEmpty ? whole : (files.parts, whole.problems)
  }
}

/// Reads an archive or one compressed stream through libarchive.
struct ArchiveReader {
  private let archive: OpaquePointer?
  private let name: String

  /// A reader of one format of archives.
  ///
  /// - Parameter ignoresDirectory: whether a zip archive is read from its begin alone.
  init(format: ArchiveFormat, ignoresDirectory: Bool = false) {
    archive = archive_read_new()
    name = format.rawValue
    if ignoresDirectory {
      archive_read_support_format_zip_streamable(archive)
    } else {
      archive_read_support_format_by_code(archive, format.code)
    }
  }

  /// A reader of one compression.
  init(filter: Int32, name: String) {
    archive = archive_read_new()
    self.name = name
    archive_read_append_filter(archive, filter)
    archive_read_set_format(archive, ARCHIVE_FORMAT_RAW)
  }

  /// Decompresses all; the reader is used up.
  func decompress(
    _ stored: [UInt8], into output: inout [UInt8], _ expansion: inout Expansion
  ) throws(UnpackingProblem) {
    defer { archive_read_free(archive) }
    try stored.withUnsafeBufferPointer { bytes throws(UnpackingProblem) in
      var entry: OpaquePointer?
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK
      else { throw .corrupt(name) }
      guard archive_read_next_header(archive, &entry) == ARCHIVE_OK else { throw problem() }
      if try readData(into: &output, &expansion) != ARCHIVE_EOF { throw problem() }
      // libarchive takes less than a header of bzip2 for padding.
      if bytes.dropFirst(Int(clamping: archive_filter_bytes(archive, -1))).starts(with: "BZh".utf8)
      {
        throw .truncated(name)
      }
    }
  }

  /// Reads all files; the reader is used up.
  func parts(
    of stored: [UInt8], limits: InputLimits
  ) -> (parts: [UnpackedPart], problems: [UnpackingProblem]) {
    // libarchive takes names to the encoding of the thread's locale.
    let previous = uselocale(Self.utf8)
    defer {
      archive_read_free(archive)
      uselocale(previous)
    }
    var list = PartList(limits: limits)
    var expansion = Expansion(stored: stored.count, limits: limits)
    stored.withUnsafeBytes { bytes in
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        // libarchive knows no format then, and must not be asked about its encryption.
        return list.problems.append(.corrupt(name))
      }
      while readPart(into: &list, &expansion) {}
    }
    return (list.parts, list.problems)
  }

  /// Reads the next file; `false` where none is left that can be read.
  private func readPart(into list: inout PartList, _ expansion: inout Expansion) -> Bool {
    var entry: OpaquePointer?
    let code = archive_read_next_header(archive, &entry)
    if code == ARCHIVE_EOF { return false }
    guard code >= ARCHIVE_WARN, let entry else {
      list.problems.append(problem())
      return code > ARCHIVE_FATAL && list.countEntry()
    }
    guard list.countEntry() else { return false }
    if archive_entry_is_folder(entry) { return true }
    let name = list.name(archive_entry_pathname(entry))
    let isLink = archive_entry_hardlink(entry) != nil && archive_entry_size(entry) == 0
    guard archive_entry_is_file(entry), !isLink else {
      list.problems.append(UnpackingProblem.noFile.of(name))
      return true
    }
    guard archive_entry_is_encrypted(entry) == 0 else {
      list.problems.append(UnpackingProblem.encrypted.of(name))
      return true
    }
    var part = UnpackedPart(name: name, bytes: [])
    defer { list.parts.append(part) }
    do throws(UnpackingProblem) {
      let code = try readData(into: &part.bytes, &expansion)
      if code != ARCHIVE_EOF { list.problems.append(problem().of(name)) }
      return code > ARCHIVE_FATAL
    } catch {
      list.problems.append(error)
      return false
    }
  }

  /// Reads the bytes of a file; holes are filled with zeros.
  ///
  /// - Returns: `ARCHIVE_EOF`, or what ended the reading early.
  /// - Throws: where the limits are reached.
  private func readData(
    into output: inout [UInt8], _ expansion: inout Expansion
  ) throws(UnpackingProblem) -> Int32 {
    while true {
      var block: UnsafeRawPointer?, count = 0, offset: Int64 = 0
      let code = archive_read_data_block(archive, &block, &count, &offset)
      guard code == ARCHIVE_OK else { return code }
      guard count > 0 else { continue }
      let gap = max(0, Int(clamping: offset) - output.count)
      let (more, isOver) = gap.addingReportingOverflow(count)
      try expansion.add(
        isOver ? .max : more, read: Int(clamping: archive_filter_bytes(archive, -1)))
      output.append(contentsOf: repeatElement(0, count: gap))
      output.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
    }
  }

  /// What libarchive found wrong last.
  private func problem() -> UnpackingProblem {
    let text = archive_error_string(archive).map { String(cString: $0) } ?? ""
    return
      if archive_read_has_encrypted_entries(archive) > 0
    {
      .encrypted
    } else if text.isEmpty || text.contains("runcated") {
      .truncated(name)
    } else if text.contains("nsupported") {
      .unknownCompression
    } else {
      .corrupt(name)
    }
  }

  private static nonisolated(unsafe) let utf8 = archive_utf8_locale()
}

/// The files of an archive, as they are found.
private struct PartList {
  let limits: InputLimits
  var parts: [UnpackedPart] = []
  var problems: [UnpackingProblem] = []
  private var entryCount = 0
  private var names: [String: Int] = [:]

  init(limits: InputLimits) { self.limits = limits }

  /// Counts an entry; `false` where it is one too many.
  mutating func countEntry() -> Bool {
    entryCount += 1
    if entryCount > limits.maximumParts { problems.append(.tooManyParts(limits)) }
    return entryCount <= limits.maximumParts
  }

  /// A name for an entry: its own, with a number where another one has it already.
  mutating func name(_ stored: UnsafePointer<CChar>?) -> String {
    var name = stored.map { String(cString: $0) } ?? "unnamed"
    while name.hasPrefix("./") { name.removeFirst(2) }
    let count = names[name, default: 0] + 1
    names[name] = count
    guard count > 1 else { return name }
    let folderEnd = name.lastIndex(of: "/") ?? name.startIndex
    let ending = name[folderEnd...].lastIndex(of: ".") ?? name.endIndex
    return "\(name[..<ending]) (\(count))\(name[ending...])"
  }
}
