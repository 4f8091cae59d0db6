import CollabCore
import Foundation
import Synchronization

/// The two streams: results to standard output, all else to standard error.
enum Console {
  private static let quiet = Atomic<Bool>(false)
  private static let hasLine = Atomic<Bool>(false)

  /// Whether notes and progress are left out.
  static var isQuiet: Bool {
    get { quiet.load(ordering: .relaxed) }
    set { quiet.store(newValue, ordering: .relaxed) }
  }

  /// Writes a result; a reader that has seen enough is no failure.
  static func print(_ text: String) {
    clearLine()
    let shown = isatty(STDOUT_FILENO) == 1 ? text.printable : text
    if let code = write(shown, to: STDOUT_FILENO), code != EPIPE {
      error("standard output: " + String(cString: strerror(code)).lowercased())
      exit(74)
    }
  }

  static func tell(_ text: String) {
    if !isQuiet { message(text.printable) }
  }

  static func error(_ text: String) { message("Error: " + text.printable) }

  /// Writes lines to standard error, without the secret of an address that may stand in them.
  static func message(_ text: String) {
    clearLine()
    let shown = text.replacing(/(token=)[^;\s'"]*/.ignoresCase()) { $0.output.1 + "…" }
    _ = write(shown + "\n", to: STDERR_FILENO)
  }

  /// Shows what runs on the last line of a terminal.
  static func progress(_ text: String) {
    guard !isQuiet, isatty(STDERR_FILENO) == 1 else { return }
    hasLine.store(true, ordering: .relaxed)
    _ = write("\r\u{1B}[K" + text.singleLine.prefix(79), to: STDERR_FILENO)
  }

  private static func clearLine() {
    if hasLine.exchange(false, ordering: .relaxed) { _ = write("\r\u{1B}[K", to: STDERR_FILENO) }
  }

  static func exit(_ code: Int32) -> Never { Foundation.exit(code) }

  /// The number of the error; `nil` where all is written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return nil
    }
  }
}
