public import SparkConnect

extension SparkCorpus {
  /// What came of an import.
  public struct Imported: Sendable, Equatable {
    /// The lines read, empty ones left out.
    public var lines = 0
    /// The lines that are no work, kept aside.
    public var rejected = 0
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
    if let earlier = try await marker(of: "corpus"), !replaces {
      throw SparkError(
        .statement,
        "'\(root)' holds a corpus of \(earlier.count) works already; --replace writes it anew")
    }
    // What is there stays until the input is known.
    if format.isXML { try await probeXML(input) } else { try await probe(input, format) }
    try await mark("corpus", .none)
    var works = "works-read"
    let step = format.step(reading: input)
    // Of no rows not every server writes columns.
    guard try await write(works, stamp: stamp, by: step.resource, step.values).count > 0 else {
      throw SparkError(.statement, "'\(input)' holds no record of the format '\(format.rawValue)'")
    }
    var result = Imported()
    let counts = try await row(
      "counting works", PackageResources.import_counts_sql, ["works": table(works)])
    result.lines = try counts.count("lines")
    result.rejected = try counts.count("rejected")
    result.works = try counts.count("distinct_works")
    result.repeated = try counts.count("works") - result.works
    guard result.works > 0 else {
      throw SparkError(
        .statement,
        "no line of '\(input)' is a work: \(result.rejected) of \(result.lines) lines were rejected"
      )
    }
    if result.repeated > 0 {
      works = "works-unique"
      try await write(
        works, stamp: stamp, by: PackageResources.import_unique_sql, ["works": table("works-read")])
    }
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
    result.authorships = try totals.count("authorships")
    // What a reader needs to know of where the works are: 1 where repeated lines were taken out.
    try await mark(
      "corpus",
      Marker(stamp: stamp, count: result.works, change: works == "works-unique" ? 1 : 0))
    return result
  }

  private func probe(_ input: StoragePath, _ format: ImportFormat) async throws(SparkError) {
    let first = try await row(
      "looking for the input",
      format == .openalexParquet
        ? PackageResources.import_probe_parquet_sql : PackageResources.import_probe_sql,
      ["in": .path(input)])
    // Not every server tells a missing file from an empty one.
    guard try first.count("found") > 0 else {
      throw SparkError(
        .statement, "'\(input)' holds no line: there is no such file, or it is empty")
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
      return table("works-read")
    }
    return table(marker.change == 1 ? "works-unique" : "works-read")
  }
}
