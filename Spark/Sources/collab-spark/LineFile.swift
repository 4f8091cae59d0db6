import ArgumentParser
import CollabCore
import Foundation
import SparkConnect
import Synchronization

/// A file that is written aside and gets its name when it is whole.
final class LineFile: Sendable {
  private let path: String
  private let aside: String
  private let state: Mutex<State>

  private struct State {
    var handle: FileHandle
    var buffer: [UInt8] = []
    var count = 0
  }

  /// Refuses what is no name of a file.
  ///
  /// - Throws: `ValidationError`.
  static func check(_ path: String) throws {
    if path == "-" {
      throw ValidationError(
        "cannot write '-': this output must be a file; './-' is a file with that name")
    }
  }

  /// Writes a file; nothing is left behind where that fails.
  ///
  /// - Throws: ``SparkError`` where the file cannot be written, and what `body` throws.
  static func write(_ path: String, _ body: (LineFile) async throws -> Void) async throws {
    let file = try LineFile(path)
    do {
      try await body(file)
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }

  /// - Throws: ``SparkError`` where the file cannot be written.
  private init(_ path: String) throws(SparkError) {
    self.path = path
    aside = path + ".part-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.createFile(atPath: aside, contents: nil),
      let handle = FileHandle(forWritingAtPath: aside)
    else { throw SparkError(.file, "'\(path)' cannot be written: \(Self.reason)") }
    state = Mutex(State(handle: handle))
  }

  /// The number of lines so far.
  var count: Int { state.withLock { $0.count } }

  func append(_ line: String) throws(SparkError) {
    try state.withLock { state throws(SparkError) in
      state.buffer += line.utf8
      state.buffer.append(0x0A)
      state.count += 1
      if state.buffer.count > 1 << 20 { try flush(&state) }
    }
  }

  /// Begins again.
  func removeAll() throws(SparkError) {
    try state.withLock { state throws(SparkError) in
      state.buffer = []
      state.count = 0
      guard (try? state.handle.truncate(atOffset: 0)) != nil else {
        throw SparkError(.file, "'\(path)' cannot be written: \(Self.reason)")
      }
    }
  }

  /// Gives the file its name.
  private func finish() throws(SparkError) {
    try state.withLock { state throws(SparkError) in
      try flush(&state)
      guard (try? state.handle.synchronize()) != nil, (try? state.handle.close()) != nil,
        rename(aside, path) == 0
      else { throw SparkError(.file, "'\(path)' cannot be written: \(Self.reason)") }
    }
  }

  /// Leaves nothing behind.
  private func discard() {
    unlink(aside)
  }

  private func flush(_ state: inout State) throws(SparkError) {
    do { try state.handle.write(contentsOf: state.buffer) } catch {
      throw SparkError(.file, "'\(path)' cannot be written: \(Self.reason)")
    }
    state.buffer.removeAll(keepingCapacity: true)
  }

  private static var reason: String { String(cString: strerror(errno)).lowercased() }
}
