import CollabReport
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether the user asked to stop.
///
/// Asking ends the program at once, unless it writes several files that belong together; then it ends
/// when they are written, and asking a second time ends it at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)
  private static let waits = Atomic<Bool>(false)
  /// Whether a line of progress stands on the terminal.
  static let hasLine = Atomic<Bool>(false)

  static var came: Bool { flag.load(ordering: .relaxed) }

  static func watch() {
    signal(SIGINT) { _ in
      let isSecond = Interruption.flag.exchange(true, ordering: .relaxed)
      if !isSecond, Interruption.waits.load(ordering: .relaxed) { return }
      UnfinishedFiles.removeAll()
      if Interruption.hasLine.load(ordering: .relaxed) {
        let clear: StaticString = "\r\u{1B}[K"
        _ = write(STDERR_FILENO, clear.utf8Start, clear.utf8CodeUnitCount)
      }
      _exit(ExitCode.interrupted.rawValue)
    }
  }

  /// Runs what should not end halfway.
  static func postponed<Result>(_ body: () throws -> Result) rethrows -> Result {
    waits.store(true, ordering: .relaxed)
    defer { waits.store(false, ordering: .relaxed) }
    return try body()
  }
}
