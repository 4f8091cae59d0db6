import CollabCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long the stages of a run took, and how much memory the process had held by the end of each.
///
/// Stages that run side by side overlap, so that their seconds may add up to more than those of the run.
final class Timings: Sendable {
  private typealias Stage = (name: String, begin: ContinuousClock.Instant)

  private let start = ContinuousClock.now
  private let state = Locked((running: [Stage](), ended: [JSON]()))

  /// A stage begins; from any thread.
  func begin(_ name: String) {
    state.withLock { $0.running.append((name, .now)) }
  }

  /// The stage of that name which began last has ended; from any thread.
  func end(_ name: String) {
    state.withLock { state in
      guard let place = state.running.lastIndex(where: { $0.name == name }) else { return }
      let stage = state.running.remove(at: place)
      state.ended.append([
        "name": .string(name), "seconds": .number(Self.seconds(since: stage.begin)),
        "peakMemoryBytes": .int(Self.peakMemory),
      ])
    }
  }

  /// All stages in the order in which they ended.
  func json(threads: Int) -> JSON {
    [
      "seconds": .number(Self.seconds(since: start)), "peakMemoryBytes": .int(Self.peakMemory),
      "threads": .int(threads), "phases": .array(state.withLock { $0.ended }),
    ]
  }

  private static func seconds(since begin: ContinuousClock.Instant) -> Double {
    let milliseconds = (ContinuousClock.now - begin) / .milliseconds(1)
    return milliseconds.rounded() / 1000
  }

  /// The most memory that the process has held so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
