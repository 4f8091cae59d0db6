import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation
import Stopwatch

/// Runs whose memory counts, each in a process of its own, so that its peak is its own.
enum MemoryRun: String, CaseIterable {
  case largeWork = "one work of 10,000 authors"
  case million = "a million authors"

  /// The lines of this run's table, measured in a new process.
  func lines() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = ["--memory", rawValue]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Runs it here and prints a line for each step.
  func run() throws {
    step("the process itself") {}
    switch self {
    case .largeWork:
      let n = 10_000
      let network = try step("the network") {
        try Network(
          incidence: Incidence(
            authorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
          facts: WorkFacts(unknownFor: 1))
      }
      for id in [
        "degree", "strength", "pagerank", "eigenvector", "katz", "core-number", "harmonic",
        "betweenness",
      ] {
        try step(id) { _ = try Measures.all.entry(id).scores(of: network) }
      }
    case .million:
      var generator = CollaborationGenerator(works: Self.works)
      generator.newcomers = Self.newcomers
      var network: Network?
      step("drawing the works") {
        network = generator.generate().network()
      }
      guard let network else { return }
      let graph = try step("the graph") { try network.graph() }
      print("| \(graph.vertexCount) authors, \(graph.edgeCount) ties | | |")
      for id in ["degree", "pagerank", "core-number", "clustering", "eigenvector"] {
        try step(id) { _ = try Measures.all.entry(id).scores(of: network) }
      }
      step("components") { _ = connectedComponents(of: graph) }
      try step("leiden") { _ = try CommunityMethods.all.entry("leiden").partition(of: graph) }
      try step("approximate betweenness") {
        _ = try Measure.betweenness(epsilon: 0.01).scores(of: network)
      }
    }
  }

  /// Draws about a million authors with ten million ties.
  private static let works = 4_400_000
  private static let newcomers = 0.1

  @discardableResult private func step<Value>(
    _ name: String, _ body: () throws -> Value
  ) rethrows -> Value {
    var value: Value?
    let timing = try Timing(&value) { try body() }
    print("| \(name) | \(timing.wall.formatted3) | \(Self.peakMemory() / 1_000_000) |")
    return value!
  }

  /// The greatest resident memory so far, in bytes.
  private static func peakMemory() -> Int {
    #if os(Linux)
      // Unlike getrusage, this does not tell of the process that started this one.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
      return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}
