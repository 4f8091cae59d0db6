/// Sets of numbers from 0 that only grow together. The representative of a set is its smallest
/// member, so that the result does not depend on the order of the unions.
package struct DisjointSets {
  private var parent: [UInt32]

  /// Sets of one member each.
  package init(_ count: Int) { parent = (0..<UInt32(count)).map { $0 } }

  /// The representative of a member's set.
  package mutating func find(_ member: Int) -> Int {
    var member = member
    while parent[member] != member {
      parent[member] = parent[Int(parent[member])]
      member = Int(parent[member])
    }
    return member
  }

  /// Makes the sets of two members one.
  ///
  /// - Returns: Whether they were two before.
  @discardableResult
  package mutating func unite(_ a: Int, _ b: Int) -> Bool {
    let a = find(a), b = find(b)
    if a < b { parent[b] = UInt32(a) } else { parent[a] = UInt32(b) }
    return a != b
  }
}
