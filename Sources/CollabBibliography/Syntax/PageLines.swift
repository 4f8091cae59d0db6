/// A line of a page without white space at its ends, hard spaces included.
struct PageLine {
  var number: Int
  var text: String

  /// Whether it may be the name of a person: a few words without digits.
  var mayBeName: Bool {
    text.utf8.count <= 80 && text.split(separator: " ").count <= 8
      && text.contains(where: \.isLetter) && !text.contains(where: \.isNumber)
      && !text.contains { ":;=#{}[]<>/\\|*_\"".contains($0) } && NameParser.name(text) != nil
  }
}

/// The lines of a page, the blank ones too. Form feeds and the line ends of Unicode part lines as
/// well, but are not counted in the numbers.
typealias PageLines = [PageLine]

extension PageLines {
  init(_ input: Input) { self.init(String(decoding: input.bytes, as: UTF8.self)) }

  init(_ text: String) {
    self = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { PageLine(number: 1, text: $0.trimmed) }
    var number = 1
    for (index, end) in zip(indices, text.lazy.filter(\.isNewline)) {
      if end.utf8.contains(0x0A) { number += 1 }
      if index + 1 < count { self[index + 1].number = number }
    }
  }
}
