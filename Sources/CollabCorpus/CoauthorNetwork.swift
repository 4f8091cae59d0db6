public import CollabBibliography
public import CollabCore
public import CollabGraph

/// The network of a bibliography's people, with the way back to them.
public struct CoauthorNetwork: Sendable {
  /// Which part of a bibliography becomes a network, and with which weights.
  public typealias Selection = NetworkSelection

  /// The network. Its works are those of the bibliography, by index; works left out have no
  /// authors in it.
  public internal(set) var network: Network
  /// The person of each vertex, as an index into ``/CollabBibliography/Bibliography/people``,
  /// ascending.
  public internal(set) var people: [Int]
  /// The vertex of each person; `nil` for those who have none.
  public internal(set) var vertices: [Int?]
  /// The number of works left out because they have more than `maximumAuthors` authors.
  public let worksOverMaximum: Int
  /// The number of works left out because their year is another one or not known.
  public let worksOutsideYears: Int
  /// What thresholds left out, in the order in which they were applied; empty without any.
  public internal(set) var leftOut: [Thresholds.LeftOut] = []
  /// What a vertex stands for.
  public internal(set) var unit = VertexUnit.authors
  /// Whether only the people of a list are kept.
  public internal(set) var isListOfPeople = false
  /// What the lines of a list of people were told of.
  public internal(set) var messages: [Diagnostic] = []

  /// Makes the network of a bibliography.
  ///
  /// A person whose works are all left out, and who has no stated tie, has no vertex.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ bibliography: Bibliography, selection: Selection = Selection()) {
    let people = bibliography.people, works = bibliography.works
    let (bylines, members) = works.bylines
    let (years, citations) = works.facts(unknown: WorkFacts.unknown)
    let belongs = people.indices.map { selection.includesGroups || !people.isGroup($0) }
    var isKept = [Bool](repeating: true, count: works.count)
    var overMaximum = 0, outsideYears = 0
    var hasKept = [Bool](repeating: false, count: people.count)
    var hasLeftOut = hasKept
    for work in isKept.indices {
      let byline = members[Int(bylines[work])..<Int(bylines[work + 1])]
      if let chosen = selection.years,
        years[work] == WorkFacts.unknown || !chosen.contains(Int(years[work]))
      {
        outsideYears += 1
        isKept[work] = false
      } else if let most = selection.maximumAuthors,
        byline.count(where: { belongs[Int($0)] }) > most
      {
        overMaximum += 1
        isKept[work] = false
      }
      if isKept[work] {
        for author in byline { hasKept[Int(author)] = true }
      } else {
        for author in byline { hasLeftOut[Int(author)] = true }
      }
    }
    for tie in bibliography.ties where belongs[tie.a] && belongs[tie.b] {
      hasKept[tie.a] = true
      hasKept[tie.b] = true
    }
    let kept = people.indices.filter { belongs[$0] && (hasKept[$0] || !hasLeftOut[$0]) }
    var vertices = [Int?](repeating: nil, count: people.count)
    for (vertex, person) in kept.enumerated() { vertices[person] = vertex }
    var offsets = [0], authors: [UInt32] = []
    offsets.reserveCapacity(works.count + 1)
    authors.reserveCapacity(members.count)
    for work in isKept.indices {
      if isKept[work] {
        for place in Int(bylines[work])..<Int(bylines[work + 1]) {
          if let vertex = vertices[Int(members[place])] { authors.append(UInt32(vertex)) }
        }
      }
      offsets.append(authors.count)
    }
    let ties = bibliography.ties.compactMap { tie -> Edge? in
      guard let a = vertices[tie.a], let b = vertices[tie.b], a != b else { return nil }
      return Edge(UInt32(min(a, b)), UInt32(max(a, b)), weight: tie.weight)
    }
    network = Network(
      unchecked: Incidence(
        uncheckedAuthorCount: kept.count, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(uncheckedYears: years, citations: citations),
      ties: ties.sorted { ($0.a, $0.b) < ($1.a, $1.b) }, weighting: selection.weighting)
    self.people = kept
    self.vertices = vertices
    worksOverMaximum = overMaximum
    worksOutsideYears = outsideYears
  }
}
