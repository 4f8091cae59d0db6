import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// What no reader may do whatever it is given: trap, hang, or make up more than there is. Every
/// file in `Fixtures/<format id>/` is cut at every byte and damaged from a seed; a new fixture
/// needs no new test.
@Suite struct TortureTests {
  struct Fixture: CustomTestStringConvertible, Sendable {
    var reader: Reader
    var url: URL
    var testDescription: String { reader.id + "/" + url.lastPathComponent }
  }

  static let fixtures: [Fixture] = Readers.all.entries.flatMap { reader in
    let folder = SharedData.fixture(reader.id)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") }
      .map { Fixture(reader: reader, url: folder.appendingPathComponent($0)) }
  }

  /// Inputs on which a reader once failed; `scripts/fuzz.sh` keeps them.
  static let regressions: [Fixture] = Readers.all.entries.flatMap { reader in
    let folder = SharedData.fixture("regressions/" + reader.id)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { Fixture(reader: reader, url: folder.appendingPathComponent($0)) }
  }

  @Test(arguments: regressions) func whatOnceFailed(_ fixture: Fixture) throws {
    let bytes = [UInt8](try Data(contentsOf: fixture.url))
    check(bytes, fixture.reader)
    var options = LoadOptions()
    options.reader = fixture.reader
    _ = try Bibliography(merging: Bibliography.read(bytes, name: "in", options: options).sources)
  }

  @Test(arguments: fixtures) func everyCut(_ fixture: Fixture) throws {
    let bytes = [UInt8](try Data(contentsOf: fixture.url))
    for length in bytes.indices {
      check(Array(bytes[..<length]), fixture.reader)
    }
  }

  @Test(arguments: fixtures) func damagedBytes(_ fixture: Fixture) throws {
    let bytes = [UInt8](try Data(contentsOf: fixture.url))
    guard !bytes.isEmpty else { return }
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var damaged = bytes
      for _ in 0...random.below(4) {
        let place = random.below(damaged.count)
        switch random.below(4) {
        case 0: damaged[place] = UInt8(random.below(256))
        case 1: damaged[place] ^= 1 << UInt8(random.below(8))
        case 2: damaged.insert(damaged[random.below(damaged.count)], at: place)
        default: if damaged.count > 1 { damaged.remove(at: place) }
        }
      }
      check(damaged, fixture.reader)
    }
  }

  @Test(arguments: Readers.all.entries.map(\.id)) func oddities(_ id: String) throws {
    let reader = try Readers.all.entry(id)
    let texts = [
      "", "\n", "\r\n\r\n", "\0", "\u{FEFF}", "@", "{", "}", "\"", "<", "<a", "[", "]]>", "- ",
      String(repeating: "{", count: 20_000), String(repeating: "[", count: 20_000),
      String(repeating: "<a>", count: 20_000), String(repeating: "\"", count: 20_001),
      String(repeating: "\t", count: 20_000), String(repeating: ",", count: 20_000),
      String(repeating: "\n", count: 20_000), String(repeating: "é", count: 20_000),
    ]
    for text in texts {
      check(Array(text.utf8), reader)
      check(Array(text.utf8).reversed(), reader)
    }
  }

  private func check(_ bytes: [UInt8], _ reader: Reader) {
    var options = LoadOptions()
    options.reader = reader
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    for source in Bibliography.read(bytes, name: "torture", options: options).sources {
      #expect(source.content.records.count <= bytes.count)
      for tie in source.content.ties {
        #expect(tie.a != tie.b && tie.weight > 0 && tie.weight.isFinite, "\(tie)")
      }
      let isPlain =
        source.source.name == "torture" && Compression(head: bytes.prefix(8)) == nil
      for diagnostic in source.content.diagnostics where isPlain {
        #expect(diagnostic.line ?? 1 >= 1 && diagnostic.column ?? 1 >= 1)
        #expect(diagnostic.line ?? 1 <= lines + 1, "\(diagnostic)")
        #expect((diagnostic.line == nil) == (diagnostic.column == nil), "\(diagnostic)")
        #expect(FormatPagesTests.tells(reader.id, of: diagnostic.id), "\(diagnostic)")
        // Whatever is warned of has a place, unless it speaks of the whole input.
        let isOfWhole = [
          "entities-too-large", "hyperedge", "no-authors", "no-entries", "no-graph", "no-titles",
          "vertices",
        ].contains { diagnostic.id.hasSuffix($0) }
        #expect(
          diagnostic.severity == .note || isOfWhole || diagnostic.line != nil, "\(diagnostic)")
      }
    }
  }
}
