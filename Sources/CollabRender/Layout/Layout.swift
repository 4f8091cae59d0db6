public import CollabAlgorithms
public import CollabCore
public import CollabGraph

/// A way to place the vertices of a graph in the plane; a value in ``Layouts/all``.
public struct Layout: CatalogEntry {
  /// The stable name, in kebab case.
  public let id: String
  /// One line for help and tables.
  public let summary: String
  /// The numbers that can be set, with their defaults.
  public let parameters: [Parameter]
  /// The paper or the manual.
  public let reference: String
  /// Whether it starts from where vertices stood before.
  public let takesInitial: Bool
  private let kernel: @Sendable (LayoutInput) throws -> Positions

  /// Creates a layout.
  public init(
    id: String, summary: String, parameters: [Parameter] = [], reference: String,
    takesInitial: Bool = true, kernel: @escaping @Sendable (LayoutInput) throws -> Positions
  ) {
    self.id = id
    self.summary = summary
    self.parameters = parameters
    self.reference = reference
    self.takesInitial = takesInitial
    self.kernel = kernel
  }

  /// Places the vertices of a graph.
  ///
  /// - Parameters:
  ///   - graph: the graph; a greater weight draws two vertices closer together.
  ///   - communities: where given, members of a community are held together more strongly.
  ///   - initial: where vertices stood in an earlier picture, `nan` for new ones; the rest of
  ///     the picture then keeps its shape. Graphviz's engines ignore it.
  ///   - settings: parameters that differ from their defaults, by name.
  ///   - seed: the seed of whatever is drawn.
  ///   - execution: threads, progress and cancellation.
  /// - Returns: one finite point a vertex; only relative distances mean anything.
  /// - Throws: ``OptionError`` for an unknown or unsuitable setting, ``GraphvizError``,
  ///   ``Cancellation``.
  public func positions(
    of graph: Graph, communities: Partition? = nil, initial: Positions? = nil,
    settings: [String: Double] = [:], seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> Positions {
    precondition(communities == nil || communities?.community.count == graph.vertexCount)
    precondition(initial == nil || initial?.count == graph.vertexCount)
    let values = try Parameter.resolve(parameters, settings: settings, of: id)
    return try kernel(
      LayoutInput(
        graph: graph, communities: communities, initial: initial, settings: values, seed: seed,
        execution: execution))
  }
}

/// What a layout's kernel gets.
public struct LayoutInput: Sendable {
  /// The graph.
  public let graph: Graph
  /// The communities to hold together, where there are any.
  public let communities: Partition?
  /// Where vertices stood in an earlier picture, `nan` for new ones.
  public let initial: Positions?
  /// The value of every parameter.
  public let settings: [String: Double]
  /// The seed of whatever is drawn.
  public let seed: UInt64
  /// Threads, progress and cancellation.
  public let execution: Execution

  /// The value of a parameter that the layout declares.
  public subscript(name: String) -> Double { settings[name]! }
}
