import CollabCore
import Foundation
import Synchronization
import Testing

@Suite struct ExecutionTests {
  @Test(arguments: [1, 2, 7]) func givesResultsInChunkOrder(threads: Int) throws {
    let ranges = try Execution(threads: threads).mapChunks(of: 23, size: 5, scratch: {}) { $1 }
    #expect(ranges == [0..<5, 5..<10, 10..<15, 15..<20, 20..<23])
  }

  @Test(arguments: [1, 2, 7]) func visitsEachItemOnce(threads: Int) throws {
    var visits = [Int](repeating: 0, count: 10_001)
    try visits.withUnsafeMutableBufferPointer { buffer in
      try Execution(threads: threads).forEachChunk(of: 10_001, size: 64) { range in
        for item in range { buffer[item] += 1 }
      }
    }
    #expect(visits.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [1, 2, 7]) func handsResultsOnInOrder(threads: Int) throws {
    let kept = Atomic<Int>(0)
    var taken: [Range<Int>] = []
    try Execution(threads: threads).forEachChunkInOrder(of: 1001, size: 2, scratch: {}) {
      _, range in
      // The first of each hundred is slow, so that the others would run far ahead.
      if range.lowerBound % 100 == 0 { usleep(2000) }
      let count = kept.wrappingAdd(1, ordering: .relaxed).newValue
      #expect(count <= 5 * threads)
      return range
    } take: {
      kept.wrappingSubtract(1, ordering: .relaxed)
      taken.append($0)
    }
    #expect(taken == (0..<501).map { 2 * $0..<min(2 * $0 + 2, 1001) })
  }

  @Test(arguments: [1, 2, 7]) func handsNothingOnBehindACancellation(threads: Int) {
    let calls = Atomic<Int>(0)
    let execution = Execution(
      threads: threads, isCancelled: { calls.load(ordering: .relaxed) >= 20 })
    var taken: [Int] = []
    #expect(throws: Cancellation()) {
      try execution.forEachChunkInOrder(of: 1000, size: 1, scratch: {}) { _, range in
        calls.wrappingAdd(1, ordering: .relaxed)
        return range.lowerBound
      } take: {
        taken.append($0)
      }
    }
    #expect(taken == Array(0..<taken.count) && taken.count < 20 + threads)
  }

  /// Each part of a computation beside another waits for its twin, which one thread would never reach.
  /// In a process of its own, as the tests beside it may hold all threads of Dispatch's pool.
  @Test(.enabled(if: Execution.processors > 1)) func bothHaveAllThreads() async {
    await #expect(processExitsWith: .success) {
      let execution = Execution(threads: 2)
      let halves = {
        let met = Atomic<Int>(0)
        return try execution.mapChunks(of: 2, size: 1, scratch: {}) { _, range in
          met.wrappingAdd(1, ordering: .sequentiallyConsistent)
          let start = ContinuousClock.now
          while met.load(ordering: .sequentiallyConsistent) < 2 {
            if ContinuousClock.now - start > .seconds(60) { return false }
            sched_yield()
          }
          return true
        }
      }
      let (first, second) = try execution.both(halves, and: halves)
      #expect(first + second == [true, true, true, true])
    }
  }

  @Test(arguments: [1, 2]) func bothThrowTheFirstError(threads: Int) {
    let execution = Execution(threads: threads)
    #expect(throws: NamedError(name: "a")) {
      _ = try execution.both { () throws -> Int in
        throw NamedError(name: "a")
      } and: {
        () throws -> Int in
        throw NamedError(name: "b")
      }
    }
    #expect(throws: NamedError(name: "b")) {
      _ = try execution.both {
        1
      } and: { () throws -> Int in
        throw NamedError(name: "b")
      }
    }
    #expect(throws: Cancellation.self) {
      _ = try Execution(threads: threads, isCancelled: { true }).both {
        1
      } and: {
        2
      }
    }
  }

  private struct NamedError: Error, Equatable { var name: String }

  @Test func nothingToDoIsNoChunk() throws {
    let results = try Execution().mapChunks(of: 0, size: 8, scratch: {}) { $1 }
    #expect(results.isEmpty)
  }

  @Test(arguments: [1, 2]) func stopsWhenAsked(threads: Int) {
    let calls = Atomic<Int>(0)
    let execution = Execution(
      threads: threads,
      isCancelled: {
        calls.load(ordering: .relaxed) >= 3
      })
    #expect(throws: Cancellation()) {
      try execution.forEachChunk(of: 1000, size: 1) { _ in
        calls.wrappingAdd(1, ordering: .relaxed)
      }
    }
    #expect(calls.load(ordering: .relaxed) < 10)
  }

  @Test func tellsProgressUpToOne() throws {
    let last = Locked(0.0)
    let execution = Execution(
      threads: 2,
      onProgress: { phase, share in
        #expect(phase == "counting")
        last.withLock { $0 = max($0, share) }
      })
    try execution.forEachChunk(of: 100, size: 7, phase: "counting") { _ in }
    #expect(last.withLock { $0 } == 1)
  }
}
