/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Comparable, CustomStringConvertible {
  /// Year, month from 1 and day from 1.
  public let year, month, day: Int

  /// Reads a day as `2026-12-31`; `nil` for what is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...CalendarDate.days(ofMonth: month, year: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day of a time in seconds since 1970 in UTC, as `SOURCE_DATE_EPOCH` states it; `nil` for a
  /// time before, and after the year 9999.
  public init?(secondsSince1970 seconds: Int) {
    guard seconds >= 0 else { return nil }
    var days = seconds / 86_400, year = 1970, month = 1
    // 400 years have equally many days wherever they begin.
    year += days / 146_097 * 400
    days %= 146_097
    guard year <= 9999 else { return nil }
    while days >= CalendarDate.days(ofYear: year) {
      days -= CalendarDate.days(ofYear: year)
      year += 1
    }
    while days >= CalendarDate.days(ofMonth: month, year: year) {
      days -= CalendarDate.days(ofMonth: month, year: year)
      month += 1
    }
    guard year <= 9999 else { return nil }
    (self.year, self.month, day) = (year, month, days + 1)
  }

  private static func days(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  private static func days(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Earlier days before later ones.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// The day as `2026-12-31`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
