import CollabBibliography
import GRDB

/// Writes works and people for SQL users; see ``Schema/merged``.
struct MergedWriter {
  let database: Database

  /// Replaces what an earlier import wrote.
  func write(_ bibliography: Bibliography) throws {
    // An index made at the end is made by sorting, and costs a fraction of one kept row by row.
    try database.execute(sql: "DROP INDEX IF EXISTS authorship_of_person")
    for table in Schema.mergedTables { try database.execute(sql: "DELETE FROM \(table)") }
    let people = try PersonNumbers(bibliography, in: database)
    try people.write()
    try writePeople(bibliography.people, people.numbers)
    try writeWorks(bibliography)
    try writeAuthorships(bibliography.works, people.numbers)
    try database.execute(sql: Schema.authorshipIndex)
  }

  private func writePeople(_ people: People, _ numbers: [Int]) throws {
    let insert = try RowInserter(
      database, into: "person", "id, label, family, given, particle, suffix, is_group")
    let identifier = try RowInserter(database, into: "person_identifier", "person, scheme, value")
    let spelling = try RowInserter(database, into: "person_spelling", "person, spelling")
    for (index, person) in people.enumerated() {
      let name = person.name, number = numbers[index]
      insert.add(number)
      insert.add(person.label)
      insert.add(name.family)
      insert.add(name.given)
      insert.add(name.particle)
      insert.add(name.suffix)
      insert.add(name.isGroup ? 1 : 0)
      try insert.run()
      try identifier.add(person.identifiers, of: number)
      for one in person.spellings {
        spelling.add(number)
        spelling.add(one)
        try spelling.run()
      }
    }
  }

  private func writeWorks(_ bibliography: Bibliography) throws {
    let insert = try RowInserter(
      database, into: "work",
      "id, title, year, month, day, venue, type, field, citations, url, is_incomplete")
    let identifier = try RowInserter(database, into: "work_identifier", "work, scheme, value")
    let keyword = try RowInserter(database, into: "work_keyword", "work, position, keyword")
    let entry = try RowInserter(
      database, into: "work_entry", "work, position, source, line, key, merged_by")
    for (index, work) in bibliography.works.enumerated() {
      insert.add(index + 1)
      insert.add(work.title)
      insert.add(work.date?.year)
      insert.add(work.date?.month)
      insert.add(work.date?.day)
      insert.add(work.venue)
      insert.add(work.type)
      insert.add(work.field)
      insert.add(work.citations?.count)
      insert.add(work.url)
      insert.add(work.isIncomplete ? 1 : 0)
      try insert.run()
      try identifier.add(work.identifiers, of: index + 1)
      for (position, one) in work.keywords.enumerated() {
        keyword.add(index + 1)
        keyword.add(position + 1)
        keyword.add(one)
        try keyword.run()
      }
      for (position, one) in work.entries.enumerated() {
        entry.add(index + 1)
        entry.add(position + 1)
        entry.add(bibliography.sources[one.source].name)
        entry.add(one.line)
        entry.add(one.key)
        entry.add(position == 0 ? nil : work.mergeReasons.dropFirst(position - 1).first)
        try entry.run()
      }
    }
  }

  private func writeAuthorships(_ works: Works, _ numbers: [Int]) throws {
    let insert = try RowInserter(database, into: "authorship", "work, position, person")
    for work in works.indices {
      for (position, person) in works.authors(ofWork: work).enumerated() {
        insert.add(work + 1)
        insert.add(position + 1)
        insert.add(numbers[Int(person)])
        try insert.run()
      }
    }
  }
}

extension RowInserter {
  /// Inserts a row for each of the identifiers of a work or a person.
  fileprivate func add(_ identifiers: [Identifier], of owner: Int) throws {
    for one in identifiers {
      add(owner)
      add(one.scheme.rawValue)
      add(one.value)
      try run()
    }
  }
}
