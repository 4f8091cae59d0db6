public import SparkConnect

extension SparkCorpus {
  /// What came of an import.
  public struct Imported: Sendable, Equatable {
    /// The lines read, empty ones left out.
    public var lines = 0
    /// The lines that are no work, kept aside.
    public var rejected = 0
    /// The years, counts of citations and ORCIDs that cannot be right, and are left out.
    public var leftOut = 0
    /// The lines that repeat the key of another.
    public var repeated = 0
    /// The works.
    public var works = 0
    /// The works with the title and the people of another; 0 of an export, in which the local command has merged
    /// what is one work.
    public var alikeByTitle = 0
    /// The works with the DOI of another; 0 of an export.
    public var alikeByDOI = 0
    /// The people and groups.
    public var people = 0
    /// The groups of these.
    public var groups = 0
    /// The places on bylines.
    public var authorships = 0
  }

  /// Reads works into the corpus's tables.
  ///
  /// - Parameters:
  ///   - input: a file, or a folder of files, packed with gzip or not.
  ///   - stamp: a number of this import, not 0 and other than those of earlier ones.
  ///   - replaces: whether a corpus that is there already gives way.
  /// - Throws: ``/SparkConnect/SparkError``.
  public func importWorks(
    _ input: StoragePath, as format: ImportFormat = .collab, stamp: Int, replaces: Bool
  ) async throws(SparkError) -> Imported {
    guard !root.isIn(input), !input.isIn(root) else {
      throw SparkError(
        .statement, "the corpus '\(root)' and the input '\(input)' must be folders apart")
    }
    let earlier = try await marker(of: "corpus")
    if let earlier, !replaces {
      throw SparkError(
        .statement,
        "'\(root)' holds a corpus of \(earlier.count) works already; --replace writes it anew")
    }
    if format.isXML { try await probeXML(input) } else { try await probe(input, format) }
    // What is there stays until the new works are read and counted: they go into other folders.
    var place = earlier.map { 2 - $0.place & 2 } ?? 0
    let step = format.step(reading: input)
    // Of no rows not every server writes columns.
    guard try await write(Self.works[place], stamp: stamp, by: step.resource, step.values).count > 0
    else {
      throw SparkError(.statement, "'\(input)' holds no record of the format '\(format.rawValue)'")
    }
    var result = Imported()
    let counts = try await row(
      "counting works", PackageResources.import_counts_sql, ["works": table(Self.works[place])])
    result.lines = try counts.count("lines")
    result.rejected = try counts.count("rejected")
    result.works = try counts.count("distinct_works")
    result.repeated = try counts.count("works") - result.works
    guard result.works > 0 else {
      throw SparkError(
        .statement,
        "no line of '\(input)' is a work: \(result.rejected) of \(result.lines) lines were rejected; it is perhaps of another format than '\(format.rawValue)', see --from"
      )
    }
    guard try counts.count("with_people") > 0 else {
      throw SparkError(
        .statement,
        "none of the \(result.works) works of '\(input)' has an author: it is perhaps of another format than '\(format.rawValue)', see --from"
      )
    }
    result.leftOut = try counts.count("left_out")
    if format == .collab { try await checkNumbers(of: table(Self.works[place]), from: input) }
    try await mark("corpus", .none)
    if result.repeated > 0 {
      place += 1
      try await write(
        Self.works[place], stamp: stamp, by: PackageResources.import_unique_sql,
        ["works": table(Self.works[place - 1])])
    }
    let works = Self.works[place]
    if format != .collab {
      let alike = try await row(
        "looking for works alike", PackageResources.import_alike_sql, ["works": table(works)])
      result.alikeByTitle = try alike.count("titles")
      result.alikeByDOI = try alike.count("dois")
    }
    try await write(
      "authorship", stamp: stamp, by: PackageResources.import_authorship_sql,
      ["works": table(works)])
    try await write(
      "people", stamp: stamp, by: PackageResources.import_people_sql, ["works": table(works)])
    try await write(
      "rejected", stamp: stamp, by: PackageResources.import_rejected_sql, ["works": table(works)])
    let totals = try await row(
      "counting people", PackageResources.import_totals_sql,
      ["people": table("people"), "authorship": table("authorship")])
    result.people = try totals.count("people")
    result.groups = try totals.count("groups")
    result.authorships = try totals.count("authorships")
    try await mark(
      "corpus", Marker(stamp: stamp, count: result.works, change: 0, place: place))
    return result
  }

  /// Where the works of a corpus are, by the place in its marker: as they were read, or without repeated lines;
  /// and the same for the corpus that took the place of another.
  private static let works = ["works-read", "works-unique", "works-read-2", "works-unique-2"]

  /// Refuses several exports at once: each begins its numbers of people at 0.
  private func checkNumbers(
    of works: SQLStep.Value, from input: StoragePath
  ) async throws(SparkError) {
    let clashes = try await row(
      "comparing numbers of people", PackageResources.import_clashes_sql, ["works": works])
    guard let example = try clashes.batch.column("example").text(0) else { return }
    throw SparkError(
      .statement,
      "'\(input)' holds several exports, in which one number is different people (\(example)): write all works by one 'collab export', and import that"
    )
  }

  private func probe(_ input: StoragePath, _ format: ImportFormat) async throws(SparkError) {
    let found: Int
    do {
      found = try await row(
        "looking for the input",
        format == .openalexParquet
          ? PackageResources.import_probe_parquet_sql : PackageResources.import_probe_sql,
        ["in": .path(input)]
      ).count("found")
    } catch {
      guard error.kind == .statement, error.tellsOfMissingTable else { throw error }
      found = 0
    }
    // Not every server tells a missing file from an empty one.
    guard found > 0 else {
      throw SparkError(
        .file, "'\(input)' holds no line: there is no such file, or it is empty")
    }
  }

  private func probeXML(_ input: StoragePath) async throws(SparkError) {
    do {
      try await cluster.run(
        SQLStep(
          "looking for XML", PackageResources.xml_probe_sql, ["in": .path(input)], isCommand: false)
      )
    } catch {
      // Spark names what it finds wrong, such as PATH_NOT_FOUND.
      if error.condition?.hasPrefix("PATH_NOT_FOUND") == true {
        throw SparkError(.file, "there is no file '\(input)'")
      }
      guard error.kind == .statement, error.condition == nil else { throw error }
      throw SparkError(
        .statement,
        "this server reads no XML, as Sail does not: write the works by 'collab export --to csl-jsonl', and import these"
      )
    }
  }

  /// The table of the works.
  func works() async throws(SparkError) -> SQLStep.Value {
    guard let marker = try await marker(of: "corpus") else {
      _ = try await stamp()
      return table(Self.works[0])
    }
    return table(Self.works[marker.place])
  }
}
