/// A drawn collaboration network, as numbers and as a bibliography.
public struct GeneratedCollaboration: Sendable, Equatable {
  /// The field in which each author began.
  public let authorFields: [UInt32]
  /// The field of each work.
  public let workFields: [UInt32]
  /// The year and citations of each work.
  public let facts: WorkFacts
  private let numbersInField: [UInt32]
  private let bylineOffsets: [Int]
  private let bylines: [UInt32]

  init(
    authorFields: [UInt32], workFields: [UInt32], numbersInField: [UInt32], bylineOffsets: [Int],
    bylines: [UInt32], facts: WorkFacts
  ) {
    self.authorFields = authorFields
    self.workFields = workFields
    self.numbersInField = numbersInField
    self.bylineOffsets = bylineOffsets
    self.bylines = bylines
    self.facts = facts
  }

  /// The number of works.
  public var workCount: Int { workFields.count }
  /// The number of authors.
  public var authorCount: Int { authorFields.count }

  /// The authors of a work, the lead first.
  public func byline(_ work: Int) -> ArraySlice<UInt32> {
    bylines[bylineOffsets[work]..<bylineOffsets[work + 1]]
  }

  /// The network of the authors and works.
  ///
  /// - Complexity: O(*a* log *l*) for *a* authorships and longest byline *l*.
  public func network(weighting: Weighting = .fractional) -> Network {
    Network(
      unchecked: Incidence(
        uncheckedAuthorCount: authorCount, workOffsets: bylineOffsets, workAuthors: bylines),
      facts: facts, weighting: weighting)
  }

  /// The name of an author; no two are alike.
  public func authorName(_ author: Int) -> (given: String, family: String) {
    GeneratedNames.person(author)
  }

  /// The title of a work.
  public func title(_ work: Int) -> String {
    GeneratedNames.title(Int(numbersInField[work]), field: Int(workFields[work]))
  }

  /// The journal in which a work appeared.
  public func venue(_ work: Int) -> String {
    "Journal of \(GeneratedNames.field(Int(workFields[work])))"
  }

  /// A work as a BibTeX entry with a line feed at its end.
  public func bibTeX(_ work: Int) -> String {
    let authors = byline(work).map { author in
      let name = authorName(Int(author))
      return "\(name.family), \(name.given)"
    }
    return """
      @article{w\(work + 1),
        title = {\(title(work))},
        author = {\(authors.joined(separator: " and "))},
        journal = {\(venue(work))},
        year = {\(facts.years[work])},
        citations = {\(facts.citations[work])}
      }

      """
  }
}

/// Names put together from syllables and words, by the digits of a number.
enum GeneratedNames {
  private static let onsets = [
    "b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s",
    "st", "t", "tr", "v", "w", "z",
  ]
  private static let vowels = ["a", "e", "i", "o", "u"]
  private static let codas = [
    "ck", "ld", "lf", "ll", "m", "n", "nd", "ng", "nn", "r", "rd", "rk", "rn", "rs", "s", "ss",
    "tt", "x",
  ]
  private static let givenEnds = ["", "l", "n", "nna", "r", "ra", "s", "sha", "tte", "v"]

  /// The name of the author of a number: families come round again after 54,000 authors, each
  /// time with another given name, of which there are 14,400.
  ///
  /// Onset, vowel and coda can be told apart in the spelling, so different numbers are different
  /// names.
  static func person(_ number: Int) -> (given: String, family: String) {
    let familyCount = onsets.count * vowels.count * 5 * vowels.count * codas.count
    // A factor without a common divisor spreads neighbouring numbers over the alphabet.
    var family = Digits(number % familyCount * 30_011 % familyCount)
    let middle = ["l", "m", "n", "r", "t"]
    let familyName =
      onsets[family.next(onsets.count)] + vowels[family.next(5)]
      + middle[family.next(5)] + vowels[family.next(5)] + codas[family.next(codas.count)]
    let givenCount = onsets.count * 5 * 12 * givenEnds.count
    var given = Digits((number / familyCount + number % familyCount * 7) * 4_999 % givenCount)
    let givenName =
      onsets[given.next(onsets.count)] + vowels[given.next(5)]
      + onsets[given.next(12) * 2] + "i" + givenEnds[given.next(givenEnds.count)]
    return (capitalised(givenName), capitalised(familyName))
  }

  private static let subjects = [
    "Membranes", "Glaciers", "Proteins", "Markets", "Galaxies", "Grammars", "Alloys", "Networks",
    "Soils", "Lasers", "Neurons", "Archives", "Catalysts", "Rivers", "Genomes", "Contracts",
    "Plasmas", "Forests", "Compilers", "Cities", "Vaccines", "Fluids", "Crystals", "Dialects",
  ]
  private static let qualities = [
    "Alpine", "Ancient", "Arid", "Coastal", "Complex", "Cooperative", "Coupled", "Digital",
    "Granular", "Hybrid", "Layered", "Marine", "Microbial", "Mobile", "Nonlinear", "Polar",
    "Porous", "Public", "Quantum", "Rural", "Sparse", "Synthetic", "Thermal", "Urban",
  ]
  private static let methods = [
    "Bounds", "Calibration", "Classification", "Comparison", "Control", "Decay", "Design",
    "Detection", "Diffusion", "Dynamics", "Estimation", "Formation", "Growth", "Imaging",
    "Inference", "Mapping", "Measurement", "Modelling", "Monitoring", "Optimisation",
    "Prediction", "Repair", "Resilience", "Sampling", "Scaling", "Sensing", "Simulation",
    "Stability", "Structure", "Synthesis", "Transport", "Variation",
  ]
  private static let manners = [
    "Adaptive", "Automatic", "Bayesian", "Causal", "Comparative", "Continuous", "Distributed",
    "Early", "Efficient", "Empirical", "Exact", "Experimental", "Fast", "Global", "Gradual",
    "High-Resolution", "Incremental", "Indirect", "Joint", "Large-Scale", "Local", "Long-Term",
    "Multiscale", "Numerical", "Optimal", "Passive", "Rapid", "Regional", "Robust", "Seasonal",
    "Statistical", "Stochastic",
  ]

  /// The name of a field; numbered from the 577th on.
  static func field(_ number: Int) -> String {
    var digits = Digits(number * 7)
    let name = qualities[digits.next(qualities.count)] + " " + subjects[digits.next(subjects.count)]
    return number < 576 ? name : "\(name) \(number / 576 + 1)"
  }

  /// The title of a work by its number in its field; no two are alike.
  static func title(_ number: Int, field: Int) -> String {
    let kinds = manners.count * methods.count * methods.count
    var digits = Digits(number % kinds * 211)
    let manner = manners[digits.next(manners.count)]
    let first = methods[digits.next(methods.count)], second = methods[digits.next(methods.count)]
    let part = number < kinds ? "" : ", Part \(number / kinds + 1)"
    return "\(manner) \(first) and \(second) of \(Self.field(field))\(part)"
  }

  private static func capitalised(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  /// The digits of a number in bases of one's choice, the last first.
  private struct Digits {
    var rest: Int
    init(_ number: Int) { rest = number }
    mutating func next(_ base: Int) -> Int {
      defer { rest /= base }
      return rest % base
    }
  }
}
