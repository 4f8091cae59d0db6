import CollabBibliography
import Foundation
import GRDB

/// What a corpus file keeps of who is who.
public struct StoredIdentity: Sendable, Equatable {
  /// What evidence weighs.
  public var model: IdentityModel?
  /// Who stands where.
  public var people: KeptPeople?

  /// Creates what is kept: nothing.
  public init(model: IdentityModel? = nil, people: KeptPeople? = nil) {
    self.model = model
    self.people = people
  }
}

/// The table in which a corpus file keeps who stands where; see ``KeptPeople``.
struct PeopleTable {
  let database: Database

  private static let partSize = 1 << 20

  /// The people; `nil` where the file has none.
  func read() throws -> KeptPeople? {
    let row = try StoredRows(database, "SELECT data FROM identity_people ORDER BY part")
    var bytes: [UInt8] = []
    while try row.next() { bytes += try row.value(0) as Data }
    return bytes.isEmpty ? nil : KeptPeople(bytes)
  }

  /// Replaces the people.
  func write(_ people: KeptPeople?) throws {
    try database.execute(sql: "DELETE FROM identity_people")
    let bytes = people?.bytes ?? []
    for (part, start) in stride(from: 0, to: bytes.count, by: Self.partSize).enumerated() {
      try database.execute(
        sql: "INSERT INTO identity_people (part, data) VALUES (?, ?)",
        arguments: [part + 1, Data(bytes[start..<min(start + Self.partSize, bytes.count)])])
    }
  }
}
