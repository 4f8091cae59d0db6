import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Archives that Python and other tools wrote; `Fixtures/archives/make.py` says what is in them.
@Suite struct UnpackerTests {
  struct Expected: Decodable {
    var parts: [String: Int]
    var problems: [[String]]
  }

  static func archive(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: SharedData.fixture("archives/\(name)")))
  }

  static let expected: [String: Expected] = {
    let url = SharedData.fixture("archives/expected.json")
    let values = try? JSONDecoder().decode([String: Expected].self, from: Data(contentsOf: url))
    return values ?? [:]
  }()

  static let streams = [
    "plain.bib.gz", "members.bib.gz", "plain.bib.xz", "plain.bib.bz2", "plain.bib.zst",
  ]

  @Test func theListIsThere() { #expect(Self.expected.count == 32) }

  @Test(arguments: expected.keys.sorted()) func everyArchive(name: String) throws {
    let expected = try #require(Self.expected[name])
    let unpacked = Unpacked(try Self.archive(name))
    let problems = unpacked.problems.map { [$0.id, $0.part ?? ""] }
      .sorted { $0.joined() < $1.joined() }
    #expect(problems == expected.problems)
    let sizes = unpacked.parts.map { ($0.name ?? "", $0.bytes.count) }
    #expect(Dictionary(sizes) { $0 + $1 } == expected.parts)
    #expect(sizes.count == expected.parts.count)
  }

  /// Names do not depend on the process's locale, which is "C" here.
  @Test(arguments: ["deflated.zip", "pax.tar", "gnu.tar", "lzma.7z", "cpio-newc.cpio"])
  func namesAreUTF8(name: String) throws {
    let names = Unpacked(try Self.archive(name)).parts.map(\.name)
    #expect(names.contains("sub/Émile 昱.bib"))
  }

  /// What comes before a cut is kept, nothing is invented, and the cut is reported once.
  @Test(arguments: expected.keys.sorted()) func everyCut(name: String) throws {
    let bytes = try Self.archive(name)
    let whole = Unpacked(bytes)
    let texts = Dictionary(whole.parts.map { ($0.name, $0.bytes) }) { first, _ in first }
    for cut in stride(from: 0, to: bytes.count, by: bytes.count > 4096 ? 7 : 1) {
      let part = Unpacked(Array(bytes[..<cut]))
      if part.parts.contains(where: { $0.name != nil }) || Self.streams.contains(name) && cut > 6 {
        for piece in part.parts {
          #expect(texts[piece.name]?.starts(with: piece.bytes) == true, "a cut at \(cut)")
        }
      }
      #expect(part.problems.count { $0.severity == .error } <= 1 + texts.count, "a cut at \(cut)")
    }
  }

  @Test(arguments: streams) func everyCutOfAStreamIsReported(name: String) throws {
    let bytes = try Self.archive(name)
    for cut in 6..<bytes.count {
      let problems = Unpacked(Array(bytes[..<cut])).problems.map(\.id)
      // Between two members of gzip is no cut.
      if problems.isEmpty, name == "members.bib.gz" {
        #expect(bytes[cut...].starts(with: [0x1F, 0x8B]))
      } else {
        #expect(problems == ["input.truncated"], "a cut at \(cut)")
      }
    }
  }

  /// gzip and xz give all that their bytes hold, also of small files.
  @Test(arguments: ["plain.bib.gz", "plain.bib.xz"]) func whatComesBeforeACutIsKept(
    name: String
  ) throws {
    let bytes = try Self.archive(name)
    let whole = try #require(Unpacked(bytes).parts.first?.bytes)
    let cut = Unpacked(Array(bytes.dropLast(24)))
    #expect((cut.parts.first?.bytes.count ?? 0) > whole.count / 2)
  }

  /// A wrong checksum is damage, though the data can be read.
  @Test func checksumsAreCompared() throws {
    for (name, fromEnd) in [("plain.bib.gz", 8), ("plain.bib.bz2", 6)] {
      var bytes = try Self.archive(name)
      bytes[bytes.count - fromEnd] ^= 1
      #expect(Unpacked(bytes).problems.map(\.id) == ["input.corrupt"], "\(name)")
    }
    var zip = try Self.archive("stored.zip")
    let at = try #require(zip.firstIndex(of: UInt8(ascii: "@")))
    zip[at] ^= 1
    let unpacked = Unpacked(zip)
    #expect(unpacked.problems.map { [$0.id, $0.part] } == [["input.corrupt", "one.bib"]])
    #expect(unpacked.parts.count == 3)
  }

  @Test(arguments: expected.keys.sorted()) func flippedBytesNeverTrap(name: String) throws {
    let bytes = try Self.archive(name)
    for index in bytes.indices where index < 1024 || index % 13 == 0 {
      var broken = bytes
      broken[index] ^= 0x55
      _ = Unpacked(broken)
    }
  }

  @Test func aZipWithoutItsDirectoryIsReadToTheCut() throws {
    let bytes = try Self.archive("deflated.zip")
    let directory = try #require(
      bytes.indices.dropLast(4).first { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) })
    let cut = Unpacked(Array(bytes[..<directory]))
    #expect(cut.parts.map(\.name) == Unpacked(bytes).parts.map(\.name))
    #expect(cut.problems.map(\.id) == ["input.truncated"])
  }

  /// Texts that libarchive's own detection would take for archives, or nearly.
  @Test(arguments: [
    "", "a", "plain text", "#mtree\n./a.bib type=file\n", "WARC/1.0\r\n", "070701 2\n070702 3\n",
    "070707070707\n", "!<arch>", "PK is short for public key", "BZh and so on", "7z",
    String(repeating: "0 ", count: 400),
  ])
  func textPasses(text: String) {
    let unpacked = Unpacked(Array(text.utf8))
    #expect(unpacked.parts == [UnpackedPart(name: nil, bytes: Array(text.utf8))])
    #expect(unpacked.problems.isEmpty)
  }

  static func output(of command: String) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("collab-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = try Program.run(["/bin/sh", "-c", "(\(command)) > '\(file.path)'"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return [UInt8](try Data(contentsOf: file))
  }

  /// 256 MiB of zeros, alone and behind bytes that do not compress.
  @Test(arguments: ["gzip -9", "xz -1", "bzip2 -9"]) func aBombIsCut(compressor: String) throws {
    for noise in [0, 4 << 20] {
      let bytes = try Self.output(
        of: "(head -c \(noise) /dev/urandom; head -c 268435456 /dev/zero) | \(compressor)")
      let unpacked = Unpacked(bytes)
      #expect(unpacked.problems.map(\.id) == ["input.expands-too-much"])
      #expect((unpacked.parts.first?.bytes.count ?? 0) <= (noise == 0 ? 65 : 193) << 20)
    }
  }

  @Test func theSizeIsLimited() throws {
    var limits = InputLimits()
    limits.maximumBytes = 300
    for name in ["plain.bib.gz", "plain.bib.zst", "stored.zip", "gnu.tar"] {
      let unpacked = Unpacked(try Self.archive(name), limits: limits)
      #expect(unpacked.problems.map(\.id).contains("input.too-large"), "\(name)")
      #expect(unpacked.parts.isEmpty, "\(name)")
    }
    limits = InputLimits()
    limits.maximumParts = 2
    let many = Unpacked(try Self.archive("stored.zip"), limits: limits)
    #expect(many.parts.isEmpty && many.problems.map(\.id) == ["input.too-large"])
    limits.maximumParts = 3
    #expect(try Unpacked(Self.archive("stored.zip"), limits: limits).parts.count == 3)
  }

  /// A 7z archive of a few bytes that claims 100 million empty files.
  @Test func aLongListOf7zIsRefused() {
    let list: [UInt8] =
      [0x01, 0x05, 0xE0, 0xFF, 0xE0, 0xF5, 0x05, 0x0E] + [UInt8](repeating: 0xFF, count: 200_000)
    let size = withUnsafeBytes(of: UInt64(list.count).littleEndian) { Array($0) }
    let head: [UInt8] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 0, 0, 0, 0]
    let bytes = head + [UInt8](repeating: 0, count: 8) + size + [0, 0, 0, 0] + list
    #expect(Unpacked(bytes).problems.map(\.id) == ["input.too-large"])
  }

  /// Entries cost the same however many there are: four times as many take less than ten times the
  /// processor time of this thread.
  @Test func manyEntriesTakeLinearTime() throws {
    func zip(_ count: Int) throws -> [UInt8] {
      try Self.output(
        of: """
          python3 -c '
          import sys, io, zipfile
          out = io.BytesIO()
          with zipfile.ZipFile(out, "w") as archive:
            for i in range(\(count)): archive.writestr("f%d" % i, b"x")
          sys.stdout.buffer.write(out.getvalue())'
          """)
    }
    func seconds(_ bytes: [UInt8], _ count: Int) -> Double {
      func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
      }
      let begin = now()
      #expect(Unpacked(bytes).parts.count == count)
      return now() - begin
    }
    let few = try zip(10_000), many = try zip(40_000)
    guard !few.isEmpty else { return }
    #expect(seconds(many, 40_000) < 10 * seconds(few, 10_000) + 0.1)
  }
}
