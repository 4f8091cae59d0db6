/// Sets that only grow together; the representative of a set is its least member, so that the
/// result does not depend on the order of the unions.
struct DisjointSets {
  private var parent: [UInt32]

  init(_ count: Int) { parent = (0..<UInt32(count)).map { $0 } }

  mutating func find(_ member: Int) -> Int {
    var member = member
    while parent[member] != member {
      parent[member] = parent[Int(parent[member])]
      member = Int(parent[member])
    }
    return member
  }

  mutating func unite(_ a: Int, _ b: Int) {
    let a = find(a), b = find(b)
    if a < b { parent[b] = UInt32(a) } else { parent[a] = UInt32(b) }
  }
}
