/// A value that cannot be, which is taken for absent.
struct ImpossibleValue: Sendable, Equatable {
  /// The id of the message.
  var id: String
  var message: String

  /// The id of the message of a count of citations that cannot be.
  static let citations = "record.citations"
}

/// How many entries state citations, and how many of those are likely to be counts.
struct StatedCounts: Sendable {
  private var possible = 0
  /// Of those, how many only a handful of works in the world have.
  private var large = 0
  private var impossible = 0

  /// How many entries state something.
  var all: Int { possible + impossible }
  /// How many of those are no counts, or hardly.
  var unlikely: Int { large + impossible }

  /// Whether what is stated is no counts: mostly words, lists of keys, or numbers of articles.
  var areNone: Bool { unlikely > 1 && unlikely * 2 > all && (impossible > 1 || large > 2) }

  mutating func add(_ record: Record) {
    if let count = record.citations {
      possible += 1
      if count > 100_000 { large += 1 }
    } else if !record.impossible.isEmpty,
      record.impossible.contains(where: { $0.id == ImpossibleValue.citations })
    {
      impossible += 1
    }
  }

  mutating func add(_ other: StatedCounts) {
    possible += other.possible
    large += other.large
    impossible += other.impossible
  }
}

extension Record {
  /// The work that is cited most has some hundred thousand citations.
  private static let possibleCitations = 0...10_000_000

  /// Takes a count of citations as it is written, with commas between thousands or without.
  mutating func takeCitations(_ text: String?) {
    guard let text = text?.stated else { return }
    let digits = text.hasThousands ? text.filter { $0 != "," } : text
    let number = digits.isLikeNumber ? Double(digits) : nil
    takeCitations(Int(digits) ?? number.flatMap { Int(exactly: $0) }, of: text)
  }

  /// Takes a count of citations, as a number or as a text; a list of citing works is no count.
  mutating func takeCitations(_ value: JSONValue?) {
    guard let value else { return }
    if let count = value.integer {
      takeCitations(count, of: "\(count)")
    } else if let number = value.number {
      takeCitations(nil, of: "\(number)")
    } else if value.isArray || value.isObject {
      takeCitations(nil, of: value.isArray ? "a list" : "an object")
    } else {
      takeCitations(value.text)
    }
  }

  private mutating func takeCitations(_ count: Int?, of text: @autoclosure () -> String) {
    if let count, Self.possibleCitations.contains(count) {
      citations = count
    } else {
      impossible.append(
        ImpossibleValue(
          id: ImpossibleValue.citations,
          message: "'\(text().prefix(40))' is no number of citations; it is left out"))
    }
  }

  /// Notes a year, or a date, of which none could be made.
  mutating func checkYear(_ text: String?) {
    if let value = ImpossibleValue(year: text, of: date) { impossible.append(value) }
  }

  /// Notes a year of which no date could be made.
  mutating func checkYear(_ value: JSONValue?) {
    if date != nil { return }
    if let number = value?.number {
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
  /// Whether commas part groups of three digits, as in `12,345`: others part the keys of a list.
  fileprivate var hasThousands: Bool {
    let groups = utf8.split(separator: 0x2C, omittingEmptySubsequences: false)
    return groups.count > 1 && (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { $0.count == 3 }
      && groups.allSatisfy { $0.allSatisfy(\.isDigit) }
  }

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
