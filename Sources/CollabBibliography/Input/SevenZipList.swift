/// The list of files at the end of a 7z archive.
///
/// libarchive reserves 150 bytes for every file that the list claims to have, and an eighth of a
/// byte is enough to claim one: the list must be short, also when it is compressed itself.
enum SevenZipList {
  private static let maximumBytes = 128 << 10

  /// Why an archive is not read; `nil` where its list is short enough.
  static func problem(of bytes: [UInt8]) -> UnpackingProblem? {
    var head = Cursor(bytes.dropFirst(12).prefix(16))
    guard let offset = head.fixed(8), let size = head.fixed(8),
      offset <= bytes.count - 32, size <= bytes.count - 32 - offset
    else { return .truncated("7z") }
    guard size <= maximumBytes else { return .longList }
    var list = Cursor(bytes[(32 + offset)..<(32 + offset + size)])
    guard size > 0, list.fixed(1) == 0x17 else { return nil }
    guard let unpacked = list.unpackedSize() else { return .corrupt("7z") }
    return unpacked <= maximumBytes ? nil : .longList
  }

  /// Reads numbers, as 7-Zip's `7zFormat.txt` describes them; `nil` behind the end.
  private struct Cursor {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// A number of some bytes, the lowest first.
    mutating func fixed(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      let value = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(count)
      return Int(exactly: value)
    }

    /// A number whose first byte says how many more there are, one for each leading bit.
    mutating func number() -> Int? {
      guard let first = fixed(1) else { return nil }
      let more = (~UInt8(first)).leadingZeroBitCount
      guard let low = fixed(more) else { return nil }
      guard more < 7 else { return low }
      let high = first & (0x7F >> more)
      return high.multipliedReportingOverflow(by: 1 << (8 * more)).partialValue + low
    }

    private mutating func skip(_ count: Int) -> Bool {
      guard count >= 0, rest.count >= count else { return false }
      rest = rest.dropFirst(count)
      return true
    }

    private mutating func numbers(_ count: Int) -> [Int]? {
      guard (0...64).contains(count) else { return nil }
      var found: [Int] = []
      for _ in 0..<count {
        guard let number = number() else { return nil }
        found.append(number)
      }
      return found
    }

    /// The size of a list that is compressed: it has the description of a single packed stream.
    mutating func unpackedSize() -> Int? {
      guard fixed(1) == 0x06, number() != nil, let streams = number() else { return nil }
      while let id = fixed(1), id != 0 {
        switch id {
        case 0x09: guard numbers(streams) != nil else { return nil }
        case 0x0A: guard fixed(1) == 1, skip(4 * min(streams, 64)) else { return nil }
        default: return nil
        }
      }
      guard fixed(1) == 0x07, fixed(1) == 0x0B, fixed(1) == 1, fixed(1) == 0,
        let outputs = coderOutputs(), fixed(1) == 0x0C
      else { return nil }
      return numbers(outputs)?.max()
    }

    /// Passes over how a stream is coded and answers how many sizes follow.
    private mutating func coderOutputs() -> Int? {
      guard let coders = number(), (1...4).contains(coders) else { return nil }
      var inputs = 0, outputs = 0
      for _ in 0..<coders {
        guard let flags = fixed(1), skip(flags & 0x0F) else { return nil }
        if flags & 0x10 != 0 {
          guard let more = numbers(2), more.allSatisfy({ $0 <= 32 }) else { return nil }
          inputs += more[0]
          outputs += more[1]
        } else {
          inputs += 1
          outputs += 1
        }
        if flags & 0x20 != 0 { guard let length = number(), skip(length) else { return nil } }
      }
      let bound = outputs - 1, packed = inputs - bound
      guard bound >= 0, packed >= 1, numbers(2 * bound) != nil,
        packed == 1 || numbers(packed) != nil
      else { return nil }
      return outputs
    }
  }
}

extension UnpackingProblem {
  fileprivate static let longList = UnpackingProblem(
    id: "input.too-large",
    message: "the 7z archive's list of files is too long to be read safely; unpack it first")
}
