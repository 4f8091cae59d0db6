import CollabBibliography
import CollabCore
import Foundation
import GRDB

/// A corpus kept in an SQLite file.
///
/// The file holds the records as they were read, with their sources. Merging works and resolving
/// names happens when it is read, as it does for other inputs, so that answers from the file equal
/// answers from the sources that went into it.
public struct Store {
  /// What became of a source that was added.
  public enum Change: String, Sendable, Equatable {
    /// It was not there.
    case added
    /// Its name was there with other content, which is gone now.
    case replaced
    /// It was there with the same content.
    case unchanged
  }

  private let queue: DatabaseQueue

  /// Whether a file that begins with these bytes is an SQLite database.
  public static func isDatabase(_ head: some Sequence<UInt8>) -> Bool {
    head.starts(with: "SQLite format 3\0".utf8)
  }

  /// Opens a corpus file for reading.
  ///
  /// - Throws: ``StoreError`` where it is none, or one of a later version.
  public static func open(_ path: String) throws(StoreError) -> Store {
    try attempt {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StoreError("the file does not exist")
      }
      var configuration = safeConfiguration
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
      // An import that was killed leaves a journal, with which SQLite brings the file back to what
      // it was; for that it must be able to write.
      configuration.readonly = !FileManager.default.fileExists(atPath: path + "-journal")
      let store = Store(queue: try DatabaseQueue(path: path, configuration: configuration))
      guard case .corpus = try store.queue.read(checkedState) else { throw StoreError.noCorpus }
      return store
    }
  }

  /// The sources with all that was read from them, by name.
  ///
  /// - Complexity: O(*r*) time and space for *r* records and authorships.
  public func sources() throws(StoreError) -> [ReadSource] {
    try attempt {
      try queue.read { database in
        try database.limitingSteps { try StoreReader(database: database).sources() }
      }
    }
  }

  /// What the last import kept of who is who.
  public func identity() throws(StoreError) -> StoredIdentity {
    try attempt {
      try queue.read { database in
        // Files of earlier versions, which are only read here, may lack these tables.
        try database.limitingSteps {
          StoredIdentity(
            model: try database.tableExists("identity_model")
              ? try ModelTable(database: database).read() : nil,
            people: try database.tableExists("identity_people")
              ? try PeopleTable(database: database).read() : nil)
        }
      }
    }
  }

  /// Finds out whether sources can be added to a file, before they are read.
  ///
  /// - Throws: ``StoreError`` where it exists and is no corpus, one of a later version, or cannot
  ///   be written.
  public static func check(_ path: String) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try attempt {
      let queue = try DatabaseQueue(path: path, configuration: safeConfiguration)
      defer { try? queue.close() }
      _ = try queue.write(checkedState)
    }
  }

  /// Adds sources to a corpus file, which is created where it does not exist.
  ///
  /// A source that is there with the same content changes nothing; one whose name is there with
  /// other content replaces that content. All happens in one transaction: when anything fails, the
  /// file is as it was, and a new one is not left behind.
  ///
  /// - Parameters:
  ///   - sources: what was read; their names differ.
  ///   - path: the corpus file.
  ///   - retrain: whether works and people are made anew even where nothing changed, and what
  ///     evidence weighed is forgotten.
  ///   - merge: makes works and people of all sources in the file, for its tables `work`, `person`
  ///     and `authorship`, from them and what evidence weighs so far, `nil` where that is not known.
  ///     It is called where anything changed.
  /// - Returns: what became of each source, in the order given.
  /// - Throws: ``StoreError``, and what `merge` throws.
  /// - Complexity: O(*r* log *r*) time for all records and authorships *r* in the file.
  public static func add(
    _ sources: [ReadSource], to path: String, retrain: Bool = false,
    merge: ([ReadSource], IdentityModel?) throws -> Bibliography
  ) throws -> [Change] {
    let isNew = !FileManager.default.fileExists(atPath: path)
    do {
      var names: Set<String> = []
      for source in sources.map(\.source) where !names.insert(source.name).inserted {
        throw StoreError(
          "two of the inputs are named '\(source.name)'; the second would replace the first")
      }
      var configuration = safeConfiguration
      // The writer removes what hangs on a source itself; looking up every reference of every row
      // would cost more than writing it.
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -32768") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.write { try add(sources, in: $0, retrain: retrain, merge: merge) }
    } catch {
      if isNew { try? FileManager.default.removeItem(atPath: path) }
      throw (error as? DatabaseError).map { StoreError($0) } ?? error
    }
  }

  private static func add(
    _ sources: [ReadSource], in database: Database, retrain: Bool,
    merge: ([ReadSource], IdentityModel?) throws -> Bibliography
  ) throws -> [Change] {
    try prepareTables(of: database)
    let model =
      retrain ? nil : try database.limitingSteps { try ModelTable(database: database).read() }
    var writer = try StoredRecordWriter(database: database)
    var changes = [Change](repeating: .unchanged, count: sources.count)
    // By name, so that the order of the inputs leaves no trace in the file.
    for index in sources.indices.sorted(by: { sources[$0].source.name < sources[$1].source.name }) {
      changes[index] = try writer.write(sources[index])
    }
    guard retrain || changes.contains(where: { $0 != .unchanged }) else { return changes }
    if changes.contains(.replaced) { try writer.removeUnusedNames() }
    // What was just written need not be read: it would come back as it is.
    let written = zip(sources, changes).filter { $0.1 != .unchanged }.map(\.0)
    let names = Set(written.map(\.source.name))
    let kept = try database.limitingSteps {
      try StoreReader(database: database).sources { !names.contains($0) }
    }
    let bibliography = try merge(kept + written, model)
    try MergedWriter(database: database).write(bibliography)
    try ModelTable(database: database).write(bibliography.identity?.learnt)
    try PeopleTable(database: database).write(bibliography.identity?.kept)
    // A damaged file may take what is written, and yet not be one that can be read.
    _ = try checkedState(of: database)
    return changes
  }

  /// Makes the tables of a new file, and those that a file of an earlier version lacks. What
  /// follows may still fail, and then the file is as it was: GRDB's own migrator would have ended
  /// its transaction here.
  private static func prepareTables(of database: Database) throws {
    switch try checkedState(of: database) {
    case .empty:
      try database.execute(sql: Schema.records + Schema.merged)
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    case .corpus(let version):
      guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
        throw StoreError(DatabaseError(resultCode: .SQLITE_CORRUPT))
      }
      if version == Schema.version { return }
      for migration in Schema.migrations[(version - 1)...] { try database.execute(sql: migration) }
    }
    try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
  }

  private enum State {
    case empty
    case corpus(version: Int)
  }

  /// The state of a file whose tables are those that this tool writes.
  private static func checkedState(of database: Database) throws -> State {
    let state = try state(of: database)
    if case .corpus(let version) = state {
      try database.limitingSteps {
        try SchemaCheck.check(database, isComplete: version == Schema.version)
      }
    }
    return state
  }

  private static func state(of database: Database) throws -> State {
    let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if id == Schema.applicationID {
      guard version > 0 else { throw StoreError.noCorpus }
      guard version <= Schema.version else {
        throw StoreError(
          "the corpus is of version \(version), and this collab knows versions up to \(Schema.version)"
        )
      }
      return .corpus(version: version)
    }
    let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard id == 0, version == 0, objects == 0 else { throw StoreError.noCorpus }
    return .empty
  }

  /// Files come from anywhere: what their schemas call runs nothing, and pages are checked.
  private static var safeConfiguration: Configuration {
    var configuration = Configuration()
    // Whoever writes keeps others out while the pages change, at the end of an import.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      database.limitValues()
    }
    return configuration
  }
}

