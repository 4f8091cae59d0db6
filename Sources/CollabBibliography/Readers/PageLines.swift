/// A line of a page without white space at its ends, hard spaces included.
struct PageLine {
  var number: Int
  var text: String
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
