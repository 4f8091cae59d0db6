import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct TextDecodingTests {
  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: decodeText(bytes).bytes, as: UTF8.self)
  }

  @Test func marksAreTakenOff() {
    #expect(text([0xEF, 0xBB, 0xBF, 0x61]) == "a")
    #expect(text([0xFF, 0xFE, 0x61, 0, 0xE9, 0]) == "aé")
    #expect(text([0xFE, 0xFF, 0, 0x61, 0, 0xE9]) == "aé")
    #expect(text([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) == "a")
    #expect(text([0, 0, 0xFE, 0xFF, 0, 1, 0xF6, 0x00]) == "😀")
    #expect(decodeText([0xFF, 0xFE, 0x61, 0]).notes.isEmpty)
  }

  @Test func utf16WithoutMarkIsAGuess() {
    let little = Array("TY  - JOUR".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = Array("TY  - JOUR".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    // A byte too many spoils nothing.
    for bytes in [little, big, little + [0x41], big + [0]] {
      #expect(text(bytes) == "TY  - JOUR")
      #expect(decodeText(bytes).notes.first?.id == "input.encoding-guessed")
    }
  }

  @Test func aLastByteThatIsNoCharacterIsToldOf() {
    for (bytes, column) in [
      ([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0xE9, 0, 0x61], 3),
      ([0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0xE9, 0], 3),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0, 0x0A, 0, 0, 0, 0x61, 0, 0], 1),
    ] as [([UInt8], Int)] {
      let decoded = decodeText(bytes)
      #expect(decoded.notes.map(\.id) == ["input.cut-character"])
      #expect(decoded.notes.map(\.severity) == [.warning])
      #expect(decoded.notes.map { [$0.line, $0.column] } == [[2, column]])
      #expect(String(decoding: decoded.bytes, as: UTF8.self).hasPrefix("a\n"))
    }
  }

  @Test func windows1252IsGuessedByLineAndQuietWhereDeclared() {
    let bytes = Array("ok\nM".utf8) + [0xFC, 0x6C, 0x6C, 0x65, 0x72, 0x20, 0x96, 0x80]
    #expect(text(bytes) == "ok\nMüller –€")
    #expect(decodeText(bytes).notes.map(\.line) == [2])
    let declared = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9]
    #expect(text(declared).hasSuffix("é"))
    #expect(decodeText(declared).notes.isEmpty)
  }

  @Test func utf8AmongWindows1252IsKept() {
    #expect(text(Array("Gödel ".utf8) + [0xF6]) == "Gödel ö")
  }

  @Test func utf8IsNotTouched() {
    let bytes = Array("Ł and 昱 and 😀".utf8)
    #expect(decodeText(bytes).bytes == bytes && decodeText(bytes).notes.isEmpty)
    #expect(decodeText([]).bytes == [])
  }
}
