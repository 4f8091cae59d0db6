import Foundation
import Testing

/// What an input can make the program hold.
@Suite struct InputLimitTests {
  @Test func standardInputWithoutEndIsAMessage() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("yes | collab stats - --max-input 8M")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains(
          "stdin: error: the input holds more than 8 MiB, and is not read; "
            + "--max-input sets the limit [input.too-large]"))
    }
  }

  @Test func filesArchivesAndCompressedFilesAreLimited() throws {
    try Executable.run { executable in
      let made = try executable.shell(
        "head -c 3000 /dev/zero > a.bib; gzip -k a.bib; tar cf a.tar lab.bib lab.bib a.bib")
      #expect(made.status == 0)
      for name in ["a.bib", "a.bib.gz", "a.tar"] {
        let outcome = try executable.shell("collab stats \(name) --max-input 2K")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("\(name): error: the input holds more than 2 KiB"))
      }
      // A file of a terabyte that takes no room on the disk.
      let outcome = try executable.shell("truncate -s 1T b.bib && collab stats b.bib")
      #expect(outcome.errors.contains("b.bib: error: the input holds more than 2 GiB"))
    }
  }

  /// Zeros of 10 MB by gzip hold 10 GB.
  @Test func aBombTakesLittleMemory() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "head -c 1000000000 /dev/zero | gzip -9 > bomb.gz; collab stats bomb.gz --timings t.json")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("input.expands-too-much"))
      #expect(!outcome.errors.contains("input.unrecognised"))
    }
  }

  @Test(arguments: ["0", "-1", "1X", "G", "9999999999G"]) func sizesAreChecked(size: String) throws
  {
    try Executable.run { executable in
      let outcome = try executable.shell("collab stats lab.bib --max-input=\(size)")
      #expect(outcome.status == 64)
    }
  }

  /// A file that is cut within its compression says that, not "not recognised".
  @Test func aCutWithinTheCompressionIsSaid() throws {
    try Executable.run { executable in
      for compressor in ["gzip", "xz", "bzip2", "zstd -q"] {
        let outcome = try executable.shell(
          "\(compressor) -c lab.bib | head -c 60 > cut && collab stats cut")
        guard !outcome.errors.contains("not found") else { continue }
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cut: error: the "), "\(compressor)")
        #expect(outcome.errors.contains("data ends early"), "\(compressor)")
        #expect(!outcome.errors.contains("recognised"), "\(compressor): \(outcome.errors)")
      }
    }
  }
}
