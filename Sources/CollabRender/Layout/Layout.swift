public import CollabAlgorithms
public import CollabCore
public import CollabGraph

/// A way to place the vertices of a graph in the plane; a value in ``Layouts/all``.
public struct Layout: ConfigurableEntry {
  /// Its id, title, summary, parameters and paper or manual.
  public let descriptor: Descriptor
  /// The settings that differ from their defaults.
  public var settings = Settings()
  /// Whether it starts from where vertices stood before.
  public let takesInitial: Bool
  /// Whether the crowded middle of its maps is spread; a picture spreads that of others itself.
  public let isEven: Bool
  private let kernel: @Sendable (LayoutInput) throws -> Positions

  /// Creates a layout.
  public init(
    id: String, title: String? = nil, summary: String, parameters: [Parameter] = [],
    reference: String = "", takesInitial: Bool = true, isEven: Bool = false,
    kernel: @escaping @Sendable (LayoutInput) throws -> Positions
  ) {
    descriptor = Descriptor(
      id: id, title: title, summary: summary, parameters: parameters, reference: reference)
    self.takesInitial = takesInitial
    self.isEven = isEven
    self.kernel = kernel
  }

  /// Places the vertices of a graph.
  ///
  /// - Parameters:
  ///   - graph: the graph; a greater weight draws two vertices closer together.
  ///   - communities: where given, members of a community are held together more strongly.
  ///   - initial: where vertices stood in an earlier picture, `nan` for new ones; the rest of
  ///     the picture then keeps its shape. Graphviz's engines ignore it.
  ///   - seed: the seed of whatever is drawn.
  ///   - execution: threads, progress and cancellation.
  /// - Returns: one finite point a vertex; only relative distances mean anything.
  /// - Throws: ``/CollabCore/OptionError`` for an unknown or unsuitable setting, and for
  ///   communities or positions of another number of vertices; ``GraphvizError``,
  ///   ``/CollabCore/Cancellation``.
  public func positions(
    of graph: Graph, communities: Partition? = nil, initial: Positions? = nil,
    seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> Positions {
    for count in [communities?.community.count, initial?.count].compactMap({ $0 })
    where count != graph.vertexCount {
      throw OptionError(
        "communities and positions must be of the graph's \(graph.vertexCount) vertices, "
          + "not of \(count)")
    }
    let settings = try checkedSettings()
    try execution.checkpoint()
    return try kernel(
      LayoutInput(
        graph: graph, communities: communities, initial: initial, settings: settings, seed: seed,
        execution: execution))
  }
}

/// What a layout's kernel gets.
public struct LayoutInput: KernelInput {
  /// The graph.
  public let graph: Graph
  /// The communities to hold together, where there are any.
  public let communities: Partition?
  /// Where vertices stood in an earlier picture, `nan` for new ones.
  public let initial: Positions?
  /// The settings that differ from their defaults.
  public let settings: Settings
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution
}
