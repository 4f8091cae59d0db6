import Foundation

/// The places of bylines on which people stand, with what speaks for who they are: plain numbers.
struct IdentityMentions: Sendable {
  /// The distinct names.
  var names = IdentityNames()
  /// The name of each place; ``noName`` for groups and labels.
  var nameOf: [UInt32] = []
  /// The mention at each place where its source identifies the person, or a ruling parts them from
  /// others; 0 elsewhere.
  var identified: [UInt32] = []
  /// Names in scripts of their own, by the mentions of ``identified``.
  var native = NativeSpellings()
  /// Where each work's places begin; one more entry than works.
  var offsets: [Int] = [0]
  /// The work of each place.
  var workOf: [UInt32] = []
  /// The year of each work; ``unknownYear`` where no source says.
  var years: [Int32] = []
  /// The venue of each work, by number from 1; 0 where no source says.
  var venues: [UInt32] = []
  /// The words of each work's title, each once, ascending.
  var words = TermLists()
  /// The words of the affiliations at each place, each once, ascending.
  var affiliations = TermLists()

  static let noName = UInt32.max
  static let unknownYear = Int32.min
  /// Works with more authors say nothing of who works with whom.
  static let maximumByline = 60

  var workCount: Int { offsets.count - 1 }
  func places(of work: Int) -> Range<Int> { offsets[work]..<offsets[work + 1] }
}

/// Lists of term numbers, one behind the other, with how telling each term is.
struct TermLists: Sendable {
  private var items: [UInt32] = []
  private var ends: [Int] = [0]
  /// The inverse document frequency of each term: the logarithm of lists over lists with it.
  private(set) var weights: [Double] = []

  subscript(list: Int) -> ArraySlice<UInt32> { items[ends[list]..<ends[list + 1]] }

  /// Appends lists of terms that have other numbers here.
  mutating func append(_ lists: WordLists, _ numbers: [UInt32]) {
    for list in 0..<lists.count {
      let start = items.count
      for item in lists[list] { items.append(numbers[Int(item)]) }
      items.sortShortTail(from: start)
      ends.append(items.count)
    }
  }

  /// Weighs the terms by the lists so far; empty lists do not count.
  mutating func weigh() {
    var counts = [Int](repeating: 0, count: Int(items.max().map { $0 + 1 } ?? 0)), filled = 0
    for list in 0..<ends.count - 1 where ends[list + 1] > ends[list] { filled += 1 }
    for item in items { counts[Int(item)] += 1 }
    weights = counts.map { log(Double(filled + 1) / Double(max($0, 1))) }
  }
}

extension [UInt32] {
  /// Sorts what stands behind a place, which is little as a rule.
  mutating func sortShortTail(from start: Int) {
    if count - start > 32 { return self[start...].sort() }
    withUnsafeMutableBufferPointer { items in
      for index in Swift.min(start + 1, items.count)..<items.count {
        let item = items[index]
        var place = index
        while place > start, items[place - 1] > item {
          items[place] = items[place - 1]
          place -= 1
        }
        items[place] = item
      }
    }
  }
}
