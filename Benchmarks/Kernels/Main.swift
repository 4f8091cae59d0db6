import CollabCore
import CollabGraph
import Foundation

/// Times every kernel, checks its answers once outside the timer, and lets other tools do the
/// same work on the same edges between its own turns.
///
/// usage: Benchmarks [--no-peers] [EDGELIST…]
///
/// Without a file it takes the shared graphs and generated ones of three sizes, and writes the
/// tables of the article `HowFast.md`; with files it takes those and only prints.
@main struct Main {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "--memory", let run = MemoryRun(rawValue: arguments.last ?? "") {
      return try run.run()
    }
    let withPeers = !arguments.contains("--no-peers")
    arguments.removeAll { $0.hasPrefix("--") }
    var inputs: [Input] = []
    for path in arguments.isEmpty ? Input.sharedFiles() : arguments {
      inputs.append(try Input(edgeList: path))
    }
    for works in [3_200, 31_500, 460_000] where arguments.isEmpty {
      inputs.append(try Input(generatedWorks: works))
    }
    var report = Report()
    for input in inputs {
      report.heading(input)
      let peers = withPeers ? Peers(input.graph) : nil
      let network = Network(graph: input.graph)
      for kernel in Kernel.all where kernel.suits(input.graph) {
        report.line(try kernel.measure(network, peers))
      }
    }
    for run in MemoryRun.allCases where arguments.isEmpty {
      report.memory(of: run.rawValue, try run.lines())
    }
    print(report.markdown)
    if arguments.isEmpty { try report.write() }
  }
}
