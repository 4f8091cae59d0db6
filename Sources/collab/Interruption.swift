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
/// Asking a second time ends the program at once, and so does asking while nothing is written yet.
enum Interruption {
  private static let flag = Atomic<Bool>(false)
  private static let endsAtOnce = Atomic<Bool>(false)

  static var came: Bool { flag.load(ordering: .relaxed) }

  static func watch() {
    signal(SIGINT) { _ in
      let isSecond = Interruption.flag.exchange(true, ordering: .relaxed)
      if isSecond || Interruption.endsAtOnce.load(ordering: .relaxed) {
        UnfinishedFiles.removeAll()
        _exit(ExitCode.interrupted.rawValue)
      }
    }
  }

  /// Runs what writes no file, and may wait for input without end.
  static func atOnce<Result>(_ body: () throws -> Result) rethrows -> Result {
    endsAtOnce.store(true, ordering: .relaxed)
    defer { endsAtOnce.store(false, ordering: .relaxed) }
    return try body()
  }
}
