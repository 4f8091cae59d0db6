internal import CCompression

private let blockSize = 1 << 18

/// Runs a decoder over bytes, block by block, until it has taken them all.
///
/// `step` is given what is left of the input and room for output, and answers how much of each it
/// used and whether its stream ended. Behind an end `restart` begins the next stream.
private func pump(
  _ bytes: [UInt8], into output: inout [UInt8], limit: Int,
  step: (UnsafeBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> (
    read: Int, written: Int, isEnd: Bool
  )?,
  restart: () -> Bool
) throws(UnpackingProblem) {
  var at = 0
  var isBroken = false
  while true {
    var read = 0, ended = false, written = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: blockSize) { room, count in
      bytes.withUnsafeBufferPointer { all in
        let rest = UnsafeBufferPointer(rebasing: all[at...])
        let space = UnsafeMutableBufferPointer(start: room.baseAddress, count: blockSize)
        guard let done = step(rest, space) else {
          isBroken = true
          return
        }
        (read, written, ended) = done
      }
      count = written
    }
    if isBroken { throw .corrupt(.gzip) }
    output += chunk
    if output.count > limit { throw .ratio }
    at += read
    if ended {
      if at >= bytes.count { return }
      guard restart() else { return }
    } else if read == 0, written == 0 || at >= bytes.count, written < blockSize {
      return
    }
  }
}

/// gzip (RFC 1952) through zlib.
final class GzipStream: PackedStream {
  private var stream = z_stream()
  private(set) var isComplete = false
  private var isAfterEnd = false

  init() { inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) }
  deinit { inflateEnd(&stream) }

  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem) {
    if isAfterEnd { return }
    // The end of a stream may fall on the end of a block.
    if isComplete, !bytes.isEmpty, !beginNext(bytes.first) { return }
    try pump(bytes, into: &output, limit: limit) { input, room in
      guard let step = stream.inflateStep(input, into: room) else { return nil }
      isComplete = step.isEnd
      lastRead = input.dropFirst(step.read).first
      return step
    } restart: {
      beginNext(lastRead)
    }
  }

  private var lastRead: UInt8?

  /// Begins the next stream; anything but a gzip mark behind the end is padding.
  private func beginNext(_ first: UInt8?) -> Bool {
    guard first == 0x1F else {
      isAfterEnd = true
      return false
    }
    inflateReset(&stream)
    isComplete = false
    return true
  }
}

/// xz through liblzma, with at most 256 MiB of memory.
final class XZStream: PackedStream {
  private var stream = lzma_stream()
  /// `LZMA_CONCATENATED`, a macro that Swift does not see.
  private static let concatenated: UInt32 = 0x08

  init() { _ = lzma_stream_decoder(&stream, 256 << 20, XZStream.concatenated) }
  deinit { lzma_end(&stream) }

  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem) {
    try pump(bytes, into: &output, limit: limit) { input, room in
      stream.next_in = input.baseAddress
      stream.avail_in = input.count
      stream.next_out = room.baseAddress
      stream.avail_out = room.count
      let code = lzma_code(&stream, LZMA_RUN)
      guard code == LZMA_OK || code == LZMA_STREAM_END || code == LZMA_BUF_ERROR else {
        return nil
      }
      return (input.count - stream.avail_in, room.count - stream.avail_out, false)
    } restart: {
      true
    }
  }

  /// Streams may follow one another, so that only the end of the input tells whether the last one
  /// is whole.
  var isComplete: Bool {
    var room: UInt8 = 0
    stream.avail_in = 0
    stream.avail_out = 1
    return withUnsafeMutablePointer(to: &room) { room in
      stream.next_out = room
      return lzma_code(&stream, LZMA_FINISH) == LZMA_STREAM_END
    }
  }
}

/// Zstandard (RFC 8878), with the library's limit on the window.
final class ZstdStream: PackedStream {
  private let stream = ZSTD_createDStream()
  private(set) var isComplete = false

  deinit { ZSTD_freeDStream(stream) }

  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem) {
    try pump(bytes, into: &output, limit: limit) { input, room in
      var packed = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var plain = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
      let code = ZSTD_decompressStream(stream, &plain, &packed)
      if ZSTD_isError(code) != 0 { return nil }
      isComplete = code == 0
      return (packed.pos, plain.pos, code == 0)
    } restart: {
      true
    }
  }
}

/// bzip2 through libbz2.
final class BzipStream: PackedStream {
  private var stream = bz_stream()
  private(set) var isComplete = false

