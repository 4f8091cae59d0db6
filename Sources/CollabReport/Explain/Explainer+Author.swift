public import CollabAlgorithms
import CollabBibliography
public import CollabCore
import CollabCorpus
import CollabGraph

extension Explainer {
  /// The measures whose values can be explained by works or by ties.
  public static let measures = [
    "pagerank", "strength", "degree", "papers", "fractional-papers", "citations",
    "citations-per-paper", "h-index", "i10",
  ]

  /// How an author's value by a measure, and the rank by it, come about.
  ///
  /// - Parameters:
  ///   - author: the vertex.
  ///   - measure: one of ``measures``, with its settings.
  ///   - seed: for measures that sample.
  ///   - execution: threads, progress and cancellation.
  /// - Throws: ``/CollabCore/OptionError`` for another measure and for unsuitable settings;
  ///   ``/CollabGraph/TooManyPairs``, ``/CollabCore/Cancellation``.
  public func author(
    _ author: Int, by measure: Measure, seed: UInt64 = 1, execution: Execution = Execution()
  ) throws -> Explanation {
    guard Self.measures.contains(measure.id) else {
      throw OptionError(
        "a value by \(measure.id) is no sum of works or ties; explained are "
          + Self.measures.joined(separator: ", "))
    }
    let scores = try measure.scores(of: network, seed: seed, execution: execution)
    let value = scores.values[author]
    let higher = scores.values.count { $0 > value }, equal = scores.values.count { $0 == value }
    var remarks = leftOut
    if !value.isNaN {
      remarks.insert(
        "Rank \((higher + 1).grouped) of \(counted(corpus.labels.count, unit.noun)): "
          + "\(higher.grouped) have a greater value"
          + (equal > 1 ? ", and \((equal - 1).grouped) the same." : "."), at: 0)
    }
    let (formula, parts) = parts(of: author, by: measure, scores: scores)
    return Explanation(
      title: "\(measure.id) of \(corpus.labels[author])", quantity: measure.id, value: value,
      formula: formula, remarks: remarks + scores.remarks.map(unit.worded), parts: parts)
  }

  private func parts(
    of author: Int, by measure: Measure, scores: Scores
  ) -> (formula: String, parts: Table) {
    let works = incidence.works(ofAuthor: author).map { Int($0) }
    let citations = { (work: Int) -> Int? in
      let count = network.facts.citations[work]
      return count == WorkFacts.unknown ? nil : max(0, Int(count))
    }
    let byCitations = works.filter { citations($0) != nil }
      .sorted { (citations($1) ?? 0, $0) < (citations($0) ?? 0, $1) }
    func table(
      _ columns: [Table.Column], _ works: [Int], _ more: (_ place: Int, _ work: Int) -> [Table.Cell]
    ) -> Table {
      var table = Table(Self.workColumns + columns)
      for (place, work) in works.enumerated() {
        table.append(cells(of: work) + more(place, work))
      }
      return table
    }
    switch measure.id {
    case "papers":
      return (
        "Each work of the network whose byline has the \(unit.noun) adds 1.",
        table([.init("adds")], works) { _, _ in [.count(1)] }
      )
    case "fractional-papers":
      return (
        "Each work of n \(unit.rawValue) adds 1/n.",
        table([.init("n", unit.rawValue), .init("adds", isMixed: true)], works) { _, work in
          let n = incidence.bylineLength(work)
          return [.count(n), .number(1 / Double(n))]
        }
      )
    case "citations":
      return (
        "Each work adds its citations, where a source states them; works without a count are not listed.",
        table([.init("adds")], byCitations) { _, work in [.count(orUnknown: citations(work))] }
      )
    case "citations-per-paper":
      return (
        "The citations of the works with a known count, divided by the number of these works, "
          + "\(byCitations.count).",
        table([.init("citations")], byCitations) { _, work in [.count(orUnknown: citations(work))] }
      )
    case "h-index":
      return (
        "The largest h for which h works have h citations or more: the last place at which the "
          + "citations are not below the place.",
        table([.init("place"), .init("citations"), .init("adds")], byCitations) { place, work in
          let count = citations(work) ?? 0
          return [.count(place + 1), .count(count), .count(count >= place + 1 ? 1 : 0)]
        }
      )
    case "i10":
      let least = Int(measure.settings["citations"] ?? 10)
      return (
        "Each work with \(least) citations or more adds 1.",
        table([.init("citations"), .init("adds")], byCitations) { _, work in
          let count = citations(work) ?? 0
          return [.count(count), .count(count >= least ? 1 : 0)]
        }
      )
    case "degree":
      return (
        "Each \(unit.partner) adds 1.",
        tieTable(of: author, [.init("adds")]) { _, _ in [.count(1)] }
      )
    case "strength":
      return (
        "Each tie adds its weight: \(weightFormula).",
        tieTable(of: author, [.init("adds", isMixed: true)]) { _, weight in [.number(weight)] }
      )
    default: return pageRank(of: author, measure, scores)
    }
  }

  /// The coauthors of an author, strongest tie first, with the shared works.
  private func tieTable(
    of author: Int, _ columns: [Table.Column],
    _ more: (_ other: Int, _ weight: Double) -> [Table.Cell]
  ) -> Table {
    var table = Table([.init(unit.noun), .init("works"), .init("sources")] + columns)
    let ties = graph.arcs(author).map { (Int(graph.targets[$0]), graph.weights[$0]) }
      .sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
    for (other, weight) in ties {
      let works = works(of: author, other)
      table.append(
        [
          .text(corpus.labels[other]), .list(works.map { ids[$0] }),
          .list(works.flatMap { corpus.bibliography.places(of: corpus.bibliography.works[$0]) }),
        ] + more(other, weight))
    }
    return table
  }

  private func pageRank(
    of author: Int, _ measure: Measure, _ scores: Scores
  ) -> (formula: String, parts: Table) {
    let damping = measure.settings["damping"] ?? 0.85
    let n = corpus.labels.count
    let strengths = (0..<n).map(graph.strength)
    let idle = (0..<n).reduce(0.0) { strengths[$1] > 0 ? $0 : $0 + scores.values[$1] }
    var table = tieTable(
      of: author,
      [.init("weight"), .init("strength"), .init("score"), .init("adds", isMixed: true)]
    ) { other, weight in
      [
        .number(weight), .number(strengths[other]), .number(scores.values[other]),
        .number(damping * scores.values[other] * weight / strengths[other]),
      ]
    }
    let rest: [Table.Cell] = [.unknown, .unknown, .unknown]
    table.append(
      [.text("any \(unit.noun), by chance"), .list([]), .list([])] + rest
        + [.number((1 - damping) / Double(n))])
    if idle > 0 {
      table.append(
        [.text("\(unit.rawValue) without ties, evenly"), .list([]), .list([])] + rest
          + [.number(damping * idle / Double(n))])
    }
    return (
      "The sum of the parts, within the tolerance of the iteration: of a \(unit.partner) the damping, "
        + "\(ByteText.form(of: damping)), times their score times the weight of the tie, divided by the "
        + "sum of the weights of all their ties; and (1 − damping)/N by chance, N = \(counted(n, unit.noun)).",
      table
    )
  }
}
