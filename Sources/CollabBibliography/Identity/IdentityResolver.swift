import CollabCore

/// Decides which places of bylines are one person's, by names, their frequency and evidence.
///
/// Every place is a mention of its own: one spelling may be several people's. The measured design
/// and its sources are described in the article *Who is who*.
struct IdentityResolver {
  /// The representative place of each place's person; places of groups and labels stand alone.
  private(set) var representatives: [UInt32]
  /// Why places were joined.
  private(set) var unions: [IdentityUnion] = []
  /// What was learnt.
  let model: EvidenceModel

  /// Clusters are joined where their log-odds lie above this: measured on half of the ACL
  /// Anthology, IEEE VIS and names that are homonyms by design; 0 is more cautious.
  static let threshold = -0.5

  /// Resolves places.
  ///
  /// - Parameters:
  ///   - mentions: the places.
  ///   - bound: for each place the number of the person that identifiers or the user's rulings
  ///     give it, `nil` where nothing does; places of one number stay together.
  ///   - areApart: whether identifiers or rulings forbid that two clusters are one.
  ///   - mergesOnly: whether equal names are always one person's.
  /// - Complexity: O(*b*²) comparisons for a block of *b* places.
  init(
    _ mentions: IdentityMentions, bound: [UInt32?], mergesOnly: Bool, execution: Execution,
    areApart: @escaping @Sendable (IdentityCluster, IdentityCluster) -> Bool
  ) throws(Cancellation) {
    let frequency = NameFrequency(mentions.names)
    try execution.checkpoint()
    let evidence = IdentityEvidence(mentions, frequency)
    try execution.checkpoint()
    let model = EvidenceModel(evidence, frequency)
    self.model = model
    var parents = DisjointSets(mentions.nameOf.count)
    let blocks = Self.blocks(mentions, bound: bound, frequency, &parents)
    let results = try execution.map(blocks, phase: "people") { atoms in
      var block = IdentityBlock(
        evidence: evidence, frequency: frequency, model: model, threshold: Self.threshold,
        mergesOnly: mergesOnly)
      return (people: block.people(atoms, areApart: areApart), unions: block.unions)
    }
    for result in results {
      unions += result.unions
      for person in result.people {
        for place in person { parents.unite(Int(person[0]), Int(place)) }
      }
    }
    representatives = (0..<mentions.nameOf.count).map { UInt32(parents.find($0)) }
  }

  /// Places by block, as atoms: places that are one person's beforehand. Of an atom the first
  /// place decides in which block it stands. Larger blocks come first, so that threads end together.
  private static func blocks(
    _ mentions: IdentityMentions, bound: [UInt32?], _ frequency: NameFrequency,
    _ parents: inout DisjointSets
  ) -> [[[UInt32]]] {
    var firstOfBound: [UInt32: Int] = [:]
    for (place, number) in bound.enumerated() {
      guard let number else { continue }
      if let first = firstOfBound[number] {
        parents.unite(first, place)
      } else {
        firstOfBound[number] = place
      }
    }
    // A rare name that stands twice on a byline is a repetition, a frequent one two people.
    for work in 0..<mentions.workCount {
      let places = mentions.places(of: work)
      guard places.count > 1 else { continue }
      var seen: [UInt32: Int] = [:]
      for place in places where mentions.nameOf[place] != IdentityMentions.noName {
        let name = Int(mentions.nameOf[place])
        if let first = seen[mentions.names.whole[name]] {
          if bound[place] == nil, bound[first] == nil, frequency.whole[name] < 0.05 {
            parents.unite(first, place)
          }
        } else {
          seen[mentions.names.whole[name]] = place
        }
      }
    }
    var atoms: [Int: [UInt32]] = [:], order: [Int] = []
    for place in mentions.nameOf.indices where mentions.nameOf[place] != IdentityMentions.noName {
      let root = parents.find(place)
      if atoms[root] == nil { order.append(root) }
      atoms[root, default: []].append(UInt32(place))
    }
    var blocks: [[[UInt32]]] = [], numbers: [UInt32: Int] = [:]
    for root in order {
      let block = mentions.names.block[Int(mentions.nameOf[root])]
      let number = numbers[block] ?? blocks.count
      if number == blocks.count {
        numbers[block] = number
        blocks.append([])
      }
      blocks[number].append(atoms[root, default: []])
    }
    let crowded = blocks.filter { $0.count > 1 }
    return crowded.indices.sorted { (-crowded[$0].count, $0) < (-crowded[$1].count, $1) }
      .map { crowded[$0] }
  }
}