  init() { BZ2_bzDecompressInit(&stream, 0, 0) }
  deinit { BZ2_bzDecompressEnd(&stream) }

  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem) {
    if isComplete, !bytes.isEmpty { _ = beginNext() }
    try pump(bytes, into: &output, limit: limit) { input, room in
      stream.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
        .assumingMemoryBound(to: CChar.self)
      stream.avail_in = UInt32(clamping: input.count)
      stream.next_out = UnsafeMutableRawPointer(room.baseAddress)?
        .assumingMemoryBound(to: CChar.self)
      stream.avail_out = UInt32(room.count)
      let code = BZ2_bzDecompress(&stream)
      guard code == BZ_OK || code == BZ_STREAM_END else { return nil }
      isComplete = code == BZ_STREAM_END
      return (
        min(input.count, Int(UInt32.max)) - Int(stream.avail_in),
        room.count - Int(stream.avail_out), code == BZ_STREAM_END
      )
    } restart: {
      beginNext()
    }
  }

  private func beginNext() -> Bool {
    BZ2_bzDecompressEnd(&stream)
    stream = bz_stream()
    isComplete = false
    return BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK
  }
}

/// zip (PKWARE APPNOTE 6.3): entries in the order of the file, stored or deflated. Entries whose
/// size is only told behind them are read as long as they are deflated.
final class ZipStream: PackedStream {
  private var entries: [(name: String, start: Int)] = []
  private var waiting: [UInt8] = []
  private var body: Body = .none
  private var isBehindEntries = false

  private enum Body {
    case none
    case stored(left: Int)
    case deflated(RawInflater, hasDescriptor: Bool)
  }

  var isComplete: Bool { isBehindEntries }

  /// The entries, without folders.
  func parts(with output: [UInt8]) -> [UnpackedPart] {
    entries.indices.compactMap { index in
      let end = index + 1 < entries.count ? entries[index + 1].start : output.count
      let name = entries[index].name
      return name.hasSuffix("/")
        ? nil : UnpackedPart(name: name, bytes: Array(output[entries[index].start..<end]))
    }
  }

  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem) {
    waiting += bytes
    while !isBehindEntries, !waiting.isEmpty {
      switch body {
      case .none:
        guard try beginEntry(at: output.count) else { return }
      case .stored(let left):
        let count = min(left, waiting.count)
        output += waiting[..<count]
        waiting.removeFirst(count)
        body = left == count ? .none : .stored(left: left - count)
        if output.count > limit { throw .ratio }
      case .deflated(let inflater, let hasDescriptor):
        let read = try inflater.unpack(waiting, into: &output, limit: limit)
        waiting.removeFirst(read)
        guard inflater.isComplete else { return }
        if hasDescriptor {
          let marked = waiting.starts(with: [0x50, 0x4B, 0x07, 0x08])
          waiting.removeFirst(min(waiting.count, marked ? 16 : 12))
        }
        body = .none
      }
    }
  }

  /// Reads a local header; `false` where it is not whole yet.
  private func beginEntry(at start: Int) throws(UnpackingProblem) -> Bool {
    guard waiting.count >= 4 else { return false }
    guard waiting.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      // The central directory, which repeats what was read.
      guard waiting.starts(with: [0x50, 0x4B]) else { throw .corrupt(.zip) }
      isBehindEntries = true
      return false
    }
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(waiting[at + $1]) << (8 * $1) }
    }
    guard waiting.count >= 30 else { return false }
    let nameLength = number(26, 2), length = 30 + nameLength + number(28, 2)
    guard waiting.count >= length else { return false }
    let flags = number(6, 2), method = number(8, 2), size = number(18, 4)
    guard flags & 1 == 0 else {
      throw UnpackingProblem(id: "input.encrypted", message: "the zip archive is encrypted")
    }
    let name = String(decoding: waiting[30..<30 + nameLength], as: UTF8.self)
    switch (method, flags & 8 != 0) {
    case (8, let hasDescriptor): body = .deflated(RawInflater(), hasDescriptor: hasDescriptor)
    case (0, false): body = size == 0 ? .none : .stored(left: size)
    default:
      throw UnpackingProblem(
        id: "input.unknown-compression",
        message: "the zip archive holds an entry that cannot be read (method \(method))")
    }
    entries.append((name, start))
    waiting.removeFirst(length)
    return true
  }
}

/// A bare deflate stream (RFC 1951).
final class RawInflater {
  private var stream = z_stream()
  private(set) var isComplete = false

  init() { inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) }
  deinit { inflateEnd(&stream) }

  /// Appends what the bytes hold and answers how many of them were read.
  func unpack(
    _ bytes: [UInt8], into output: inout [UInt8], limit: Int
  ) throws(UnpackingProblem) -> Int {
    var read = 0
    try pump(bytes, into: &output, limit: limit) { input, room in
      guard let step = stream.inflateStep(input, into: room) else { return nil }
      isComplete = step.isEnd
      read += step.read
      return step
    } restart: {
      false
    }
    return read
  }
}

extension z_stream {
  /// Inflates as much as the room takes; `nil` where the bytes are damaged.
  fileprivate mutating func inflateStep(
    _ input: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> (read: Int, written: Int, isEnd: Bool)? {
    next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    avail_in = UInt32(clamping: input.count)
    next_out = room.baseAddress
    avail_out = UInt32(room.count)
    let code = inflate(&self, Z_NO_FLUSH)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return nil }
    return (
      min(input.count, Int(UInt32.max)) - Int(avail_in), room.count - Int(avail_out),
      code == Z_STREAM_END
    )
  }
}
