import CollabCore

extension RulingBinder {
  /// Says which rulings speak of what is not there.
  mutating func tellOfWhatIsUnused(_ sides: [[[UInt32]]]) {
    var unusedOfLists: [String: (count: Int, of: Int)] = [:]
    for (ruling, sides) in zip(rulings, sides) {
      let missing = ruling.sides.indices.filter { sides[$0].isEmpty }
      if ruling.isOfList {
        // The name that a list prefers need not be there.
        let aliases = ruling.showsLastSide ? sides.dropLast() : sides[...]
        var count = unusedOfLists[ruling.file] ?? (0, 0)
        count.of += 1
        if aliases.allSatisfy(\.isEmpty) { count.count += 1 }
        unusedOfLists[ruling.file] = count
        continue
      }
      for side in missing {
        switch ruling.sides[side] {
        case .name(let name):
          complain("names.unused-rule", .warning, "no work has the name '\(name.display)'", ruling)
        case .identifier(let identifier):
          complain(
            "names.unused-rule", .warning, "no person has the identifier \(identifier)", ruling)
        case .rest(let name):
          complain(
            "names.unused-rule", .warning,
            "no further work has the name '\(name.display)'", ruling)
        // These were complained of one by one.
        case .works, .places: break
        }
      }
    }
    for (file, count) in unusedOfLists.sorted(by: { $0.key < $1.key }) where count.count > 0 {
      bound.diagnostics.append(
        Diagnostic(
          "names.unused-rule", .note,
          "\(count.count) of \(count.of) names of the list stand on no work", file: file))
    }
  }

  /// Where equal names are one person's, works of a name that is divided by works and that no side
  /// lists are another's.
  mutating func tellOfUnlisted(_ sides: [[[UInt32]]]) {
    if copiesOf.isEmpty { return }
    var counts: [UInt32: Int] = [:]
    for authorship in authorships { counts[authorship.mention, default: 0] += 1 }
    let followed = Set(bound.partings.map(\.place))
    for (ruling, sides) in zip(rulings, sides) where followed.contains(ruling.place) {
      let names = ruling.sides.compactMap { side -> PersonName? in
        if case .works(let name, _) = side { name } else { nil }
      }
      let divided = Set(names.filter { name in names.count { $0 == name } > 1 })
      let listed = Set(sides.joined())
      for name in divided.sorted(by: { $0.display < $1.display }) {
        let all = lookup.mentions(of: name).flatMap { [$0] + (copiesOf[$0] ?? []) }
        let rest = all.filter { mention in
          !listed.contains(mention) && !bound.bound.contains(mention) && !nobodies.contains(mention)
        }
        let count = rest.reduce(0) { $0 + (counts[$1] ?? 0) }
        if count == 0 { continue }
        bound.unlisted.append(
          Diagnostic(
            "names.unlisted-works", .note,
            count == 1
              ? "1 place of '\(name.display)' that no side lists counts as another person's; "
                + "'| *' is a side for it"
              : "\(count) places of '\(name.display)' that no side lists count as another person's; "
                + "'| *' is a side for them",
            file: ruling.file, line: ruling.line, column: 1))
      }
    }
  }
}
