import ArgumentParser
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import CollabRender
import CollabReport

extension Theme: ExpressibleByArgument {}

/// What a picture shows and how.
struct DiagramArguments: ParsableArguments {
  @Option(
    help: .init("How authors are placed.", valueName: "id"),
    completion: .list(Layouts.all.entries.map(\.id)))
  var layout = Layouts.all.entries[0].id

  @Option(
    help: .init(
      "The measure that sizes authors; the strength of their ties if none is given.",
      valueName: "id"),
    completion: .list(Measures.all.entries.map(\.id)))
  var sizeBy: String?

  @Option(
    help: .init(
      "What colours authors: cluster, none, a measure, or one of "
        + Overlays.all.entries.map(\.id).joined(separator: ", ") + ".", valueName: "id"),
    completion: .list(
      ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)))
  var colorBy = "cluster"

  @Option(help: .init("Draw this person and those around them.", valueName: "name"))
  var ego: String?

  @Option(help: .init("How many ties away an ego map reaches.", valueName: "n"))
  var radius = 1

  @Option(help: .init("Mark this person; can be repeated.", valueName: "name"))
  var highlight: [String] = []

  @Option(help: .init("Leave out ties below this weight.", valueName: "weight"))
  var minWeight = 0.0

  @Option(help: .init("Write at most this many names.", valueName: "n"))
  var labels: Int?

  @Option(help: "The colours: light, dark, or print.")
  var theme = Theme.light

  @Option(help: "The heading.")
  var title: String?

  @Flag(help: "Shade the density of authors.")
  var density = false

  @Flag(help: "Draw authors without ties too.")
  var isolated = false

  @Option(
    help: .init(
      "Start from where authors stood in an earlier picture: its graph.json.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var positions: String?

  func validate() throws {
    if radius < 1 { throw ValidationError("--radius must be at least 1.") }
    if let labels, labels < 0 { throw ValidationError("--labels must not be negative.") }
  }

  /// The options of a picture, as far as they do not need the clusters.
  func options(
    for corpus: Corpus, settings: [String: Double], seed: UInt64, execution: Execution
  ) throws -> DiagramOptions {
    var options = DiagramOptions()
    options.layout = try Layouts.all.entry(layout).id
    options.layoutSettings = settings
    options.minimumWeight = minWeight
    options.egoRadius = radius
    options.ego = try ego.map { try corpus.vertex(named: $0) }
    options.highlighted = try highlight.map { try corpus.vertex(named: $0) }.sorted()
    options.labels = labels
    options.theme = theme
    options.showsDensity = density
    options.showsIsolated = isolated
    options.title =
      title ?? options.ego.map { "Coauthors of \(corpus.labels[$0])" } ?? "Coauthor map"
    options.previous = try positions.map {
      try EarlierPositions(file: $0).positions(of: corpus.labels)
    }
    options.seed = seed
    options.execution = execution
    options.notes = ["Weighting: \(corpus.network.weighting.rawValue)."]
    if let sizeBy {
      options.size = try overlay(Measures.all.entry(sizeBy), corpus, seed, execution)
    }
    return options
  }

  /// The options as a manifest records them.
  var members: [JSON.Member] {
    [
      .init("layout", .string(layout)), .init("sizeBy", JSON(sizeBy)),
      .init("colorBy", .string(colorBy)), .init("ego", JSON(ego)), .init("radius", .int(radius)),
      .init("highlight", .array(highlight.map(JSON.string))),
      .init("minWeight", .number(minWeight)), .init("labels", JSON(labels)),
      .init("theme", .string(theme.rawValue)), .init("density", .bool(density)),
      .init("isolated", .bool(isolated)), .init("startsFromPositions", .bool(positions != nil)),
    ]
  }

  /// What the colours mean.
  func coloring(
    of corpus: Corpus, clustering: Clustering?, seed: UInt64, execution: Execution
  ) throws -> DiagramOptions.Coloring {
    if let clustering {
      return .communities(clustering.outcome.partition, topics: clustering.topics)
    }
    if colorBy == "none" { return .plain }
    if let overlay = Overlays.all[colorBy] { return overlay.coloring(of: corpus) }
    guard let measure = Measures.all[colorBy] else {
      let ids =
        ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)
      throw UnknownName(
        kind: "colouring", name: colorBy, nearest: nearestName(to: colorBy, among: ids))
    }
    return .values(try overlay(measure, corpus, seed, execution))
  }

  private func overlay(
    _ measure: Measure, _ corpus: Corpus, _ seed: UInt64, _ execution: Execution
  ) throws -> DiagramOptions.Overlay {
    let scores = try measure.scores(of: corpus.network, seed: seed, execution: execution)
    return .init(title: measure.id, values: scores.values)
  }
}
