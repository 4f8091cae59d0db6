import GRDB
import GRDBSQLite

/// Compares the tables of a corpus file with those that this version writes, so that nothing is read
/// from a view, a virtual table or a computed column, and no trigger runs.
struct SchemaCheck {
  private struct Column: Equatable {
    var type: String
    var isRequired: Bool
    var keyPosition: Int
    /// Computed and hidden columns are not 0.
    var hidden: Int
  }

  private struct Object {
    var type: String
    var columns: [String: Column]
  }

  /// - Parameter isComplete: whether the file is of this version, so that nothing may be missing.
  /// - Throws: ``StoreError`` that names the first difference.
  static func check(_ database: Database, isComplete: Bool) throws {
    let found = try objects(of: database), expected = try Self.expected.get()
    for (name, object) in found.sorted(by: { $0.key < $1.key }) {
      guard let own = expected[name] else {
        throw foreign("it holds the \(object.type) '\(name)'")
      }
      guard own.type == object.type else {
        throw foreign("'\(name)' is a \(object.type), not a \(own.type)")
      }
      // Columns of views are worked out from what they ask for; nothing is read from them.
      if own.type != "table" { continue }
      for (column, form) in object.columns.sorted(by: { $0.key < $1.key })
      where own.columns[column] != form {
        throw foreign("the column '\(column)' of '\(name)' is another")
      }
      if isComplete,
        let lacking = own.columns.keys.sorted().first(where: { object.columns[$0] == nil })
      {
        throw foreign("'\(name)' has no column '\(lacking)'")
      }
    }
    if isComplete,
      let lacking = expected.keys.sorted().first(where: {
        expected[$0]?.type == "table" && found[$0] == nil
      })
    {
      throw foreign("it has no table '\(lacking)'")
    }
  }

  private static func foreign(_ difference: String) -> StoreError {
    StoreError("the corpus is not as collab writes it: \(difference)")
  }

  private static let expected = Result {
    try DatabaseQueue().write { database in
      try database.execute(sql: Schema.records + Schema.merged + Schema.authorshipIndex)
      return try objects(of: database)
    }
  }

  /// What a schema holds, by name; what SQLite makes by itself is left out.
  private static func objects(of database: Database) throws -> [String: Object] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type, name, rootpage FROM main.sqlite_schema ORDER BY name, type")
    // What is not text is found by its name, and yet not removed by it.
    let isDamaged = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE typeof(type) != 'text'
          OR typeof(name) != 'text' OR typeof(tbl_name) != 'text'
          OR typeof(sql) NOT IN ('text', 'null'))
        """)
    if isDamaged == true { throw foreign("its schema is damaged") }
    var objects: [String: Object] = [:]
    for row in rows {
      guard var type = String.fromDatabaseValue(row[0]), let name = String.fromDatabaseValue(row[1])
      else { throw foreign("its schema is damaged") }
      if name.hasPrefix("sqlite_stat") || type == "index" && name.hasPrefix("sqlite_autoindex_") {
        continue
      }
      if type == "table", (Int.fromDatabaseValue(row[2]) ?? 0) == 0 { type = "virtual table" }
      let columns = type == "table" ? try columns(of: name, in: database) : [:]
      guard objects.updateValue(Object(type: type, columns: columns), forKey: name) == nil else {
        throw foreign("it holds '\(name)' twice")
      }
    }
    return objects
  }

  private static func columns(
    of table: String, in database: Database
  ) throws -> [String: Column] {
    let rows = try Row.fetchAll(
      database, sql: #"SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)"#,
      arguments: [table])
    return Dictionary(
      rows.map { row in
        (
          row[0],
          Column(type: row[1], isRequired: row[2], keyPosition: row[3], hidden: row[4])
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension Database {
  /// The greatest value that is read from or written to a corpus, in bytes.
  static let greatestValue: Int32 = 16 << 20

  /// Bounds what a file from elsewhere can ask for.
  func limitValues() {
    let limits = [
      (SQLITE_LIMIT_LENGTH, Self.greatestValue), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
      (SQLITE_LIMIT_EXPR_DEPTH, 100), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
    for (limit, value) in limits { sqlite3_limit(sqliteConnection, limit, value) }
  }

  /// Runs `body` with at most as many of SQLite's steps as a file of this size can need: pages that
  /// lead to one another can hold more rows than anybody could read.
  func limitingSteps<Output>(_ body: () throws -> Output) throws -> Output {
    let bytes =
      try Int.fetchOne(
        self, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
      ?? 0
    let stepsAtOnce: Int32 = 1000
    var rest = (Self.leastSteps + Self.stepsPerByte * min(bytes, 1 << 50)) / Int(stepsAtOnce)
    return try withUnsafeMutablePointer(to: &rest) { rest in
      sqlite3_progress_handler(
        sqliteConnection, stepsAtOnce,
        { rest in
          guard let rest = rest?.assumingMemoryBound(to: Int.self) else { return 1 }
          rest.pointee -= 1
          return rest.pointee < 0 ? 1 : 0
        }, rest)
      defer { sqlite3_progress_handler(sqliteConnection, 0, nil, nil) }
      return try body()
    }
  }

  /// A corpus takes up to a quarter of a step a byte.
  private static let leastSteps = 1_000_000
  private static let stepsPerByte = 4
}
