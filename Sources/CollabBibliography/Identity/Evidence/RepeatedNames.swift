/// Places of names that seem to be repeated on a byline in another form: `Gershon, N.D.` and
/// `Gershon, N.`, rare names that may be one person's and stand together on one work only.
///
/// Father and son stand together more often. Whose the repeated place is is not known: it stays alone,
/// and does not keep the other works of the two names apart.
struct RepeatedNames {
  private(set) var places: [UInt32] = []

  /// Names of more expected bearers are several people's.
  static let rare = 0.05

  /// Looks for such places.
  ///
  /// - Parameter blockOf: the block of each name.
  /// - Complexity: O(*n* log *n*) for *n* places.
  init(
    _ mentions: IdentityMentions, bound: [UInt32?], _ frequency: NameFrequency, blockOf: [UInt32]
  ) {
    var pairs: [(names: UInt64, place: UInt32)] = []
    var rare: [(block: UInt32, place: Int)] = []
    for work in 0..<mentions.workCount where mentions.places(of: work).count > 1 {
      rare.removeAll(keepingCapacity: true)
      for place in mentions.places(of: work) where mentions.nameOf[place] != IdentityMentions.noName
      {
        let name = Int(mentions.nameOf[place])
        if frequency.whole[name] < Self.rare { rare.append((blockOf[name], place)) }
      }
      if rare.count < 2 { continue }
      rare.sort { $0 < $1 }
      for (first, second) in zip(rare, rare.dropFirst()) where first.block == second.block {
        let (a, b) = (Int(mentions.nameOf[first.place]), Int(mentions.nameOf[second.place]))
        let (x, y) = (mentions.names.whole[a], mentions.names.whole[b])
        if x == y || mentions.names.relation(a, b).relation == .conflict { continue }
        // The shorter name tells less of who is meant.
        let isFirst = mentions.names.units(of: a).count < mentions.names.units(of: b).count
        let place = isFirst ? first.place : second.place
        pairs.append((UInt64(min(x, y)) << 32 | UInt64(max(x, y)), UInt32(place)))
      }
    }
    pairs.sort { $0 < $1 }
    for (index, pair) in pairs.enumerated() {
      let isAlone =
        (index == 0 || pairs[index - 1].names != pair.names)
        && (index + 1 == pairs.count || pairs[index + 1].names != pair.names)
      if isAlone, bound[Int(pair.place)] == nil { places.append(pair.place) }
    }
  }
}
