import CollabBibliography
import CollabCore

/// Joins the spellings of institutions, by their keys and by what the user rules.
///
/// Rulings go before keys: what is ruled to be different is never joined, and what is ruled to be the same
/// is one unless another ruling says the opposite.
struct RuledInstitutions {
  private let names: [InstitutionName]
  /// The letters of each spelling, where there are rulings.
  private let letters: [String]
  private var sets: DisjointSets
  /// For each set of which a ruling speaks that parts institutions, the side of each such ruling.
  private var sides: [Int: [Int: Int]] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// The name to show of some members.
  private var renamed: [(name: Int, ruling: InstitutionRuling)] = []

  /// - Parameters:
  ///   - names: the spellings.
  ///   - ids: numbers that are equal where nothing but rulings parts spellings.
  ///   - rulings: what the user says.
  /// - Complexity: O(*n* · *r*) for *n* spellings and *r* sides of rulings.
  init(_ names: [InstitutionName], ids: [Int], _ rulings: [InstitutionRuling]) {
    self.names = names
    letters = rulings.isEmpty ? [] : names.map { Folding.key($0.spelling) }
    sets = DisjointSets(names.count)
    var found: [[[Int]]] = []
    for ruling in rulings { found.append(ruling.sides.map { members(of: $0, ruling) }) }
    for (number, ruling) in rulings.enumerated() where ruling.kind == .different {
      part(found[number], ruling, number)
    }
    for (number, ruling) in rulings.enumerated() {
      switch ruling.kind {
      case .same where found[number].contains(where: \.isEmpty): break
      case .same: join(found[number].flatMap(\.self), ruling, rulings)
      case .rename: renamed += found[number].flatMap(\.self).map { ($0, ruling) }
      case .different: break
      }
    }
    // Who is on no side may be any of them.
    var firstOf: [[Int]: Int] = [:]
    for name in names.indices {
      let own = sides[sets.find(name)] ?? [:]
      let key = [ids[name]] + own.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      if let first = firstOf[key] { unite(first, name) } else { firstOf[key] = name }
    }
    for (number, ruling) in rulings.enumerated() where ruling.kind == .different {
      tellOfOthers(Set(found[number].joined().map { ids[$0] }), ids, ruling, number)
    }
  }

  /// Reports the spellings of institutions that a ruling parts which are on none of its sides.
  private mutating func tellOfOthers(
    _ parted: Set<Int>, _ ids: [Int], _ ruling: InstitutionRuling, _ number: Int
  ) {
    let others = names.indices.filter {
      parted.contains(ids[$0]) && sides[sets.find($0)]?[number] == nil
    }
    guard sides.values.contains(where: { $0[number] != nil }),
      let first = others.map({ names[$0].spelling }).min()
    else { return }
    complain(
      "units.no-side", .note,
      "'\(first)'" + (others.count > 1 ? " and \(others.count - 1) more spellings are" : " is")
        + " on no side of this ruling, and stay\(others.count > 1 ? "" : "s") an institution apart",
      ruling)
  }

  /// The number of each spelling's institution.
  mutating func institutions() -> [Int] { names.indices.map { sets.find($0) } }

  /// The name that a ruling shows an institution by.
  mutating func shown() -> [Int: String] {
    var result: [Int: InstitutionRuling] = [:]
    for (name, ruling) in renamed {
      let institution = sets.find(name)
      if let other = result[institution], other != ruling {
        if other.shown != ruling.shown { contradict(ruling, other) }
      } else {
        result[institution] = ruling
      }
    }
    renamed = []
    return result.compactMapValues(\.shown)
  }

  /// The spellings that a side means: those with its letters, but for what another side spells out; where
  /// there is none, those of its key, and of the country that it names.
  private mutating func members(of side: String, _ ruling: InstitutionRuling) -> [Int] {
    let sought = Folding.key(side)
    var found = names.indices.filter {
      names[$0].spelling == side
        || letters[$0] == sought && !ruling.sides.contains(names[$0].spelling)
    }
    if found.isEmpty, let name = InstitutionName(side) {
      found = names.indices.filter {
        names[$0].key == name.key && (name.country == nil || names[$0].country == name.country)
      }
    }
    if found.isEmpty {
      complain("names.unused-rule", .warning, "no affiliation names '\(side)'", ruling)
    }
    return found
  }

  private mutating func part(_ found: [[Int]], _ ruling: InstitutionRuling, _ number: Int) {
    for (side, members) in found.enumerated() {
      for member in members {
        if let other = sides[member]?[number], other != side {
          complain(
            "names.contradicting-rule", .error,
            "'\(names[member].spelling)' is on two sides; this ruling is left out", ruling)
          for member in found.joined() { sides[member]?[number] = nil }
          return
        }
        sides[member, default: [:]][number] = side
      }
    }
  }

  private mutating func join(
    _ members: [Int], _ ruling: InstitutionRuling, _ rulings: [InstitutionRuling]
  ) {
    var all: [Int: Int] = [:]
    for member in members {
      for (number, side) in sides[sets.find(member)] ?? [:] {
        if let other = all[number], other != side { return contradict(ruling, rulings[number]) }
        all[number] = side
      }
    }
    for member in members.dropFirst() { unite(members[0], member) }
  }

  private mutating func unite(_ a: Int, _ b: Int) {
    let (x, y) = (sets.find(a), sets.find(b))
    if x == y { return }
    let both = (sides[x] ?? [:]).merging(sides[y] ?? [:]) { first, _ in first }
    sets.unite(x, y)
    sides[x] = nil
    sides[y] = nil
    if !both.isEmpty { sides[sets.find(x)] = both }
  }

  private mutating func contradict(_ ruling: InstitutionRuling, _ other: InstitutionRuling) {
    complain(
      "names.contradicting-rule", .error,
      "this contradicts institution \(other.kind.rawValue): at \(other.place); this ruling is left out",
      ruling)
  }

  private mutating func complain(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, _ ruling: InstitutionRuling
  ) {
    diagnostics.append(
      Diagnostic(id, severity, message, file: ruling.file, line: ruling.line, column: 1))
  }
}
