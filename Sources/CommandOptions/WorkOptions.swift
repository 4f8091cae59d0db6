public import ArgumentParser
import CollabCore
public import CollabGraph

extension Weighting: ExpressibleByArgument {}

/// Which works become a network, and with which weights: what all programs ask for alike.
public struct WorkOptions: ParsableArguments, Sendable {
  /// How a shared work adds to a tie.
  @Option(
    help: .init(
      "The weight that a work with n authors adds to each tie: full (1), fractional (1/(n-1)), strict (2/(n(n-1))).",
      valueName: "weighting"))
  public var weighting = Weighting.fractional

  /// Works with more authors are left out.
  @Option(help: .init("Exclude works with more than n authors.", valueName: "n"))
  public var maxAuthors: Int?

  /// Whether groups stand beside people.
  @Flag(help: "Include groups, such as a named team, as vertices.")
  public var groups = false

  /// Works of other years are left out.
  @Option(help: .init("Include only works of these years: 2010..2020, 2010.. or ..2020."))
  public var years: YearRange?

  /// Creates the options as they are where none is given.
  public init() {}

  /// Checks what the types do not.
  public func validate() throws {
    if let maxAuthors, maxAuthors < 1 {
      throw ValidationError("--max-authors must be at least 1.")
    }
  }

  /// The options given, by name.
  public var given: [String] {
    (weighting == .fractional ? [] : ["--weighting"])
      + (maxAuthors == nil ? [] : ["--max-authors"]) + (groups ? ["--groups"] : [])
      + (years == nil ? [] : ["--years"])
  }

  /// What the options leave out, a sentence each where it is any work.
  ///
  /// - Parameters:
  ///   - overMaximum: the works that ``maxAuthors`` excludes.
  ///   - outsideYears: the works that ``years`` excludes.
  public func exclusions(overMaximum: Int, outsideYears: Int) -> [String] {
    var sentences: [String] = []
    if overMaximum > 0, let maxAuthors {
      sentences.append("works excluded by --max-authors \(maxAuthors): \(overMaximum)")
    }
    if outsideYears > 0, let years {
      sentences.append(
        "works excluded by --years \(years.text) (another year, or none): \(outsideYears)")
    }
    return sentences
  }

  /// The choice of works.
  public var selection: NetworkSelection {
    .init(
      weighting: weighting, maximumAuthors: maxAuthors, includesGroups: groups,
      years: years?.range)
  }
}

/// Years from one to another, both included; either end may be left open.
public struct YearRange: ExpressibleByArgument, Sendable {
  /// The years; an open end is the least or the greatest number.
  public let range: ClosedRange<Int>
  /// The years as they were given.
  public let text: String

  /// Reads `2010..2020`, `2010..`, `..2020` or `2015`.
  public init?(argument: String) {
    let ends =
      argument.firstRange(of: "..").map {
        [String(argument[..<$0.lowerBound]), String(argument[$0.upperBound...])]
      } ?? [argument, argument]
    let years = zip(ends, [Int.min, Int.max]).map { $0.isEmpty ? $1 : Int($0) }
    guard let first = years[0], let last = years[1], first <= last, argument != ".." else {
      return nil
    }
    range = first...last
    text = argument
  }
}
