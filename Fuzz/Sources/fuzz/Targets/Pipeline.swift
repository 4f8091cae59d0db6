import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabRender
import CollabReport

extension Target {
  /// One, two or three files, parted by FS, each behind a line with the id of its format (another
  /// line leaves it to be recognised): what `stats`, `rank`, `clusters`, `draw`, `export`, `report`
  /// and `import` do with them. The bytes choose the measures, the method and the layout.
  static let pipeline = Target(id: "pipeline", summary: "files from reading to pictures") { bytes in
    let sources = read(parts(of: bytes, atMost: 3))
    expectTies(of: sources)
    let bibliography = try Bibliography(merging: sources)
    expectSame(bibliography, try Bibliography(merging: sources.reversed()))
    for writer in Writers.all.entries { expectWorks(of: bibliography, from: writer) }
    try expectStored(sources, as: bibliography)
    let corpus = Corpus(
      bibliography, selection: .init(maximumAuthors: 50, includesGroups: bytes.count % 2 == 0))
    guard corpus.labels.count <= 200, corpus.network.edgeBound <= 2000 else { return }
    try compute(corpus, number: choice(bytes))
  }
}

private func read(_ files: [[UInt8]]) -> [ReadSource] {
  files.enumerated().flatMap { number, file in
    let line = file.prefix { $0 != 0x0A }
    var options = LoadOptions()
    options.reader = Readers.all[String(decoding: line, as: UTF8.self)]
    options.limits.maximumBytes = 1 << 20
    options.limits.maximumParts = 20
    return Bibliography.read(
      Array(file.dropFirst(line.count + 1)), name: "file\(number)", options: options
    ).sources
  }
}

/// Looks whether two bibliographies say the same.
private func expectSame(_ a: Bibliography, _ b: Bibliography) {
  expect(a.sources == b.sources, "other sources")
  expect(a.people.map(\.label) == b.people.map(\.label), "other people")
  expect(a.works.count == b.works.count, "more or fewer works")
  for writer in Writers.all.entries {
    expect(writer.write(a) == writer.write(b), "other works in \(writer.id)")
  }
  expect(a.ties.elementsEqual(b.ties, by: ==), "other ties")
  expect(a.diagnostics == b.diagnostics, "other messages")
}

/// Works that are written are as many when they are read.
private func expectWorks(of bibliography: Bibliography, from writer: BibliographyWriter) {
  var options = LoadOptions()
  let readers = ["works-csv": "csv", "csl-jsonl": "csl-json"]
  options.reader = Readers.all[readers[writer.id] ?? writer.id]
  let written = writer.write(bibliography)
  let back = Bibliography.read(written, name: "out." + writer.fileExtension, options: options)
  let count = back.sources.reduce(0) { $0 + $1.source.entryCount }
  expect(
    count == bibliography.works.count,
    "\(bibliography.works.count) works are \(count) in \(writer.id)")
}

private func compute(_ corpus: Corpus, number: UInt64) throws {
  func one<Entry>(of catalog: Catalog<Entry>, _ shift: UInt64) -> Entry {
    catalog.entries[Int((number >> shift) % UInt64(catalog.entries.count))]
  }
  _ = try CorpusStatistics(corpus).table.text(.markdown)
  _ = try NetworkFigures(of: corpus.network, execution: .serial).json.text()
  _ = Duplicates.table(of: corpus.bibliography).csv
  let measures = [one(of: Measures.all, 0)] + Ranking.usualMeasures(first: 1)
  let ranking = try Ranking(by: measures, of: corpus.network, execution: .serial)
  expect(Set(ranking.order).count == corpus.labels.count, "an author has no rank")
  _ = ranking.table(labels: corpus.labels, top: 5).text(.table)
  let method = one(of: CommunityMethods.all, 8)
  let clustering = try Clustering(of: corpus, by: method, runs: 2, execution: .serial)
  _ = clustering.json(labels: corpus.labels).text()
  _ = clustering.membersTable(labels: corpus.labels, top: 3).csv
  let graph = try ExportGraph(
    of: corpus, title: "fuzz", ranking: ranking, clustering: clustering)
  for exporter in Exporters.all.entries { try expectReadBack(graph, from: exporter) }
  if number >> 16 & 3 == 0 {
    try draw(corpus, clustering, layout: one(of: Layouts.all, 24), number >> 32)
  }
  if number >> 18 & 15 == 0 { try report(corpus) }
}

private func draw(
  _ corpus: Corpus, _ clustering: Clustering, layout: Layout, _ number: UInt64
) throws {
  var options = PictureOptions()
  options.layout = layout
  options.coloring = number & 1 == 0 ? PictureOptions.Coloring.none : .clusters
  options.showsDensity = number & 2 == 0
  options.showsIsolated = number & 4 == 0
  options.top = number & 8 == 0 ? 20 : nil
  if number & 48 == 0, !corpus.labels.isEmpty { options.focus = .ego(0, radius: 1) }
  let picture = try Picture(
    of: corpus, options: options, clustering: clustering, execution: .serial)
  let formats = Diagram.Format.allCases
  _ = try picture.rendered(as: formats[Int((number >> 6) % UInt64(formats.count))])
  _ = try picture.page(execution: .serial)
}

private func report(_ corpus: Corpus) throws {
  var options = Report.Options()
  options.picture.top = 50
  try Scratch.with { scratch in
    let report = try Report(of: corpus, options: options, execution: .serial)
    let artifacts = try report.artifacts(options: [.init("by", .array(["strength"]))])
    let folder = scratch.path("report")
    try artifacts.write(to: folder)
    expect(
      Scratch.list(folder) == (artifacts.files.map(\.name) + [ArtifactFolder.manifestName]).sorted(),
      "the folder holds \(Scratch.list(folder))")
    let changes = try ArtifactComparison(old: folder, new: folder)
    expect(changes.isEmpty && changes.common == corpus.labels.count, "a report is not itself")
    try artifacts.write(to: folder)
  }
}
