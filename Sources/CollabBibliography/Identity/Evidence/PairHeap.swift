/// Pairs of clusters, the best first; of equal ones the one with the smaller numbers.
struct PairHeap {
  struct Pair {
    var score: Int32
    var a: Int
    var b: Int

    func isBefore(_ other: Pair) -> Bool {
      score != other.score ? score > other.score : (a, b) < (other.a, other.b)
    }
  }

  private var items: [Pair] = []

  mutating func push(_ pair: Pair) {
    items.append(pair)
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child].isBefore(items[parent]) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Pair? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while true {
        var child = 2 * parent + 1
        if child >= items.count { break }
        if child + 1 < items.count, items[child + 1].isBefore(items[child]) { child += 1 }
        guard items[child].isBefore(items[parent]) else { break }
        items.swapAt(child, parent)
        parent = child
      }
    }
    return first
  }
}
