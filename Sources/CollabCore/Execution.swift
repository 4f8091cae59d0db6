import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Thrown when a long computation was asked to stop; its partial results are discarded.
public struct Cancellation: DescribedError, Sendable, Equatable {
  /// Creates the error.
  public init() {}

  /// What happened, in one line.
  public var description: String { "the computation was stopped" }
}

/// How a long computation runs: how many threads, who hears of its progress, who may stop it.
///
/// This is the one place in the package that knows about threads. Work is cut into chunks whose
/// bounds depend on the amount of work alone, and results come back in chunk order, so that no
/// answer depends on the number of threads.
public struct Execution: Sendable {
  /// The number of threads, from one to ``maximumThreads``.
  public let threads: Int
  /// The maximum of ``threads``.
  public static let maximumThreads = 1024
  /// Called with the share done, 0 to 1, of the phase that is named; from any thread.
  public let onProgress: (@Sendable (_ phase: String, _ share: Double) -> Void)?
  /// Asked between chunks; `true` ends the computation with ``Cancellation``.
  public let isCancelled: (@Sendable () -> Bool)?
  /// Called when a stage of a long run begins, and when it has ended; from any thread.
  public let onStage: (@Sendable (_ name: String, _ hasEnded: Bool) -> Void)?

  /// Creates a way of running.
  ///
  /// - Parameters:
  ///   - threads: the number of threads; `nil` takes one for each processor.
  ///   - onProgress: hears of the progress.
  ///   - isCancelled: is asked whether to stop.
  ///   - onStage: hears of the beginning and the end of each stage.
  public init(
    threads: Int? = nil,
    onProgress: (@Sendable (_ phase: String, _ share: Double) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil,
    onStage: (@Sendable (_ name: String, _ hasEnded: Bool) -> Void)? = nil
  ) {
    self.threads = min(max(1, threads ?? Execution.processors), Execution.maximumThreads)
    self.onProgress = onProgress
    self.isCancelled = isCancelled
    self.onStage = onStage
  }

  /// One thread, no progress, no cancellation.
  public static let serial = Execution(threads: 1)

  /// Runs a stage of a long run: it is announced, and its progress is told as `name: phase`.
  ///
  /// - Parameters:
  ///   - name: what the stage is called, without a colon.
  ///   - body: the stage; it gets the way of running that tells its progress.
  /// - Throws: ``Cancellation`` when asked to stop before it, and what `body` throws.
  package func stage<Output>(_ name: String, _ body: (Execution) throws -> Output) throws -> Output
  {
    try checkpoint()
    onStage?(name, false)
    defer { onStage?(name, true) }
    var told: (@Sendable (String, Double) -> Void)?
    if let onProgress {
      told = { phase, share in
        onProgress(phase.isEmpty || phase == name ? name : "\(name): \(phase)", share)
      }
    }
    return try body(
      Execution(threads: threads, onProgress: told, isCancelled: isCancelled, onStage: onStage))
  }

  /// Throws when the computation was asked to stop.
  public func checkpoint() throws(Cancellation) {
    if let isCancelled, isCancelled() { throw Cancellation() }
  }

  /// Runs `body` once for each chunk of `0..<count` and returns its results in chunk order.
  ///
  /// `body` runs on several threads at once: it may write only what belongs to its own range.
  /// Chunks are handed out as threads become free, so their costs may differ.
  ///
  /// - Parameters:
  ///   - count: the number of items.
  ///   - chunkSize: the items in a chunk, at least one; the last chunk may be shorter. It must not
  ///     depend on ``threads`` where the results are combined in floating point.
  ///   - phase: the name under which progress is told.
  ///   - scratch: makes the workspace that one thread reuses for all its chunks.
  ///   - body: the work on one range.
  /// - Returns: one result a chunk, in the order of the chunks.
  /// - Throws: ``Cancellation`` when asked to stop.
  public func mapChunks<Scratch, Output>(
    of count: Int, size chunkSize: Int, phase: String = "",
    scratch: () -> Scratch, _ body: (inout Scratch, Range<Int>) -> Output
  ) throws(Cancellation) -> [Output] {
    try checkpoint()
    let chunkSize = max(chunkSize, 1)
    let chunks = (count + chunkSize - 1) / chunkSize
    guard chunks > 0 else { return [] }
    let range = { (chunk: Int) in chunk * chunkSize..<min((chunk + 1) * chunkSize, count) }
    let workers = min(threads, chunks)
    if workers == 1 {
      var workspace = scratch()
      var outputs: [Output] = []
      outputs.reserveCapacity(chunks)
      for chunk in 0..<chunks {
        try checkpoint()
        outputs.append(body(&workspace, range(chunk)))
        onProgress?(phase, Double(chunk + 1) / Double(chunks))
      }
      return outputs
    }
    var outputs = [Output?](repeating: nil, count: chunks)
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let stopped = Atomic<Bool>(false)
    outputs.withUnsafeMutableBufferPointer { slots in
      withoutActuallyEscaping(body) { body in
        withoutActuallyEscaping(scratch) { scratch in
          // Safe because every chunk is taken by one thread only, and a slot belongs to a chunk.
          nonisolated(unsafe) let slots = slots
          nonisolated(unsafe) let body = body
          nonisolated(unsafe) let scratch = scratch
          DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var workspace = scratch()
            while true {
              let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
              if chunk >= chunks { break }
              if stopped.load(ordering: .relaxed) { break }
              if let isCancelled, isCancelled() {
                stopped.store(true, ordering: .relaxed)
                break
              }
              let first = chunk * chunkSize
              slots[chunk] = body(&workspace, first..<min(first + chunkSize, count))
              let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
              onProgress?(phase, Double(finished) / Double(chunks))
            }
          }
        }
      }
    }
    if stopped.load(ordering: .relaxed) { throw Cancellation() }
    return outputs.map { $0! }
  }

