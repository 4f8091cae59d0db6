public import CollabGraph
public import SparkConnect

/// The network of a corpus's people: which works make it, and with which weights.
public struct SparkNetwork: Sendable {
  /// The corpus.
  public let corpus: SparkCorpus
  /// Which works make it.
  public let selection: NetworkSelection
  let stamp: Int

  /// Takes the authorships of a network aside, and counts for everyone what their works alone say.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public init(
    of corpus: SparkCorpus, _ selection: NetworkSelection = NetworkSelection()
  ) async throws(SparkError) {
    self.corpus = corpus
    self.selection = selection
    stamp = try await corpus.stamp()
    // Some servers write nothing at all for a table without rows: such tables are not read.
    let authorships = try await corpus.write(
      selection.folder + "/authorship", stamp: stamp,
      by: PackageResources.network_authorship_sql,
      selection.values.merging(["authorship": corpus.table("authorship")]) { $1 })
    guard authorships.count > 0 else {
      throw SparkError(.statement, "nobody is in the network: no work of '\(corpus.root)' makes it")
    }
    try await corpus.write(
      verticesFolder, stamp: stamp, by: PackageResources.network_vertices_sql,
      ["authorship": authorship, "strength": .expression(selection.weighting.strengthOfWork)])
  }

  private var verticesFolder: String {
    selection.folder + "/vertices-\(selection.weighting.rawValue)"
  }

  var authorship: SQLStep.Value { corpus.table(selection.folder + "/authorship") }
  var vertices: SQLStep.Value { corpus.table(verticesFolder) }

  /// The table of the ties, written out at the first call.
  func ties() async throws(SparkError) -> (table: SQLStep.Value, count: Int) {
    let folder = selection.folder + "/ties-\(selection.weighting.rawValue)"
    let marker = try await corpus.write(
      folder, stamp: stamp, by: PackageResources.network_ties_sql,
      ["authorship": authorship, "weight": .expression(selection.weighting.weightOfPair)])
    return (corpus.table(folder), marker.count)
  }

  /// What the works are and lack, and which of them the selection leaves out.
  func works() async throws(SparkError) -> SingleRow {
    try await corpus.row(
      "counting works", PackageResources.stats_works_sql,
      selection.values.merging(["works": try await corpus.works()]) { $1 })
  }

  /// How many works the selection leaves out: those with too many authors, those of other years, and those
  /// without an author, which are in no network.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public func worksLeftOut() async throws(SparkError) -> (
    overMaximum: Int, outsideYears: Int, withoutAuthors: Int
  ) {
    let row = try await works()
    return (
      try row.count("works_over_maximum"), try row.count("works_outside_years"),
      try row.count("works_without_authors")
    )
  }

  /// How many vertices there are, and how many of them have no tie.
  func size() async throws(SparkError) -> (vertices: Int, isolated: Int) {
    let row = try await corpus.row(
      "counting authors", PackageResources.vertices_total_sql, ["vertices": vertices])
    return (try row.count("vertices"), try row.count("isolated"))
  }
}

extension NetworkSelection {
  /// The name of its folder: equal selections have equal ones.
  var folder: String {
    let years = years.map {
      "\(Self.word($0.lowerBound, open: Int.min))-\(Self.word($0.upperBound, open: Int.max))"
    }
    return "networks/" + (includesGroups ? "groups" : "people") + "_most-"
      + (maximumAuthors.map(String.init) ?? "any") + "_years-" + (years ?? "any")
  }

  private static func word(_ year: Int, open: Int) -> String {
    year == open ? "open" : year < 0 ? "minus\(-year)" : "\(year)"
  }

  var values: [String: SQLStep.Value] {
    [
      "groups": .expression(includesGroups ? "TRUE" : "FALSE"),
      "most": .int(min(maximumAuthors ?? Int(Int32.max), Int(Int32.max))),
      "anyYear": .expression(years == nil ? "TRUE" : "FALSE"),
      "first": .int(max(years?.lowerBound ?? 0, Int(Int32.min) + 1)),
      "last": .int(min(years?.upperBound ?? 0, Int(Int32.max))),
    ]
  }
}

extension Weighting {
  /// What a work of `a.n` authors adds to each pair of them; see ``/CollabGraph/Weighting``.
  var weightOfPair: StaticString {
    switch self {
    case .full: "1D"
    case .fractional: "1D / (a.n - 1)"
    case .strict: "2D / (CAST(a.n AS DOUBLE) * (a.n - 1))"
    }
  }

  /// What a work of `n` authors adds to the strength of each: the weight of its pairs, `n` − 1 times.
  var strengthOfWork: StaticString {
    switch self {
    case .full: "CAST(n - 1 AS DOUBLE)"
    case .fractional: "1D"
    case .strict: "2D / n"
    }
  }
}
