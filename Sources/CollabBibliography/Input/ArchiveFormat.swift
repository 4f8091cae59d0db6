internal import CArchive

/// A format of archives, known by what the bytes begin with: libarchive would take lists of paths
/// and other texts for archives too.
enum ArchiveFormat: String, Sendable {
  case zip, tar, sevenZip = "7z", ar, cpio

  /// The format of an archive; `nil` for other bytes.
  init?(_ bytes: [UInt8]) {
    if Self.zipMarks.contains(where: { bytes.starts(with: $0) }) {
      self = .zip
    } else if bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
      self = .sevenZip
    } else if bytes.starts(with: "!<arch>\n".utf8) {
      self = .ar
    } else if Self.beginsAsCPIO(bytes) {
      self = .cpio
    } else if Self.beginsAsTar(bytes) {
      self = .tar
    } else {
      return nil
    }
  }

  var code: Int32 {
    switch self {
    case .zip: ARCHIVE_FORMAT_ZIP
    case .tar: ARCHIVE_FORMAT_TAR
    case .sevenZip: ARCHIVE_FORMAT_7ZIP
    case .ar: ARCHIVE_FORMAT_AR
    case .cpio: ARCHIVE_FORMAT_CPIO
    }
  }

  /// A file, an archive without any, and one that was split.
  private static let zipMarks: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x07, 0x08, 0x50, 0x4B],
  ]

  /// POSIX 1003.1 ustar, or an older header whose checksum is right.
  private static func beginsAsTar(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 512 else { return false }
    if bytes[257..<262].elementsEqual("ustar".utf8) { return true }
    let field = bytes[148..<156]
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard digits.count >= 3, field[digits.endIndex...].allSatisfy({ $0 == 0 || $0 == 0x20 }) else {
      return false
    }
    // The sum counts its own field as blanks.
    let sum =
      bytes[..<148].reduce(0) { $0 + Int($1) } + 8 * 0x20
      + bytes[156..<512].reduce(0) { $0 + Int($1) }
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == sum
  }

  /// The headers in ASCII (POSIX 1003.1 octal, and SVR4 hexadecimal), and the old one of 16-bit
  /// numbers, whose name ends in a zero.
  private static func beginsAsCPIO(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: "070701".utf8) || bytes.starts(with: "070702".utf8) {
      return bytes.count >= 110
        && bytes[6..<110].allSatisfy {
          UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9")
            || UInt8(ascii: "a") <= $0 | 0x20 && $0 | 0x20 <= UInt8(ascii: "f")
        }
    }
    if bytes.starts(with: "070707".utf8) {
      return bytes.count >= 76 && bytes[6..<76].allSatisfy { (0x30...0x37).contains($0) }
    }
    guard bytes.count >= 28, bytes.starts(with: [0xC7, 0x71]) || bytes.starts(with: [0x71, 0xC7])
    else { return false }
    let isLittle = bytes[0] == 0xC7
    let length = Int(bytes[isLittle ? 20 : 21]) | Int(bytes[isLittle ? 21 : 20]) << 8
    return length > 1 && 26 + length <= bytes.count && bytes[26 + length - 1] == 0
  }
}
