import CollabTestSupport
import Foundation
import Testing

@Suite struct PDFDateTests {
  @Test func neitherClockNorTimeZoneShows() throws {
    try Executable.run { executable in
      let made = try executable.shell(
        """
        for zone in UTC Asia/Kolkata America/New_York; do
          TZ=$zone collab draw lab.bib -o $(basename $zone).pdf || exit 1
        done
        TZ=Asia/Kolkata SOURCE_DATE_EPOCH=1700000000 collab draw lab.bib -o dated.pdf
        cmp UTC.pdf Kolkata.pdf && cmp UTC.pdf New_York.pdf
        """)
      #expect(made.status == 0, "\(made.errors)")
      let plain = try file("UTC.pdf", executable), dated = try file("dated.pdf", executable)
      // `date -u -d @1700000000` says Tue Nov 14 22:13:20 UTC 2023.
      #expect(dated.contains("/CreationDate (D:20231114221320Z)"))
      #expect(!plain.contains("/CreationDate"))
      for text in [plain, dated] { try checkPlaces(text) }
    }
  }

  private func file(_ name: String, _ executable: Executable) throws -> String {
    let data = try Data(contentsOf: executable.folder.appendingPathComponent(name))
    return try #require(String(data: data, encoding: .isoLatin1))
  }

  /// Each object stands where the table at the end says.
  private func checkPlaces(_ file: String) throws {
    let bytes = Array(file.unicodeScalars).map { UInt8($0.value) }
    func text(_ start: Int, _ count: Int) -> String {
      String(decoding: bytes[start..<min(bytes.count, start + count)], as: UTF8.self)
    }
    let table = try #require(
      file.firstMatch(of: /startxref\n([0-9]+)\n%%EOF\n$/).flatMap { Int($0.1) })
    #expect(text(table, 5) == "xref\n")
    let lines = text(table, bytes.count).split(separator: "\n")
    let count = try #require(lines[1].split(separator: " ").last.flatMap { Int($0) })
    for number in 1..<count {
      let place = try #require(Int(lines[2 + number].prefix(10)))
      #expect(text(place, 12).hasPrefix("\(number) 0 obj"))
    }
  }
}
