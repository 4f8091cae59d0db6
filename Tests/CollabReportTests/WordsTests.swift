import CollabTestSupport
import Foundation
import Testing

/// Reads the texts in the sources: what a person reads uses the words of technical English.
@Suite struct WordsTests {
  /// Words that help, messages, tables and reports do without.
  static let avoided = [
    "greatest", "fewest", "so many", "told of", "tells of", "bears", "bearers", "whatever",
    "whoever", "nobody", "anybody", "somebody", "hence", "thus", "wherever", "upon", "stands for",
    "stand alike", "taken for", "found out", "made-up", "authors in the network",
    "names repeated on a byline", "a row of",
  ]

  @Test func textsUseCommonWords() throws {
    let folder = SharedData.checkout.appendingPathComponent("Sources")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for text in Self.literals(line) {
          count += 1
          let words =
            " " + String(text.lowercased().map { $0.isLetter || $0 == "-" ? $0 : " " }) + " "
          for word in Self.avoided where words.contains(" \(word) ") {
            Issue.record("\(file.lastPathComponent): '\(word)' in \"\(text)\"")
          }
        }
      }
    }
    #expect(count > 2000)
    #expect(Self.literals(#"a("x \"y\" z", b: "")"#) == [#"x \"y\" z"#, ""])
  }

  /// The texts between quotation marks on a line.
  private static func literals(_ line: some StringProtocol) -> [String] {
    var texts: [String] = [], text: String?, isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if let whole = text { texts.append(whole) }
        text = text == nil ? "" : nil
        continue
      }
      text?.append(character)
    }
    return texts
  }
}
