import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import Foundation
import Stopwatch

/// What is timed, in one run of the process each, so that its memory is that of the work.
enum Timings {
  static func records(_ path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    report(bytes.count) {
      let (sources, unrecognised) = Bibliography.read(
        bytes, name: URL(fileURLWithPath: path).lastPathComponent, execution: Execution())
      precondition(unrecognised.isEmpty, "\(path) is not recognised")
      return ["records": sources.reduce(0) { $0 + $1.source.entryCount }]
    }
  }

  static func graph(_ path: String) throws {
    try report(size(path)) {
      // Who is who is timed by itself, in `Benchmarks/Identity`.
      var options = LoadOptions()
      options.names = .standard
      let bibliography = try Bibliography.load([path], options: options)
      let network = CoauthorNetwork(bibliography).network
      return [
        "records": bibliography.entryCount, "works": bibliography.works.count,
        "people": bibliography.people.count, "pairs": try network.graph().edgeCount,
        "authorships": bibliography.works.indices.reduce(0) {
          $0 + bibliography.works.authors(ofWork: $1).count
        },
      ]
    }
  }

  /// Prints counts, bytes and the seconds that passed and those of all threads.
  private static func report(_ bytes: Int, _ work: () throws -> [String: Int]) rethrows {
    var counts: [String: Int]?
    let timing = try Timing(&counts, work)
    let figures = (counts ?? [:]).sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    print(
      "{\"wall\": \(timing.wall), \"cpu\": \(timing.cpu), \"bytes\": \(bytes), "
        + figures.joined(separator: ", ") + "}")
  }

  /// The bytes of a file, or of all files below a folder.
  private static func size(_ path: String) -> Int {
    let below = FileManager.default.enumerator(atPath: path)?.compactMap { path + "/\($0)" } ?? []
    return ([path] + below).reduce(0) { total, file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
      return total + (isFile ? attributes?[.size] as? Int ?? 0 : 0)
    }
  }
}
