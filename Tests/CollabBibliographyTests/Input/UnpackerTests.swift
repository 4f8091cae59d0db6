import Foundation
import Testing

@testable import CollabBibliography

@Suite struct UnpackerTests {
  static let plain = Array(String(repeating: "Émile 12345 ", count: 20).utf8)

  /// ``plain``, packed by Python 3.11's gzip, lzma and bz2 and by zstd 1.5.4.
  static let packed: [String: String] = [
    "gzip": "H4sIAAAAAAACAzvcmZuZk6pgaGRsYqpweGRyAJvbiesEAQAA",
    "xz":
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AEDABRdAGGiSaaTkWkBOpO0qTlrPV6CWYAAAMhlcpEOBEwWAAEwhAIAAACpDUApscRn+wIAAAAABFla",
    "bzip2":
      "QlpoOTFBWSZTWVz5HcIAAIGZREAAPgACJgAgCAAgAFCBoGgFKoGj1DRNE3JwTknRNE8JhMJ6T4mE/F3JFOFCQXPkdwg=",
    "zstd": "KLUv/QRYpQAAaMOJbWlsZSAxMjM0NSABAHSg5hdj5l+0",
  ]
  /// `a/b.txt` deflated and `c.txt` ("stored") stored, by Python's zipfile.
  static let zip =
    "UEsDBBQAAAAIAAAAIQCb24nrEgAAAAQBAAAHAAAAYS9iLnR4dDvcmZuZk6pgaGRsYqpweGRyAFBLAwQUAAAAAAAAACEAC/lDVgYAAAAGAAAABQAAAGMudHh0c3RvcmVkUEsBAhQDFAAAAAgAAAAhAJvbiesSAAAABAEAAAcAAAAAAAAAAAAAAIABAAAAAGEvYi50eHRQSwECFAMUAAAAAAAAACEAC/lDVgYAAAAGAAAABQAAAAAAAAAAAAAAgAE3AAAAYy50eHRQSwUGAAAAAAIAAgBoAAAAYAAAAAAA"
  /// `x/one.txt` ("first") and `two.txt` ("second"), by Python's tarfile with gzip.
  static let tar =
    "H4sIAJ5mAWsC/+3TOwqAMAyA4RzFE/igVc8jPsDFgo3Y41udxMlFQfy/JSFLpj9kbupTDSrPyaPK2mNG1xmVp32/16UpJMnlBYvXZo4v5Z+GcfYq+Ctd3cP13+m/uvZvCkP/b/B966aODgAAAAAAAAAAAAAAAL5qA0Lx29IAKAAA"

  static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map { [UInt8]($0) } ?? []
  }

  static func unpack(_ bytes: [UInt8], block: Int) -> (parts: [UnpackedPart], problem: String?) {
    var unpacker = Unpacker()
    for start in stride(from: 0, to: bytes.count, by: block) {
      unpacker.feed(bytes[start..<min(start + block, bytes.count)])
    }
    let parts = unpacker.finish()
    return (parts, unpacker.problem?.id)
  }

  @Test(arguments: packed.keys.sorted(), [1, 7, 1000])
  func everyPackingInBlocksOfAnySize(name: String, block: Int) throws {
    let bytes = Self.bytes(try #require(Self.packed[name]))
    let (parts, problem) = Self.unpack(bytes, block: block)
    #expect(problem == nil)
    #expect(parts == [UnpackedPart(name: nil, bytes: Self.plain)])
  }

  @Test(arguments: packed.keys.sorted(), [1, 1000])
  func streamsThatFollowOneAnother(name: String, block: Int) throws {
    let bytes = Self.bytes(try #require(Self.packed[name]))
    let (parts, problem) = Self.unpack(bytes + bytes, block: block)
    #expect(problem == nil)
    #expect(parts.first?.bytes == Self.plain + Self.plain)
  }

  @Test(arguments: [1, 5, 1000])
  func archivesGiveTheirParts(block: Int) {
    let zip = Self.unpack(Self.bytes(Self.zip), block: block)
    #expect(zip.problem == nil)
    #expect(zip.parts.map(\.name) == ["a/b.txt", "c.txt"])
    #expect(zip.parts.map(\.bytes) == [Self.plain, Array("stored".utf8)])
    let tar = Self.unpack(Self.bytes(Self.tar), block: block)
    #expect(tar.parts.map(\.name) == ["x/one.txt", "two.txt"])
    #expect(tar.parts.map(\.bytes) == [Array("first".utf8), Array("second".utf8)])
  }

  @Test func plainBytesPass() {
    for text in ["", "a", "plain text"] {
      let (parts, problem) = Self.unpack(Array(text.utf8), block: 3)
      #expect(parts == [UnpackedPart(name: nil, bytes: Array(text.utf8))] && problem == nil)
    }
  }

  @Test func everyCutIsToldAndNothingIsInvented() throws {
    for base64 in Self.packed.values {
      let bytes = Self.bytes(base64)
      for cut in 6..<bytes.count {
        let (parts, problem) = Self.unpack(Array(bytes[..<cut]), block: 1000)
        #expect(problem != nil, "a cut at \(cut)")
        #expect(Self.plain.starts(with: parts.first?.bytes ?? []))
      }
    }
  }

  @Test func flippedBytesNeverTrap() {
    for base64 in Array(Self.packed.values) + [Self.zip, Self.tar] {
      let bytes = Self.bytes(base64)
      for index in bytes.indices {
        var broken = bytes
        broken[index] ^= 0x55
        _ = Self.unpack(broken, block: 64)
      }
    }
  }

  @Test func aBombIsCut() throws {
    // 100 MiB of zeros by gzip, whose greatest ratio is about 1,030.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "head -c 104857600 /dev/zero | gzip -9"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let (parts, problem) = Self.unpack(bytes, block: 65_536)
    #expect(problem == "input.expands-too-much")
    #expect((parts.first?.bytes.count ?? 0) < 65 << 20)
  }
}
