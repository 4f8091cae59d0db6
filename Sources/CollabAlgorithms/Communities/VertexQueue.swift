/// Vertices that wait to be visited, none twice at a time, first come, first served.
///
/// A ring: as no vertex waits in it twice, as many places as there are vertices are enough.
struct VertexQueue: ~Copyable {
  private let places: UnsafeMutablePointer<UInt32>
  private let isWaiting: UnsafeMutablePointer<Bool>
  private let size: Int
  private var head = 0
  private var count: Int

  /// A queue of vertices below `size` in which some wait already, each once.
  ///
  /// - Complexity: O(`size`) time, 5 bytes a vertex.
  init(_ vertices: [UInt32], size: Int) {
    self.size = size
    count = vertices.count
    places = .allocate(capacity: size)
    isWaiting = .allocate(capacity: size)
    places.initialize(repeating: 0, count: size)
    isWaiting.initialize(repeating: false, count: size)
    for (place, v) in vertices.enumerated() {
      places[place] = v
      isWaiting[Int(v)] = true
    }
  }

  deinit {
    places.deallocate()
    isWaiting.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  /// Takes the vertex that has waited longest; there is one.
  @inline(__always) mutating func removeFirst() -> Int {
    let v = Int(places[head])
    head = head + 1 == size ? 0 : head + 1
    count -= 1
    isWaiting[v] = false
    return v
  }

  /// Lets a vertex wait, unless it does.
  @inline(__always) mutating func append(_ v: Int) {
    if isWaiting[v] { return }
    isWaiting[v] = true
    var tail = head + count
    if tail >= size { tail -= size }
    places[tail] = UInt32(v)
    count += 1
  }
}
