import CollabCore
import Foundation

/// The date of a PDF file: what `SOURCE_DATE_EPOCH` says, or none, instead of cairo's clock and time
/// zone.
enum PDFDate {
  /// A file of cairo's with another date, or with none for `nil` and for 0.
  ///
  /// Files whose list of objects is packed, as cairo writes them from 1.17.6 on, stay as they are:
  /// there Graphviz itself follows `SOURCE_DATE_EPOCH`.
  ///
  /// - Parameter epoch: seconds since 1970.
  static func stamp(_ file: [UInt8], epoch: Int?) -> [UInt8] {
    guard let key = file.lastRange(of: "/CreationDate ("),
      let end = file[key.upperBound...].firstIndex(of: UInt8(ascii: ")")),
      let mark = file.lastRange(of: "startxref\n"),
      let table = file[mark.upperBound...].number, key.lowerBound < table, table < mark.lowerBound,
      file[table...].starts(with: "xref\n".utf8)
    else { return file }
    let date = Array(epoch.flatMap(text)?.utf8 ?? "".utf8)
    let growth = date.count - (end + 1 - key.lowerBound)
    var result = file[..<key.lowerBound] + date + file[(end + 1)..<table]
    let lines = file[table..<mark.lowerBound].split(
      separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append(0x0A) }
      // A place and a generation, of ten and five digits, and `n` for an object in use.
      if line.count == 19, line.dropFirst(17).first == UInt8(ascii: "n"), let place = line.number,
        place > key.lowerBound
      {
        result += digits(place + growth) + line.dropFirst(10)
      } else {
        result += line
      }
    }
    return Array(result) + Array("startxref\n\(table + growth)\n%%EOF\n".utf8)
  }

  private static func digits(_ place: Int) -> [UInt8] {
    let text = String(place)
    return Array((String(repeating: "0", count: max(0, 10 - text.count)) + text).utf8)
  }

  private static func text(_ epoch: Int) -> String? {
    guard epoch != 0, var seconds = time_t(exactly: epoch) else { return nil }
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil, (0...9999).contains(Int(parts.tm_year) + 1900) else {
      return nil
    }
    return String(
      format: "/CreationDate (D:%04d%02d%02d%02d%02d%02dZ)", parts.tm_year + 1900,
      parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
  }
}

extension [UInt8] {
  fileprivate func lastRange(of text: String) -> Range<Int>? {
    let mark = Array(text.utf8)
    guard count >= mark.count else { return nil }
    let start = (0...(count - mark.count)).last { self[$0...].starts(with: mark) }
    return start.map { $0..<$0 + mark.count }
  }
}

extension ArraySlice<UInt8> {
  /// The number that the first digits write, of at most 18 of them.
  fileprivate var number: Int? {
    let digits = prefix(18).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