  /// Runs `body` once for each chunk of `0..<count`; see ``mapChunks(of:size:phase:scratch:_:)``.
  public func forEachChunk(
    of count: Int, size chunkSize: Int, phase: String = "", _ body: (Range<Int>) -> Void
  ) throws(Cancellation) {
    _ = try mapChunks(of: count, size: chunkSize, phase: phase, scratch: {}) { _, range in
      body(range)
    }
  }

  /// Runs `body` once for each chunk of `0..<count` and hands what it returns to `take`, in chunk
  /// order and one at a time, while the other threads go on.
  ///
  /// Threads that are far ahead wait, so that a few results are kept for each thread and no more.
  ///
  /// - Parameters:
  ///   - count: the number of items.
  ///   - chunkSize: the items in a chunk, at least one.
  ///   - phase: the name under which progress is told.
  ///   - scratch: makes the workspace that one thread reuses for all its chunks.
  ///   - body: the work on one range; see ``mapChunks(of:size:phase:scratch:_:)``.
  ///   - take: gets the results, on any thread, never on two at once.
  /// - Throws: ``Cancellation`` when asked to stop; `take` then had the first results.
  public func forEachChunkInOrder<Scratch, Output>(
    of count: Int, size chunkSize: Int, phase: String = "", scratch: () -> Scratch,
    _ body: (inout Scratch, Range<Int>) -> Output, take: (Output) -> Void
  ) throws(Cancellation) {
    let ahead = 4 * threads, chunkSize = max(chunkSize, 1)
    var waiting: [Int: Output] = [:], next = 0, isTaking = false
    let condition = NSCondition()
    _ = try mapChunks(of: count, size: chunkSize, phase: phase, scratch: scratch) {
      workspace, range in
      let chunk = range.lowerBound / chunkSize
      condition.lock()
      // The next chunk never waits. A cancelled one never comes, hence the limit.
      while chunk >= next + ahead, isCancelled?() != true {
        _ = condition.wait(until: Date(timeIntervalSinceNow: 0.05))
      }
      condition.unlock()
      let output = body(&workspace, range)
      condition.lock()
      waiting[chunk] = output
      if !isTaking {
        isTaking = true
        while let output = waiting.removeValue(forKey: next) {
          condition.unlock()
          take(output)
          condition.lock()
          next += 1
          condition.broadcast()
        }
        isTaking = false
      }
      condition.unlock()
    }
  }

  /// Fills an array chunk by chunk, on all threads.
  ///
  /// - Parameters:
  ///   - elements: the array; `body` may write its own range only.
  ///   - size: the number of elements of a chunk.
  ///   - phase: the name under which progress is told.
  ///   - body: the work on one range; it gets all elements.
  /// - Returns: what each chunk gave back, in order, for sums. Chunks do not depend on
  ///   ``threads``.
  @discardableResult
  public func forEachChunk<Element, Output>(
    of elements: inout [Element], size: Int = 4096, phase: String = "",
    _ body: (Range<Int>, UnsafeMutableBufferPointer<Element>) -> Output
  ) throws(Cancellation) -> [Output] {
    let count = elements.count
    return try elements.withUnsafeMutableBufferPointer { buffer throws(Cancellation) in
      let buffer = buffer
      return try mapChunks(of: count, size: size, phase: phase, scratch: {}) { _, range in
        body(range, buffer)
      }
    }
  }

