/// A work that makes over half of a network's ties by itself.
public struct DominantWork: Sendable, Equatable {
  /// The number of the work.
  public let work: Int
  /// The share of all ties that neither another work nor a stated tie makes, above 0.5.
  public let share: Double
}

/// Authors of one work whom nothing else tells apart.
public struct SoleAuthors: Sendable, Equatable {
  /// The number of the work.
  public let work: Int
  /// The authors who have no other work and no stated tie, ascending.
  public let authors: [Int]
}

extension Network {
  /// The work without which over half of all ties would be missing; `nil` where there is none, and
  /// where a single work is all there is.
  ///
  /// - Complexity: O(works + authors), and O(Σ *n*²) for the numbers of authors *n* of the other
  ///   works; counting ends when these make as many ties of their own as the work could make.
  public var dominantWork: DominantWork? {
    let works = 0..<incidence.workCount
    // Works do not say there which ties are left.
    if leavesTiesOut { return nil }
    guard
      let longest = works.max(by: {
        (incidence.rowLength($0), $1) < (incidence.rowLength($1), $0)
      })
    else { return nil }
    let length = incidence.rowLength(longest), pairs = length * (length - 1) / 2
    guard length > 2,
      !ties.isEmpty || works.contains(where: { $0 != longest && incidence.rowLength($0) > 0 })
    else { return nil }
    var isMember = [Bool](repeating: false, count: vertexCount)
    for author in incidence.authors(ofWork: longest) { isMember[Int(author)] = true }
    let given = ties.map { (min($0.a, $0.b), max($0.a, $0.b)) }.sorted { $0 < $1 }
    var lastSeen = [UInt32](repeating: .max, count: vertexCount)
    var next = 0, shared = 0, outside = 0
    func note(_ v: Int, _ w: UInt32) {
      guard w > v, lastSeen[Int(w)] != UInt32(v) else { return }
      lastSeen[Int(w)] = UInt32(v)
      if isMember[v], isMember[Int(w)] { shared += 1 } else { outside += 1 }
    }
    for v in 0..<vertexCount {
      while next < given.count, given[next].0 == v {
        note(v, given[next].1)
        next += 1
      }
      for work in incidence.works(ofAuthor: v) where work != longest {
        for w in incidence.authors(ofWork: Int(work)) { note(v, w) }
      }
      if outside >= pairs { return nil }
    }
    let share = Double(pairs - shared) / Double(pairs + outside)
    return share > 0.5 ? DominantWork(work: longest, share: share) : nil
  }

  /// The groups of at least so many authors who have one and the same work, no other, and no
  /// stated tie, by work: every tie of one of them is a tie of all of them, of equal weight.
  ///
  /// - Complexity: O(authorships + ties).
  public func soleAuthors(atLeast least: Int) -> [SoleAuthors] {
    let large = (0..<incidence.workCount).filter { incidence.rowLength($0) >= max(1, least) }
    guard !large.isEmpty, !leavesTiesOut else { return [] }
    var isTied = [Bool](repeating: false, count: vertexCount)
    for tie in ties {
      isTied[Int(tie.a)] = true
      isTied[Int(tie.b)] = true
    }
    return large.compactMap { work in
      let authors = incidence.authors(ofWork: work).map { Int($0) }
        .filter { incidence.works(ofAuthor: $0).count == 1 && !isTied[$0] }
      return authors.count >= least ? SoleAuthors(work: work, authors: authors) : nil
    }
  }
}
