import CollabGraph

// With f(j) the number of works of j authors and N their sum: works without authors do not count.

extension NetworkMeasure {
  /// Σ j·f(j) / N: the mean number of authors of a work.
  public static let collaborationIndex = collaboration(
    "collaboration-index", "mean number of authors of a work (Lawani's CI)",
    "Lawani, Quality, collaboration and citations in cancer research (1980)"
  ) { sizes, _ in Double(sizes.reduce(0, +)) / Double(sizes.count) }

  /// The number of different authors of works with several authors, over the number of these
  /// works: another figure under the same name.
  public static let multiAuthorCollaborationIndex = collaboration(
    "collaboration-index-multi",
    "authors of multi-authored works over these works (bibliometrix's CI)",
    "Elango, Rajendran, Int. J. Inf. Dissem. Technol. 2:166 (2012)"
  ) { sizes, incidence in
    var isAuthor = [Bool](repeating: false, count: incidence.authorCount)
    for work in 0..<incidence.workCount where incidence.bylineLength(work) > 1 {
      for author in incidence.authors(ofWork: work) { isAuthor[Int(author)] = true }
    }
    let works = sizes.count { $0 > 1 }
    return works > 0 ? Double(isAuthor.count { $0 }) / Double(works) : .nan
  }

  /// 1 − f(1) / N: the share of works with several authors.
  public static let degreeOfCollaboration = collaboration(
    "degree-of-collaboration", "share of the works with several authors (DC)",
    "Subramanyam, J. Inf. Sci. 6:33 (1983), doi:10.1177/016555158300600105"
  ) { sizes, _ in Double(sizes.count { $0 > 1 }) / Double(sizes.count) }

  /// 1 − Σ (f(j)/j) / N.
  public static let collaborativeCoefficient = collaboration(
    "collaborative-coefficient", "1 less the mean share of a work that an author has (CC)",
    "Ajiferuke, Burrell, Tague, Scientometrics 14:421 (1988), doi:10.1007/BF02017100"
  ) { sizes, _ in coefficient(sizes) }

  /// CC · A/(A − 1) for A authors, which reaches 1 where all authors share every work.
  public static let modifiedCollaborativeCoefficient = collaboration(
    "modified-collaborative-coefficient", "CC times A/(A−1) for A authors (MCC)",
    "Savanur, Srikanth, Scientometrics 84:365 (2010), doi:10.1007/s11192-009-0100-4"
  ) { sizes, incidence in
    let authors = Double((0..<incidence.authorCount).count { incidence.paperCount($0) > 0 })
    return authors > 1 ? coefficient(sizes) * authors / (authors - 1) : .nan
  }

  private static func coefficient(_ sizes: [Int]) -> Double {
    1 - sizes.reduce(0) { $0 + 1 / Double($1) } / Double(sizes.count)
  }

  /// A figure of the numbers of authors of the works with authors; not known without such works.
  private static func collaboration(
    _ id: String, _ summary: String, _ reference: String,
    value: @escaping @Sendable ([Int], Incidence) -> Double
  ) -> NetworkMeasure {
    NetworkMeasure(id: id, summary: summary, reference: reference) { network, _ in
      let incidence = network.incidence
      let sizes = (0..<incidence.workCount).map(incidence.bylineLength).filter { $0 > 0 }
      return sizes.isEmpty ? .nan : value(sizes, incidence)
    }
  }
}
