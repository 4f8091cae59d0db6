import CollabBibliography
import GRDB

/// Writes works and people for SQL users; see ``Schema/merged``.
struct MergedWriter {
  let database: Database

  /// Replaces what an earlier import wrote.
  func write(_ bibliography: Bibliography) throws {
    for table in Schema.mergedTables { try database.execute(sql: "DELETE FROM \(table)") }
    try writePeople(bibliography.people)
    try writeWorks(bibliography)
  }

  private func writePeople(_ people: People) throws {
    let insert = try database.makeStatement(
      sql: """
        INSERT INTO person (id, label, family, given, particle, suffix, is_group)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    let identifier = try database.makeStatement(
      sql: "INSERT OR IGNORE INTO person_identifier (person, scheme, value) VALUES (?, ?, ?)")
    let spelling = try database.makeStatement(
      sql: "INSERT OR IGNORE INTO person_spelling (person, spelling) VALUES (?, ?)")
    for (index, person) in people.enumerated() {
      let name = person.name
      try insert.execute(arguments: [
        index + 1, stored(person.label), stored(name.family), stored(name.given),
        stored(name.particle), stored(name.suffix), name.isGroup,
      ])
      for one in person.identifiers {
        try identifier.execute(arguments: [index + 1, one.scheme.rawValue, stored(one.value)])
      }
      for one in person.spellings { try spelling.execute(arguments: [index + 1, stored(one)]) }
    }
  }

  private func writeWorks(_ bibliography: Bibliography) throws {
    let insert = try database.makeStatement(
      sql: """
        INSERT INTO work
          (id, title, year, month, day, venue, type, field, citations, url, is_incomplete)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let identifier = try database.makeStatement(
      sql: "INSERT OR IGNORE INTO work_identifier (work, scheme, value) VALUES (?, ?, ?)")
    let entry = try database.makeStatement(
      sql: """
        INSERT INTO work_entry (work, position, source, line, key, merged_by)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    let authorship = try database.makeStatement(
      sql: "INSERT INTO authorship (work, position, person) VALUES (?, ?, ?)")
    for (index, work) in bibliography.works.enumerated() {
      let id = index + 1
      try insert.execute(arguments: [
        id, stored(work.title), work.date?.year, work.date?.month, work.date?.day,
        stored(work.venue), stored(work.type), stored(work.field), work.citations?.count,
        stored(work.url), work.isIncomplete,
      ])
      for one in work.identifiers {
        try identifier.execute(arguments: [id, one.scheme.rawValue, stored(one.value)])
      }
      for (position, one) in work.entries.enumerated() {
        let reason = position == 0 ? nil : work.mergeReasons.dropFirst(position - 1).first
        try entry.execute(arguments: [
          id, position + 1, stored(bibliography.sources[one.source].name), one.line,
          stored(one.key), reason,
        ])
      }
      for (position, person) in work.authors.enumerated() {
        try authorship.execute(arguments: [id, position + 1, person + 1])
      }
    }
  }
}
