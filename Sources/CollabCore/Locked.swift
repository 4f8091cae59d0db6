import Foundation

/// A value that one thread at a time may use.
///
/// The standard `Mutex` does the same, but ThreadSanitizer does not see its lock once threads have
/// to wait for it, and reports races where there are none. It sees this one.
public final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  /// Puts a value under a lock.
  public init(_ value: sending Value) { self.value = value }

  /// Runs `body` with the value while no other thread has it.
  ///
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