/// A corpus file that cannot be used; the message is one line for the user.
public struct StoreError: DescribedError, Sendable, Equatable {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }

  init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_BUSY: self.init("another process is writing to it; try again when it has ended")
    case .SQLITE_READONLY: self.init("the file or its folder cannot be written")
    case .SQLITE_CANTOPEN: self.init("the file cannot be opened")
    case .SQLITE_FULL: self.init("no space left on device")
    case .SQLITE_NOTADB: self.init("the file is no SQLite database")
    case .SQLITE_CORRUPT: self.init("the file is damaged")
    case .SQLITE_TOOBIG: self.init("a text is longer than \(Database.greatestValue >> 20) MiB")
    case .SQLITE_INTERRUPT:
      self.init("the file is damaged: it holds more rows than its size allows")
    default: self.init(error.message ?? "\(error)")
    }
  }

  static let malformed = StoreError("the corpus is damaged: a value is not of the kind expected")
  static let noCorpus = StoreError("this SQLite file is not a corpus that collab wrote")
}

/// Runs `body` and says its failure in one sentence.
private func attempt<Output>(_ body: () throws -> Output) throws(StoreError) -> Output {
  do {
    return try body()
  } catch let error as StoreError {
    throw error
  } catch let error as DatabaseError {
    throw StoreError(error)
  } catch {
    throw StoreError("\(error)")
  }
}
