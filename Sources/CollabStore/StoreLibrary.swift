import CollabCore
import GRDBSQLite

extension Store {
  /// SQLite, with its version at run time.
  package static let library = SystemPart(
    .library, "SQLite", String(cString: sqlite3_libversion()), debian: "libsqlite3-0",
    homebrew: "sqlite")
}
