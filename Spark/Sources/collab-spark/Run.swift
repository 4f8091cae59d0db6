import CollabCore
import CollabSpark
import CommandOptions
import Foundation
import SparkConnect
import Synchronization

/// One run of a command: its server, its progress, and how it is interrupted.
struct Run {
  let cluster: Cluster
  let isLocal: Bool
  let resumes: Bool
  /// The corpora that the command works on.
  private let claims = Claims()

  /// Runs a body with a server, and stops what was started for it.
  static func perform(
    _ options: RemoteOptions, _ body: @escaping @Sendable (Run) async throws -> Void
  ) async throws {
    Interruption.watch()
    let local = options.remote == "local" ? try await LocalServer.start() : nil
    let work = Task {
      let address = try local?.address ?? RemoteAddress(options.remote)
      let cluster = try await Cluster(
        address, patience: .seconds(options.patience), listener: Run.show)
      Interruption.cluster.withLock { $0 = cluster }
      let run = Run(cluster: cluster, isLocal: local != nil, resumes: options.resume)
      do { try await body(run) } catch {
        // A claim that stays makes the next command warn, and is not worth another error.
        try? await run.release()
        throw error
      }
      try await run.release()
      await cluster.close()
    }
    let result = await Interruption.cancelling(work)
    local?.stop()
    do { try result.get() } catch {
      let isConnected = Interruption.cluster.withLock { $0 } != nil
      if Interruption.came, !isConnected || (error as? SparkError)?.kind != .interrupted {
        throw SparkError(.interrupted, "interrupted")
      }
      throw error
    }
    if Interruption.came { throw SparkError(.interrupted, "interrupted") }
  }

  /// A path of the user's; from the current folder where the server is our own.
  func path(_ text: String, allowsPatterns: Bool = false) throws -> StoragePath {
    let isRelative = !text.hasPrefix("/") && !text.contains(":/")
    let absolute =
      isLocal && isRelative ? FileManager.default.currentDirectoryPath + "/" + text : text
    return try StoragePath(absolute, allowsPatterns: allowsPatterns)
  }

  func corpus(_ argument: CorpusArgument) async throws -> SparkCorpus {
    try await corpus(at: argument.corpus)
  }

  /// A corpus on which the command works until it ends.
  func corpus(at folder: String) async throws -> SparkCorpus {
    let corpus = SparkCorpus(
      try path(folder), on: cluster, resumes: resumes, onNote: { Console.tell($0) },
      onRound: { Console.progress($0) })
    claims.add(corpus, try await corpus.claim())
    return corpus
  }

  /// The network of a corpus; what the options leave out of it is said, and where all works are asked for, how many
  /// have no author.
  func network(
    _ argument: CorpusArgument, _ options: WorkOptions, asksForAll: Bool = false
  ) async throws -> SparkNetwork {
    let network = try await SparkNetwork(of: await corpus(argument), options.selection)
    if options.maxAuthors != nil || options.years != nil || asksForAll {
      let leftOut = try await network.worksLeftOut()
      for sentence in options.exclusions(
        overMaximum: leftOut.overMaximum, outsideYears: leftOut.outsideYears)
      {
        Console.tell(sentence)
      }
      if asksForAll, leftOut.withoutAuthors > 0 {
        Console.tell("left out: \(counted(leftOut.withoutAuthors, "work")) without authors")
      }
    }
    return network
  }

  private func release() async throws {
    for (corpus, claim) in claims.taken() { try await corpus.release(claim) }
  }

  private final class Claims: Sendable {
    private let all = Mutex<[(corpus: SparkCorpus, claim: Int)]>([])

    func add(_ corpus: SparkCorpus, _ claim: Int) { all.withLock { $0.append((corpus, claim)) } }

    func taken() -> [(corpus: SparkCorpus, claim: Int)] {
      all.withLock { all in
        defer { all = [] }
        return all
      }
    }
  }

  private static func show(_ step: String, _ progress: StatementProgress?) {
    guard let progress, progress.tasks > 0 else { return Console.progress(step) }
    Console.progress("\(step): \(progress.doneTasks) of \(progress.tasks) tasks")
  }
}

/// Whether the user asked to stop: then what runs on the cluster is interrupted, and nothing waited for any more;
/// a second time the program ends at once.
enum Interruption {
  /// The number of the signal; 0 where none came.
  private static let number = Atomic<Int32>(0)
  static let cluster = Mutex<Cluster?>(nil)

  static var came: Bool { number.load(ordering: .relaxed) != 0 }

  static var exitCode: Int32 { came ? 128 + number.load(ordering: .relaxed) : 130 }

  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interruption.number.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
  }

  /// Waits for a task, which ends early where the user asks to stop.
  static func cancelling(_ work: Task<Void, any Error>) async -> Result<Void, any Error> {
    let watcher = Task.detached {
      while !came { try await Task.sleep(for: .milliseconds(50)) }
      await cluster.withLock { $0 }?.stop()
      work.cancel()
    }
    defer { watcher.cancel() }
    return await work.result
  }
}
