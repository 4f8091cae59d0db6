import CollabCore

/// Which author stands on which work: the bipartite graph behind every coauthor graph, as
/// immutable compressed sparse rows in both directions.
///
/// A work with *n* authors costs *n* incidences here, however many pairs it makes.
///
/// Memory: 8 bytes an author, 8 bytes a work and 8 bytes an authorship (4 in each direction).
public struct Incidence: Sendable, Equatable {
  /// Where each work's row begins in ``workAuthors``; one more entry than works.
  public let workOffsets: [Int]
  /// The distinct authors of each work, ascending within the work.
  public let workAuthors: [UInt32]
  /// Where each author's row begins in ``authorWorks``; one more entry than authors.
  public let authorOffsets: [Int]
  /// The works of each author, ascending.
  public let authorWorks: [UInt32]
  /// The lengths of the bylines where rows leave some of their authors out; `nil` where none does.
  @usableFromInline let wholeLengths: [Int]?

  /// The number of authors.
  public var authorCount: Int { authorOffsets.count - 1 }
  /// The number of works.
  public var workCount: Int { workOffsets.count - 1 }

  /// Builds both directions from the works' bylines.
  ///
  /// - Parameters:
  ///   - authorCount: the number of authors; every number in `workAuthors` is below it.
  ///   - workOffsets: where each work's byline begins; one more entry than works.
  ///   - workAuthors: bylines in any order within a work; repeats within a work count once.
  /// - Throws: ``/CollabCore/OptionError`` where the offsets are not those of the bylines, or an
  ///   author is not below `authorCount`.
  /// - Complexity: O(*a* log *l*) for *a* authorships and longest byline *l*.
  public init(authorCount: Int, workOffsets: [Int], workAuthors: [UInt32]) throws(OptionError) {
    guard authorCount >= 0, authorCount < UInt32.max else {
      throw OptionError("a network cannot have \(authorCount) authors")
    }
    guard workOffsets.first == 0, workOffsets.last == workAuthors.count,
      zip(workOffsets, workOffsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw OptionError(
        "the offsets of bylines must rise from 0 to the number of authorships, \(workAuthors.count)"
      )
    }
    if let author = workAuthors.first(where: { $0 >= authorCount }) {
      throw OptionError("there is no author \(author) among \(authorCount), numbered from 0")
    }
    self.init(
      uncheckedAuthorCount: authorCount, workOffsets: workOffsets, workAuthors: workAuthors)
  }

  /// The same from bylines that are known to be right.
  ///
  /// - Parameter bylineLengths: the lengths of the whole bylines, where rows leave authors out.
  package init(
    uncheckedAuthorCount authorCount: Int, workOffsets: [Int], workAuthors: [UInt32],
    bylineLengths: [Int]? = nil
  ) {
    let works = workOffsets.count - 1
    var offsets = [Int](repeating: 0, count: works + 1), authors = workAuthors
    var counts = [Int](repeating: 0, count: authorCount + 1)
    var end = 0
    authors.withUnsafeMutableBufferPointer { authors in
      for work in 0..<works {
        let first = end, byline = workOffsets[work]..<workOffsets[work + 1]
        if byline.count > 1 {
          var row = UnsafeMutableBufferPointer(rebasing: authors[byline])
          row.sort()
        }
        for place in byline where end == first || authors[end - 1] != authors[place] {
          authors[end] = authors[place]
          end += 1
          counts[Int(authors[place]) + 1] += 1
        }
        offsets[work + 1] = end
      }
    }
    authors.removeSubrange(end...)
    for author in 0..<authorCount { counts[author + 1] += counts[author] }
    var cursor = counts
    var works32 = [UInt32](repeating: 0, count: authors.count)
    for work in 0..<works {
      for index in offsets[work]..<offsets[work + 1] {
        let author = Int(authors[index])
        works32[cursor[author]] = UInt32(work)
        cursor[author] += 1
      }
    }
    self.workOffsets = offsets
    self.workAuthors = authors
    self.authorOffsets = counts
    self.authorWorks = works32
    wholeLengths = bylineLengths.map { lengths in
      lengths.indices.map { offsets[$0] < offsets[$0 + 1] ? lengths[$0] : 0 }
    }
  }

  /// The rows of some authors, who get the numbers from 0; ``bylineLength(_:)`` stays that of the
  /// whole bylines.
  ///
  /// - Parameter authors: who is kept, ascending.
  package func restricted(to authors: [Int]) -> Incidence {
    var number = [UInt32?](repeating: nil, count: authorCount)
    for (index, author) in authors.enumerated() { number[author] = UInt32(index) }
    var offsets = [0], rows: [UInt32] = []
    offsets.reserveCapacity(workCount + 1)
    for work in 0..<workCount {
      for author in self.authors(ofWork: work) {
        if let kept = number[Int(author)] { rows.append(kept) }
      }
      offsets.append(rows.count)
    }
    return Incidence(
      uncheckedAuthorCount: authors.count, workOffsets: offsets, workAuthors: rows,
      bylineLengths: (0..<workCount).map(bylineLength))
  }

  /// The distinct authors of a work, ascending.
  public func authors(ofWork work: Int) -> ArraySlice<UInt32> {
    workAuthors[workOffsets[work]..<workOffsets[work + 1]]
  }

  /// The works of an author, ascending.
  public func works(ofAuthor author: Int) -> ArraySlice<UInt32> {
    authorWorks[authorOffsets[author]..<authorOffsets[author + 1]]
  }

  /// The number of distinct authors on a work's byline, those who are left out of the network
  /// included: what the weight of a tie and an author's share depend on; 0 where nobody in the
  /// network stands on it.
  @inlinable public func bylineLength(_ work: Int) -> Int {
    wholeLengths?[work] ?? rowLength(work)
  }

  /// The number of a work's authors in the network.
  @inlinable public func rowLength(_ work: Int) -> Int {
    workOffsets[work + 1] - workOffsets[work]
  }
}
