import CollabCore
import CollabDigest

/// How inputs are read and merged.
public struct LoadOptions: Sendable {
  /// The reader for all inputs; `nil` recognises each by its content.
  public var reader: Reader?
  /// The readers among which an input is recognised.
  public var readers: Catalog<Reader> = Readers.all
  /// Which spellings are taken for one person.
  public var names: NamePolicy = .resolve
  /// Which pairs of people that stay apart are kept for questions.
  public var detail = IdentityDetail.none
  /// What evidence weighed before; `nil` learns it.
  public var model: IdentityModel?
  /// Who stood where when the same was merged before, where no reasons are asked for.
  public var people: KeptPeople?
  /// What the user knows of columns; see ``take(_:)``.
  var mapping: ColumnMapping?
  /// What the user knows of names.
  public var rulings = Rulings()
  /// Whether to say which rulings change nothing, which takes resolving twice.
  public var comparesRulings = false
  /// Whether it is counted whom other policies would take for one person.
  public var comparesPolicies = false
  /// How much of one input is held.
  public var limits = InputLimits()

  /// Creates the usual options.
  public init() {}
}

extension Bibliography {
  /// Reads files, folders (with all below them) and standard input (`-`), and merges them.
  ///
  /// A file that is not recognised is an error among the ``diagnostics`` where it was named, and a
  /// note where it lies in a named folder. Broken records are diagnostics too.
  ///
  /// - Parameters:
  ///   - inputs: paths, or `-` for standard input.
  ///   - known: what was read before, for example from a stored corpus.
  ///   - options: readers, limits, and which names are one person.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``InputError`` where an input is missing or cannot be read;
  ///   ``/CollabCore/Cancellation``.
  public static func load(
    _ inputs: [String], beside known: [ReadSource] = [], options: LoadOptions = LoadOptions(),
    execution: Execution = Execution()
  ) throws -> Bibliography {
    let (sources, diagnostics) = try read(
      inputs, beside: known, options: options, execution: execution)
    var bibliography = try Bibliography(
      merging: sources, names: options.names, rulings: options.rulings, model: options.model,
      people: options.people, detail: options.detail,
      comparesRulings: options.comparesRulings, comparesPolicies: options.comparesPolicies,
      execution: execution)
    bibliography.diagnostics = diagnostics + bibliography.diagnostics
    return bibliography
  }

  /// Reads files, folders and standard input without merging them.
  ///
  /// - Parameters:
  ///   - inputs: paths, or `-` for standard input.
  ///   - known: what was read before, for example from a stored corpus. What is there and among the
  ///     inputs too is taken once.
  ///   - options: readers and limits.
  ///   - execution: threads, progress and cancellation.
  /// - Returns: all of it by name and content, and what is to be said of files that were not read.
  public static func read(
    _ inputs: [String], beside known: [ReadSource] = [], options: LoadOptions = LoadOptions(),
    execution: Execution = Execution()
  ) throws -> (sources: [ReadSource], diagnostics: [Diagnostic]) {
    let (files, notes) = try InputFile.find(inputs)
    // Many files are read side by side; a single one may be split by its reader.
    let inner = files.count > 1 ? .serial : execution
    let outcomes = try execution.map(files, phase: "reading") { file in
      Result { () throws(InputError) in try file.outcome(options: options, execution: inner) }
    }
    var sources: [ReadSource] = [], diagnostics = notes
    var seen: Set<[String]> = []
    func take(_ source: ReadSource) {
      let input = source.source
      if seen.insert([input.name, input.sha256, input.format]).inserted {
        sources.append(source)
      } else {
        diagnostics.append(
          Diagnostic(
            "input.repeated", .note, "the same input was given twice and is read once",
            file: input.name))
      }
    }
    known.forEach(take)
    for outcome in outcomes {
      let outcome = try outcome.get()
      diagnostics += outcome.diagnostics
      outcome.sources.forEach(take)
    }
    sources.sort { ($0.source.name, $0.source.sha256) < ($1.source.name, $1.source.sha256) }
    diagnostics += options.tellOfUnusedColumns(in: sources)
    diagnostics.sort { ($0.file ?? "", $0.id) < ($1.file ?? "", $1.id) }
    return (sources, diagnostics)
  }

