/// Pairs of clusters, the best first; of equal ones the one with the smaller numbers.
struct PairHeap {
  /// A pair and its score.
  struct Pair {
    /// Ascends with what is to come first: the score from above, then the smaller number.
    private var key: UInt64
    private var second: UInt32

    var score: Int32 { Int32(bitPattern: UInt32(~key >> 32) ^ 1 << 31) }
    var a: Int { Int(key & 0xFFFF_FFFF) }
    var b: Int { Int(second) }

    init(score: Int32, a: Int, b: Int) {
      key = UInt64(~(UInt32(bitPattern: score) ^ 1 << 31)) << 32 | UInt64(a)
      second = UInt32(b)
    }

    func isBefore(_ other: Pair) -> Bool {
      key != other.key ? key < other.key : second < other.second
    }
  }

  private var items: [Pair] = []

  mutating func push(_ pair: Pair) {
    items.append(pair)
    items.withUnsafeMutableBufferPointer { items in
      var child = items.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        guard pair.isBefore(items[parent]) else { break }
        items[child] = items[parent]
        child = parent
      }
      items[child] = pair
    }
  }

  mutating func pop() -> Pair? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if items.isEmpty { return first }
    items.withUnsafeMutableBufferPointer { items in
      var parent = 0
      while true {
        var child = 2 * parent + 1
        if child >= items.count { break }
        if child + 1 < items.count, items[child + 1].isBefore(items[child]) { child += 1 }
        guard items[child].isBefore(last) else { break }
        items[parent] = items[child]
        parent = child
      }
      items[parent] = last
    }
    return first
  }
}
