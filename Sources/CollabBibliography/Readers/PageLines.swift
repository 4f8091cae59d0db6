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

/// The lines of a page, the blank ones too.
typealias PageLines = [PageLine]

extension PageLines {
  init(_ input: Input) { self.init(String(decoding: input.bytes, as: UTF8.self)) }

  init(_ text: String) {
    self = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().map { PageLine(number: $0.offset + 1, text: $0.element.trimmed) }
  }
}
