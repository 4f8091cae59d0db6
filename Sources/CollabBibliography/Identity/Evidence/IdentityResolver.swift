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
  ///   - detail: which pairs that stay apart are to be kept.
  /// - Complexity: O(*b*²) comparisons for a block of *b* places.
  init(
    _ mentions: IdentityMentions, bound: [UInt32?], mergesOnly: Bool,
    detail: IdentityDetail = .none, execution: Execution,
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
        mergesOnly: mergesOnly, areApart: areApart)
      let margin = detail.margin { isAsked in
        atoms.contains { isAsked(mentions.names.familyLetters(Int(mentions.nameOf[Int($0[0])]))) }
      }
      let people = block.people(atoms, margin: margin)
      return (people: people, unions: block.unions, rejected: block.rejected)
    }
    for result in results {
      unions += result.unions
      rejected += result.rejected
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
    // A person's first place may be that of a name without given names, which is in no block.
    var atoms: [[UInt32]] = [], atomOf = [Int](repeating: -1, count: mentions.nameOf.count)
    for place in mentions.nameOf.indices where mentions.nameOf[place] != IdentityMentions.noName {
      let root = parents.find(place)
      if atomOf[root] < 0 {
        atomOf[root] = atoms.count
        atoms.append([])
      }
      atoms[atomOf[root]].append(UInt32(place))
    }
    let blockOf = Self.joinedBlocks(mentions.names, frequency)
    var blocks: [[[UInt32]]] = [], numbers: [UInt32: Int] = [:]
    for atom in atoms {
      let block = blockOf[Int(mentions.nameOf[Int(atom[0])])]
      let number = numbers[block] ?? blocks.count
      if number == blocks.count {
        numbers[block] = number
        blocks.append([])
      }
      blocks[number].append(atom)
    }
    let crowded = blocks.filter { $0.count > 1 }
    return crowded.indices.sorted { (-crowded[$0].count, $0) < (-crowded[$1].count, $1) }
      .map { crowded[$0] }
  }

  /// The block of each name; those of rare double family names are joined with those of their parts.
  private static func joinedBlocks(
    _ names: IdentityNames, _ frequency: NameFrequency
  ) -> [UInt32] {
    var sets = DisjointSets(names.pool.count + 1)
    let present = Set(names.block)
    for name in 0..<names.count where frequency.whole[name] < rare && names.fullWords[name] > 0 {
      for other in names.otherBlocks(of: name) where present.contains(other) {
        sets.unite(Int(names.block[name]), Int(other))
      }
    }
    return names.block.map { UInt32(sets.find(Int($0))) }
  }

  /// Names of fewer other people are looked for under a part of the family name, too.
  private static let rare = 0.02
}