  /// Reads an input from memory: one source, or one for each part of an archive.
  ///
  /// - Returns: what was read, and what is to be said of parts that were not.
  public static func read(
    _ bytes: [UInt8], name: String, options: LoadOptions = LoadOptions(),
    execution: Execution = .serial
  ) -> (sources: [ReadSource], leftOut: [Diagnostic]) {
    let digest = SHA256.hexadecimal(of: bytes)
    var sources: [ReadSource] = [], leftOut: [Diagnostic] = []
    let contents = DecodedContent.all(in: bytes, name: name, limits: options.limits)
    let problems = contents.flatMap(\.problems)
    let broken = Set(problems.filter { $0.severity == .error }.map(\.file))
    let isLost = contents.count == 1 && contents[0].bytes.isEmpty && !broken.isEmpty
    for content in contents {
      guard let reader = options.reader ?? options.readers.recognise(content) else {
        // What could not be unpacked is not to be recognised.
        if !isLost, !broken.contains(content.name) { leftOut.append(content.unrecognised) }
        continue
      }
      var sink = RecordSink(file: content.name)
      for diagnostic in content.diagnostics { sink.append(diagnostic) }
      reader.read(
        Input(name: content.name, bytes: content.bytes, execution: execution), into: &sink)
      if sink.holdsNothing, !sink.diagnostics.contains(where: { $0.severity == .error }) {
        // Who names a format expects something of it.
        sink.diagnose(
          "input.no-entries", options.reader == nil ? .warning : .error,
          "the file holds nothing of the format '\(reader.id)'")
      }
      if options.mapping?.takesYearOfFile == true,
        LoadOptions.readersOfColumns.contains(reader.id)
      {
        sink.takeYearOfFile()
      }
      sink.tellOfWhatIsMissing(format: reader.id)
      for (id, count) in sink.messagesNotKept {
        sink.diagnose(
          "input.more-messages", .warning,
          "\(count) more messages of the kind '\(id)' are only counted")
      }
      sources.append(
        ReadSource(
          source: Source(
            name: content.name, format: reader.id, sha256: digest,
            entryCount: sink.records.count, tieCount: sink.ties.count),
          content: sink))
    }
    return (sources, problems + leftOut)
  }
}

extension InputFile {
  fileprivate func outcome(
    options: LoadOptions, execution: Execution
  ) throws(InputError) -> (sources: [ReadSource], diagnostics: [Diagnostic]) {
    guard let bytes = try read(options.limits) else {
      let problem = UnpackingProblem.tooLarge(options.limits)
      return ([], [Diagnostic(problem.id, problem.severity, problem.message, file: name)])
    }
    let (sources, leftOut) = Bibliography.read(
      bytes, name: name, options: options, execution: execution)
    let isError = isNamed && sources.isEmpty
    // The same for every part of an archive, and unpacked again only where it is said.
    lazy var columns = TableColumns.list(inTable: bytes, name: name)
    let diagnostics = leftOut.map { diagnostic in
      switch diagnostic.id {
      case "input.empty" where !isError, "input.unrecognised" where !isError:
        return Diagnostic(diagnostic.id, .note, diagnostic.message, file: diagnostic.file)
      case "input.unrecognised":
        let hint =
          "; name its format with --from, or the columns of a table with --column"
          + (columns.map { ", as in --column authors=…: they are \($0)" } ?? "")
        return Diagnostic(
          diagnostic.id, .error, diagnostic.message + hint, file: diagnostic.file)
      default: return diagnostic
      }
    }
    return (sources, diagnostics)
  }
}

extension DecodedContent {
  /// What is to be said where no reader takes it.
  fileprivate var unrecognised: Diagnostic {
    bytes.isEmpty
      ? Diagnostic("input.empty", .error, "the file is empty", file: name)
      : Diagnostic(
        "input.unrecognised", .error, "the format is not recognised; the file is left out",
        file: name)
  }
}

extension Catalog<Reader> {
  /// The surest reader, the first among equals; `nil` where none is sure at all.
  func recognise(_ content: DecodedContent) -> Reader? {
    let head = InputHead(
      text: String(decoding: content.bytes.prefix(16_384), as: UTF8.self),
      fileExtension: content.fileExtension)
    var best: (reader: Reader, confidence: Reader.Confidence)?
    for reader in entries {
      let confidence = reader.confidence(head)
      if confidence > best?.confidence ?? .no { best = (reader, confidence) }
      if confidence == .certain { break }
    }
    return best?.reader
  }
}
