import CollabCore

/// The places of all works in an order that depends on nothing but the works, so that neither files
/// nor their names decide who is who.
struct CanonicalPlaces {
  /// The works, in order.
  private(set) var works: [Int] = []
  /// For each place in order its number among all authorships.
  private(set) var places: [UInt32] = []

  init(_ resolver: PeopleResolver, _ merged: MergedRecords) {
    let store = resolver.store
    var hashes = [UInt64](repeating: 0, count: resolver.names.count)
    for mention in resolver.used {
      hashes[Int(mention)] = store.mentions.withBytes(mention) { textHash($0) }
    }
    var keys: [(title: UInt64, year: Int32, byline: UInt64, work: Int)] = []
    for work in 0..<resolver.offsets.count - 1 {
      var title = UInt64.max, year = Int32.max, byline: UInt64 = 0
      for index in merged.offsets[work]..<merged.offsets[work + 1] {
        let row = store.rows[Int(merged.records[Int(index)])]
        if row.title != 0 { title = min(title, store.texts.withBytes(row.title) { textHash($0) }) }
        if row.year != RecordStore.Row.unknown { year = min(year, row.year) }
      }
      for place in resolver.offsets[work]..<resolver.offsets[work + 1] {
        let mention = resolver.authorships[Int(place)].mention
        byline = (byline ^ hashes[Int(mention)]) &* 0x9E37_79B9_7F4A_7C15
      }
      keys.append((title, year, byline, work))
    }
    keys.sort { $0 < $1 }
    works = keys.map(\.work)
    for work in works { places += resolver.offsets[work]..<resolver.offsets[work + 1] }
  }
}

extension PeopleResolver {
  /// Whose each place is, by evidence, in canonical order.
  mutating func identities(
    of merged: MergedRecords, model: IdentityModel?, kept: KeptPeople? = nil,
    detail: IdentityDetail, threshold: Double = IdentityResolver.threshold, execution: Execution
  ) throws(Cancellation) -> ResolvedPlaces {
    let canonical = CanonicalPlaces(self, merged)
    func digest(_ model: IdentityModel) -> UInt64 {
      DecisionDigest(self, merged, canonical, model: model, threshold: threshold).value
    }
    if let kept, !kept.bytes.isEmpty, let model,
      let content = kept.content(digest: digest(model), placeCount: canonical.places.count)
    {
      return ResolvedPlaces(
        canonical, offsets, resolver: IdentityResolver(content, model: model), kept: kept)
    }
    var roots = [UInt32](repeating: 0, count: names.count)
    var sizes = [Int](repeating: 0, count: names.count)
    for mention in used {
      roots[Int(mention)] = UInt32(sets.find(Int(mention)))
      sizes[Int(roots[Int(mention)])] += 1
    }
    let bound = canonical.places.map { place -> UInt32? in
      let mention = authorships[Int(place)].mention
      let root = roots[Int(mention)], key = names[mention]
      return key.isIdentified || key.given == .none || sizes[Int(root)] > 1
        || rulings.bound.contains(mention) || rulings.divided.contains(key.whole) ? root : nil
    }
    let mentions = try IdentityMentions(of: self, canonical, merged, execution)
    let apart = MentionsApart(self, mentions, canonical)
    let resolver = try IdentityResolver(
      mentions, bound: bound, mergesOnly: policy == .mergeOnly, model: model, detail: detail,
      threshold: threshold, execution: execution
    ) { a, b in apart.areApart(a, b) }
    let isKept = kept != nil && resolver.model.without.isEmpty
    return ResolvedPlaces(
      canonical, offsets, resolver: resolver,
      kept: isKept
        ? KeptPeople(
          .init(
            representatives: resolver.representatives, weakest: resolver.weakest,
            query: resolver.nameQuery), digest: digest(resolver.kept))
        : nil)
  }
}

/// Who stands at which place.
struct ResolvedPlaces {
  /// For each place that was resolved its number among all authorships.
  let places: [UInt32]
  /// The works in the order of these places, and which of them each place is of.
  let works: [Int]
  let workOf: [UInt32]
  let resolver: IdentityResolver
  /// The same for a corpus file, where it was asked for.
  let kept: KeptPeople?

  init(
    _ canonical: CanonicalPlaces, _ offsets: [UInt32], resolver: IdentityResolver,
    kept: KeptPeople?
  ) {
    places = canonical.places
    works = canonical.works
    workOf = works.enumerated().flatMap { number, work in
      repeatElement(UInt32(number), count: Int(offsets[work + 1] - offsets[work]))
    }
    self.resolver = resolver
    self.kept = kept
  }

  /// For each authorship a number that stands for its person.
  var representatives: [UInt32] {
    var result = [UInt32](repeating: 0, count: places.count)
    for (place, person) in zip(places, resolver.representatives) { result[Int(place)] = person }
    return result
  }
}

