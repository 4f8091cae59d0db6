internal import CCompression

/// How stored bytes are packed, told by their first bytes.
enum Packing: String, Sendable {
  case gzip, xz, zstd, bzip2, zip

  /// The packing of bytes that begin so; `nil` for plain bytes.
  init?(head: some Collection<UInt8>) {
    if head.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if head.starts(with: [0x42, 0x5A, 0x68]) {
      self = .bzip2
    } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else {
      return nil
    }
  }
}

/// What an input held.
struct UnpackedPart: Sendable, Equatable {
  /// The name inside of an archive (zip, tar); `nil` where the input is one file.
  var name: String?
  /// Its bytes.
  var bytes: [UInt8]
}

/// Why unpacking ended early; what came before is kept.
struct UnpackingProblem: Error, Sendable, Equatable {
  /// The stable id of the message.
  var id: String
  /// One sentence.
  var message: String

  static let truncated = UnpackingProblem(
    id: "input.truncated", message: "the compressed input ends early; what came before is read")
  static let ratio = UnpackingProblem(
    id: "input.expands-too-much",
    message: "the input expands more than \(Unpacker.greatestRatio)-fold; the rest is not read")

  static func corrupt(_ packing: Packing) -> UnpackingProblem {
    UnpackingProblem(
      id: "input.corrupt",
      message: "the \(packing.rawValue) data is broken; what came before is read")
  }
}

/// Unpacks bytes as they come: gzip, xz, Zstandard, bzip2 and zip; tar archives are taken apart.
///
/// Streams that follow one another (`cat a.gz b.gz`) are read through. Bytes that are not packed
/// pass unchanged. What expands more than ``greatestRatio``-fold, beyond a first 64 MiB, is cut.
///
/// - Complexity: O(bytes read + bytes written); holds the result and one block, not the packed
///   bytes.
struct Unpacker {
  /// The greatest factor by which an input may grow; text grows 3 to 20-fold.
  static let greatestRatio = 100

  /// Why unpacking ended early.
  private(set) var problem: UnpackingProblem?
  private var stream: (any PackedStream)?
  private var packing: Packing?
  private var output: [UInt8] = []
  private var taken = 0
  private var pending: [UInt8] = []
  private var isDecided = false

  init() {}

  /// Takes the next bytes of the input.
  mutating func feed(_ block: some Collection<UInt8>) {
    if !isDecided {
      pending += block
      if pending.count >= 6 { decide() }
      return
    }
    unpack(Array(block))
  }

  /// Ends the input and gives what it held.
  mutating func finish() -> [UnpackedPart] {
    if !isDecided { decide() }
    if let stream, problem == nil, !stream.isComplete { problem = .truncated }
    if let zip = stream as? ZipStream { return zip.parts(with: output) }
    return tarParts(output) ?? [UnpackedPart(name: nil, bytes: output)]
  }

  private mutating func decide() {
    isDecided = true
    packing = Packing(head: pending)
    stream = packing.map { makeStream($0) }
    let bytes = pending
    pending = []
    unpack(bytes)
  }

  private mutating func unpack(_ bytes: [UInt8]) {
    guard let stream, let packing else {
      output += bytes
      return
    }
    guard problem == nil else { return }
    taken += bytes.count
    let limit = max(64 << 20, taken * Unpacker.greatestRatio)
    do throws(UnpackingProblem) {
      try stream.unpack(bytes, into: &output, limit: limit)
    } catch {
      problem = error.id == "input.corrupt" ? .corrupt(packing) : error
    }
  }

  private func makeStream(_ packing: Packing) -> any PackedStream {
    switch packing {
    case .gzip: return GzipStream()
    case .xz: return XZStream()
    case .zstd: return ZstdStream()
    case .bzip2: return BzipStream()
    case .zip: return ZipStream()
    }
  }
}

/// A decoder that takes bytes as they come.
protocol PackedStream: AnyObject {
  /// Whether the last stream ended where the bytes did.
  var isComplete: Bool { get }
  /// Appends what the bytes hold, and throws where they are broken or the output grows over the
  /// limit.
  func unpack(_ bytes: [UInt8], into output: inout [UInt8], limit: Int) throws(UnpackingProblem)
}

/// The parts of a tar archive (POSIX 1003.1 ustar, and GNU long names); `nil` for other bytes.
func tarParts(_ bytes: [UInt8]) -> [UnpackedPart]? {
  guard bytes.count >= 512, bytes[257..<262].elementsEqual("ustar".utf8) else { return nil }
  var parts: [UnpackedPart] = []
  var at = 0
  var longName: String?
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].prefix { $0 != 0 }, as: UTF8.self)
  }
  while at + 512 <= bytes.count, bytes[at] != 0 {
    let digits = text(at + 124..<at + 136).trimmed
    guard let size = Int(digits, radix: 8), size >= 0, size <= bytes.count - at - 512 else { break }
    let content = at + 512..<at + 512 + size
    let prefix = text(at + 345..<at + 500)
    let name = longName ?? (prefix.isEmpty ? "" : prefix + "/") + text(at..<at + 100)
    longName = nil
    switch bytes[at + 156] {
    case 0x4C: longName = text(content)
    case 0x30, 0: parts.append(UnpackedPart(name: name, bytes: Array(bytes[content])))
    default: break
    }
    at = content.upperBound + (512 - size % 512) % 512
  }
  return parts
}
