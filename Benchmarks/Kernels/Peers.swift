import CollabGraph
import Foundation
import Stopwatch

/// Other tools, timed by `peers.py` in a process that stays loaded between turns.
final class Peers {
  struct Answer: Decodable {
    var wall: Double
    var cpu: Double
    /// The scores, where they are defined as here.
    var scores: [Double]?
    /// The modularity of a partition.
    var modularity: Double?

    var timing: Timing { Timing(wall: wall, cpu: cpu) }
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()

  /// Starts the peers on a graph; `nil` where Python or all of them are missing.
  init?(_ graph: Graph) {
    let script = checkout.appendingPathComponent("Benchmarks/Kernels/peers.py")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    var lines = "\(graph.vertexCount) \(graph.edgeCount)\n"
    for edge in graph.edges { lines += "\(edge.a) \(edge.b)\n" }
    input.fileHandleForWriting.write(Data(lines.utf8))
    guard readLine() == "ready" else { return nil }
  }

  deinit { try? input.fileHandleForWriting.close() }

  /// Lets each tool do the work once.
  func run(_ kernel: String) -> [Tool: Answer] {
    input.fileHandleForWriting.write(Data((kernel + "\n").utf8))
    guard let line = readLine() else { return [:] }
    let answers = try? JSONDecoder().decode([String: Answer].self, from: Data(line.utf8))
    return Dictionary(
      uniqueKeysWithValues: (answers ?? [:]).compactMap { name, answer in
        Tool(rawValue: name).map { ($0, answer) }
      })
  }

  private func readLine() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      buffer.append(more)
    }
  }
}
