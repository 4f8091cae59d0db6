import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabDigest
import CollabGraph
import CollabRender
import CollabReport

extension Theme: ExpressibleByArgument {}

/// What a picture shows and how.
struct DiagramArguments: ParsableArguments {
  @Option(
    help: .init(
      "The layout (default: \(Layouts.all.entries[0].id); stress for clusters).",
      valueName: "id"),
    completion: .list(Layouts.all.entries.map(\.id)))
  var layout: String?

  @Option(
    help: .init(
      "The measure that sets the size of authors (default: strength).",
      valueName: "id"),
    completion: .list(Measures.all.entries.map(\.id)))
  var sizeBy: String?

  @Option(
    help: .init(
      "The colour of authors: cluster, none, a measure, or one of "
        + Overlays.all.entries.map(\.id).joined(separator: ", ")
        + " (default: cluster; none with --density).", valueName: "id"),
    completion: .list(
      ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)))
  var colorBy: String?

  @Option(help: .init("Draw the ego network of this person.", valueName: "name"))
  var ego: String?

  @Option(
    help: .init("The maximum distance from the person in an ego map (default: 1).", valueName: "n"))
  var radius: Int?

  @Option(
    parsing: .upToNextOption,
    help: .init(
      "Draw the shortest path between two people, with the works that link them.",
      valueName: "name> <name"))
  var path: [String] = []

  @Option(help: .init("Highlight this person; repeatable.", valueName: "name"))
  var highlight: [String] = []

  @Option(help: .init("The maximum number of names.", valueName: "n"))
  var labels: Int?

  @Option(help: "The colour theme.")
  var theme = Theme.light

  @Option(help: "The title of the picture.")
  var title: String?

  @Flag(help: "Show the density of authors as shading.")
  var density = false

  @Flag(help: "Draw the largest connected component only.")
  var largestComponent = false

  @Flag(help: "Draw isolated authors as well.")
  var isolated = false

  @Option(
    help: .init(
      "Start from the positions in an earlier picture: its graph.json.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var positions: String?

  @Flag(help: "With --positions: draw only the authors of that picture, at the same positions.")
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

  /// What is drawn of a corpus.
  ///
  /// - Throws: ``Failure``, ``UnknownName`` for what names nothing of the corpus or of a catalog.
  func picture(of corpus: Corpus, seed: UInt64) throws -> PictureOptions {
    var options = PictureOptions()
    if let layout {
      let entry = try Layouts.all.entry(layout)
      if positions != nil, !entry.takesInitial {
        throw Failure.usage("the layout '\(entry.id)' does not start from --positions")
      }
      options.layout = entry
    }
    if let ego { options.focus = .ego(try corpus.vertex(named: ego), radius: radius ?? 1) }
    options.highlighted = try corpus.vertices(named: highlight).sorted()
    options.labels = labels
    options.theme = theme
    options.showsDensity = density
    options.showsIsolated = isolated
    options.showsLargestComponentOnly = largestComponent
    if path.count == 2 {
      let ends = try corpus.vertices(named: path)
      if ends[0] == ends[1] {
        throw Failure.usage("--path: both names are of \(corpus.labels[ends[0]])")
      }
      options.focus = .path(from: ends[0], to: ends[1])
    }
    options.title = title
    if let positions {
      let earlier = try EarlierPositions(file: positions)
      let known = earlier.positions(of: corpus.labels)
      if !corpus.labels.indices.contains(where: known.isPlaced) {
        Console.warn("'\(positions)' has no place of any author here")
      }
      options.earlier = earlier
      options.isPinned = pinned
    }
    options.seed = seed
    options.size = try sizeBy.map { try Measures.all.entry($0) }
    options.coloring = try colorBy.map(coloring)
    return options
  }

  /// What a word of `--color-by` means.
  private func coloring(_ id: String) throws -> PictureOptions.Coloring {
    switch id {
    case "cluster": return .clusters
    case "none": return .none
    default:
      if let overlay = Overlays.all[id] { return .overlay(overlay) }
      if let measure = Measures.all[id] { return .measure(measure) }
      let ids =
        ["cluster", "none"] + Overlays.all.entries.map(\.id) + Measures.all.entries.map(\.id)
      throw UnknownName(kind: "colouring", name: id, among: ids)
    }
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
      ("--highlight", !highlight.isEmpty),
      ("--color-by", colorBy.map { $0 != "cluster" && $0 != "none" } ?? false),
    ].filter(\.1).map(\.0)
  }

  /// Refuses colours that only people have.
  func check(for unit: VertexUnit) throws {
    if unit != .authors, let colorBy, Overlays.all[colorBy]?.isOfPeople == true {
      throw Failure.usage("--color-by \(colorBy) is for people, not with --unit \(unit.rawValue)")
    }
  }

  /// Ends the run where sizes or colours would show nothing.
  func check(_ figures: PictureFigures, _ run: Run, allowEmpty: Bool) throws {
    if let sizeBy, figures.isSizeUnknown {
      try run.fail("--size-by \(sizeBy): no value is known for any author", unless: allowEmpty)
    }
    if let colorBy, figures.isColoringUnknown {
      try run.fail("--color-by \(colorBy): no value is known for any author", unless: allowEmpty)
    }
  }

  /// Ends the run where a picture shows nobody, and tells of the marked who are not in it.
  func check(_ picture: Diagram, _ corpus: Corpus, _ run: Run, allowEmpty: Bool) throws {
    for warning in picture.warnings { Console.warn(warning) }
    if picture.vertices.isEmpty {
      let facts = picture.caption.joined(separator: " ")
      try run.fail("the picture has no vertices. \(facts)", unless: allowEmpty)
    }
    for vertex in try corpus.vertices(named: highlight) {
      if !picture.positions.isPlaced(vertex) {
        Console.warn("'\(corpus.labels[vertex])' is to be marked and is not drawn")
      }
    }
  }

  /// The options as a manifest records them.
  func members() throws -> [JSON.Member] {
    [
      .init("layout", .string(layout ?? Layouts.all.entries[0].id)), .init("sizeBy", JSON(sizeBy)),
      .init("colorBy", .string(coloringID)), .init("ego", JSON(ego)),
      .init("radius", .int(radius ?? 1)),
      .init("highlight", .array(highlight.map(JSON.string))),
      .init("labels", JSON(labels)),
      .init("theme", .string(theme.rawValue)), .init("density", .bool(density)),
      .init("isolated", .bool(isolated)), .init("largestComponent", .bool(largestComponent)),
      .init(
        "positionsSHA256",
        JSON(try positions.map { SHA256.hexadecimal(of: try FileInput.bytes(of: $0)) })),
      .init("pinned", .bool(pinned)),
      .init("path", .array(path.map(JSON.string))),
    ]
  }
}
