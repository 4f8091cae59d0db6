public import SparkConnect
import Synchronization

/// The server that runs the steps, whatever happens to a connection or a session.
///
/// Steps name their files and keep nothing in a session. So one that a restarted server has forgotten
/// is sent again, in a session of its own: it writes its folder anew.
public final class Cluster: Sendable {
  /// Is told what runs: the step and what the server says of its progress.
  public typealias Listener = @Sendable (_ step: String, _ progress: StatementProgress?) -> Void

  /// Where it is.
  public let address: RemoteAddress
  private let listener: Listener
  private let patience: Duration
  private let state: Mutex<SparkSession>
  private let isStopped = Atomic<Bool>(false)

  /// The version that the server states.
  public let version: String

  /// Connects to a server.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public init(
    _ address: RemoteAddress, patience: Duration = .seconds(60),
    listener: @escaping Listener = { _, _ in }
  ) async throws(SparkError) {
    self.address = address
    self.patience = patience
    self.listener = listener
    let session = try SparkSession(address, patience: patience)
    state = Mutex(session)
    do { version = try await session.version() } catch {
      await session.close()
      throw error
    }
  }

  /// Interrupts what runs, also on the cluster; whatever is asked for later fails.
  public func stop() async {
    isStopped.store(true, ordering: .relaxed)
    await state.withLock { $0 }.interrupt()
  }

  /// Ends the session.
  public func close() async { await state.withLock { $0 }.close() }

  /// Runs a step for its rows.
  @discardableResult
  func run(_ step: SQLStep) async throws(SparkError) -> [ArrowBatch] {
    let rows = Rows()
    try await run(step, restart: { rows.removeAll() }) { rows.append($0) }
    return rows.all
  }

  /// Runs a step and hands its rows on.
  ///
  /// - Parameter restart: is called before rows come once more from the beginning.
  func run(
    _ step: SQLStep, restart: @Sendable () throws(SparkError) -> Void,
    onBatch: @Sendable @escaping (ArrowBatch) throws -> Void
  ) async throws(SparkError) {
    var restarts = 0
    while true {
      if isStopped.load(ordering: .relaxed) { throw .stopped }
      let session = state.withLock { $0 }
      listener(step.name, nil)
      do {
        return try await session.run(
          step.statement, onProgress: { [listener] in listener(step.name, $0) }, onBatch: onBatch)
      } catch {
        if isStopped.load(ordering: .relaxed) { throw .stopped }
        // A server that was started anew knows neither session nor operation.
        guard error.kind == .restarted, restarts < 3 else { throw error.in(step.name) }
        restarts += 1
        let fresh = try SparkSession(address, patience: patience)
        try await fresh.waitForServer()
        state.withLock { $0 = fresh }
        try restart()
      }
    }
  }
}

/// Batches in the order in which they came.
private final class Rows: Sendable {
  private let batches = Mutex<[ArrowBatch]>([])
  func append(_ batch: ArrowBatch) { batches.withLock { $0.append(batch) } }
  func removeAll() { batches.withLock { $0 = [] } }
  var all: [ArrowBatch] { batches.withLock { $0 } }
}

extension SparkError {
  static let stopped = SparkError(
    .interrupted,
    "interrupted; what was finished stays, and --resume goes on from there")

  /// The error with the step in which it came.
  func `in`(_ step: String) -> SparkError {
    switch kind {
    case .statement, .malformed: SparkError(kind, "\(step): \(description)", condition: condition)
    default: self
    }
  }
}
