import CollabCore
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("plain \t text\n", "plain \t text\n"),
    ("a\u{1B}[31mb", "a\\u{1B}[31mb"),
    ("a\u{9B}31m\u{7F}\u{0}", "a\\u{9B}31m\\u{7F}\\u{0}"),
    ("cr\r\nlf", "cr\\u{D}\nlf"),
    ("abc\u{202E}fed\u{2066}\u{200F}\u{61C}", "abc\\u{202E}fed\\u{2066}\\u{200F}\\u{61C}"),
    ("line\u{2028}end", "line\\u{2028}end"),
    // Joiners belong to words and to emoji.
    ("क्\u{200D}ष 🧑‍🔬 山田 Zoë", "क्\u{200D}ष 🧑‍🔬 山田 Zoë"),
  ])
  func whatSteersATerminalIsWrittenOut(text: String, shown: String) {
    #expect(text.printable == shown)
  }
}
