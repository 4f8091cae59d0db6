import CollabBibliography
import CollabCore
import CollabCorpus
import CollabGraph
import CommandOptions

/// What is said where the inputs give nothing, or where nothing is left of them.
enum Emptiness {
  /// The messages of files that give nothing.
  static let kinds: Set = ["input.unrecognised", "input.empty", "input.no-entries"]

  /// - Parameter sources: what was recognised; it holds no work, tie or author.
  static func ofInputs(
    _ input: InputOptions, sources: [Source], diagnostics: [Diagnostic]
  ) -> String {
    let unrecognised = diagnostics.filter {
      $0.id == "input.unrecognised" || $0.id == "input.empty"
    }.compactMap(\.file)
    let names =
      sources.map { "'\($0.name)' (read as \($0.format))" } + unrecognised.map { "'\($0)'" }
    let inputs = names.isEmpty ? input.inputs.map { "'\($0)'" } : names
    let help =
      names.isEmpty
      ? "name files"
      : input.from == nil
        ? "name the format with --from, or the columns of a table with --column"
        : "leave out --from, so that the format is recognised by the content"
    return "nothing was read from \(listed(inputs)): no work, tie or author; \(help)"
  }

  /// - Parameter corpus: a network without anybody.
  static func ofNetwork(_ corpus: Corpus, _ options: NetworkOptions) -> String {
    let coauthors = corpus.coauthors, bibliography = corpus.bibliography
    var reasons: [String] = []
    if coauthors.worksOutsideYears > 0, let years = options.years {
      let known = bibliography.works.indices.compactMap {
        bibliography.works.facts(ofWork: $0).year
      }
      let range =
        known.min().flatMap { first in known.max().map { "the known years are \(first)..\($0)" } }
        ?? "no year is known"
      reasons.append(
        "--years \(years.text) leaves out \(coauthors.worksOutsideYears) of "
          + "\(counted(bibliography.works.count, "work")), and \(range)")
    }
    if coauthors.worksOverMaximum > 0, let maximum = options.maxAuthors {
      reasons.append(
        "--max-authors \(maximum) leaves out \(coauthors.worksOverMaximum) of "
          + counted(bibliography.works.count, "work"))
    }
    reasons += coauthors.leftOut.filter { $0.count > 0 && $0.noun != "tie" }.map(\.sentence)
    if let units = corpus.units, units.worksWithUnits == 0 {
      reasons.append(
        units.authorshipsWithAffiliation + units.worksWithCommonAffiliations == 0
          ? "no work states an affiliation; exports of OpenAlex, PubMed, Web of Science and Scopus do, "
            + "and a table with a column of affiliations"
          : units.unit == .countries
            ? "no affiliation names a country with certainty; OpenAlex states them"
            : "no affiliation names an institution")
    }
    let people = bibliography.people
    let groups = people.indices.count { people.isGroup($0) }
    if groups > 0, !options.works.groups {
      reasons.append("\(counted(groups, "group")) on bylines count with --groups only")
    }
    if reasons.isEmpty { reasons = ["no input names an author"] }
    return "the network has no vertices: \(reasons.joined(separator: "; "))"
  }

  /// Up to three of some things in words.
  private static func listed(_ things: [String]) -> String {
    let shown = things.prefix(3).joined(separator: ", ")
    return things.count > 3 ? "\(shown) and \(things.count - 3) more" : shown
  }
}
