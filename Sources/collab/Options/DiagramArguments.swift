import ArgumentParser
import CollabCorpus
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
    help: .init(
      "How vertices are placed; \(Layouts.all.entries[0].id) if not given, stress for clusters.",
      valueName: "id"),
    completion: .list(Layouts.all.entries.map(\.id)))
  var layout: String?

  @Option(
    help: .init(
      "The measure that sizes authors; the strength of their ties if none is given.",
      valueName: "id"),
    completion: .list(Measures.all.entries.map(\.id)))
  var sizeBy: String?

  @Option(
    help: .init(
      "What colours authors: cluster, none, a measure, or one of "
        + Overlays.all.entries.map(\.id).joined(separator: ", ")
        + "; cluster if not given, none with --density.", valueName: "id"),
    completion: .list(
      ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)))
  var colorBy: String?

  @Option(help: .init("Draw this person and those around them.", valueName: "name"))
  var ego: String?

  @Option(
    help: .init("How many ties away an ego map reaches; 1 if not given.", valueName: "n"))
  var radius: Int?

  @Option(
    parsing: .upToNextOption,
    help: .init(
      "Draw how two people are connected, with the works that link them.",
      valueName: "name> <name"))
  var path: [String] = []

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

  @Flag(help: "Draw the largest connected component only.")
  var largestComponent = false

  @Flag(help: "Draw authors without ties too.")
  var isolated = false

  @Option(
    help: .init(
      "Start from where authors stood in an earlier picture: its graph.json.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var positions: String?

  @Flag(help: "With --positions: draw only who stood there, in the same places.")
  var pinned = false

  func validate() throws {
    if !path.isEmpty, path.count != 2 { throw ValidationError("--path takes two names.") }
    if !path.isEmpty, ego != nil { throw ValidationError("--path and --ego exclude each other.") }
    if pinned, positions == nil { throw ValidationError("--pinned needs --positions.") }
    if let radius {
      if radius < 1 { throw ValidationError("--radius must be at least 1.") }
      if ego == nil { throw ValidationError("--radius needs --ego.") }
    }
    if pinned, layout != nil { throw ValidationError("--pinned excludes --layout.") }
    let around = ego != nil ? "--ego" : path.isEmpty ? nil : "--path"
    for (option, isGiven) in [("--largest-component", largestComponent), ("--isolated", isolated)] {
      if isGiven, let around { throw ValidationError("\(around) excludes \(option).") }
    }
    if largestComponent, isolated {
      throw ValidationError("--largest-component and --isolated exclude each other.")
    }
    if let labels, labels < 0 { throw ValidationError("--labels must not be negative.") }
  }

  /// The options of a picture, as far as they do not need the clusters.
  func options(
    for corpus: Corpus, seed: UInt64, execution: Execution
  ) throws -> DiagramOptions {
    var options = DiagramOptions()
    if let layout {
      let entry = try Layouts.all.entry(layout)
      if positions != nil, !entry.takesInitial {
        throw Failure.usage("the layout '\(entry.id)' does not start from --positions")
      }
      options.layout = entry
    }
    options.minimumWeight = minWeight
    options.egoRadius = radius ?? 1
    options.ego = try ego.map { try corpus.vertex(named: $0) }
    options.highlighted = try highlight.map { try corpus.vertex(named: $0) }.sorted()
    options.labels = labels
    options.theme = theme
    options.showsDensity = density
    options.showsIsolated = isolated
    options.showsLargestComponentOnly = largestComponent
    if !path.isEmpty {
      let ends = try path.map { try corpus.vertex(named: $0) }
      if ends[0] == ends[1] {
        throw Failure.usage("--path: both names are of \(corpus.labels[ends[0]])")
      }
      let chain = Chain(from: ends[0], to: ends[1], in: corpus)
      guard !chain.vertices.isEmpty else {
        throw Failure.usage(
          "'\(corpus.labels[ends[0]])' and '\(corpus.labels[ends[1]])' are not connected")
      }
      options.path = chain.vertices
      options.pathWorks = chain.links.map { $0.first ?? "" }
    }
    options.title = title ?? standardTitle(options, corpus.labels)
    if let positions {
      let earlier = try EarlierPositions(file: positions)
      let known = earlier.positions(of: corpus.labels)
      if !corpus.labels.indices.contains(where: known.isPlaced) {
        Console.warn("'\(positions)' has no place of any author here")
      }
      if pinned {
        options.positions = known
        options.extent = earlier.extent
      } else {
        options.previous = known
      }
    }
    options.seed = seed
    options.execution = execution
    options.notes = ["Weighting: \(corpus.network.weighting.rawValue)."]
    if let sizeBy {
      options.size = try overlay(Measures.all.entry(sizeBy), corpus, seed, execution)
    }
    return options
  }

  /// What colours authors. Of a density map the colours of clusters would mix with the shades.
  var coloringID: String { colorBy ?? (density ? "none" : "cluster") }

  /// Whether the options speak of single authors.
  var namesAuthors: Bool {
    ego != nil || !path.isEmpty || !highlight.isEmpty || positions != nil
  }

  /// The options given that only pictures show, by name.
  var givenForPictures: [String] {
    [
      ("--theme", theme != .light), ("--labels", labels != nil), ("--density", density),
      ("--highlight", !highlight.isEmpty), ("--min-weight", minWeight != 0),
      ("--color-by", colorBy.map { $0 != "cluster" && $0 != "none" } ?? false),
    ].filter(\.1).map(\.0)
  }

  /// Ends the run where sizes or colours would show nothing.
  func check(_ options: DiagramOptions, _ run: Run, allowEmpty: Bool) throws {
    if let sizeBy, let size = options.size, size.values.allSatisfy(\.isNaN) {
      try run.fail("--size-by \(sizeBy): it is not known of anybody", unless: allowEmpty)
    }
    if let colorBy, options.coloring.isUnknown {
      try run.fail("--color-by \(colorBy): it is not known of anybody", unless: allowEmpty)
    }
  }

  /// Ends the run where a picture shows nobody, and tells of the marked who are not in it.
  func check(_ picture: Diagram, _ corpus: Corpus, _ run: Run, allowEmpty: Bool) throws {
    for warning in picture.warnings { Console.warn(warning) }
    if picture.vertices.isEmpty {
      let facts = picture.caption.joined(separator: " ")
      try run.fail("the picture shows nobody. \(facts)", unless: allowEmpty)
    }
    for name in highlight {
      let vertex = try corpus.vertex(named: name)
      if !picture.positions.isPlaced(vertex) {
        Console.warn("'\(corpus.labels[vertex])' is to be marked and is not drawn")
      }
    }
  }

  private func standardTitle(_ options: DiagramOptions, _ labels: [String]) -> String {
    if let ego = options.ego { return "Coauthors of \(labels[ego])" }
    if let first = options.path.first, let last = options.path.last {
      return "From \(labels[first]) to \(labels[last])"
    }
    return "Coauthor map"
  }

  /// The options as a manifest records them.
  var members: [JSON.Member] {
    [
      .init("layout", .string(layout ?? Layouts.all.entries[0].id)), .init("sizeBy", JSON(sizeBy)),
      .init("colorBy", .string(coloringID)), .init("ego", JSON(ego)),
      .init("radius", .int(radius ?? 1)),
      .init("highlight", .array(highlight.map(JSON.string))),
      .init("minWeight", .number(minWeight)), .init("labels", JSON(labels)),
      .init("theme", .string(theme.rawValue)), .init("density", .bool(density)),
      .init("isolated", .bool(isolated)), .init("largestComponent", .bool(largestComponent)),
      .init("startsFromPositions", .bool(positions != nil)), .init("pinned", .bool(pinned)),
      .init("path", .array(path.map(JSON.string))),
    ]
  }

  /// What the colours mean.
  func coloring(
    of corpus: Corpus, clustering: Clustering?, seed: UInt64, execution: Execution
  ) throws -> DiagramOptions.Coloring {
    if let clustering {
      return .communities(clustering.outcome.partition, topics: clustering.topics)
    }
    if coloringID == "none" { return .plain }
    if let overlay = Overlays.all[coloringID] {
      let coloring = overlay.coloring(of: corpus)
      // A slice is coloured on the scale of the whole in which its authors stood.
      guard pinned, let positions, case .values(var years) = coloring else { return coloring }
      years.ends = try EarlierPositions(file: positions).years ?? years.ends
      return .values(years)
    }
    guard let measure = Measures.all[coloringID] else {
      let ids =
        ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)
      throw UnknownName(
        kind: "colouring", name: coloringID, nearest: nearestName(to: coloringID, among: ids))
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

extension DiagramOptions.Coloring {
  /// Whether the colours mean something that is not known of anybody.
  fileprivate var isUnknown: Bool {
    switch self {
    case .plain, .communities: false
    case .values(let overlay): overlay.values.allSatisfy(\.isNaN)
    case .categories(_, let words): words.allSatisfy { $0 == nil }
    }
  }
}
