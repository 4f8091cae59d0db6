import CollabCore
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
    let last = Mutex(0.0)
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
