import CollabBibliography

/// The network of a bibliography's people, with the way back to them.
public struct CoauthorNetwork: Sendable {
  /// Which part of a bibliography becomes a network, and with which weights.
  public struct Selection: Sendable, Equatable {
    /// How a shared work adds to a tie.
    public var weighting: Weighting
    /// Works with more authors are left out; `nil` keeps all.
    public var maximumAuthors: Int?
    /// Whether groups stand beside people.
    public var includesGroups: Bool
    /// Works of other years, and those of unknown year, are left out; `nil` keeps all.
    public var years: ClosedRange<Int>?

    /// Creates a selection; the standard one keeps everything but groups.
    public init(
      weighting: Weighting = .fractional, maximumAuthors: Int? = nil,
      includesGroups: Bool = false, years: ClosedRange<Int>? = nil
    ) {
      self.weighting = weighting
      self.maximumAuthors = maximumAuthors
      self.includesGroups = includesGroups
      self.years = years
    }
  }

  /// The network. Its works are those of the bibliography, by index; works left out have no
  /// authors in it.
  public let network: Network
  /// The person of each vertex, as an index into ``Bibliography/people``, ascending.
  public let people: [Int]
  /// The vertex of each person; `nil` for those who have none.
  public let vertices: [Int?]
  /// The number of works left out because they have more than `maximumAuthors` authors.
  public let worksOverMaximum: Int
  /// The number of works left out because their year is another one or not known.
  public let worksOutsideYears: Int

  /// Makes the network of a bibliography.
  ///
  /// A person whose works are all left out, and who has no stated tie, has no vertex.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ bibliography: Bibliography, selection: Selection = Selection()) {
    let people = bibliography.people
    let belongs = people.map { selection.includesGroups || !$0.isGroup }
    var bylines: [[Int]] = []
    bylines.reserveCapacity(bibliography.works.count)
    var overMaximum = 0, outsideYears = 0
    var hasKept = [Bool](repeating: false, count: people.count)
    var hasLeftOut = hasKept
    for work in bibliography.works {
      let byline = work.authors.filter { belongs[$0] }
      let isOver = selection.maximumAuthors.map { byline.count > $0 } ?? false
      let isOutside = selection.years.map { years in
        !(work.date.map { years.contains($0.year) } ?? false)
      }
      if isOutside ?? false {
        outsideYears += 1
      } else if isOver {
        overMaximum += 1
      }
      let isKept = !isOver && !(isOutside ?? false)
      for author in byline {
        if isKept { hasKept[author] = true } else { hasLeftOut[author] = true }
      }
      bylines.append(isKept ? byline : [])
    }
    for tie in bibliography.ties where belongs[tie.a] && belongs[tie.b] {
      hasKept[tie.a] = true
      hasKept[tie.b] = true
    }
    let kept = people.indices.filter { belongs[$0] && (hasKept[$0] || !hasLeftOut[$0]) }
    var vertices = [Int?](repeating: nil, count: people.count)
    for (vertex, person) in kept.enumerated() { vertices[person] = vertex }
    var offsets = [0], authors: [UInt32] = []
    offsets.reserveCapacity(bylines.count + 1)
    for byline in bylines {
      for case let vertex? in byline.lazy.map({ vertices[$0] }) { authors.append(UInt32(vertex)) }
      offsets.append(authors.count)
    }
    let ties = bibliography.ties.compactMap { tie -> Edge? in
      guard let a = vertices[tie.a], let b = vertices[tie.b], a != b else { return nil }
      return Edge(UInt32(min(a, b)), UInt32(max(a, b)), weight: tie.weight)
    }
    network = Network(
      incidence: Incidence(
        authorCount: kept.count, workOffsets: offsets, workAuthors: authors),
      facts: WorkFacts(
        years: bibliography.works.map { $0.date.map { Int32(clamping: $0.year) } },
        citations: bibliography.works.map { $0.citations.map { Int32(clamping: $0.count) } }),
      ties: ties.sorted { ($0.a, $0.b) < ($1.a, $1.b) }, weighting: selection.weighting)
    self.people = kept
    self.vertices = vertices
    worksOverMaximum = overMaximum
    worksOutsideYears = outsideYears
  }
}

extension WorkFacts {
  /// Facts of which some are not known.
  fileprivate init(years: [Int32?], citations: [Int32?]) {
    self.init(
      years: years.map { $0 ?? Self.unknown }, citations: citations.map { $0 ?? Self.unknown })
  }
}
