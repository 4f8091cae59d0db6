import CollabCore
import CollabReport
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams that a command writes to: results to standard output, all else to standard
/// error.
enum Console {
  private static let readerLeft = Atomic<Bool>(false)
  private static let quiet = Atomic<Bool>(false)

  /// Whether notes, warnings and progress are left out.
  static var isQuiet: Bool {
    get { quiet.load(ordering: .relaxed) }
    set { quiet.store(newValue, ordering: .relaxed) }
  }

  /// Makes a reader that went away an answer instead of a signal.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // A file that grows too large is an error of the write.
    signal(SIGXFSZ, SIG_IGN)
    UnfinishedFiles.prepare()
    for number in [SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        UnfinishedFiles.removeAll()
        _exit(128 + number)
      }
      // As `nohup` has it.
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
    // Swift ends a process that gets no memory, without a word.
    signal(SIGABRT) { number in
      let text: StaticString =
        "Error: the run was ended: the system gives no more memory, or a library failed\n"
      _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      UnfinishedFiles.removeAll()
      signal(number, SIG_DFL)
      // A watchdog's signal would not end the process otherwise, as `abort` does.
      raise(number)
    }
    #if canImport(Glibc)
      // Large arrays go back to the system when they are freed, also after the first of them: otherwise glibc
      // raises this limit to 32 MiB, and a field of 426,000 authors takes a seventh more memory.
      let mallopt = dlsym(nil, "mallopt").map {
        unsafeBitCast($0, to: (@convention(c) (_ option: Int32, _ value: Int32) -> Int32).self)
      }
      let mmapThreshold: Int32 = -3
      _ = mallopt?(mmapThreshold, 1 << 20)
    #endif
    _ = statedDate
    // No clock in PDF files, unless the user states a date; no thread runs yet.
    setenv("SOURCE_DATE_EPOCH", "0", 0)
  }

  /// The day of `SOURCE_DATE_EPOCH` as the user states it; `nil` where it is not stated.
  static let statedDate = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]
    .flatMap { Int($0) }.flatMap(CalendarDate.init(secondsSince1970:))

  static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }

  /// Writes a result.
  ///
  /// A reader that has seen enough, as `head` does, is no failure.
  static func print(_ text: String, terminator: String = "\n") {
    write(Array((text + terminator).utf8))
  }

  /// Writes a result's bytes: as they are to files and pipes, and printable to a terminal.
  static func write(_ bytes: [UInt8]) {
    if readerLeft.load(ordering: .relaxed) { return }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let shown =
      isTerminal ? Array(String(decoding: bytes, as: UTF8.self).printable.utf8) : bytes
    switch write(shown, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: readerLeft.store(true, ordering: .relaxed)
    case let code: exit(with: Failure.inputOutput("standard output: " + reason(code)))
    }
  }

  /// Writes a note to standard error, unless the run is quiet.
  static func tell(_ text: String) { if !isQuiet { writeError(text) } }

  static func warn(_ text: String) { tell("warning: " + text) }

  /// Writes to standard error what also a quiet run must not hide.
  static func writeError(_ text: String) { show(text.printable + "\n") }

  /// Writes a file that the user named, and says so.
  ///
  /// - Throws: ``FileError``.
  static func write(_ bytes: [UInt8], to file: String) throws {
    try FileOutput.write(bytes, to: file)
    tell("wrote '\(file)'")
  }

  /// Writes to standard error what may steer a terminal.
  static func show(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

  /// Whether a person looks at standard error.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether a progress line is welcome.
  static var showsProgress: Bool { isInteractive && !isQuiet }

  /// Whether colours are welcome on standard error; https://no-color.org.
  static var showsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isInteractive && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Writes all of the bytes; the error number, 0 for none.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return 0
    }
  }
}
