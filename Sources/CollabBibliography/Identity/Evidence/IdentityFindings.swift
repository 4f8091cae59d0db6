import Foundation

/// What the resolver found beside who is who: how sure it is, why, and what it was nearly.
public struct IdentityFindings: Sendable {
  /// What joins or parts two groups of places.
  public struct Link: Sendable {
    /// The people to whom the groups belong: one where they were joined.
    public let people: (Int, Int)
    /// A name of each group.
    public let names: (String, String)
    /// A work of each group.
    public let works: (Int, Int)
    /// How many places each group has.
    public let sizes: (Int, Int)
    /// How many names of coauthors they have in common.
    public let commonCoauthors: Int
    /// The log-odds that they are one person's; they are joined above ``IdentityFindings/threshold``.
    public let logOdds: Double
    /// What speaks for and against it, in words, the strongest first.
    public let reasons: [String]
    /// Whether they were joined.
    public var areJoined: Bool { people.0 == people.1 }
  }

  /// Whether the corpus was large enough to learn from: if not, equal names are one person's, and
  /// different ones only where they have a coauthor in common.
  public var isLearnt: Bool { learnt.isLearnt }
  /// What evidence weighs.
  public let learnt: IdentityModel
  /// Who stands where, to be kept with a corpus; `nil` where it was not asked for.
  public let kept: KeptPeople?
  /// Groups are joined above these log-odds.
  public static let threshold = IdentityResolver.threshold
  /// Decisions nearer to the threshold are in doubt.
  public static let doubt = 1.5

  /// The unions by which people were put together by evidence.
  private let unions: [IdentityUnion]
  /// For each person the places of theirs in ``unions``, the weakest first.
  private let order: [UInt32]
  private let offsets: [Int]
  private let rejected: [IdentityUnion]
  /// The log-odds of each person's weakest bridge; infinite where evidence put nothing together.
  private let weakest: [Float]
  private let model: EvidenceModel
  private let place: @Sendable (UInt32) -> (person: Int, work: Int)
  private let name: @Sendable (UInt32) -> String
  private let authorship: @Sendable (UInt32) -> Int

  init(
    _ resolved: ResolvedPlaces, personAt: [UInt32], name: @escaping @Sendable (Int) -> String
  ) {
    let places = resolved.places, works = resolved.works, workOf = resolved.workOf
    place = { canonical in
      let place = Int(places[Int(canonical)])
      return (Int(personAt[place]), works[Int(workOf[Int(canonical)])])
    }
    self.name = { name(Int(places[Int($0)])) }
    authorship = { Int(places[Int($0)]) }
    let unions = resolved.resolver.unions
    self.unions = unions
    (order, offsets) = Self.order(unions) { personAt[Int(places[Int($0.a)])] }
    rejected = resolved.resolver.rejected
    var weakest = [Float](
      repeating: .infinity, count: personAt.max().map { Int($0) + 1 } ?? 0)
    for (place, score) in resolved.resolver.weakest {
      let person = Int(personAt[Int(places[Int(place)])])
      weakest[person] = min(weakest[person], score)
    }
    self.weakest = weakest
    kept = resolved.kept
    model = resolved.resolver.model
    learnt = resolved.resolver.kept
  }

  private static func order(
    _ unions: [IdentityUnion], _ person: (IdentityUnion) -> UInt32
  ) -> ([UInt32], offsets: [Int]) {
    var offsets = [Int](
      repeating: 0, count: Int(unions.lazy.map(person).max().map { $0 + 1 } ?? 0) + 1)
    for union in unions { offsets[Int(person(union)) + 1] += 1 }
    for index in offsets.indices.dropLast() { offsets[index + 1] += offsets[index] }
    var order = [UInt32](repeating: 0, count: unions.count), ends = offsets
    for (index, union) in unions.enumerated() {
      order[ends[Int(person(union))]] = UInt32(index)
      ends[Int(person(union))] += 1
    }
    for (start, end) in zip(offsets, offsets.dropFirst()) where end - start > 1 {
      order[start..<end].sort { a, b in
        unions[Int(a)].isWeaker(than: unions[Int(b)])
      }
    }
    return (order, offsets)
  }

  private func unions(of person: Int) -> some Collection<IdentityUnion> {
    let range = person + 1 < offsets.count ? offsets[person]..<offsets[person + 1] : 0..<0
    return order[range].lazy.map { unions[Int($0)] }
  }

  /// The probability that the weakest bridge between a person's works holds; 1 where the name alone
  /// decided.
  public func confidence(of person: Int) -> Double {
    weakest.indices.contains(person) ? 1 / (1 + exp(-Double(weakest[person]))) : 1
  }

