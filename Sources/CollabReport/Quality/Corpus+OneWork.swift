public import CollabCore
public import CollabCorpus
import CollabBibliography
import CollabGraph

extension Corpus {
  /// Says that one work makes over half of all ties, with its place and how to leave it out; `nil`
  /// where none does.
  ///
  /// - Complexity: that of ``/CollabGraph/Network/dominantWork``.
  public var dominantWorkWarning: Diagnostic? {
    guard let words = dominantWorkWords else { return nil }
    return Diagnostic(
      "network.one-work", .warning, "\(words.fact); \(words.remedy)",
      file: words.entry.map { bibliography.sources[$0.source].name }, line: words.entry?.line)
  }

  /// The same in parts, without full stops.
  var dominantWorkWords: (fact: String, remedy: String, entry: Provenance?)? {
    guard let dominant = network.dominantWork else { return nil }
    let work = bibliography.works[dominant.work]
    return (
      "\(percent(dominant.share)) of all ties rest on one work, “\(work.label)”",
      "--max-authors \(network.incidence.bylineLength(dominant.work) - 1) leaves it out",
      work.entries.first
    )
  }
}
