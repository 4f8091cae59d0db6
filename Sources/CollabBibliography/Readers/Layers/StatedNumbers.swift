/// A value that cannot be, which is taken for absent.
struct ImpossibleValue: Sendable, Equatable {
  /// The id of the message.
  var id: String
  var message: String
}

extension Record {
  /// The work that is cited most has some hundred thousand citations.
  private static let possibleCitations = 0...10_000_000

  /// Takes a count of citations as it is written, with commas between thousands or without; words
  /// are none, as where a column of this name lists the works that are cited.
  mutating func takeCitations(_ text: String?) {
    guard let text = text?.stated else { return }
    let digits = text.filter { $0 != "," }
    guard digits.isLikeNumber else { return }
    takeCitations(Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }, of: text)
  }

  /// Takes a count of citations, as a number or as a text; a list of citing works is no count.
  mutating func takeCitations(_ value: JSON?) {
    if let count = value?.integer {
      takeCitations(count, of: "\(count)")
    } else if let number = value?.number {
      takeCitations(nil, of: "\(number)")
    } else {
      takeCitations(value?.text)
    }
  }

  private mutating func takeCitations(_ count: Int?, of text: String) {
    if let count, Self.possibleCitations.contains(count) {
      citations = count
    } else {
      impossible.append(
        ImpossibleValue(
          id: "record.citations",
          message: "'\(text.prefix(40))' is no number of citations; it is left out"))
    }
  }

  /// Notes a year, or a date, of which none could be made.
  mutating func checkYear(_ text: String?) {
    if let value = ImpossibleValue(year: text, of: date) { impossible.append(value) }
  }

  /// Notes a year of which no date could be made.
  mutating func checkYear(_ value: JSON?) {
    if date == nil, let number = value?.number {
      impossible.append(.year(value?.integer.map(String.init) ?? "\(number)"))
    } else {
      checkYear(value?.text)
    }
  }

  /// Leaves out a date, made of a number, that cannot be.
  mutating func removeImpossibleDate() {
    guard let year = date?.year, !PartialDate.possibleYears.contains(year) else { return }
    impossible.append(.year("\(year)"))
    date = nil
  }
}

extension String {
  /// Whether there are only digits, signs and points.
  fileprivate var isLikeNumber: Bool {
    utf8.allSatisfy { $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
  }
}

extension ImpossibleValue {
  /// A year that gave no date, where it has a digit: words such as `in press` say that there is none
  /// yet.
  init?(year text: String?, of date: PartialDate?) {
    guard date == nil, let text = text?.stated, text.utf8.contains(where: \.isDigit) else {
      return nil
    }
    self = .year(text)
  }

  fileprivate static func year(_ text: String) -> ImpossibleValue {
    ImpossibleValue(
      id: "record.year",
      message: "'\(text.prefix(40))' is no year from 1000 to 2999; it is left out")
  }
}
