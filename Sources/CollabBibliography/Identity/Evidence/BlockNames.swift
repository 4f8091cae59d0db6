import Foundation

/// The names of one block by number, with how each pair relates: compared once.
struct BlockNames {
  typealias Relation = (relation: NameRelation, prior: Double)

  /// The names, ascending; they are numbered by their place here.
  let list: [UInt32]
  private let names: IdentityNames
  private let frequency: NameFrequency
  /// What is taken from the prior of equal names of more groups than one person has.
  private var crowding: [Double]
  /// The prior of each pair, `nan` where it is not known yet, where names are few.
  private var priors: [Double] = []
  private var relations: [NameRelation] = []
  /// The pairs that are known, where names are many.
  private var known: [UInt64: Relation] = [:]

  /// More names have no table of all pairs.
  private static let maximumForTable = 1024

  init(_ list: [UInt32], _ names: IdentityNames, _ frequency: NameFrequency) {
    self.list = list
    self.names = names
    self.frequency = frequency
    crowding = [Double](repeating: 0, count: list.count)
    if list.count <= Self.maximumForTable {
      priors = [Double](repeating: .nan, count: list.count * list.count)
      relations = [NameRelation](repeating: .conflict, count: priors.count)
    }
  }

  func whole(_ name: UInt32) -> UInt32 { names.whole[Int(list[Int(name)])] }

  /// Takes something from the prior of equal names of this letters; before any is asked for.
  mutating func crowd(_ whole: UInt32, by value: Double) {
    for (index, name) in list.enumerated() where names.whole[Int(name)] == whole {
      crowding[index] = value
    }
  }

  /// How two names relate, with the log-odds before evidence.
  mutating func relation(_ a: UInt32, _ b: UInt32) -> Relation {
    if priors.isEmpty {
      let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
      if let relation = known[key] { return relation }
      let relation = compare(a, b)
      known[key] = relation
      return relation
    }
    let place = Int(min(a, b)) * list.count + Int(max(a, b))
    if !priors[place].isNaN { return (relations[place], priors[place]) }
    let found = compare(a, b)
    priors[place] = found.prior
    relations[place] = found.relation
    return found
  }

  /// The same without keeping it.
  func compare(_ a: UInt32, _ b: UInt32) -> Relation {
    let first = Int(list[Int(a)]), second = Int(list[Int(b)])
    let (relation, agreeing) = names.relation(first, second)
    if relation == .conflict { return (relation, -.infinity) }
    var prior = frequency.prior(first, second, relation, agreeing: agreeing)
    if relation == .equal { prior -= max(crowding[Int(a)], crowding[Int(b)]) }
    return (relation, prior)
  }
}
