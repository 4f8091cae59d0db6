import CollabCore
import CollabTestSupport
import Foundation

@testable import CollabBibliography

/// What a graph reader made of an input, in an order of its own.
struct GraphReading: Equatable {
  var isolated: [String]
  /// Ends sorted; ties sorted by ends.
  var ties: [Tie]
  var diagnostics: [String]

  struct Tie: Equatable {
    var ends: [String]
    var weight: Double
  }

  init(_ sink: RecordSink) {
    isolated = sink.isolated.sorted()
    ties = sink.ties.map { Tie(ends: [$0.a, $0.b].sorted(), weight: $0.weight) }
      .sorted { $0.ends.lexicographicallyPrecedes($1.ends) }
    diagnostics = sink.diagnostics.map(\.description)
  }

  init(_ bytes: [UInt8], as id: String, name: String = "in") throws {
    var sink = RecordSink(file: name)
    try Readers.all.entry(id).read(Input(name: name, bytes: bytes), into: &sink)
    self.init(sink)
  }

  init(_ text: String, as id: String) throws { try self.init(Array(text.utf8), as: id) }

  init(fixture path: String) throws {
    let id = String(path.prefix { $0 != "/" })
    try self.init(Array(Data(contentsOf: SharedData.fixture(path))), as: id, name: path)
  }

  var vertices: Set<String> { Set(isolated).union(ties.flatMap(\.ends)) }
  var strength: Double { ties.reduce(0) { $0 + $1.weight } }

  /// How many vertices have each degree, from 1.
  var degrees: [String: Int] {
    var degree: [String: Int] = [:]
    for end in ties.flatMap(\.ends) { degree[end, default: 0] += 1 }
    return Dictionary(grouping: degree.values) { String($0) }.mapValues(\.count)
  }
}

/// What other programs read; written by `graphs.py`, with their versions.
struct ExpectedGraphs: Decodable {
  var fixtures: [String: Fixture]
  var shared: [String: Figures]

  struct Fixture: Decodable {
    var isolated: [String]
    var ties: [Tie]
  }

  struct Tie: Decodable {
    var ends: [String]
    var weight: Double

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      ends = [try list.decode(String.self), try list.decode(String.self)]
      weight = try list.decode(Double.self)
    }
  }

  struct Figures: Decodable {
    var vertices: Int, ties: Int, isolated: Int
    var strength: Double
    var degrees: [String: Int]
  }

  static let all = try? SharedData.expected("graphs", as: ExpectedGraphs.self)
}
