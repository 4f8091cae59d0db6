internal import CArchive
internal import CCompression

/// How an input is compressed as a whole.
enum Compression: String, Sendable {
  case gzip, xz, zstd, bzip2

  /// The compression of bytes that begin so; `nil` for other bytes.
  init?(head: some Collection<UInt8>) {
    if head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if head.starts(with: [0x42, 0x5A, 0x68]),
      head.dropFirst(3).first.map({
        (0x31...0x39).contains($0)
      }) == true
    {
      self = .bzip2
    } else {
      return nil
    }
  }

  /// Decompresses streams, which may follow one another (`cat a.gz b.gz`).
  ///
  /// gzip and xz are not left to libarchive: it does not compare the checksum of gzip, and of both
  /// drops up to 64 KiB before damage, which may be the whole of a small file.
  func decompress(
    _ stored: [UInt8], limits: InputLimits
  ) -> (bytes: [UInt8], problem: UnpackingProblem?) {
    var expansion = Expansion(stored: stored.count, limits: limits)
    var bytes: [UInt8] = []
    do throws(UnpackingProblem) {
      switch self {
      case .gzip: try GzipDecoder().decode(stored, into: &bytes, &expansion)
      case .xz: try XZDecoder().decode(stored, into: &bytes, &expansion)
      case .zstd, .bzip2:
        let filter = self == .zstd ? ARCHIVE_FILTER_ZSTD : ARCHIVE_FILTER_BZIP2
        try ArchiveReader(filter: filter, name: rawValue)
          .decompress(stored, into: &bytes, &expansion)
      }
    } catch {
      return (bytes, error)
    }
    return (bytes, nil)
  }
}

/// A decoder of zlib or liblzma.
private protocol StreamDecoder: AnyObject {
  var name: String { get }
  /// Decodes as much as the room takes.
  func step(
    _ input: UnsafeBufferPointer<UInt8>, _ room: UnsafeMutableBufferPointer<UInt8>
  ) -> DecoderStep
  /// Whether another stream begins behind the end of one, and is made ready.
  func beginNext(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool
}

private struct DecoderStep {
  var read: Int
  var written: Int
  var state: State

  enum State { case within, end, broken }
}

extension StreamDecoder {
  func decode(
    _ stored: [UInt8], into output: inout [UInt8], _ expansion: inout Expansion
  ) throws(UnpackingProblem) {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { room.deallocate() }
    try stored.withUnsafeBufferPointer { all throws(UnpackingProblem) in
      var at = 0
      while true {
        let step = step(UnsafeBufferPointer(rebasing: all[at...]), room)
        at += step.read
        try expansion.add(step.written, read: at)
        output.append(contentsOf: room[..<step.written])
        switch step.state {
        case .within where step.read == 0 && step.written == 0: throw .truncated(name)
        case .within: break
        case .end: guard at < all.count, beginNext(all[at...]) else { return }
        case .broken: throw .corrupt(name)
        }
      }
    }
  }
}

/// gzip (RFC 1952) through zlib.
private final class GzipDecoder: StreamDecoder {
  let name = "gzip"
  private var stream = z_stream()

  init() { inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) }
  deinit { inflateEnd(&stream) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, _ room: UnsafeMutableBufferPointer<UInt8>
  ) -> DecoderStep {
    let count = min(input.count, Int(UInt32.max))
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(count)
    stream.next_out = room.baseAddress
    stream.avail_out = UInt32(room.count)
    let code = inflate(&stream, Z_NO_FLUSH)
    return DecoderStep(
      read: count - Int(stream.avail_in), written: room.count - Int(stream.avail_out),
      state: code == Z_STREAM_END ? .end : code == Z_OK || code == Z_BUF_ERROR ? .within : .broken)
  }

  /// Anything but a gzip mark behind the end is padding.
  func beginNext(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    rest.prefix(2).elementsEqual([0x1F, 0x8B].prefix(rest.count)) && inflateReset(&stream) == Z_OK
  }
}

/// xz through liblzma, with at most 256 MiB of memory.
private final class XZDecoder: StreamDecoder {
  let name = "xz"
  private var stream = lzma_stream()

  /// `LZMA_CONCATENATED`, a macro that Swift does not see.
  init() { _ = lzma_stream_decoder(&stream, 256 << 20, 0x08) }
  deinit { lzma_end(&stream) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, _ room: UnsafeMutableBufferPointer<UInt8>
  ) -> DecoderStep {
    stream.next_in = input.baseAddress
    stream.avail_in = input.count
    stream.next_out = room.baseAddress
    stream.avail_out = room.count
    let code = lzma_code(&stream, input.isEmpty ? LZMA_FINISH : LZMA_RUN)
    let isWithin = code == LZMA_OK || code == LZMA_BUF_ERROR
    return DecoderStep(
      read: input.count - stream.avail_in, written: room.count - stream.avail_out,
      state: code == LZMA_STREAM_END ? .end : isWithin ? .within : .broken)
  }

  /// The library reads through streams that follow one another.
  func beginNext(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool { false }
}
