import Foundation
import GRDB
import GRDBSQLite

/// The rows of a query, read by SQLite's own calls: GRDB's rows look up how to convert each value, which
/// takes most of the time that reading a corpus takes.
///
/// Statements are kept for the next query of the same text, so that only one of them may be read at a time.
final class StoredRows {
  /// Owns the handle.
  private let statement: Statement
  private let handle: OpaquePointer

  /// - Parameter numbers: what the marks of the query stand for.
  init(_ database: Database, _ sql: String, _ numbers: Int64...) throws {
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    sqlite3_reset(handle)
    for (index, number) in numbers.enumerated() {
      sqlite3_bind_int64(handle, Int32(index + 1), number)
    }
  }

  deinit { sqlite3_reset(handle) }

  /// Goes on to the next row; false after the last.
  func next() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
  }

  /// A value of this row.
  ///
  /// - Throws: ``StoreError/malformed`` where it is missing or of another kind.
  func value<Value: StoredValue>(_ column: Int) throws -> Value {
    guard let value: Value = try optional(column) else { throw StoreError.malformed }
    return value
  }

  /// A value of this row; `nil` where it is missing.
  func optional<Value: StoredValue>(_ column: Int) throws -> Value? {
    let column = Int32(column), type = sqlite3_column_type(handle, column)
    if type == SQLITE_NULL { return nil }
    guard let value = Value(handle, column, type) else { throw StoreError.malformed }
    return value
  }

  func number(_ column: Int, in range: ClosedRange<Int>) throws -> Int {
    guard let number = try optionalNumber(column, in: range) else { throw StoreError.malformed }
    return number
  }

  func optionalNumber(_ column: Int, in range: ClosedRange<Int>) throws -> Int? {
    guard let number: Int = try optional(column) else { return nil }
    guard range.contains(number) else { throw StoreError.malformed }
    return number
  }
}

/// What a column can hold.
protocol StoredValue {
  /// The value in a column of a statement's row; `nil` where it is of another kind.
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32)
}

extension Int64: StoredValue {
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard type == SQLITE_INTEGER else { return nil }
    self = sqlite3_column_int64(row, column)
  }
}

extension Int: StoredValue {
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard let number = Int64(row, column, type) else { return nil }
    self = Int(number)
  }
}

extension Bool: StoredValue {
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard let number = Int64(row, column, type) else { return nil }
    self = number != 0
  }
}

extension Double: StoredValue {
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { return nil }
    self = sqlite3_column_double(row, column)
  }
}

extension Data: StoredValue {
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard type == SQLITE_TEXT || type == SQLITE_BLOB else { return nil }
    let count = Int(sqlite3_column_bytes(row, column))
    self = sqlite3_column_blob(row, column).map { Data(bytes: $0, count: count) } ?? Data()
  }
}

extension String: StoredValue {
  /// A text with a NUL in it is kept as bytes.
  init?(_ row: OpaquePointer, _ column: Int32, _ type: Int32) {
    guard type == SQLITE_TEXT || type == SQLITE_BLOB else { return nil }
    guard let bytes = sqlite3_column_blob(row, column) else {
      self = ""
      return
    }
    let count = Int(sqlite3_column_bytes(row, column))
    self.init(
      validating: UnsafeBufferPointer(
        start: bytes.assumingMemoryBound(to: UInt8.self), count: count), as: UTF8.self)
  }
}
