import ArgumentParser
import CollabCore

/// What is written to standard error beside errors.
struct QuietOption: ParsableArguments {
  @Flag(
    name: .shortAndLong,
    help: "Write no notes, warnings and progress; errors and exit codes stay.")
  var quiet = false

  func validate() throws { Console.isQuiet = quiet }
}

/// How a command runs; none of it changes a result.
struct RunOptions: ParsableArguments {
  @OptionGroup(title: "Run") var quiet: QuietOption

  @Option(help: "The number of threads (default: the number of processors).")
  var threads: Int?

  @Option(
    help: .init(
      "Write the time in seconds and the peak memory of each phase to a JSON file; phases that run side by side overlap.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var timings: String?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if let threads, threads > Execution.maximumThreads {
      throw ValidationError("--threads must be at most \(Execution.maximumThreads).")
    }
  }
}

/// The seed of whatever is drawn.
struct SeedOption: ParsableArguments {
  @Option(help: "The seed of random numbers; equal seeds give equal results.")
  var seed: UInt64 = 1

  var isGiven: Bool { seed != 1 }

  /// The seed as a manifest records it; numbers past 2^63 as text, which every reader can hold.
  var json: JSON { Int(exactly: seed).map(JSON.int) ?? .string(String(seed)) }
}

/// Settings of measures, community methods, backbones and layouts, as `name=value`.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: .init(
      "Set a parameter of a measure, method or layout; repeatable.", valueName: "name=value"))
  var assignments: [String] = []

  func validate() throws {
    do { _ = try values() } catch let error as OptionError {
      throw ValidationError("--set: " + error.description)
    }
  }

  /// The settings.
  ///
  /// - Throws: ``OptionError`` for what is no assignment, and for two values of one name.
  func values() throws -> Settings { try Settings(parsing: assignments) }
}

extension Double {
  /// An option's value from 0.
  static func fromZero(_ text: String) throws -> Double {
    guard let value = Double(decimal: text), value >= 0 else {
      throw ValidationError("'\(text)' is no number from 0.")
    }
    return value
  }
}
