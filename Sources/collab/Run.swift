import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import CollabReport
import CollabStore
import CommandOptions
import Foundation

/// One run of a command: its threads, its progress line, its messages and its timings.
final class Run {
  /// How computations run; within a phase, so that they tell its progress.
  private(set) var execution: Execution
  private let progress: Progress
  private let timings = Timings()
  private let timingsFile: String?
  private var inputHadErrors = false
  /// What is thrown when everything else is done.
  private var failure: Failure?

  /// Runs a command's body and then writes what was measured.
  ///
  /// - Throws: what the body throws; ``Failure`` where the input had errors.
  static func perform(_ options: RunOptions, _ body: (Run) throws -> Void) throws {
    if let timings = options.timings { try FileOutput.check(timings) }
    let run = Run(options)
    defer { run.progress.clear() }
    try body(run)
    run.progress.clear()
    try run.writeTimings()
    if Interruption.came { throw Cancellation() }
    if let failure = run.failure { throw failure }
    if run.inputHadErrors { throw Failure.inputHadErrors }
  }

  private init(_ options: RunOptions) {
    Interruption.watch()
    let progress = Progress()
    self.progress = progress
    var onProgress: (@Sendable (String, Double) -> Void)?
    if Console.showsProgress { onProgress = { part, share in progress.update(part, share) } }
    execution = Execution(
      threads: options.threads, onProgress: onProgress, isCancelled: { Interruption.came },
      onStage: { [timings] name, hasEnded in
        if hasEnded {
          progress.end(name)
          timings.end(name)
        } else {
          progress.begin(name)
          timings.begin(name)
        }
      })
    timingsFile = options.timings
  }

