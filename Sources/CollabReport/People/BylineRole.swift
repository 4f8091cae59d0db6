import CollabBibliography
import CollabCore

/// The part that a person has on the byline of a work.
enum BylineRole: String, Sendable, CaseIterable {
  case single = "only author"
  case first, middle, last
  /// The byline does not show the person, or not where they stand.
  case unknown = "not known"

  /// The role of a person on a work.
  ///
  /// Of a byline that is cut, only those who are shown have a known place, and nobody is last.
  init(of person: Int, on work: Work) {
    let shown = work.authors.count - work.unlistedAuthors.count
    guard let place = work.authors.firstIndex(of: person), place < shown else {
      self = .unknown
      return
    }
    if shown == 1, !work.isIncomplete {
      self = .single
    } else if place == 0 {
      self = .first
    } else {
      self = place == shown - 1 && !work.isIncomplete ? .last : .middle
    }
  }

  /// The place on a byline in words: `2 of 35`, `2 of more than 3`; `nil` where it is not known.
  static func place(of person: Int, on work: Work) -> String? {
    let shown = work.authors.count - work.unlistedAuthors.count
    guard let place = work.authors.firstIndex(of: person), place < shown else { return nil }
    let count = work.isIncomplete ? "more than \(shown.grouped)" : shown.grouped
    return "\((place + 1).grouped) of \(count)"
  }
}
