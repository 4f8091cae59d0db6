import Foundation
import SparkConnect
import Testing

/// Streams that pyarrow wrote; `arrow.py` beside this file made them and says what they hold.
@Suite struct ArrowBatchTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Arrow/\(name).arrow")
    return [UInt8](try Data(contentsOf: url))
  }

  @Test func readsEveryTypeWithNulls() throws {
    let batch = try ArrowBatch(stream: Self.bytes("types"))
    #expect(batch.count == 5)
    let int = try batch.column("long"), text = try batch.column("text")
    #expect((0..<5).map { int.int($0) } == [1, -2, nil, 9_223_372_036_854_775_807, 0])
    #expect((0..<5).map { text.text($0) } == ["a", "", nil, "Łukasz 山田", "\u{0}\n\""])
    for (name, values) in [
      ("byte", [1, -128, nil, 127, 0]), ("short", [1, -32768, nil, 32767, 0]),
    ] {
      let column = try batch.column(name)
      #expect((0..<5).map { column.int($0) } == values.map { $0.map(Int64.init) })
    }
    let unsigned = try batch.column("unsigned"), long = try batch.column("longText")
    #expect((0..<5).map { unsigned.int($0) } == [0, 255, nil, 65536, 4_294_967_295])
    #expect((0..<5).map { long.text($0) } == ["x", nil, "yy", "", "z"])
    let double = try batch.column("double"), float = try batch.column("float")
    #expect((0..<5).map { double.double($0) } == [0.1, -0.0, nil, .infinity, 1e-300])
    #expect((0..<5).map { float.double($0) } == [0.5, -2, nil, 1e10, 0])
    let bool = try batch.column("bool"), none = try batch.column("none")
    #expect((0..<5).map { bool.bool($0) } == [true, false, nil, true, false])
    #expect((0..<5).allSatisfy { none.int($0) == nil && none.text($0) == nil })
  }

  @Test func joinsBatchesOfOneStream() throws {
    let batch = try ArrowBatch(stream: Self.bytes("batches"))
    let column = try batch.column("n")
    #expect((0..<batch.count).map { column.int($0) } == [0, 1, 2, 3, 4, nil, 6, 7, 8, 9, 10])
  }

  @Test func anEmptyTableHasColumns() throws {
    let batch = try ArrowBatch(stream: Self.bytes("empty"))
    #expect(batch.count == 0)
    #expect(try batch.column("n").name == "n")
    #expect(throws: SparkError.self) { try batch.column("m") }
  }

  @Test(arguments: ["compressed", "dictionary", "list", "decimal"])
  func refusesWhatIsNotRead(_ name: String) throws {
    let bytes = try Self.bytes(name)
    #expect(throws: SparkError.self) { try ArrowBatch(stream: bytes) }
  }

  /// Whatever is cut or changed: an error or other values, and never a trap.
  @Test func damagedStreamsDoNotTrap() throws {
    let whole = try Self.bytes("types")
    for length in 0..<whole.count { _ = try? ArrowBatch(stream: Array(whole.prefix(length))) }
    for place in whole.indices {
      for value in [0, 0x7F, 0x80, 0xFF, whole[place] &+ 1] as [UInt8] {
        var bytes = whole
        bytes[place] = value
        _ = try? ArrowBatch(stream: bytes)
      }
    }
  }
}
