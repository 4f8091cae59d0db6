/// Which pairs of people that stay apart are kept, with what speaks for and against them.
public enum IdentityDetail: Sendable, Equatable {
  /// None of them.
  case none
  /// Those nearest to the line.
  case doubtful
  /// All that may be one person by name, among those whose family name ends or begins one of these
  /// names.
  case about([String])

  /// How far below the threshold a block is looked at; `nil` where it is not. The function gets
  /// whether the block has a family name that meets a condition.
  func margin() -> @Sendable (_ hasFamily: ((_ family: [UInt8]) -> Bool) -> Bool) -> Double? {
    switch self {
    case .none: return { _ in nil }
    case .doubtful: return { _ in IdentityFindings.doubt }
    case .about(let names):
      let asked = names.map { Folding.letters($0) }
      return { hasFamily in
        hasFamily { family in
          !family.isEmpty
            && asked.contains { letters in
              letters.starts(with: family)
                || letters.suffix(family.count).elementsEqual(family)
            }
        } ? 1e6 : nil
      }
    }
  }
}

extension IdentityNames {
  /// The folded letters of a family name.
  func familyLetters(_ name: Int) -> [UInt8] {
    family[name] == 0 ? [] : pool.withBytes(family[name]) { Array($0) }
  }
}
