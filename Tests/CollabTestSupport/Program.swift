import Foundation

/// Another program, run to its end.
///
/// Not by Foundation's `Process`: on Linux it waits for a socket that the program's own children
/// inherit, and so can wait without end (swift-corelibs-foundation, issue 4795).
public enum Program {
  /// What a program left.
  public struct Outcome: Sendable {
    /// The standard output.
    public let output: String
    /// The standard error.
    public let errors: String
    /// The exit code as shells have it: 128 and the signal for what was killed, 127 for what is not there.
    public let status: Int32
  }

  /// Runs a program, with nothing to read from.
  ///
  /// - Parameters:
  ///   - arguments: the program, looked for on the path, and its arguments.
  ///   - folder: the one to run in; that of the tests if `nil`.
  ///   - environment: variables that are added.
  public static func run(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files instead of pipes: a full pipe would stop a program that nobody reads from.
    let written = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-program-\(UUID())")
    try FileManager.default.createDirectory(at: written, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: written) }
    let output = written.appendingPathComponent("output")
    let errors = written.appendingPathComponent("errors")

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT, 0o600)

    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let command =
      (folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path] } ?? []) + arguments
    let words = command.map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, command[0], &actions, nil, words, settings)
    guard failure == 0 else {
      return Outcome(output: "", errors: String(cString: strerror(failure)), status: 127)
    }
    var state: Int32 = 0
    while waitpid(child, &state, 0) == -1 {
      guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
    }
    let signal = state & 0x7F
    return Outcome(
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8),
      status: signal == 0 ? state >> 8 & 0xFF : 128 + signal)
  }
}
