/// Writes places of bylines as rulings name them.
struct RulingWriter {
  private let bibliography: Bibliography
  private var references: [Int: (text: String, record: UInt32)] = [:]
  /// How many places have each name that is asked for.
  private var counts: [String: Int] = [:]
  private var names: [Int: String] = [:]

  /// - Parameter places: the places that are going to be written.
  /// - Complexity: O(*n*) for *n* places and records of the bibliography.
  init(_ bibliography: Bibliography, places: Set<Int>) {
    self.bibliography = bibliography
    let mentions = bibliography.places.mentions
    var displays: [UInt32: String] = [:]
    for place in places {
      let mention = mentions[place]
      let name = displays[mention] ?? bibliography.people.store.contributor(mention)?.name.display
      displays[mention] = name ?? ""
      names[place] = name ?? ""
    }
    let asked = Set(names.values)
    var known: [UInt32: String?] = [:]
    for mention in mentions {
      let name: String?
      if let found = known[mention] {
        name = found
      } else {
        let display = bibliography.people.store.contributor(mention)?.name.display ?? ""
        name = asked.contains(display) ? display : nil
        known[mention] = name
      }
      if let name { counts[name, default: 0] += 1 }
    }
    name(Set(places.map { bibliography.places.work(of: $0) }))
  }

  /// Gives works the first of identifier, key and title that no other work has.
  private mutating func name(_ works: Set<Int>) {
    let store = bibliography.works.store, merged = bibliography.works.merged
    var candidates: [Int: [(kind: WorkReference.Kind, text: String)]] = [:]
    for work in works {
      var identifiers: Set<Identifier> = [], keys: [String] = [], titles: [String] = []
      for record in merged.records(ofWork: work) {
        for place in store.identifierRange(Int(record)) {
          if let identifier = store.identifier(place) { identifiers.insert(identifier) }
        }
        let row = store.rows[Int(record)]
        if let key = store.texts.text(row.key) { keys.append(key) }
        if let title = store.texts.text(row.title) { titles.append(title) }
      }
      candidates[work] =
        identifiers.sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }
        .map { (.identifier($0), Self.escaped($0.description)) }
        + Set(keys).sorted().map { (.key($0), "key:" + Self.escaped($0)) }
        + Set(titles).sorted().map {
          (
            .title(Folding.letters($0)),
            "title:" + Self.escaped($0.split { $0.isNewline }.joined(separator: " "))
          )
        }
    }
    let found = RulingLookup.works(
      of: Set(candidates.values.joined().map(\.kind)), in: store, merged)
    for (work, list) in candidates {
      let own = list.first { candidate in
        found[candidate.kind, default: []].allSatisfy { $0.work == work }
          && WorkReference(candidate.text)?.kinds.contains(candidate.kind) == true
      }
      if let own, let first = found[own.kind]?.first { references[work] = (own.text, first.record) }
    }
  }

  /// Identifiers that people know come first.
  private static func rank(_ identifier: Identifier) -> Int {
    let order: [Identifier.Scheme] = [.doi, .acl, .arxiv, .pmid, .pmcid, .dblp, .openalex]
    return order.firstIndex(of: identifier.scheme) ?? order.count
  }

  /// Without what parts sides, works and places.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%": result += "%25"
      case ",": result += "%2C"
      case "|": result += "%7C"
      case "#": result += "%23"
      case "@": result += "%40"
      default: result.append(character)
      }
    }
    return result
  }

  func place(_ place: Int) -> OpenQuestion.Place {
    let work = bibliography.places.work(of: place)
    return OpenQuestion.Place(
      work: work, name: names[place] ?? "",
      reference: references[work].flatMap { reference in
        position(of: place, on: reference.record).map { "\(reference.text)#\($0)" }
      })
  }

  /// Where an entry has what stands at a place, from 1.
  private func position(of place: Int, on record: UInt32) -> Int? {
    let store = bibliography.works.store, mention = bibliography.places.mentions[place]
    let byline = store.byline(Int(record))
    if let same = byline.first(where: { store.authorships[$0].mention == mention }) {
      return same - byline.lowerBound + 1
    }
    var letters: [UInt8] = []
    func key(_ mention: UInt32) -> NameKey {
      store.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) }
    }
    let sought = key(mention)
    let near = byline.filter { key(store.authorships[$0].mention).mayBe(sought) }
    return near.count == 1 ? near[0] - byline.lowerBound + 1 : nil
  }

  /// The name of most places, the first by letters among equals.
  func mainName(_ side: [Int]) -> String {
    var counts: [String: Int] = [:]
    for place in side { counts[names[place] ?? "", default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  /// A side of a ruling: a name where all its places are meant, else the name with its works, and
  /// single places where there are several names; `nil` where nothing names a work.
  func side(_ side: [Int]) -> (text: String, isName: Bool)? {
    let used = Set(side.map { names[$0] ?? "" }), name = mainName(side)
    if used.count == 1, counts[name] == side.count, isReadable(name) { return (name, true) }
    let places = side.sorted().map { place($0) }
    let written = places.compactMap(\.reference)
    guard written.count == places.count else { return nil }
    let works = places.compactMap { references[$0.work]?.text }
    if used.count == 1, Set(works).count == works.count, isReadable(name) {
      return ("\(name) @ " + works.joined(separator: ", "), false)
    }
    return (written.joined(separator: ", "), true)
  }

  /// Whether a ruling with a name means that very name.
  private func isReadable(_ name: String) -> Bool {
    let found = Rulings("same: \(name) | Second Name", file: "").rulings.first?.sides.first
    if case .name(let read) = found { return read.display == name }
    return false
  }
}