  /// Runs a part of the work and notes how long it took.
  ///
  /// - Throws: ``Cancellation`` where the user asked to stop before, and what `body` throws.
  func phase<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
    let outer = execution
    defer { execution = outer }
    return try outer.stage(name) { inner in
      execution = inner
      return try body()
    }
  }

  /// Reads the inputs and tells what was found wrong with them.
  ///
  /// - Parameters:
  ///   - needsContent: whether inputs that give nothing end the run at once; else the run fails when it is
  ///     done.
  ///   - needsReasons: whether it is asked why works were taken for one person's.
  func load(
    _ input: InputOptions, detail: IdentityDetail = .none, comparesRulings: Bool = false,
    comparesPolicies: Bool = false, needsContent: Bool = true, needsReasons: Bool = false
  ) throws -> Bibliography {
    try checkOutputs(of: input)
    var options = try input.loadOptions()
    options.detail = detail
    options.comparesRulings = comparesRulings
    options.comparesPolicies = comparesPolicies
    let bibliography = try phase("reading") {
      let (stored, files, identity) = try Run.stored(input.inputs)
      options.model = identity.model
      if !needsReasons { options.people = identity.people }
      return try Bibliography.load(files, beside: stored, options: options, execution: execution)
    }
    progress.clear()
    try tell(bibliography.diagnostics, of: input)
    warnOfColumns(input, bibliography.sources)
    if bibliography.works.isEmpty, bibliography.ties.isEmpty, bibliography.people.isEmpty {
      try fail(
        Emptiness.ofInputs(
          input, sources: bibliography.sources, diagnostics: bibliography.diagnostics),
        unless: input.allowEmpty, atOnce: needsContent)
    }
    return bibliography
  }

  /// Ends a run whose result would show nothing of what was asked for.
  ///
  /// - Parameter isAllowed: whether the user said that this is no failure.
  func fail(_ message: String, unless isAllowed: Bool, atOnce: Bool = true) throws {
    if isAllowed { return Console.warn(message) }
    let failure = Failure.nothing(message + " (--allow-empty accepts this)")
    if atOnce { throw failure }
    self.failure = self.failure ?? failure
  }

  /// Finds out beforehand whether messages and timings can be written, and not onto an input.
  private func checkOutputs(of input: InputOptions) throws {
    if let file = input.diagnostics { try FileOutput.check(file) }
    try input.refuse(outputs: [input.diagnostics, timingsFile].compactMap { $0 })
  }

  /// Reads the inputs without merging them, and tells what was found wrong with them.
  ///
  /// - Parameter options: how they are read, where that is known already.
  func readSources(
    _ input: InputOptions, options: LoadOptions? = nil
  ) throws -> [ReadSource] {
    try checkOutputs(of: input)
    let options = try options ?? input.loadOptions()
    let (sources, diagnostics) = try phase("reading") {
      let (stored, files, _) = try Run.stored(input.inputs)
      return try Bibliography.read(files, beside: stored, options: options, execution: execution)
    }
    progress.clear()
    try tell(diagnostics + sources.flatMap(\.content.diagnostics), of: input)
    warnOfColumns(input, sources.map(\.source))
    if sources.allSatisfy(\.content.holdsNothing) {
      try fail(
        Emptiness.ofInputs(input, sources: sources.map(\.source), diagnostics: diagnostics),
        unless: input.allowEmpty)
    }
    return sources
  }

  /// Takes the stored corpora out of the inputs, and what the only one keeps of who is who.
  private static func stored(
    _ inputs: [String]
  ) throws -> (sources: [ReadSource], files: [String], identity: StoredIdentity) {
    let databases = inputs.filter(isDatabase)
    var sources: [ReadSource] = [], identities: [StoredIdentity] = []
    for database in databases {
      do {
        let store = try Store.open(database)
        sources += try store.sources()
        identities.append(try store.identity())
      } catch {
        throw Failure.inputOutput("cannot read '\(database)': \(error)")
      }
    }
    return (
      sources, inputs.filter { !databases.contains($0) },
      identities.count == 1 ? identities[0] : StoredIdentity()
    )
  }

  private static func isDatabase(_ input: String) -> Bool {
    // A look into a pipe would take from it what its reader needs.
    let type = try? URL(fileURLWithPath: input).resolvingSymlinksInPath()
      .resourceValues(forKeys: [.isRegularFileKey])
    guard input != "-", type?.isRegularFile == true,
      let file = FileHandle(forReadingAtPath: input)
    else { return false }
    defer { try? file.close() }
    return Store.isDatabase((try? file.read(upToCount: 16)) ?? Data())
  }

  /// Reads the inputs and makes their network.
  ///
  /// - Parameters:
  ///   - needsGraph: whether the pairs of coauthors are going to be written out.
  func loadCorpus(
    _ input: InputOptions, _ network: NetworkOptions, needsGraph: Bool = true,
    needsContent: Bool = true, comparesPolicies: Bool = false
  ) throws -> Corpus {
    let bibliography = try load(
      input, comparesPolicies: comparesPolicies && network.unit == .authors,
      needsContent: needsContent)
    let thresholds = try network.thresholds()
    let corpus = try phase("network") {
      try Corpus(
        bibliography, unit: network.unit, selection: network.selection, thresholds: thresholds,
        execution: execution)
    }
    let coauthors = corpus.coauthors
    try tell(further: coauthors.messages, of: input)
    for sentence in network.works.exclusions(
      overMaximum: coauthors.worksOverMaximum, outsideYears: coauthors.worksOutsideYears)
    {
      Console.tell(sentence)
    }
    for part in coauthors.leftOut { Console.tell(part.sentence) }
    let isEmptied =
      coauthors.worksOverMaximum + coauthors.worksOutsideYears > 0 || !coauthors.leftOut.isEmpty
      || network.unit != .authors
    if corpus.labels.isEmpty, failure == nil, needsContent || isEmptied {
      try fail(
        Emptiness.ofNetwork(corpus, network), unless: input.allowEmpty, atOnce: needsContent)
    }
    if bibliography.works.isEmpty, !bibliography.ties.isEmpty { network.warnOfTiesWithoutWorks() }
    if needsGraph { _ = try corpus.network.graph(execution: execution) }
    return corpus
  }

  private func warnOfColumns(_ input: InputOptions, _ sources: [Source]) {
    if input.mapsColumns, !sources.isEmpty,
      !sources.contains(where: { LoadOptions.readersOfColumns.contains($0.format) })
    {
      Console.warn(
        "--column and --author-separator have no effect: no input is read as a table or JSON list")
    }
    if input.from != nil, input.inputs.allSatisfy(Run.isDatabase) {
      Console.warn("--from has no effect: stored corpora keep what was read")
    }
  }

  /// Tells what was found wrong besides the inputs.
  func tell(further diagnostics: [Diagnostic], of input: InputOptions) throws {
    Console.tell(diagnostics, least: input.strict ? .warning : .error)
    if diagnostics.contains(where: { $0.severity == .error }) { inputHadErrors = true }
    if input.strict, diagnostics.contains(where: { $0.severity > .note }) {
      throw Failure.inputHadErrors
    }
  }

  private func tell(_ diagnostics: [Diagnostic], of input: InputOptions) throws {
    if let file = input.diagnostics {
      let log =
        file.lowercased().hasSuffix(".sarif")
        ? SARIF.log(of: diagnostics) : JSON.array(diagnostics.map(\.json))
      let text = log.text() + "\n"
      try Console.write(Array(text.utf8), to: file)
    }
    Console.tell(diagnostics, least: input.strict ? .warning : .error)
    inputHadErrors = diagnostics.contains {
      $0.severity == .error && !(input.allowEmpty && Emptiness.kinds.contains($0.id))
    }
    if input.strict && diagnostics.contains(where: { $0.severity > .note }) {
      throw Failure.inputHadErrors
    }
  }

  private func writeTimings() throws {
    guard let timingsFile else { return }
    let text = timings.json(threads: execution.threads).text() + "\n"
    try Console.write(Array(text.utf8), to: timingsFile)
  }
}
