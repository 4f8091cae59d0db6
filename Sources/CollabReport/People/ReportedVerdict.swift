import CollabBibliography
import CollabCore
import CollabCorpus

/// A figure that a page reports of a person, judged by what is computed here and by what the page
/// says besides.
struct ReportedVerdict: Sendable, Equatable {
  /// What came of it.
  enum Verdict: String, Sendable {
    /// The computed figure is the same.
    case agrees
    /// The computed figure is another one; the page may count other works.
    case differs
    /// No person with these works can have it.
    case impossible
    /// Nothing is known to compute it from.
    case cannotCheck = "cannot check"
    /// A figure of this name is computed here, and the page does not say what it measures.
    case notComparable = "not comparable"
    /// Neither the page nor this tool defines it.
    case noDefinition = "no definition"
  }

  let figure: ReportedFigure
  /// The computed figure; `nan` where it is not known or not defined.
  let computed: Double
  let verdict: Verdict
  /// Why, in sentences.
  let why: String
  /// `page.txt:4`.
  let source: String

  /// The verdicts on all figures that are reported of a person.
  ///
  /// - Parameters:
  ///   - person: the index among the bibliography's people.
  ///   - bibliography: what was read.
  ///   - computed: the figures computed here, by name.
  static func verdicts(
    on person: Int, in bibliography: Bibliography, computed: [String: Double]
  ) -> [ReportedVerdict] {
    let own = bibliography.reported.filter { $0.person == person }
    return own.map { entry in
      let name = entry.figure.figure.lowercased()
      let beside = own.filter { $0.source == entry.source }.map(\.figure)
      let value = computed[name] ?? .nan
      let (verdict, why) = judge(entry.figure, name, value, beside: beside, computed: computed)
      let others =
        verdict != .impossible
        ? []
        : bibliography.reported.filter {
          $0.person != person && $0.figure.figure.lowercased() == name
            && $0.figure.value == entry.figure.value
        }.map { bibliography.people.label($0.person) }
      let shared = others.isEmpty ? "" : " The same is reported of \(enumeration(others))."
      return ReportedVerdict(
        figure: entry.figure, computed: value, verdict: verdict, why: why + shared,
        source: "\(bibliography.sources[entry.source].name):\(entry.figure.line)")
    }
  }

  private static func judge(
    _ figure: ReportedFigure, _ name: String, _ value: Double, beside: [ReportedFigure],
    computed: [String: Double]
  ) -> (Verdict, String) {
    func reported(_ name: String) -> Double? {
      beside.first { $0.figure.lowercased() == name }?.value
    }
    if name == "h-index" {
      var faults: [String] = []
      let works = reported("papers") ?? computed["papers"] ?? .nan
      if figure.value > works {
        faults.append("An h-index cannot exceed the number of works, \(shown(works)).")
      }
      let square = figure.value * figure.value
      if let citations = reported("citations"), square > citations {
        faults.append(
          "It needs at least \(shown(square)) citations, and the page reports "
            + "\(shown(citations)).")
      }
      if !faults.isEmpty { return (.impossible, faults.joined(separator: " ")) }
    }
    switch name {
    case "novelty", "influence":
      return (
        .notComparable,
        "The page does not say what it measures; the computed figure is defined below."
      )
    case _ where computed[name] == nil:
      return (.noDefinition, "The page gives no definition, so nothing is computed.")
    case _ where value.isNaN:
      return (.cannotCheck, "No source gives what it is computed from for single works.")
    default:
      return value == figure.value
        ? (.agrees, "The works that were read give the same.")
        : (.differs, "The works that were read give another figure; the page may count others.")
    }
  }

  /// The reported figure, as it is read.
  var shown: String { Self.shown(figure.value) + figure.unit }

  private static func shown(_ value: Double) -> String {
    Int(exactly: value).map(\.grouped) ?? ByteText.form(of: value)
  }
}
