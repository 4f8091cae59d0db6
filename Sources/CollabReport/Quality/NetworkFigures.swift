public import CollabAlgorithms
public import CollabCore
public import CollabCorpus
public import CollabGraph

/// The measures of a network as a whole.
public struct NetworkFigures: Sendable {
  /// Each measure with its value; `nan` where it is not known.
  public let values: [(measure: NetworkMeasure, value: Double)]
  /// The ids of the measures that were left out because the network is large.
  public let leftOut: [String]

  /// Above so many authors, measures of quadratic cost are left out.
  public static let quadraticLimit = 20_000

  /// Computes every measure that the network's size allows.
  ///
  /// - Throws: ``/CollabCore/Cancellation``.
  public init(of network: Network, execution: Execution = Execution()) throws {
    let isLarge = network.vertexCount > NetworkFigures.quadraticLimit
    let all = NetworkMeasures.all.entries
    leftOut = all.filter { isLarge && $0.isQuadratic }.map(\.id)
    values = try all.filter { !(isLarge && $0.isQuadratic) }
      .map { ($0, try $0.value(of: network, execution: execution)) }
  }

  /// The figures as an object.
  public var json: JSON {
    .object(
      values.map {
        .init($0.measure.id, Table.Cell.score($0.value, isCount: $0.measure.isCount).json)
      })
  }

  /// The figures as rows.
  ///
  /// - Parameter unit: what a vertex stands for.
  public func table(of unit: VertexUnit = .authors) -> Table {
    var table = Table([
      .init("figure"), .init("value", isMixed: true), .init("summary", "what it is"),
    ])
    for (measure, value) in values {
      table.append([
        .text(measure.id), .score(value, isCount: measure.isCount),
        .text(unit.worded(measure.summary)),
      ])
    }
    return table
  }
}
