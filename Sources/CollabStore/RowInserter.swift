import GRDB
import GRDBSQLite

/// Inserts rows into a table, with one prepared statement whose values are bound from the bytes
/// that hold them: GRDB's arguments would write out every text as a string, and copy it twice.
///
/// Values are given in the order of the columns; ``run()`` ends a row.
final class RowInserter {
  /// Owns the handle.
  private let statement: Statement
  private let handle: OpaquePointer
  private var column: Int32 = 0
  private var result = SQLITE_OK

  init(_ database: Database, into table: String, _ columns: String) throws {
    let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
    statement = try database.makeStatement(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    handle = statement.sqliteStatement
  }

  func add(_ number: Int?) {
    column += 1
    if let number { note(sqlite3_bind_int64(handle, column, Int64(number))) }
  }

  func add(_ number: Double) {
    column += 1
    note(sqlite3_bind_double(handle, column, number))
  }

  /// Binds bytes that stay where they are until ``run()``.
  func add(_ text: UnsafeBufferPointer<UInt8>) { bind(text, nil) }

  func add(_ text: String?) {
    guard var text else {
      column += 1
      return
    }
    text.withUTF8 { bind($0, Self.copied) }
  }

  /// Inserts the row, and begins the next.
  func run() throws {
    if result == SQLITE_OK { result = sqlite3_step(handle) }
    let outcome = result
    result = SQLITE_OK
    column = 0
    sqlite3_reset(handle)
    // What a row does not bind is null.
    sqlite3_clear_bindings(handle)
    if outcome != SQLITE_DONE {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: outcome),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }
  }

  /// A text as SQLite takes it whole: one with a NUL in it goes as bytes, since a text would end
  /// there.
  private func bind(_ text: UnsafeBufferPointer<UInt8>, _ release: sqlite3_destructor_type?) {
    column += 1
    guard let start = text.baseAddress, !text.isEmpty else {
      note(sqlite3_bind_text(handle, column, "", 0, Self.copied))
      return
    }
    let count = Int32(clamping: text.count)
    if text.contains(0) {
      note(sqlite3_bind_blob(handle, column, start, count, release))
    } else {
      let letters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
      note(sqlite3_bind_text(handle, column, letters, count, release))
    }
  }

  private func note(_ code: Int32) { if result == SQLITE_OK { result = code } }

  /// `SQLITE_TRANSIENT`, whose macro Swift cannot read.
  private static var copied: sqlite3_destructor_type? {
    unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
  }
}
