import CollabCore
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct EncodingGuessTests {
  private static let texts = [
    "@misc{a, title = {Ann}}\n", "TY  - JOUR\nTI  - 张伟的论文\nER  - \n", "1,2\n", "Łódź é 👩🏽‍🔬 x\n",
  ]

  @Test(arguments: texts) func withAndWithoutAMark(_ text: String) {
    for (encoding, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
      (.utf32LittleEndian, [0xFF, 0xFE, 0, 0]), (.utf32BigEndian, [0, 0, 0xFE, 0xFF]),
    ] as [(String.Encoding, [UInt8])] {
      let bytes = [UInt8](text.data(using: encoding) ?? Data())
      #expect(decodeText(mark + bytes).bytes == Array(text.utf8))
      #expect(decodeText(mark + bytes).notes.isEmpty)
      #expect(decodeText(bytes).bytes == Array(text.utf8), "\(encoding)")
      #expect(decodeText(bytes).notes.map(\.id) == ["input.encoding-guessed"])
    }
  }

  @Test func otherBytesAreNoUTF32() {
    for bytes in [
      [0x61, 0, 0, 0], Array("abcdefgh".utf8), [UInt8](repeating: 0, count: 64),
      Array("a\0b\0".utf8), [0x61, 0, 0x11, 0, 0x62, 0, 0x11, 0],
    ] as [[UInt8]] {
      #expect(!decodeText(bytes).notes.contains { $0.message.contains("UTF-32") })
    }
  }

  @Test func linesEndInAnyWay() {
    for (text, plain) in [
      ("a\rb", "a\nb"), ("a\r\nb\r\n", "a\r\nb\r\n"), ("\r", "\n"), ("a\r\r\nb", "a\r\r\nb"),
      ("a\r\rb\nc\r", "a\n\nb\nc\n"), ("a\r\n\rb", "a\r\n\nb"), ("", ""),
      ("0123456789\r0123456789\r\n\r", "0123456789\n0123456789\r\n\n"),
    ] {
      #expect(Array(text.utf8).withLineFeeds == Array(plain.utf8))
    }
  }

  /// A byte that is no UTF-8, on the third line.
  @Test(arguments: ["\n", "\r", "\r\n"]) func guessesHaveALine(_ end: String) {
    let bytes = Array("a\(end)b\(end)caf".utf8) + [0xE9]
    #expect(decodeText(bytes).notes.map(\.line) == [3])
  }
}
