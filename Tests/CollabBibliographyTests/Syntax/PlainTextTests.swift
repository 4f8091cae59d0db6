import Testing

@testable import CollabBibliography

/// White space is looked for eight bytes at a time, so that it stands at every place of them here.
@Suite struct PlainTextTests {
  @Test(arguments: 1..<30) func whiteSpaceIsCollapsedWhereverItStands(place: Int) {
    let letters = "abcdefghijklmnopqrstuvwxyzABCD"
    let head = letters.prefix(place), tail = letters.dropFirst(place)
    #expect("\(head) \(tail)".collapsed == "\(head) \(tail)")
    for gap in ["  ", "\t", "\n", " \r\n", "\u{B} "] {
      #expect("\(head)\(gap)\(tail)".collapsed == "\(head) \(tail)")
    }
    #expect("\(head) é  \(tail)".collapsed == "\(head) é \(tail)")
    #expect("\(head)é\u{1F}\(tail)".collapsed == "\(head)é\u{1F}\(tail)")
  }
}
