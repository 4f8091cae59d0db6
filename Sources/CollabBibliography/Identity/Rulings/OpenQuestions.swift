import CollabCore

/// Two groups of places that may be one person's or two people's, nearly as likely as not, with the
/// rulings that would answer the question.
public struct OpenQuestion: Sendable {
  /// One of the groups.
  public struct Side: Sendable {
    /// The name that most of its places have.
    public var name: String
    /// The person to whom it belongs now.
    public var person: Int
    /// Its places.
    public var places: [Place]
    /// The coauthors on its works, as indices of people, ascending.
    public var coauthors: [Int]
  }

  /// A place of a byline.
  public struct Place: Sendable {
    /// The index of the work.
    public var work: Int
    /// The name that stands there.
    public var name: String
    /// The place as rulings name it, `doi:10.1/a#3`; `nil` for a work that nothing tells from others.
    public var reference: String?
  }

  /// The groups; the larger first.
  public var sides: [Side]
  /// Whether they are one person's now.
  public var areJoined: Bool
  /// The log-odds that they are one person's; `nil` where only spellings were compared.
  public var logOdds: Double?
  /// What speaks for and against it, in words.
  public var reasons: [String]
  /// The ruling that makes them one person.
  public var same: String
  /// The ruling that makes them two people.
  public var different: String

  /// How many places the answer may move.
  public var consequence: Int { sides.map(\.places.count).min() ?? 0 }
}

extension Bibliography {
  /// The open questions, those that move the most places first. They are looked for where the
  /// bibliography was made with ``IdentityDetail/doubtful``.
  ///
  /// - Returns: the questions, and how many cannot be put as rulings since nothing tells their works
  ///   from others.
  /// - Complexity: O(*n* + *q*) for *n* records and *q* places in question, beside
  ///   ``suggestions(execution:)``.
  public func openQuestions(
    execution: Execution = .serial
  ) throws(Cancellation) -> (questions: [OpenQuestion], inexpressible: Int) {
    var drafts: [Draft] = [], seen: Set<[Int]> = []
    for doubt in identity?.doubts() ?? [] {
      let people = [doubt.link.people.0, doubt.link.people.1].sorted()
      if people[0] != people[1] { seen.insert(people) }
      drafts.append(
        Draft(
          sides: [doubt.a, doubt.b], people: [doubt.link.people.0, doubt.link.people.1],
          logOdds: doubt.link.logOdds, reasons: doubt.link.reasons))
    }
    let suggested = try suggestions(execution: execution).filter { $0.id != "broken-name" }
    if !suggested.isEmpty {
      var placesOf: [Int: [Int]] = [:]
      for person in suggested.flatMap(\.people) { placesOf[person] = [] }
      for (place, person) in places.people.enumerated() { placesOf[Int(person)]?.append(place) }
      for suggestion in suggested {
        guard let first = suggestion.people.first else { continue }
        for other in suggestion.people.dropFirst()
        where seen.insert([min(first, other), max(first, other)]).inserted {
          let sides = [placesOf[first] ?? [], placesOf[other] ?? []]
          if sides.contains(where: \.isEmpty) { continue }
          drafts.append(
            Draft(
              sides: sides, people: [first, other], logOdds: nil, reasons: [suggestion.reason]))
        }
      }
    }
    let writer = RulingWriter(self, places: Set(drafts.flatMap { $0.sides.joined() }))
    let questions = drafts.compactMap { question($0, writer) }
    let order = questions.indices.sorted {
      (-questions[$0].consequence, $0) < (-questions[$1].consequence, $1)
    }
    return (order.map { questions[$0] }, drafts.count - questions.count)
  }

  private struct Draft {
    var sides: [[Int]]
    var people: [Int]
    var logOdds: Double?
    var reasons: [String]
  }

  private func question(_ draft: Draft, _ writer: RulingWriter) -> OpenQuestion? {
    var sides: [OpenQuestion.Side] = [], texts: [(text: String, isName: Bool)] = []
    for (side, person) in zip(draft.sides, draft.people) {
      let places = side.sorted().map { writer.place($0) }
      guard let text = writer.side(side) else { return nil }
      texts.append(text)
      let works = Set(places.map(\.work))
      let others = Set(works.flatMap { self.works.authors(ofWork: $0).map { Int($0) } })
        .subtracting(draft.people)
      sides.append(
        OpenQuestion.Side(
          name: writer.mainName(side), person: person, places: places, coauthors: others.sorted()))
    }
    // Behind a name with works stand works of that name only.
    let ordered = (texts.filter(\.isName) + texts.filter { !$0.isName }).map(\.text)
      .joined(separator: " | ")
    if sides[0].places.count < sides[1].places.count { sides.swapAt(0, 1) }
    return OpenQuestion(
      sides: sides, areJoined: draft.people[0] == draft.people[1], logOdds: draft.logOdds,
      reasons: draft.reasons, same: "same: " + ordered, different: "different: " + ordered)
  }
}
