import CollabBibliography
import CollabCore
public import CollabCorpus

extension UnitFindings {
  /// The counts with their names for programs and for people.
  var figures: [(name: String, title: String, value: JSON)] {
    let nouns = unit.noun.plural
    return [
      ("authorships", "authorships", .int(authorships)),
      (
        "authorshipsWithAffiliation", "authorships with an affiliation",
        .int(authorshipsWithAffiliation)
      ),
      ("authorshipsWithCountry", "authorships with a known country", .int(authorshipsWithCountry)),
      (
        "worksWithCommonAffiliations", "works with affiliations of no one author",
        .int(worksWithCommonAffiliations)
      ),
      ("worksWithUnits", "works with \(nouns)", .int(worksWithUnits)),
      ("worksWithoutUnits", "works without \(nouns) (left out)", .int(worksWithoutUnits)),
    ]
      + (unit == .institutions
        ? [("joinedSpellings", "spellings joined with another", .int(joinedSpellings))] : [])
      + [
        ("worksWithCountry", "works with a known country", .int(worksWithCountry)),
        (
          "internationalWorks", "works of two countries or more", .int(internationalWorks)
        ),
        (
          "internationalShare", "share of international works (of those with a known country)",
          internationalShare.map(JSON.number) ?? .null
        ),
      ]
  }
}

extension Table {
  /// The spellings of each institution that has several, with what each differs in from the one
  /// shown.
  public static func spellings(of corpus: Corpus) -> Table {
    var table = Table([
      .init("institution"), .init("spelling"), .init("count"), .init("difference"),
    ])
    for (index, spellings) in (corpus.units?.spellings ?? []).enumerated()
    where spellings.count > 1 {
      for spelling in spellings {
        table.append([
          .text(corpus.bibliography.people.label(index)), .text(spelling.text),
          .count(spelling.count),
          spelling.text == spellings[0].text
            ? .unknown
            : .text(UnitFindings.difference(of: spelling.text, from: spellings[0].text)),
        ])
      }
    }
    return table
  }
}

extension Ranking {
  /// What the reader should know, a sentence each, in the words of what vertices stand for, and with
  /// what measures that were made for people do with others.
  public func remarks(for unit: VertexUnit) -> [String] {
    if unit == .authors { return remarks }
    let nouns = unit.noun.plural
    return remarks.map(unit.worded)
      + columns.map(\.measure.id).compactMap { id in
        if Self.ofCareers.contains(id) {
          "\(id): divides by the years since the first work, which are no career of "
            + (unit == .countries ? "a country" : "an institution")
        } else if Self.ofBylines.contains(id) {
          "\(id): divides works among their \(nouns), not among their authors"
        } else {
          nil
        }
      }
  }

  private static let ofCareers: Set = ["m-quotient", "hi-annual"]
  private static let ofBylines: Set = [
    "fractional-papers", "hi-index", "hi-norm", "hm-index", "awcr-per-author",
  ]
}
