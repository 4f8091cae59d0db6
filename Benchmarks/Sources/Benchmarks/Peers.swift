import CollabGraph
import Foundation

/// Other tools, timed by `peers.py` in a process that stays loaded between turns.
final class Peers {
  struct Answer: Decodable {
    var wall: Double
    var cpu: Double
    /// The scores, where they are defined as here.
    var scores: [Double]?

    var timing: Timing { Timing(wall: wall, cpu: cpu) }

    /// The greatest difference relative to the greatest score, where it is above 1e-6.
    func disagreement(with own: [Double]) -> String? {
      guard let scores, scores.count == own.count else { return nil }
      let scale = own.reduce(0) { max($0, abs($1)) }
      let difference = zip(own, scores).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
      return difference <= 1e-6 * scale ? nil : "differs by \((difference / scale).formatted3)"
    }
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()

  /// Starts the peers on a graph; `nil` where Python or all of them are missing.
  init?(_ graph: Graph) {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("peers.py")
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
  func run(_ kernel: String) -> [String: Answer] {
    input.fileHandleForWriting.write(Data((kernel + "\n").utf8))
    guard let line = readLine() else { return [:] }
    return (try? JSONDecoder().decode([String: Answer].self, from: Data(line.utf8))) ?? [:]
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