/// What identifiers and rulings forbid.
private struct MentionsApart: Sendable {
  /// The identifiers of each identified mention as numbers: the scheme in the upper half.
  private var identifiers: [UInt32: [UInt64]] = [:]
  /// The mentions whose source numbers people of one name.
  private var numbered: Set<UInt32> = []
  private let whole: [UInt32]
  private let rulings: BoundRulings
  /// Stands for the scheme of names in their own script, behind all others.
  private static let native: UInt64 = 1 << 31

  init(_ resolver: PeopleResolver, _ mentions: IdentityMentions, _ canonical: CanonicalPlaces) {
    rulings = resolver.rulings
    whole = mentions.names.whole
    var schemes: [Identifier.Scheme: UInt64] = [:], values: [String: UInt64] = [:]
    for (place, name) in mentions.nameOf.enumerated() where name != IdentityMentions.noName {
      let mention = resolver.authorships[Int(canonical.places[place])].mention
      let native = mentions.native.numbers[mention]
      guard resolver.names[mention].isIdentified || native != nil, identifiers[mention] == nil
      else { continue }
      var list = native.map { [Self.native << 32 | UInt64($0)] } ?? []
      for identifier in resolver.store.contributor(mention)?.identifiers ?? [] {
        if identifier.scheme == .dblp || identifier.scheme == .local { numbered.insert(mention) }
        let scheme = schemes[identifier.scheme] ?? UInt64(schemes.count)
        schemes[identifier.scheme] = scheme
        let value = values[identifier.value] ?? UInt64(values.count)
        values[identifier.value] = value
        list.append(scheme << 32 | value)
      }
      identifiers[mention] = list
    }
  }

  func areApart(_ a: IdentityCluster, _ b: IdentityCluster) -> Bool {
    if !a.identified.isEmpty || !b.identified.isEmpty {
      if haveDifferentIdentifiers(a, b) { return true }
      if isNumberedBeside(a, b) || isNumberedBeside(b, a) { return true }
    }
    if rulings.partNobody || a.identified.isEmpty || b.identified.isEmpty { return false }
    return rulings.parting(rulings.tags(of: a.identified), rulings.tags(of: b.identified)) != nil
  }

  /// Whether both have identifiers of one scheme, but none in common.
  private func haveDifferentIdentifiers(_ a: IdentityCluster, _ b: IdentityCluster) -> Bool {
    a.identified.contains { mention in
      (identifiers[mention] ?? []).contains { identifier in
        var hasScheme = false
        for other in b.identified {
          for theirs in identifiers[other] ?? [] where theirs >> 32 == identifier >> 32 {
            if theirs == identifier { return false }
            hasScheme = true
          }
        }
        return hasScheme
      }
    }
  }

  /// A source that numbers one of its homonyms means another person where it sets no number.
  private func isNumberedBeside(_ a: IdentityCluster, _ b: IdentityCluster) -> Bool {
    !b.identified.contains { identifiers[$0] != nil }
      && a.identified.contains { numbered.contains($0) }
      && a.names.contains { mine in
        b.names.contains { whole[Int(mine)] == whole[Int($0)] }
      }
  }
}

extension IdentityMentions {
  /// Takes the places of merged works, with their titles, venues and years.
  fileprivate init(
    of resolver: PeopleResolver, _ canonical: CanonicalPlaces, _ merged: MergedRecords,
    _ execution: Execution
  ) throws(Cancellation) {
    let store = resolver.store
    let spelling = Self.spellings(resolver)
    let hasRulings = !resolver.rulings.tags.isEmpty || !resolver.rulings.originals.isEmpty
    var nameOfMention = [UInt32](repeating: Self.noName, count: resolver.names.count)
    native = NativeSpellings(resolver)
    var venueKeys = TextPool(), venueNumbers: [UInt32: UInt32] = [:]
    nameOf.reserveCapacity(canonical.places.count)
    workOf.reserveCapacity(canonical.places.count)
    identified.reserveCapacity(canonical.places.count)
    for (number, work) in canonical.works.enumerated() {
      for place in Int(resolver.offsets[work])..<Int(resolver.offsets[work + 1]) {
        let authorship = resolver.authorships[place]
        let key = resolver.names[authorship.mention]
        workOf.append(UInt32(number))
        let isTold =
          key.isIdentified || hasRulings && resolver.rulings.tags[authorship.mention] != nil
        identified.append(
          isTold ? authorship.mention : native.representative(authorship.mention) ?? 0)
        var mention = native.latin[authorship.mention] ?? authorship.mention
        if hasRulings { mention = resolver.rulings.originals[mention] ?? mention }
        if !spelling.isEmpty { mention = spelling[mention] ?? mention }
        if key.isGroup || key.isLabel || key.given == .none {
          nameOf.append(Self.noName)
          continue
        }
        if nameOfMention[Int(mention)] == Self.noName {
          nameOfMention[Int(mention)] = UInt32(names.count)
          store.mentions.withBytes(mention) { names.add(term: $0) }
        }
        nameOf.append(nameOfMention[Int(mention)])
      }
      offsets.append(nameOf.count)
      var venueTerms: [UInt32] = [], year: Int32?
      for index in merged.offsets[work]..<merged.offsets[work + 1] {
        let row = store.rows[Int(merged.records[Int(index)])]
        if row.venue != 0 { venueTerms.append(row.venue) }
        if row.year != RecordStore.Row.unknown { year = min(year ?? row.year, row.year) }
      }
      years.append(year ?? Self.unknownYear)
      let venue = first(venueTerms, in: store.terms)
      if venue == 0 {
        venues.append(0)
      } else {
        let known =
          venueNumbers[venue]
          ?? store.terms.withBytes(venue) { venueNumber($0, in: &venueKeys) }
        venueNumbers[venue] = known
        venues.append(known)
      }
    }
    try takeWords(of: resolver, canonical, merged, execution)
  }

