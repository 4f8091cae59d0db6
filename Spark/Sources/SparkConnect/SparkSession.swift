import Foundation
import Synchronization

/// A session at a Spark Connect server: runs statements one after the other.
///
/// A statement's stream ends after some minutes or with the network; it is attached to again and
/// goes on where it was, so that every row comes once. Nothing is kept in the session: statements
/// name their files, so that a new session goes on where an old one was lost.
public final class SparkSession: Sendable {
  /// How long a server that went away is waited for.
  public let patience: Duration
  private let connection: Connection
  private let id = UUID().uuidString.lowercased()
  /// A server that never answered is not waited for.
  private let hasAnswered = Atomic<Bool>(false)

  /// Where the server is.
  public var address: RemoteAddress { connection.address }

  /// Opens a channel; whether anybody answers is seen at the first call.
  ///
  /// - Throws: ``SparkError``.
  public init(_ address: RemoteAddress, patience: Duration = .seconds(60)) throws(SparkError) {
    self.patience = patience
    connection = try Connection(address)
  }

  /// The version that the server states.
  ///
  /// - Throws: ``SparkError``, also where none comes within ``patience``, or five seconds where that is less.
  public func version() async throws(SparkError) -> String {
    var request = Spark_Connect_AnalyzePlanRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.sparkVersion = .init()
    let limit = max(patience, .seconds(5))
    let version = try await connection.analyze(request, within: limit).sparkVersion.version
    hasAnswered.store(true, ordering: .relaxed)
    return version
  }

  /// Waits until a server answers that was there before and is being started anew.
  ///
  /// - Throws: ``SparkError`` where it does not within ``patience``.
  public func waitForServer() async throws(SparkError) {
    let start = ContinuousClock.now
    while true {
      do {
        _ = try await version()
        return
      } catch {
        guard error.kind == .unreachable, start.duration(to: .now) < patience else { throw error }
        try await sleep(.milliseconds(500))
      }
    }
  }

  /// Sets options of the session; a server that does not know them may say so.
  ///
  /// - Throws: ``SparkError``.
  public func set(_ options: [(name: String, value: String)]) async throws(SparkError) {
    var request = Spark_Connect_ConfigRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.operation.set.pairs = options.map { option in
      var pair = Spark_Connect_KeyValue()
      pair.key = option.name
      pair.value = option.value
      return pair
    }
    _ = try await connection.configure(request)
  }

  /// Runs a statement and takes its rows.
  ///
  /// - Parameters:
  ///   - statement: what to run.
  ///   - onProgress: is told how far it has come.
  /// - Returns: the batches of rows in their order.
  /// - Throws: ``SparkError``.
  @discardableResult
  public func run(
    _ statement: SQLStatement,
    onProgress: @Sendable @escaping (StatementProgress) -> Void = { _ in }
  ) async throws(SparkError) -> [ArrowBatch] {
    let batches = Collected()
    try await run(statement, onProgress: onProgress) { batches.append($0) }
    return batches.all
  }

  /// Runs a statement and hands on its rows, batch by batch.
  ///
  /// - Throws: ``SparkError``, also what `onBatch` throws of this type.
  public func run(
    _ statement: SQLStatement,
    onProgress: @Sendable @escaping (StatementProgress) -> Void = { _ in },
    onBatch: @Sendable @escaping (ArrowBatch) throws -> Void
  ) async throws(SparkError) {
    let operation = Operation(onProgress: onProgress, onBatch: onBatch)
    var request = Spark_Connect_ExecutePlanRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.operationID = operation.id
    request.plan = statement.plan
    var option = Spark_Connect_ExecutePlanRequest.RequestOption()
    option.reattachOptions.reattachable = true
    request.requestOptions = [option]

    var waited: Duration = .zero
    var wait: Duration = .milliseconds(200)
    while true {
      let seen = operation.responseCount
      do {
        if operation.hasBegun {
          try await connection.reattach(reattachRequest(operation)) { try operation.take($0) }
        } else {
          // The same operation again: a server that knows it already says so.
          try await connection.execute(request) { try operation.take($0) }
        }
      } catch {
        if operation.responseCount > seen {
          hasAnswered.store(true, ordering: .relaxed)
          (waited, wait) = (.zero, .milliseconds(200))
        }
        switch error.kind {
        case .unreachable where hasAnswered.load(ordering: .relaxed):
          if waited >= patience { throw error }
          try await sleep(wait)
          waited += wait
          wait = min(wait * 2, .seconds(5))
          continue
        case .restarted
        where error.condition == "INVALID_HANDLE.OPERATION_NOT_FOUND"
          && operation.responseCount == 0 && operation.resent < 3:
          // The plan never arrived.
          operation.resent += 1
          operation.hasBegun = false
          continue
        case .restarted where error.condition == "INVALID_HANDLE.OPERATION_ALREADY_EXISTS":
          operation.hasBegun = true
          continue
        default: throw error
        }
      }
      hasAnswered.store(true, ordering: .relaxed)
      if operation.isComplete { break }
      operation.hasBegun = true
    }
    await release(operation)
  }

  /// Interrupts all that the session runs.
  public func interrupt() async {
    var request = Spark_Connect_InterruptRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.interruptType = .all
    _ = try? await connection.interrupt(request)
  }

  /// Ends the session and the channel.
  public func close() async {
    let isKnown = hasAnswered.load(ordering: .relaxed)
    if isKnown {
      var request = Spark_Connect_ReleaseSessionRequest()
      request.sessionID = id
      request.userContext = user
      request.clientType = Self.client
      _ = try? await connection.release(request)
    }
    await connection.close(within: isKnown ? .seconds(2) : .zero)
  }

  private static let client = "collab"

  private var user: Spark_Connect_UserContext {
    var user = Spark_Connect_UserContext()
    user.userID = connection.address.user
    user.userName = connection.address.user
    return user
  }

  private func reattachRequest(_ operation: Operation) -> Spark_Connect_ReattachExecuteRequest {
    var request = Spark_Connect_ReattachExecuteRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.operationID = operation.id
    if let last = operation.lastResponse { request.lastResponseID = last }
    return request
  }

  private func release(_ operation: Operation) async {
    var request = Spark_Connect_ReleaseExecuteRequest()
    request.sessionID = id
    request.userContext = user
    request.clientType = Self.client
    request.operationID = operation.id
    request.releaseAll = .init()
    _ = try? await connection.release(request)
  }

  private func sleep(_ duration: Duration) async throws(SparkError) {
    do { try await Task.sleep(for: duration) } catch {
      throw SparkError(.interrupted, "the statement was interrupted")
    }
  }
}