  /// Whether the weakest bridge between a person's works is near the threshold.
  public func isInDoubt(_ person: Int) -> Bool {
    weakest.indices.contains(person) && isInDoubt(weakest[person])
  }

  private func isInDoubt(_ score: Float) -> Bool { Double(score) - Self.threshold < Self.doubt }

  /// What a person was put together by, the weakest bridge first; only that one and those in doubt
  /// where ``IdentityDetail`` asked for no more.
  public func links(of person: Int) -> [Link] { unions(of: person).map { link($0) } }

  /// The weakest bridge between a person's works; `nil`, too, where people were taken from a corpus file,
  /// which keeps no reasons.
  public func weakestLink(of person: Int) -> Link? { unions(of: person).first.map { link($0) } }

  /// What was found of two people who were kept apart; `nil` where they were not compared.
  public func link(between a: Int, _ b: Int) -> Link? {
    rejected.filter { union in
      let found = (place(union.a).person, place(union.b).person)
      return found == (a, b) || found == (b, a)
    }.max { $0.score < $1.score }.map { link($0) }
  }

  /// The decisions nearest to the line, those that move the most places first.
  public func doubtful() -> [Link] { inDoubt().map { link($0) } }

  /// The same with the places of each group, as numbers among all authorships.
  func doubts() -> [(link: Link, a: [Int], b: [Int])] {
    inDoubt().map { union in
      (link(union), union.places.a.map(authorship), union.places.b.map(authorship))
    }
  }

  private func inDoubt() -> [IdentityUnion] {
    let near = unions.filter { isInDoubt($0.score) }
    return (near + rejected.filter { Self.threshold - Double($0.score) < Self.doubt }).sorted {
      let (x, y) = (min($0.sizes.0, $0.sizes.1), min($1.sizes.0, $1.sizes.1))
      return (y, abs(Double($0.score) - Self.threshold), $0.a, $0.b)
        < (x, abs(Double($1.score) - Self.threshold), $1.a, $1.b)
    }
  }

  private func link(_ union: IdentityUnion) -> Link {
    let (a, b) = (place(union.a), place(union.b))
    return Link(
      people: (a.person, b.person), names: (name(union.a), name(union.b)), works: (a.work, b.work),
      sizes: (Int(union.sizes.0), Int(union.sizes.1)),
      commonCoauthors: Int(union.commonCoauthors), logOdds: Double(union.score),
      reasons: reasons(union))
  }

  private func reasons(_ union: IdentityUnion) -> [String] {
    let values = union.evidence.values, w = model.weights * values
    let years = Int((exp(values[8]) - 1).rounded())
    let shared = Int(union.commonCoauthors)
    let isApart = values[0] == 0 && !union.sharesInitials
    let found: [(Double, String)] = [
      (Double(union.prior), union.nameReason),
      (
        w[0] + w[1] + w[2] + w[12] + (isApart ? model.apart : 0),
        shared == 0
          ? union.sharesInitials
            ? "coauthors in common but for their initials" : "no coauthor in common"
          : "\(shared) \(shared == 1 ? "coauthor" : "coauthors") in common"
      ),
      (
        w[3] + w[4],
        values[4] == 0 ? "coauthors who do not work together" : "coauthors who work together"
      ),
      (w[5], "venues in common"), (w[6] + w[7], "words of titles in common"),
      (w[8] + w[9], "\(years) \(years == 1 ? "year" : "years") apart"),
      (w[10] + w[11], values[10] > 0 ? "affiliations in common" : "different affiliations"),
      (model.bias + w[13], "what is usual for this number of works"),
    ]
    return found.enumerated().filter { abs($0.element.0) >= 0.05 }
      .sorted { (-abs($0.element.0), $0.offset) < (-abs($1.element.0), $1.offset) }.prefix(5)
      .map { _, reason in
        (reason.0 < 0 ? "−" : "+") + String(format: "%.1f ", abs(reason.0)) + reason.1
      }
  }
}

extension IdentityUnion {
  /// How the names relate and how many others are expected to bear them.
  fileprivate var nameReason: String {
    let others = relation.trust / exp(Double(prior))
    let expected =
      others < 0.001 ? "under 0.001" : String(format: others < 10 ? "%.2g" : "%.0f", others)
    let words =
      switch relation {
      case .equal: haveEqualNatives ? "equal names in two scripts" : "equal names"
      case .middle: "a middle name more"
      case .initial: "an initial of the other's name"
      case .nickname: "a short form"
      case .familyPart: "a part of the family name"
      case .misspelling: "one letter apart"
      case .droppedFirst: "the first name left out"
      case .conflict: "contradicting names"
      }
    return "\(words), \(expected) others expected"
  }
}
