import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import CollabReport
import CollabStore
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One run of a command: its threads, its progress line, its messages and its timings.
final class Run {
  let execution: Execution
  private let progress = Progress()
  private let timingsFile: String?
  private let start = ContinuousClock.now
  private var phases: [JSON] = []
  private var inputHadErrors = false

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
    if run.inputHadErrors { throw Failure.inputHadErrors }
  }

  private init(_ options: RunOptions) {
    Interruption.watch()
    var onProgress: (@Sendable (String, Double) -> Void)?
    if Console.isInteractive {
      onProgress = { [progress] part, share in progress.update(part, share) }
    }
    execution = Execution(
      threads: options.threads, onProgress: onProgress, isCancelled: { Interruption.came })
    timingsFile = options.timings
  }

  /// Runs a part of the work and notes how long it took.
  func phase<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    progress.begin(name)
    let begin = ContinuousClock.now
    let result = try body()
    phases.append([
      "name": .string(name), "seconds": .number(Run.seconds(since: begin)),
      "peakMemoryBytes": .int(Run.peakMemory),
    ])
    return result
  }

  /// Reads the inputs and tells what was found wrong with them.
  func load(_ input: InputOptions) throws -> Bibliography {
    if let file = input.diagnostics { try FileOutput.check(file) }
    let options = try input.loadOptions()
    let bibliography = try phase("reading") {
      let (stored, files) = try Run.stored(input.inputs)
      return try Bibliography.load(
        files, beside: stored, options: options, execution: execution)
    }
    progress.clear()
    try tell(bibliography.diagnostics, of: input)
    return bibliography
  }

  /// Reads the inputs without merging them, and tells what was found wrong with them.
  func readSources(_ input: InputOptions) throws -> [ReadSource] {
    if let file = input.diagnostics { try FileOutput.check(file) }
    let options = try input.loadOptions()
    let (sources, diagnostics) = try phase("reading") {
      let (stored, files) = try Run.stored(input.inputs)
      let read = try Bibliography.read(files, options: options, execution: execution)
      return (stored + read.sources, read.diagnostics)
    }
    progress.clear()
    try tell(diagnostics + sources.flatMap(\.content.diagnostics), of: input)
    return sources
  }

  /// Takes the stored corpora out of the inputs.
  private static func stored(
    _ inputs: [String]
  ) throws -> (sources: [ReadSource], files: [String]) {
    let databases = inputs.filter(isDatabase)
    let sources = try databases.flatMap { database in
      do { return try Store.open(database).sources() } catch {
        throw Failure.inputOutput("cannot read '\(database)': \(error)")
      }
    }
    return (sources, inputs.filter { !databases.contains($0) })
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
  /// - Parameter needsGraph: whether the pairs of coauthors are going to be written out.
  func loadCorpus(
    _ input: InputOptions, _ network: NetworkOptions, needsGraph: Bool = true
  ) throws -> Corpus {
    let bibliography = try load(input)
    let corpus = phase("network") {
      Corpus(bibliography, selection: network.selection, threads: execution.threads)
    }
    let coauthors = corpus.coauthors
    if coauthors.worksOverMaximum > 0, let limit = network.maxAuthors {
      Console.tell("works with more than \(limit) authors left out: \(coauthors.worksOverMaximum)")
    }
    if coauthors.worksOutsideYears > 0, let years = network.years {
      Console.tell(
        "works not known to be of \(years.text) left out: \(coauthors.worksOutsideYears)")
    }
    if needsGraph { _ = try corpus.network.writtenGraph(execution: execution) }
    return corpus
  }

  private func tell(_ diagnostics: [Diagnostic], of input: InputOptions) throws {
    if let file = input.diagnostics {
      let text = JSON.array(diagnostics.map(\.json)).text() + "\n"
      try FileOutput.write(Array(text.utf8), to: file)
    }
    Console.tell(diagnostics)
    inputHadErrors = diagnostics.contains { $0.severity == .error }
    if input.strict && diagnostics.contains(where: { $0.severity > .note }) {
      throw Failure.inputHadErrors
    }
  }

  private func writeTimings() throws {
    guard let timingsFile else { return }
    let timings: JSON = [
      "seconds": .number(Run.seconds(since: start)), "peakMemoryBytes": .int(Run.peakMemory),
      "threads": .int(execution.threads), "phases": .array(phases),
    ]
    try FileOutput.write(Array((timings.text() + "\n").utf8), to: timingsFile)
  }

  private static func seconds(since begin: ContinuousClock.Instant) -> Double {
    let milliseconds = (ContinuousClock.now - begin) / .milliseconds(1)
    return milliseconds.rounded() / 1000
  }

  /// The most memory that the process has held so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}

/// Whether the user asked to stop.
///
/// Asking a second time ends the program at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var came: Bool { flag.load(ordering: .relaxed) }

  static func watch() {
    signal(SIGINT) { _ in
      if Interruption.flag.exchange(true, ordering: .relaxed) { _exit(130) }
    }
  }
}

extension Diagnostic {
  var json: JSON {
    [
      "id": .string(id), "severity": .string(severity.rawValue), "message": .string(message),
      "file": JSON(file), "line": JSON(line), "column": JSON(column),
    ]
  }
}

extension Console {
  /// How many messages of a kind are shown one by one.
  private static let shownOfAKind = 100

  /// Tells of the input's troubles, those of a kind past the hundredth as a count. A note of a
  /// whole file stands for all of its kind: a folder may hold hundreds of such files.
  static func tell(_ diagnostics: [Diagnostic]) {
    var files: [String: Int] = [:]
    for diagnostic in diagnostics where diagnostic.isNoteOfFile {
      files[diagnostic.id, default: 0] += 1
    }
    var counts: [String: Int] = [:]
    for diagnostic in diagnostics {
      if diagnostic.isNoteOfFile {
        guard let count = files.removeValue(forKey: diagnostic.id) else { continue }
        tell(coloured(count == 1 ? diagnostic : diagnostic.and(count - 1)))
        continue
      }
      counts[diagnostic.id, default: 0] += 1
      if counts[diagnostic.id, default: 0] <= shownOfAKind { tell(coloured(diagnostic)) }
    }
    for (id, count) in counts.sorted(by: { $0.key < $1.key }) where count > shownOfAKind {
      tell("\(count - shownOfAKind) more [\(id)]; --diagnostics FILE writes them all")
    }
  }

  private static func coloured(_ diagnostic: Diagnostic) -> String {
    let line = diagnostic.description.singleLine
    guard showsColour else { return line }
    let word = diagnostic.severity.rawValue
    let colour = diagnostic.severity == .error ? 31 : diagnostic.severity == .warning ? 33 : 36
    return line.replacing(
      " \(word): ", with: " \u{1B}[\(colour)m\(word):\u{1B}[0m ", maxReplacements: 1)
  }
}

extension Diagnostic {
  /// Whether it only notes something of a whole file.
  fileprivate var isNoteOfFile: Bool { severity == .note && file != nil && line == nil }

  /// The message with a count of the others of its kind.
  fileprivate func and(_ others: Int) -> Diagnostic {
    let files = others == 1 ? "1 file more" : "\(others) files more"
    return Diagnostic(
      id, severity, "\(message) (and \(files); --diagnostics FILE writes them all)", file: file)
  }
}
