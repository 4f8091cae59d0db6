import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The readers of graph formats, all of which must keep the laws below.
private let graphReaders = ["matrixmarket", "metis", "pajek"]

private let fixtures: [String] = graphReaders.flatMap { id in
  let names = try? FileManager.default.contentsOfDirectory(
    atPath: SharedData.fixture(id).path)
  return (names ?? []).sorted().map { id + "/" + $0 }
}

@Suite struct GraphReadersTests {
  @Test(arguments: (ExpectedGraphs.all?.fixtures.keys.sorted()) ?? [])
  func fixturesReadAsOtherProgramsReadThem(_ path: String) throws {
    let expected = try #require(ExpectedGraphs.all?.fixtures[path])
    let reading = try GraphReading(fixture: path)
    #expect(reading.isolated == expected.isolated.sorted())
    let ties = expected.ties.map { GraphReading.Tie(ends: $0.ends.sorted(), weight: $0.weight) }
      .sorted { $0.ends.lexicographicallyPrecedes($1.ends) }
    #expect(reading.ties == ties)
  }

  @Test(arguments: (ExpectedGraphs.all?.shared.keys.sorted()) ?? [])
  func realNetworksCountAsOtherProgramsCountThem(_ path: String) throws {
    let expected = try #require(ExpectedGraphs.all?.shared[path])
    guard let url = SharedData.url("data/" + path) else { return }
    let bytes = try Array(Data(contentsOf: url))
    let id = try #require(
      ["mtx": "matrixmarket", "graph": "metis", "gml": "gml"][url.pathExtension])
    let reading = try GraphReading(bytes, as: id)
    #expect(reading.vertices.count == expected.vertices)
    #expect(reading.ties.count == expected.ties)
    #expect(reading.isolated.count == expected.isolated)
    #expect(abs(reading.strength - expected.strength) < 1e-6)
    #expect(reading.degrees == expected.degrees)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: fixtures) func fixturesAreRecognised(_ path: String) throws {
    let bytes = try Array(Data(contentsOf: SharedData.fixture(path)))
    let id = String(path.prefix { $0 != "/" })
    // Without the help of a file name, unless the content is broken.
    let head = InputHead(
      text: String(decoding: bytes.prefix(16_384), as: UTF8.self),
      fileExtension: path.contains("broken") ? String(path.split(separator: ".").last ?? "") : "")
    let sure = Readers.all.entries.map { ($0.id, $0.confidence(head)) }.max { $0.1 < $1.1 }
    #expect(sure?.0 == id)
  }

  /// Every beginning of every fixture is read, and what it tells of is within it.
  @Test(arguments: fixtures) func cutsAreSurvived(_ path: String) throws {
    let bytes = try Array(Data(contentsOf: SharedData.fixture(path)))
    let reader = try Readers.all.entry(String(path.prefix { $0 != "/" }))
    for end in 0...bytes.count { check(reader, Array(bytes[..<end])) }
  }

  @Test(arguments: fixtures) func flippedBytesAreSurvived(_ path: String) throws {
    let bytes = try Array(Data(contentsOf: SharedData.fixture(path)))
    let reader = try Readers.all.entry(String(path.prefix { $0 != "/" }))
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 where !bytes.isEmpty {
      var flipped = bytes
      for _ in 0..<3 {
        let place = Int(random.next() % UInt64(bytes.count))
        flipped[place] = UInt8(truncatingIfNeeded: random.next())
      }
      check(reader, flipped)
    }
  }

  private func check(_ reader: Reader, _ bytes: [UInt8]) {
    let input = Input(name: "in", bytes: Array(String(decoding: bytes, as: UTF8.self).utf8))
    var sink = RecordSink(file: "in")
    reader.read(input, into: &sink)
    let lines = input.bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    for tie in sink.ties {
      #expect(tie.weight > 0 && tie.weight.isFinite && tie.a != tie.b)
      #expect((1...lines).contains(tie.line))
    }
    for diagnostic in sink.diagnostics {
      #expect(diagnostic.id.hasPrefix(reader.id + "."))
      #expect(diagnostic.line.map { (1...lines).contains($0) } ?? true)
      #expect(diagnostic.column.map { (1...(input.bytes.count + 1)).contains($0) } ?? true)
    }
  }
}