extension PeopleResolver {
  /// The representative place of each place's person, by evidence.
  mutating func representatives(
    of merged: MergedRecords, policy: NamePolicy, execution: Execution
  ) throws(Cancellation) -> [UInt32] {
    let mentions = IdentityMentions(
      store: store, keys: names, authorships: authorships, offsets: offsets, merged: merged)
    var roots = [UInt32](repeating: 0, count: names.count), sizes: [UInt32: Int] = [:]
    for mention in used {
      roots[Int(mention)] = UInt32(sets.find(Int(mention)))
      sizes[roots[Int(mention)], default: 0] += 1
    }
    let bound = authorships.map { authorship -> UInt32? in
      let root = roots[Int(authorship.mention)], key = names[authorship.mention]
      return key.isIdentified || key.given == .none || sizes[root, default: 1] > 1 ? root : nil
    }
    let store = self.store, rules = self.rules
    var keyOf = [NameKey](repeating: NameKey(), count: mentions.names.count)
    for (place, name) in mentions.nameOf.enumerated() where name != IdentityMentions.noName {
      keyOf[Int(name)] = names[authorships[place].mention]
    }
    let keys = keyOf
    let resolver = try IdentityResolver(
      mentions, bound: bound, mergesOnly: policy == .mergeOnly, execution: execution
    ) { a, b in
      if !a.identified.isEmpty, !b.identified.isEmpty {
        let mine = a.identified.flatMap { store.contributor($0)?.identifiers ?? [] }
        let theirs = b.identified.flatMap { store.contributor($0)?.identifiers ?? [] }
        for identifier in mine {
          let others = theirs.filter { $0.scheme == identifier.scheme }
          if !others.isEmpty, !others.contains(where: { $0.value == identifier.value }) {
            return true
          }
        }
      }
      guard !rules.isEmpty else { return false }
      return a.names.contains { mine in
        b.names.contains { rules.areApart(keys[Int(mine.name)], keys[Int($0.name)]) }
      }
    }
    return resolver.representatives
  }
}

extension IdentityMentions {
  /// Takes the places of merged works, with their titles, venues and years.
  init(
    store: RecordStore, keys: NameKeys, authorships: [RecordStore.Authorship], offsets: [UInt32],
    merged: MergedRecords
  ) {
    var nameOfMention: [UInt32: UInt32] = [:]
    var terms = TextPool(), affiliationLists: [UInt32: [UInt32]] = [:]
    self.offsets = offsets.map { Int($0) }
    var venueNumbers: [UInt32: UInt32] = [:]
    for work in 0..<offsets.count - 1 {
      for place in Int(offsets[work])..<Int(offsets[work + 1]) {
        let mention = authorships[place].mention, key = keys[mention]
        workOf.append(UInt32(work))
        identified.append(key.isIdentified ? mention : 0)
        if key.isGroup || key.isLabel || key.given == .none {
          nameOf.append(Self.noName)
        } else if let known = nameOfMention[mention] {
          nameOf.append(known)
        } else {
          let name = UInt32(names.count)
          nameOfMention[mention] = name
          nameOf.append(name)
          store.mentions.withBytes(mention) { names.add(term: $0) }
        }
        let affiliation = authorships[place].affiliations
        if affiliation == 0 {
          affiliations.append([])
        } else if let known = affiliationLists[affiliation] {
          affiliations.append(known)
        } else {
          let list = store.terms.withBytes(affiliation) { titleWords($0, in: &terms) }
          affiliationLists[affiliation] = list
          affiliations.append(list)
        }
      }
      var title: UInt32 = 0, venue: UInt32 = 0, year: Int32?
      for index in merged.offsets[work]..<merged.offsets[work + 1] {
        let row = store.rows[Int(merged.records[Int(index)])]
        if title == 0 { title = row.title }
        if venue == 0 { venue = row.venue }
        if row.year != RecordStore.Row.unknown { year = min(year ?? row.year, row.year) }
      }
      years.append(year ?? Self.unknownYear)
      words.append(title == 0 ? [] : store.texts.withBytes(title) { titleWords($0, in: &terms) })
      if venue == 0 {
        venues.append(0)
      } else {
        let number = venueNumbers[venue] ?? UInt32(venueNumbers.count + 1)
        venueNumbers[venue] = number
        venues.append(number)
      }
    }
    words.weigh()
    affiliations.weigh()
  }
}

extension IdentityNames {
  /// Adds the name of a mention, from the term that stands for it.
  fileprivate mutating func add(term: UnsafeBufferPointer<UInt8>) {
    let parts = term.split(separator: 0x1F, omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return }
    add(
      given: UnsafeBufferPointer(rebasing: parts[0]),
      particle: UnsafeBufferPointer(rebasing: parts[2]),
      family: UnsafeBufferPointer(rebasing: parts[1]))
  }
}

/// The folded words of three letters or more that say something, each once, ascending.
private func titleWords(_ text: UnsafeBufferPointer<UInt8>, in terms: inout TextPool) -> [UInt32] {
  var letters: [UInt8] = [], starts: [Int] = []
  Folding.fold(text, into: &letters) { starts.append($0) }
  starts.append(letters.count)
  var result: [UInt32] = []
  letters.withUnsafeBufferPointer { letters in
    for (start, end) in zip(starts, starts.dropFirst()) where end - start >= 3 {
      let word = UnsafeBufferPointer(rebasing: letters[start..<end])
      if stopWords.contains(where: { word.elementsEqual($0.utf8) }) { continue }
      result.append(terms.intern(word))
    }
  }
  return Set(result).sorted()
}

private let stopWords = [
  "the", "and", "for", "with", "from", "using", "via", "towards", "toward", "based", "are", "its",
  "into", "over", "under", "between", "new", "approach", "method", "methods", "model", "models",
  "analysis", "study", "data", "learning", "system", "systems",
]
