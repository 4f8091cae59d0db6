/// The works found so far among the entries of one title.
struct TitleClusters {
  /// The first entries of each: enough to compare with.
  private(set) var members: [[Int]] = []
  private var byFamily: [UInt64: [Int]] = [:]
  private var withoutAuthors: [Int] = []

  /// How many clusters and members an entry is compared with at most.
  private static let limit = 32

  func candidates(_ families: [UInt64]) -> [Int] {
    if families.isEmpty || members.count <= Self.limit {
      return Array(members.indices.prefix(Self.limit))
    }
    var found = Set(withoutAuthors)
    for family in families { found.formUnion(byFamily[family, default: []]) }
    return found.sorted()
  }

  mutating func add(_ record: Int, _ families: [UInt64], to cluster: Int? = nil) {
    if let cluster {
      if members[cluster].count < Self.limit { members[cluster].append(record) }
    } else {
      members.append([record])
    }
    let place = cluster ?? members.count - 1
    if families.isEmpty, withoutAuthors.count < Self.limit { withoutAuthors.append(place) }
    for family in families where byFamily[family]?.last != place {
      if byFamily[family, default: []].count < Self.limit {
        byFamily[family, default: []].append(place)
      }
    }
  }
}
