import CollabCore

/// Places by person as far as identifiers, rulings and repetitions give it: atoms, block by block.
struct Atoms {
  private var places: [UInt32] = []
  private var offsets: [Int] = [0]
  /// The atoms of each block of several, larger blocks first, so that threads end together.
  private(set) var blocks: [Range<Int>] = []

  subscript(atom: Int) -> ArraySlice<UInt32> { places[offsets[atom]..<offsets[atom + 1]] }
  func first(_ atom: Int) -> UInt32 { places[offsets[atom]] }
  func places(of block: Range<Int>) -> ArraySlice<UInt32> {
    places[offsets[block.lowerBound]..<offsets[block.upperBound]]
  }

  /// Collects the atoms of places.
  ///
  /// - Parameters:
  ///   - sets: the places that are one person's beforehand.
  ///   - blockOf: the block of each name; of an atom the first place decides.
  ///   - left: places that are nobody else's.
  init(
    _ mentions: IdentityMentions, _ sets: inout DisjointSets, blockOf: [UInt32],
    without left: [UInt32]
  ) {
    var isLeftOut = mentions.nameOf.map { $0 == IdentityMentions.noName }
    for place in left { isLeftOut[Int(place)] = true }
    // A person's first place may be that of a name without given names, which is in no block.
    let count = mentions.nameOf.count
    var atomOf = [UInt32](repeating: .max, count: count), blockOfAtom: [UInt32] = []
    var blockSizes: [Int] = [],
      numbers = [UInt32](repeating: .max, count: (blockOf.max().map(Int.init) ?? 0) + 1)
    var sizes: [Int] = []
    for place in 0..<count where !isLeftOut[place] {
      let root = sets.find(place)
      if atomOf[root] == .max {
        atomOf[root] = UInt32(sizes.count)
        sizes.append(0)
        let block = Int(blockOf[Int(mentions.nameOf[place])])
        if numbers[block] == .max {
          numbers[block] = UInt32(blockSizes.count)
          blockSizes.append(0)
        }
        blockOfAtom.append(numbers[block])
        blockSizes[Int(numbers[block])] += 1
      }
      sizes[Int(atomOf[root])] += 1
    }
    let order = blockSizes.indices.filter { blockSizes[$0] > 1 }
      .sorted { (-blockSizes[$0], $0) < (-blockSizes[$1], $1) }
    var next = [Int](repeating: -1, count: blockSizes.count), end = 0
    for block in order {
      next[block] = end
      blocks.append(end..<end + blockSizes[block])
      end += blockSizes[block]
    }
    // The new number of each atom; atoms that are alone in their block have none.
    var moved = [Int](repeating: -1, count: sizes.count)
    offsets = [Int](repeating: 0, count: end + 1)
    for atom in sizes.indices {
      let block = Int(blockOfAtom[atom])
      guard next[block] >= 0 else { continue }
      moved[atom] = next[block]
      offsets[next[block] + 1] = sizes[atom]
      next[block] += 1
    }
    for atom in 0..<end { offsets[atom + 1] += offsets[atom] }
    places = [UInt32](repeating: 0, count: offsets[end])
    var ends = offsets
    for place in 0..<count where !isLeftOut[place] {
      let atom = moved[Int(atomOf[sets.find(place)])]
      guard atom >= 0 else { continue }
      places[ends[atom]] = UInt32(place)
      ends[atom] += 1
    }
  }
}
