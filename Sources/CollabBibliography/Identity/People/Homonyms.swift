import CollabCore

extension People {
  /// The people of each shown name that several have.
  func homonyms(_ execution: Execution) throws(Cancellation) -> [[Int]] {
    var names = KeyedItems()
    for (person, hash) in try shownHashes(execution).enumerated() {
      names.append(hash, UInt32(person))
    }
    return names.groups().map { $0.items.map { Int($0) } }
  }

  private func shownHashes(_ execution: Execution) throws(Cancellation) -> [UInt64] {
    let chunks = try execution.mapChunks(
      of: count, size: 8192, phase: "people", scratch: { [UInt8]() }
    ) { name, range in
      range.map { person in
        name.removeAll(keepingCapacity: true)
        store.mentions.appendDisplay(mentions[Int(offsets[person])], to: &name)
        return name.withUnsafeBufferPointer { textHash($0) }
      }
    }
    return Array(chunks.joined())
  }

  /// Gives people of one shown name different marks: the number that DBLP gives them, or else their
  /// name in its own script, or else what tells their works apart, or else their place among the
  /// bearers. The first needs none.
  mutating func mark(_ homonyms: [[Int]], _ traits: HomonymTraits) {
    let marked = Set(homonyms.joined())
    var others: Set<String> = []
    // A name may itself end in what looks like a mark.
    for person in indices where !marked.contains(person) {
      let mention = mentions[Int(offsets[person])]
      if store.mentions.lastOfDisplay(mention) == UInt8(ascii: ")") { others.insert(label(person)) }
    }
    for group in homonyms {
      let name = label(group[0])
      var taken: Set<String> = []
      for (index, person) in group.enumerated() {
        var known = homonymNumber(person) ?? native(person)
        if known == nil || taken.contains(known ?? "") {
          known = traits.distinctive(person, in: group)
        }
        if index == 0 && known == nil { continue }
        var mark = known ?? "\(index + 1)", number = index + 1
        while taken.contains(mark) || others.contains("\(name) (\(mark))") {
          number += 1
          mark = "\(number)"
        }
        taken.insert(mark)
        marks[person] = mark
      }
    }
  }

  /// `王磊` of `Lei Wang (王磊)`.
  private func native(_ person: Int) -> String? {
    mentions(of: person).lazy.compactMap { store.contributor($0)?.name.native }
      .filter { !$0.isEmpty }.min()
  }

  /// `0001` of `Wei Wang 0001`.
  private func homonymNumber(_ person: Int) -> String? {
    for identifier in self[person].identifiers where identifier.scheme == .dblp {
      let digits = identifier.value.suffix(4)
      if digits.count == 4, digits.utf8.allSatisfy(\.isDigit),
        identifier.value.dropLast(4).last == " "
      {
        return String(digits)
      }
    }
    return nil
  }
}

/// What is known of the works of people who share a name: affiliations, fields, venues.
struct HomonymTraits {
  private struct Trait {
    var text: String
    /// Affiliations before fields before venues; among these the first parts first.
    var rank: Int
    var works = 0
  }

  private var traits: [Int: [String: Trait]] = [:]
  private var works: [Int: Int] = [:]

  init(
    of homonyms: [[Int]], personAt: [UInt32], resolver: PeopleResolver, works merged: MergedRecords
  ) {
    let store = resolver.store
    let people = Set(homonyms.joined())
    let isSought = personAt.map { people.contains(Int($0)) }
    for work in 0..<resolver.offsets.count - 1 {
      for place in Int(resolver.offsets[work])..<Int(resolver.offsets[work + 1]) {
        let authorship = resolver.authorships[place]
        guard isSought[place] else { continue }
        let person = Int(personAt[place])
        works[person, default: 0] += 1
        var found: [String: Trait] = [:]
        for affiliation in store.terms.list(authorship.affiliations) {
          let parts = affiliation.split { ",;".contains($0) }
          for (rank, part) in parts.prefix(8).enumerated() {
            Self.take(part.trimmed, rank: rank, longest: 40, into: &found)
          }
        }
        for record in merged.records(ofWork: work) {
          let row = store.rows[Int(record)]
          for (rank, term) in [(100, row.field), (101, row.venue)] {
            if let text = store.terms.text(term) {
              Self.take(text, rank: rank, longest: 24, into: &found)
            }
          }
        }
        for (key, trait) in found {
          traits[person, default: [:]][key, default: trait].works += 1
        }
      }
    }
  }

  private static func take(
    _ text: String, rank: Int, longest: Int, into found: inout [String: Trait]
  ) {
    guard text.count >= 2, text.count <= longest,
      !text.contains(where: { $0.isNumber || "()".contains($0) })
    else { return }
    let key = Folding.key(text)
    if key.isEmpty || found[key].map({ $0.rank <= rank }) == true { return }
    found[key] = Trait(text: text, rank: rank)
  }

  /// What stands on at least half of a person's works, on two or beside the name itself, and on no
  /// work of the others; `nil` where nothing does.
  func distinctive(_ person: Int, in group: [Int]) -> String? {
    let ofPerson = traits[person, default: [:]], count = works[person, default: 0]
    return ofPerson.filter { key, trait in
      trait.works * 2 >= count && (trait.rank < 100 || trait.works > 1)
        && group.allSatisfy { $0 == person || traits[$0]?[key] == nil }
    }.min {
      let a = $0.value, b = $1.value
      return a.works != b.works
        ? a.works > b.works : a.rank != b.rank ? a.rank < b.rank : $0.key < $1.key
    }?.value.text
  }
}
