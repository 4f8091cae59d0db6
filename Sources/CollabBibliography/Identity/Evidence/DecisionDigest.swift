import CollabCore

/// Stands for all that decides who is who by evidence, whatever the order of the inputs.
struct DecisionDigest {
  private(set) var value: UInt64 = Self.version

  /// Grows with every change of the program after which the same works may have other people.
  static let version: UInt64 = 2

  private mutating func take(_ number: UInt64) {
    value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }

  private init() {}

  private static func of(_ numbers: UInt64...) -> UInt64 {
    var digest = DecisionDigest()
    for number in numbers { digest.take(number) }
    return digest.value
  }

  /// - Complexity: O(*l*) for *l* letters of titles, names, venues and affiliations.
  init(
    _ resolver: PeopleResolver, _ merged: MergedRecords, _ canonical: CanonicalPlaces,
    model: IdentityModel, threshold: Double
  ) {
    let store = resolver.store
    for byte in resolver.policy.rawValue.utf8 { take(UInt64(byte)) }
    for number in model.weights + [model.bias, model.apart, model.groupsPerPerson, threshold] {
      take(number.bitPattern)
    }
    take(model.isLearnt ? 1 : 0)
    take(UInt64(model.workCount))
    // Names that stand on no byline may join others by their identifiers.
    var mentions = [UInt64](repeating: 0, count: resolver.names.count), all: UInt64 = 0
    for mention in resolver.used {
      mentions[Int(mention)] = store.mentions.withBytes(mention) { textHash($0) }
      all &+= Self.of(mentions[Int(mention)])
    }
    take(all)
    var terms: [UInt32: UInt64] = [0: 0]
    func term(_ id: UInt32) -> UInt64 {
      if let known = terms[id] { return known }
      let hash = store.terms.withBytes(id) { textHash($0) }
      terms[id] = hash
      return hash
    }
    for work in canonical.works {
      var records: UInt64 = 0
      for index in merged.offsets[work]..<merged.offsets[work + 1] {
        let row = store.rows[Int(merged.records[Int(index)])]
        let title = row.title == 0 ? 0 : store.texts.withBytes(row.title) { textHash($0) }
        records &+= Self.of(title, UInt64(UInt32(bitPattern: Int32(row.year))), term(row.venue))
      }
      take(records)
      let places = resolver.offsets[work]..<resolver.offsets[work + 1]
      take(UInt64(places.count))
      for place in places {
        let authorship = resolver.authorships[Int(place)]
        take(mentions[Int(authorship.mention)])
        take(term(authorship.affiliations))
      }
    }
  }
}
