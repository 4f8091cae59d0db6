import CollabBibliography
import GRDB

/// The numbers by which people are known in a corpus file: a person keeps that of their first mention
/// over all imports.
struct PersonNumbers {
  /// The number of each person.
  private(set) var numbers: [Int] = []
  /// Numbers that were given out, with the mention that each belongs to.
  private var new: [(number: Int, mention: Int64)] = []
  private let database: Database

  /// Numbers people.
  ///
  /// - Complexity: O(*m* + *p*) for *m* mentions and *p* numbers that were ever given out.
  init(_ bibliography: Bibliography, in database: Database) throws {
    self.database = database
    var known: [Int64: [Int]] = [:], last = 0
    let row = try StoredRows(database, "SELECT id, mention FROM person_number ORDER BY id")
    while try row.next() {
      let number: Int = try row.value(0)
      guard number > 0, number < 1 << 48 else { throw StoreError.malformed }
      known[try row.value(1), default: []].append(number)
      last = number
    }
    let count = bibliography.people.count
    var claims = [[Int]](repeating: [], count: count)
    var first = [(year: Int, mention: Int64)?](repeating: nil, count: count)
    bibliography.forEachMention { hash, year, person in
      let mention = Int64(bitPattern: hash)
      claims[person] += known[mention] ?? []
      if let other = first[person], other <= (year, mention) { return }
      first[person] = (year, mention)
    }
    var taken: Set<Int> = []
    numbers = [Int](repeating: 0, count: count)
    for person in 0..<count {
      // Of two people who were one, the one with the first mention keeps the number; of one who was
      // two, the older number stays.
      if let number = claims[person].sorted().first(where: { !taken.contains($0) }) {
        numbers[person] = number
        taken.insert(number)
      }
    }
    for person in 0..<count where numbers[person] == 0 {
      last += 1
      numbers[person] = last
      if let mention = first[person]?.mention { new.append((last, mention)) }
    }
  }

  /// Keeps the numbers that are new.
  func write() throws {
    let insert = try RowInserter(database, into: "person_number", "id, mention")
    for (number, mention) in new {
      insert.add(number)
      insert.add(Int(mention))
      try insert.run()
    }
  }
}
