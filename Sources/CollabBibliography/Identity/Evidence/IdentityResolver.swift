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
  /// Likely pairs of people who are kept apart, where they were asked for.
  private(set) var rejected: [IdentityUnion] = []
  /// The log-odds of the weakest bridge of each person whom evidence put together.
  private(set) var weakest: [(place: UInt32, score: Float)] = []
  /// What was learnt, now or before.
  let model: EvidenceModel
  /// The same as it is kept with a corpus.
  let kept: IdentityModel
  /// The name by which the works seem to have been found.
  let nameQuery: NameQuery?

  /// Clusters are joined where their log-odds lie above this: measured on half of the ACL
  /// Anthology, IEEE VIS and names that are homonyms by design; 0 is more cautious.
  static let threshold = -0.5

  /// Resolves places.
  ///
  /// - Parameters:
  ///   - mentions: the places.
  ///   - bound: for each place the number of the person that identifiers or the user's rulings
  ///     give it, `nil` where nothing does; places of one number stay together.
  ///   - areApart: whether identifiers or rulings forbid that two clusters are one; it is asked where one
  ///     of them is identified.
  ///   - mergesOnly: whether equal names are always one person's.
  ///   - model: what was learnt before.
  ///   - detail: which pairs that stay apart are to be kept.
  ///   - threshold: clusters are joined where their log-odds lie above it.
  /// - Complexity: O(*b*²) comparisons for a block of *b* places.
  init(
    _ mentions: IdentityMentions, bound: [UInt32?], mergesOnly: Bool,
    model known: IdentityModel? = nil, detail: IdentityDetail = .none,
    threshold: Double = Self.threshold, execution: Execution,
    areApart: @escaping @Sendable (IdentityCluster, IdentityCluster) -> Bool
  ) throws(Cancellation) {
    let without = known?.without ?? []
    var frequency = NameFrequency(mentions.names)
    if without.contains(.frequency) { frequency.level() }
    try execution.checkpoint()
    let evidence = IdentityEvidence(mentions, frequency)
    try execution.checkpoint()
    nameQuery = NameQuery(mentions, evidence.coauthors)
    let model: EvidenceModel
    if let known, known.isOf(mentions.workCount) {
      model = EvidenceModel(known)
      kept = known
    } else {
      model = EvidenceModel(evidence, frequency, without: without)
      kept = model.kept(mentions.workCount)
    }
    self.model = model
    var parents = DisjointSets(mentions.nameOf.count)
    Self.unite(&parents, mentions, bound: bound, frequency)
    let blockOf = Self.joinedBlocks(mentions.names, frequency)
    let repeated = RepeatedNames(mentions, bound: bound, frequency, blockOf: blockOf)
    let atoms = Atoms(mentions, &parents, blockOf: blockOf, without: repeated.places)
    let rules = IdentityBlock.Rules(
      evidence: evidence, frequency: frequency, model: model, threshold: threshold,
      mergesOnly: mergesOnly, areApart: areApart)
    let margin = detail.margin()
    var results = try execution.mapChunks(
      of: atoms.blocks.count, size: 1, phase: "people",
      scratch: { IdentityProbe(evidence, model) }
    ) { probe, range in
      let places = atoms.blocks[range.lowerBound]
      let block = IdentityBlock(
        atoms, places, rules, &probe,
        margin: margin { isAsked in
          distinct(atoms.places(of: places).map { mentions.nameOf[Int($0)] })
            .contains { isAsked(mentions.names.familyLetters(Int($0))) }
        })
      return (joined: block.joined, unions: block.unions, rejected: block.rejected)
    }
    unions.reserveCapacity(results.reduce(0) { $0 + $1.unions.count })
    for index in results.indices {
      unions += results[index].unions
      rejected += results[index].rejected
      for (first, place) in results[index].joined { parents.unite(Int(first), Int(place)) }
      results[index] = ([], [], [])
    }
    representatives = (0..<mentions.nameOf.count).map { UInt32(parents.find($0)) }
    var scores = [Float](repeating: .infinity, count: representatives.count)
    for union in unions {
      let place = Int(representatives[Int(union.a)])
      scores[place] = min(scores[place], union.score)
    }
    weakest = scores.enumerated().filter { $0.element < .infinity }
      .map { (UInt32($0.offset), $0.element) }
  }

  /// Takes what was decided before, without the reasons.
  init(_ content: KeptPeople.Content, model: IdentityModel) {
    representatives = content.representatives
    weakest = content.weakest
    nameQuery = content.query
    self.model = EvidenceModel(model)
    kept = model
  }

  /// Unites the places that are one person's beforehand.
  private static func unite(
    _ parents: inout DisjointSets, _ mentions: IdentityMentions, bound: [UInt32?],
    _ frequency: NameFrequency
  ) {
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
    var places: [(whole: UInt32, place: Int)] = []
    for work in 0..<mentions.workCount where mentions.places(of: work).count > 1 {
      places.removeAll(keepingCapacity: true)
      for place in mentions.places(of: work) where mentions.nameOf[place] != IdentityMentions.noName
      {
        places.append((mentions.names.whole[Int(mentions.nameOf[place])], place))
      }
      places.sort { $0 < $1 }
      var first = 0
      for index in places.indices.dropFirst() {
        if places[first].whole != places[index].whole {
          first = index
          continue
        }
        let place = places[index].place
        if bound[place] == nil, bound[places[first].place] == nil,
          mentions.identified[place] == mentions.identified[places[first].place],
          frequency.whole[Int(mentions.nameOf[place])] < RepeatedNames.rare
        {
          parents.unite(places[first].place, place)
        }
      }
    }
  }

  /// The block of each name; those of rare names are joined with those of parts of their family name,
  /// and of short forms of the given name.
  private static func joinedBlocks(
    _ names: IdentityNames, _ frequency: NameFrequency
  ) -> [UInt32] {
    var sets = DisjointSets(names.pool.count + 1)
    var isPresent = [Bool](repeating: false, count: names.pool.count + 1)
    for block in names.block { isPresent[Int(block)] = true }
    for name in 0..<names.count where frequency.whole[name] < rare && names.fullWords[name] > 0 {
      for other in names.otherBlocks(of: name) where isPresent[Int(other)] {
        sets.unite(Int(names.block[name]), Int(other))
      }
    }
    return names.block.map { UInt32(sets.find(Int($0))) }
  }

  /// Names of fewer other people are looked for under a part of the family name or another initial, too.
  private static let rare = 0.02
}
