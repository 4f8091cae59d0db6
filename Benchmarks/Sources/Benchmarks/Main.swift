import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// Times every kernel, checks its answers once outside the timer, and lets `peers.py` time the
/// same work on the same edges between its own turns.
///
/// usage: Benchmarks [--no-peers] [EDGELIST…]
///
/// Without a file it takes the shared graphs and generated ones of three sizes, and writes
/// RESULTS.md; with files it takes those and only prints.
@main struct Main {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let withPeers = !arguments.contains("--no-peers")
    arguments.removeAll { $0.hasPrefix("--") }
    var inputs: [Input] = []
    for path in arguments.isEmpty ? Input.sharedFiles() : arguments {
      inputs.append(try Input(edgeList: path))
    }
    for (name, authors, works) in [
      ("small", 2_000, 3_000), ("medium", 20_000, 32_000), ("large", 300_000, 480_000),
    ] where arguments.isEmpty {
      inputs.append(Input(generated: name, authors: authors, works: works))
    }
    var report = Report()
    for input in inputs {
      report.heading(input)
      let peers = withPeers ? Peers(input.graph) : nil
      for kernel in Kernel.all where kernel.suits(input.graph) {
        report.line(try kernel.measure(input.graph, peers))
      }
    }
    report.text(try memoryLines())
    print(report.markdown)
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("RESULTS.md")
    if arguments.isEmpty { try Data(report.markdown.utf8).write(to: url, options: .atomic) }
  }

  /// The work of many authors, and the memory of a projection.
  static func memoryLines() throws -> String {
    let n = 10_000
    let before = peakMemory()
    let start = ContinuousClock.now
    let network = Network(
      incidence: Incidence(
        authorCount: n, workOffsets: [0, n], workAuthors: (0..<UInt32(n)).map { $0 }),
      facts: WorkFacts(unknownFor: 1))
    for id in ["degree", "strength", "pagerank", "eigenvector", "katz"] {
      _ = try Measures.all.entry(id).scores(of: network)
    }
    let seconds = (ContinuousClock.now - start).seconds
    return """

      One work of 10,000 authors, ranked by degree, strength, PageRank, eigenvector and Katz: \
      \(seconds.formatted3) s, \((peakMemory() - before) / 1_000_000) MB above the peak so far.

      """
  }

  /// The greatest resident memory so far, in bytes.
  static func peakMemory() -> Int {
    var usage = rusage()
    // 0 is RUSAGE_SELF, which Glibc and Darwin type differently.
    getrusage(0, &usage)
    #if os(Linux)
      return Int(usage.ru_maxrss) * 1024
    #else
      return Int(usage.ru_maxrss)
    #endif
  }
}
