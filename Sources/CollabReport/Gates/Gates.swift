import CollabBibliography
public import CollabCore

/// Conditions on the figures of a report or a comparison, and those that are allowed for a time.
public struct Gates: Sendable {
  /// A gate that may fail until a day, with the reason.
  public struct Allowance: Sendable, Equatable {
    /// The gate.
    public let gate: Gate
    /// The last day.
    public let until: CalendarDate
    /// Why.
    public let reason: String
    /// Where it was read.
    let place: String
  }

  /// What became of a gate.
  public enum Outcome: Sendable, Equatable {
    case passed
    case failed
    /// The figure is not known, so that nothing was checked: as bad as a failure.
    case unknown
    /// It failed, and is allowed to.
    case allowed(until: CalendarDate, reason: String)
  }

  /// A gate with what became of it.
  public struct Result: Sendable, Equatable {
    /// The gate.
    public let gate: Gate
    /// The figure; `nil` where it is not known.
    public let value: Double?
    /// What became of it.
    public let outcome: Outcome
    /// What there is to say, in one line.
    public let message: String

    /// Whether the run has to end with a failure.
    public var isFailure: Bool { outcome == .failed || outcome == .unknown }
  }

  /// The gates, each once.
  public private(set) var gates: [Gate] = []
  /// What is allowed.
  public private(set) var allowances: [Allowance] = []
  /// The gates of files on figures of another command, each once; they are not checked.
  public private(set) var leftOut: [Gate] = []
  private let figures: [GateFigure]
  private let others: [GateFigure]

  /// Starts without gates.
  ///
  /// - Parameters:
  ///   - figures: the figures that are checked.
  ///   - others: the figures of another command, which lines of files may name as well, so that
  ///     one file holds the gates of both.
  public init(figures: [GateFigure], others: [GateFigure] = []) {
    self.figures = figures
    self.others = others
  }

  /// Adds a condition.
  ///
  /// - Throws: as ``Gate/init(_:figures:)``.
  public mutating func add(_ condition: String) throws {
    take(try Gate(condition, figures: figures))
  }

  private mutating func take(_ gate: Gate) {
    if others.contains(gate.figure) {
      if !leftOut.contains(gate) { leftOut.append(gate) }
    } else if !gates.contains(gate) {
      gates.append(gate)
    }
  }

  /// Adds the lines of a file: `fail: CONDITION` and `allow: CONDITION until DATE: REASON`; empty lines
  /// and those that begin with `#` say nothing.
  ///
  /// - Throws: ``/CollabCore/OptionError`` with the name and the line for what is wrong.
  public mutating func add(file text: String, name: String) throws(OptionError) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      try add(line: line, place: "\(name):\(index + 1)")
    }
  }

  /// Adds a line of a file.
  ///
  /// - Parameters:
  ///   - line: the line, without its end.
  ///   - place: the name of the file and the line, for messages.
  /// - Throws: ``/CollabCore/OptionError`` with the place for what is wrong.
  public mutating func add(line: String, place: String) throws(OptionError) {
    do {
      try read(line: line, place: place)
    } catch {
      throw OptionError("\(place): \(error)")
    }
  }

  private mutating func read(line: String, place: String) throws {
    if line.hasPrefix("fail:") {
      return take(
        try Gate(String(line.dropFirst("fail:".count)), figures: figures + others))
    }
    guard line.hasPrefix("allow:") else {
      throw OptionError(
        "a line begins with 'fail:' or 'allow:', as in 'fail: works < 100' and "
          + "'allow: works < 100 until 2027-01-31: the archive is being moved'")
    }
    let rest = line.dropFirst("allow:".count)
    guard let until = rest.firstRange(of: " until "),
      let colon = rest[until.upperBound...].firstIndex(of: ":"),
      case let day = rest[until.upperBound..<colon].trimmed,
      case let reason = rest[rest.index(after: colon)...].trimmed, !reason.isEmpty
    else {
      throw OptionError(
        "an allowance has a condition, a last day and a reason, as in "
          + "'allow: works < 100 until 2027-01-31: the archive is being moved'")
    }
    guard let date = CalendarDate(day) else {
      throw OptionError("'\(day)' is no day, as in 2027-01-31")
    }
    allowances.append(
      Allowance(
        gate: try Gate(String(rest[..<until.lowerBound]), figures: figures + others), until: date,
        reason: reason, place: place))
  }

  /// Checks the gates.
  ///
  /// - Parameters:
  ///   - values: the figures that are known, by id.
  ///   - date: the day by which allowances end; `nil` where none is stated.
  /// - Throws: ``/CollabCore/OptionError`` for an allowance of a gate that is not there, and for
  ///   allowances without a day to judge them by.
  public func results(
    of values: [String: Double], on date: CalendarDate?
  ) throws(OptionError) -> [Result] {
    for allowance in allowances where !(gates + leftOut).contains(allowance.gate) {
      throw OptionError(
        "\(allowance.place): no gate has the condition '\(allowance.gate)' to be allowed")
    }
    if date == nil, allowances.contains(where: { gates.contains($0.gate) }) {
      throw OptionError(
        "allowances need a day to end by: state it with --date or SOURCE_DATE_EPOCH")
    }
    return gates.map { gate in
      guard let value = values[gate.figure.id], value.isFinite else {
        return Result(
          gate: gate, value: nil, outcome: .unknown,
          message: "\(gate.figure.id) is not known, so that '\(gate)' cannot be checked")
      }
      let fact = "\(gate.figure.id) is \(Gate.shown(value))"
      guard gate.isMet(by: value) else {
        return Result(gate: gate, value: value, outcome: .passed, message: fact)
      }
      let own = allowances.filter { $0.gate == gate }
      if let date, let valid = own.first(where: { date <= $0.until }) {
        return Result(
          gate: gate, value: value, outcome: .allowed(until: valid.until, reason: valid.reason),
          message: "\(fact), allowed until \(valid.until): \(valid.reason)")
      }
      let ended = own.map(\.until).max().map { "; its allowance ended on \($0)" } ?? ""
      return Result(
        gate: gate, value: value, outcome: .failed,
        message: "\(fact), and must not be \(gate.condition)\(ended)")
    }
  }
}
