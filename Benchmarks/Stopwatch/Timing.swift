import Foundation

/// How long something took, in seconds.
public struct Timing: Codable, Sendable {
  /// The time that passed.
  public var wall: Double
  /// The time of all threads together.
  public var cpu: Double

  /// States a timing.
  public init(wall: Double, cpu: Double) {
    self.wall = wall
    self.cpu = cpu
  }

  /// Times a body.
  ///
  /// - Parameters:
  ///   - value: takes what the body returns.
  ///   - children: whether processes that the body runs to their end do the work.
  public init<Value>(
    _ value: inout Value?, children: Bool = false, _ body: () throws -> Value
  ) rethrows {
    let before = Timing.processorTime(ofChildren: children), start = ContinuousClock.now
    value = try body()
    wall = (ContinuousClock.now - start) / .seconds(1)
    cpu = Timing.processorTime(ofChildren: children) - before
  }

  /// The median of each figure by itself; there is at least one timing.
  public init(medianOf timings: [Timing]) {
    wall = timings.map(\.wall).sorted()[timings.count / 2]
    cpu = timings.map(\.cpu).sorted()[timings.count / 2]
  }

  private static func processorTime(ofChildren: Bool) -> Double {
    #if canImport(Glibc)
      let who = ofChildren ? RUSAGE_CHILDREN.rawValue : RUSAGE_SELF.rawValue
    #else
      let who = ofChildren ? RUSAGE_CHILDREN : RUSAGE_SELF
    #endif
    var usage = rusage()
    getrusage(who, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }
}