  /// Adds up the work of `0..<count` in a fixed number of accumulators.
  ///
  /// Chunk *c* goes to accumulator *c* mod `lanes`, and an accumulator takes its chunks in order
  /// and one at a time, whichever thread it is that serves it: sums in floating point come out
  /// the same for any number of threads, at the memory of `lanes` accumulators.
  ///
  /// - Parameters:
  ///   - count: the number of items.
  ///   - chunkSize: the items in a chunk, at least one.
  ///   - lanes: the number of accumulators, at least one; more than `threads` keeps all threads busy.
  ///   - phase: the name under which progress is told.
  ///   - accumulator: makes an empty accumulator.
  ///   - scratch: makes the workspace that one thread reuses for all its chunks.
  ///   - body: adds the work on one range.
  /// - Returns: the accumulators, to be combined in order.
  /// - Throws: ``Cancellation`` when asked to stop.
  public func accumulate<Accumulator, Scratch>(
    of count: Int, size chunkSize: Int, lanes: Int = 16, phase: String = "",
    accumulator: () -> Accumulator, scratch: () -> Scratch,
    _ body: (inout Accumulator, inout Scratch, Range<Int>) -> Void
  ) throws(Cancellation) -> [Accumulator] {
    let chunkSize = max(chunkSize, 1), chunks = (count + chunkSize - 1) / chunkSize
    let lanes = min(max(lanes, 1), chunks)
    var accumulators = (0..<lanes).map { _ in accumulator() }
    // The chunk that each lane does next; -1 while a thread is at it.
    let places = Locked(Array(0..<lanes))
    try accumulators.withUnsafeMutableBufferPointer { slots throws(Cancellation) in
      let slots = slots
      // With no more threads than lanes, a thread waits only where the last lanes run out.
      let run = Execution(
        threads: min(threads, max(1, lanes)), onProgress: onProgress, isCancelled: isCancelled)
      _ = try run.mapChunks(of: chunks, size: 1, phase: phase, scratch: scratch) { workspace, _ in
        // As many calls as chunks: each takes the lane that is furthest behind. A lane is free
        // whenever a call starts, unless all that have work left are being served.
        var chunk = -1
        while chunk < 0 {
          chunk = places.withLock { next in
            var best = -1
            for lane in 0..<lanes where next[lane] >= 0 && next[lane] < chunks {
              if best < 0 || next[lane] < next[best] { best = lane }
            }
            guard best >= 0 else { return -1 }
            defer { next[best] = -1 }
            return next[best]
          }
          if chunk < 0 { sched_yield() }
        }
        let first = chunk * chunkSize
        body(&slots[chunk % lanes], &workspace, first..<min(first + chunkSize, count))
        places.withLock { next in next[chunk % lanes] = chunk + lanes }
      }
    }
    return accumulators
  }

  /// Runs two computations side by side, and gives both results; one after the other with one thread.
  ///
  /// The second has a queue of its own, which Dispatch serves beyond its pool, so that both may use all threads:
  /// inside ``mapChunks(of:size:phase:scratch:_:)`` on few processors it gives an inner one no second thread.
  ///
  /// - Throws: what one of them throws, the first before the second.
  package func both<First, Second>(
    _ first: () throws -> First, and second: () throws -> Second
  ) throws -> (First, Second) {
    try checkpoint()
    guard threads > 1 else { return (try first(), try second()) }
    var other: Result<Second, any Error> = .failure(Cancellation())
    let one = withUnsafeMutablePointer(to: &other) { other in
      withoutActuallyEscaping(second) { second in
        // Safe because this function waits for the thread, and reads what it wrote only then.
        nonisolated(unsafe) let (second, other) = (second, other)
        let group = DispatchGroup()
        // The group ends when the block is released, not only run: `second` must not outlive this.
        DispatchQueue(label: "second").async(group: group) {
          other.pointee = Result { try second() }
        }
        defer { group.wait() }
        return Result { try first() }
      }
    }
    return (try one.get(), try other.get())
  }

  /// Applies `transform` to each element, on all threads, and returns the results in order.
  public func map<Element, Output>(
    _ elements: [Element], phase: String = "", _ transform: (Element) -> Output
  ) throws(Cancellation) -> [Output] {
    try mapChunks(of: elements.count, size: 1, phase: phase, scratch: {}) { _, range in
      transform(elements[range.lowerBound])
    }
  }
}
