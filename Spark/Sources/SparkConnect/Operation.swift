import Foundation
import Synchronization

/// A statement under way: what has come of it, whatever streams brought it.
final class Operation: Sendable {
  let id = UUID().uuidString.lowercased()
  private let onProgress: @Sendable (StatementProgress) -> Void
  private let onBatch: @Sendable (ArrowBatch) throws -> Void
  private let state = Mutex(State())

  private struct State {
    var hasBegun = false
    var isComplete = false
    var responseCount = 0
    var resent = 0
    var lastResponse: String?
    /// Rows of the statement so far, to notice a batch that is missing or comes twice.
    var rows: Int64 = 0
  }

  init(
    onProgress: @Sendable @escaping (StatementProgress) -> Void,
    onBatch: @Sendable @escaping (ArrowBatch) throws -> Void
  ) {
    self.onProgress = onProgress
    self.onBatch = onBatch
  }

  var hasBegun: Bool {
    get { state.withLock { $0.hasBegun } }
    set { state.withLock { $0.hasBegun = newValue } }
  }
  /// How often it was sent again because it never arrived.
  var resent: Int {
    get { state.withLock { $0.resent } }
    set { state.withLock { $0.resent = newValue } }
  }
  var isComplete: Bool { state.withLock { $0.isComplete } }
  var responseCount: Int { state.withLock { $0.responseCount } }
  var lastResponse: String? { state.withLock { $0.lastResponse } }

  func take(_ response: Spark_Connect_ExecutePlanResponse) throws {
    switch response.responseType {
    case .arrowBatch(let batch):
      let arrow = try ArrowBatch(stream: [UInt8](batch.data))
      guard arrow.count == batch.rowCount else {
        throw SparkError.malformed("a batch of \(batch.rowCount) rows has \(arrow.count)")
      }
      let rows = state.withLock { $0.rows }
      if batch.hasStartOffset, batch.startOffset != rows {
        throw SparkError.malformed("rows \(rows)..<\(batch.startOffset) are missing")
      }
      try onBatch(arrow)
      state.withLock { $0.rows += batch.rowCount }
    case .executionProgress(let progress): onProgress(StatementProgress(progress))
    case .resultComplete: state.withLock { $0.isComplete = true }
    case .sqlCommandResult, nil: break
    }
    state.withLock {
      $0.hasBegun = true
      $0.responseCount += 1
      if !response.responseID.isEmpty { $0.lastResponse = response.responseID }
    }
  }
}

/// Batches in the order in which they came.
final class Collected: Sendable {
  private let batches = Mutex<[ArrowBatch]>([])
  func append(_ batch: ArrowBatch) { batches.withLock { $0.append(batch) } }
  var all: [ArrowBatch] { batches.withLock { $0 } }
}
