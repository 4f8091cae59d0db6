import CollabCore

/// Makes collaboration networks like real ones from a seed, for tests and for runs at any scale.
///
/// Works appear year by year, more each year. Each belongs to a field and has a lead author and a
/// drawn number of others: mostly people with whom the lead has written before, else newcomers,
/// active people of the field, and now and then somebody of another field. Who wrote much lately
/// is drawn more often; fields grow with their size, and new ones open. Citations have a tail of
/// exponent 3 and grow with age.
///
/// Only additions, products, quotients and square roots of doubles are used, so that a seed gives
/// the same network on every platform.
///
/// Repeat collaboration after Guimerà, Uzzi, Spiro and Amaral, *Team assembly mechanisms determine
/// collaboration network structure and team performance*, Science 308:697 (2005),
/// doi:10.1126/science.1106340.
public struct CollaborationGenerator: Sendable, Equatable {
  /// The number of works.
  public let works: Int
  /// The seed of all that is drawn.
  public var seed: UInt64
  /// The first and last year of publication.
  public var years: ClosedRange<Int> = 1990...2024
  /// The growth of the number of works from year to year, as a share.
  public var growth = 0.05
  /// The share of coauthors who are drawn from the lead's earlier coauthors, if there are any.
  public var repeated = 0.5
  /// The share of authors, also leads, who are new.
  public var newcomers = 0.3
  /// The share of the other coauthors who come from any field.
  public var crossing = 0.08
  /// The number of works after which a new field opens, in the mean.
  public var worksPerField = 250

  /// Creates a generator of a number of works; fewer than none are none, and 4·10⁹ are the maximum.
  public init(works: Int, seed: UInt64 = 1) {
    self.works = min(max(works, 0), 4_000_000_000)
    self.seed = seed
  }

  /// Draws the network.
  ///
  /// - Complexity: O(*a*) time and space for *a* authorships.
  public func generate() -> GeneratedCollaboration {
    var state = State(seed: seed)
    for year in workYears() { state.addWork(year: year, by: self) }
    return GeneratedCollaboration(
      authorFields: state.fieldOfAuthor, workFields: state.fieldOfWork,
      numbersInField: state.numberInField, bylineOffsets: state.offsets, bylines: state.bylines,
      facts: WorkFacts(
        uncheckedYears: state.years, citations: state.citations(asOf: years.upperBound)))
  }

  /// The year of each work, rising.
  private func workYears() -> [Int] {
    var shares: [Double] = [], share = 1.0
    for _ in years {
      shares.append((shares.last ?? 0) + share)
      share *= 1 + growth
    }
    let total = shares[shares.count - 1]
    var index = 0
    return (0..<works).map { work in
      while shares[index] / total * Double(works) <= Double(work), index < shares.count - 1 {
        index += 1
      }
      return years.lowerBound + index
    }
  }
}

/// What has been drawn so far.
private struct State {
  var random: SplitMix64
  var offsets = [0]
  var bylines: [UInt32] = []
  var years: [Int32] = []
  var fieldOfWork: [UInt32] = []
  var numberInField: [UInt32] = []
  var fieldOfAuthor: [UInt32] = []
  /// The works of each author.
  var worksOfAuthor: [[UInt32]] = []
  /// The authors of each field, once for each work, in order of time.
  var activity: [[UInt32]] = []
  var worksOfField: [UInt32] = []

  /// How many of a field's latest authorships still count as activity.
  static let recent = 600

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func addWork(year: Int, by generator: CollaborationGenerator) {
    let work = UInt32(fieldOfWork.count)
    let field = drawField(opening: 1 / Double(generator.worksPerField))
    let lead =
      activity[field].isEmpty || random.unit() < generator.newcomers
      ? newAuthor(field) : recentAuthor(field)
    var byline = [lead]
    let size = drawSize()
    // A small circle may have nobody left to draw, so tries are bounded.
    for _ in 0..<4 * size where byline.count < size {
      let author = drawCoauthor(of: lead, field: field, by: generator)
      if !byline.contains(author) { byline.append(author) }
    }
    for author in byline {
      worksOfAuthor[Int(author)].append(work)
      activity[field].append(author)
    }
    bylines += byline
    offsets.append(bylines.count)
    years.append(Int32(year))
    fieldOfWork.append(UInt32(field))
    numberInField.append(worksOfField[field])
    worksOfField[field] += 1
  }

  /// A new field, any field, or one in proportion to its works.
  private mutating func drawField(opening: Double) -> Int {
    if fieldOfWork.isEmpty || random.unit() < opening {
      activity.append([])
      worksOfField.append(0)
      return activity.count - 1
    }
    return random.below(2) == 0
      ? random.below(activity.count) : Int(fieldOfWork[random.below(fieldOfWork.count)])
  }

  /// One author in eight works, else two and more with a geometric tail; one work in three
  /// thousand is a large project's.
  private mutating func drawSize() -> Int {
    if random.below(3000) == 0 { return 20 + random.below(60) }
    if random.below(8) == 0 { return 1 }
    var size = 2
    while size < 20, random.unit() < 0.5 { size += 1 }
    return size
  }

  private mutating func drawCoauthor(
    of lead: UInt32, field: Int, by generator: CollaborationGenerator
  ) -> UInt32 {
    let earlier = worksOfAuthor[Int(lead)]
    if !earlier.isEmpty, random.unit() < generator.repeated {
      let work = Int(earlier[random.below(earlier.count)])
      return bylines[offsets[work] + random.below(offsets[work + 1] - offsets[work])]
    }
    if random.unit() < generator.newcomers || activity[field].isEmpty { return newAuthor(field) }
    if random.unit() < generator.crossing { return bylines[random.below(bylines.count)] }
    return recentAuthor(field)
  }

  private mutating func recentAuthor(_ field: Int) -> UInt32 {
    let count = activity[field].count
    return activity[field][count - 1 - random.below(min(count, Self.recent))]
  }

  private mutating func newAuthor(_ field: Int) -> UInt32 {
    fieldOfAuthor.append(UInt32(field))
    worksOfAuthor.append([])
    return UInt32(fieldOfAuthor.count - 1)
  }

  mutating func citations(asOf last: Int) -> [Int32] {
    years.map { year in
      let age = Double(last - Int(year) + 1)
      return Int32(min(2 * age * (1 / max(random.unit(), 1e-9).squareRoot() - 1), 1e8))
    }
  }
}