  /// Takes the words of titles and affiliations, numbered in the order of the works.
  private mutating func takeWords(
    of resolver: PeopleResolver, _ canonical: CanonicalPlaces, _ merged: MergedRecords,
    _ execution: Execution
  ) throws(Cancellation) {
    let store = resolver.store
    let parts = try execution.mapChunks(
      of: canonical.works.count, size: 8192, phase: "people", scratch: {}
    ) { _, range in
      var part = (terms: identityTerms(), words: WordLists(), affiliations: WordLists())
      var known: [UInt32: [UInt32]] = [:]
      for work in canonical.works[range] {
        for place in Int(resolver.offsets[work])..<Int(resolver.offsets[work + 1]) {
          let term = resolver.authorships[place].affiliations
          if term != 0, known[term] == nil {
            known[term] = store.terms.withBytes(term) { titleWords($0, in: &part.terms) }
          }
          part.affiliations.append(term == 0 ? [] : known[term, default: []])
        }
        var titles: [UInt32] = []
        for index in merged.offsets[work]..<merged.offsets[work + 1] {
          let title = store.rows[Int(merged.records[Int(index)])].title
          if title != 0 { titles.append(title) }
        }
        let title = first(titles, in: store.texts)
        part.words.append(
          title == 0 ? [] : store.texts.withBytes(title) { titleWords($0, in: &part.terms) })
      }
      return part
    }
    var terms = TextPool()
    for part in parts {
      let numbers = terms.intern(contentsOf: part.terms)
      words.append(part.words, numbers)
      affiliations.append(part.affiliations, numbers)
    }
    words.weigh()
    affiliations.weigh()
  }

  /// For each mention that differs from another in where the family name begins only, the one of
  /// most places: `Joseph Le / Roux` is `Joseph / Le Roux`.
  private static func spellings(_ resolver: PeopleResolver) -> [UInt32: UInt32] {
    var alike = KeyedItems()
    for mention in resolver.used where resolver.names[mention].given != .none {
      alike.append(resolver.names[mention].whole, mention)
    }
    let lists = alike.groups().map(\.items).filter { list in
      list.contains { resolver.names[$0].familyStart != resolver.names[list[0]].familyStart }
    }
    if lists.isEmpty { return [:] }
    var counts: [UInt32: Int] = [:], result: [UInt32: UInt32] = [:]
    for mention in lists.joined() { counts[mention] = 0 }
    for authorship in resolver.authorships { counts[authorship.mention]? += 1 }
    for list in lists {
      let ranked = list.map { mention in
        (
          count: -counts[mention, default: 0],
          hash: resolver.store.mentions.withBytes(mention) { textHash($0) }, mention
        )
      }.sorted { $0 < $1 }.map { $0.2 }
      for mention in list {
        let key = resolver.names[mention]
        let match = ranked.first { resolver.names[$0].isSameSpelling(key) }
        if let match, resolver.names[match].familyStart != key.familyStart {
          result[mention] = match
        }
      }
    }
    return result
  }
}

/// The text of the least hash, whatever the order of the records; 0 for none.
private func first(_ texts: [UInt32], in pool: TextPool) -> UInt32 {
  if texts.count < 2 { return texts.first ?? 0 }
  return texts.map { (pool.withBytes($0) { textHash($0) }, $0) }.min { $0 < $1 }?.1 ?? 0
}

extension IdentityNames {
  /// Adds the name of a mention, from the term that stands for it.
  fileprivate mutating func add(term: UnsafeBufferPointer<UInt8>) {
    let parts = term.split(separator: 0x1F, omittingEmptySubsequences: false)
    guard parts.count >= 4 else { return }
    add(
      given: UnsafeBufferPointer(rebasing: parts[0]),
      particle: UnsafeBufferPointer(rebasing: parts[2]),
      family: UnsafeBufferPointer(rebasing: parts[1]),
      suffix: UnsafeBufferPointer(rebasing: parts[3]))
  }
}
