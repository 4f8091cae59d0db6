import Foundation

/// The forces between vertices: along an edge of weight *w* and length *d* a pull of
/// *w·d*^(α−1), between any two vertices of masses *m* a push of *c·m·m′·d*^(β−1).
///
/// The exponents are those of the VOS mapping technique and its generalisation (van Eck, Waltman,
/// Dekker, van den Berg 2010, doi:10.1002/asi.21421; Noack 2007, doi:10.7155/jgaa.00154): (2, 1)
/// is VOS, (1, 0) LinLog, (2, 0) ForceAtlas2, (3, 0) Fruchterman and Reingold.
struct ForceField: Sendable {
  var attraction: Power
  var repulsion: Power
  /// The pull's share of the stiffness by which a step is divided, α−1 but at least 1.
  var attractionStiffness: Float
  var strength: Float

  init(attraction: Double, repulsion: Double, strength: Double = 0.2) {
    self.attraction = Power(attraction - 2)
    self.repulsion = Power(repulsion - 2)
    self.attractionStiffness = Float(max(1, attraction - 1))
    self.strength = Float(strength)
  }

  /// A power of a distance, from the distance's square.
  ///
  /// Whole exponents avoid `pow`, whose last bit differs between C libraries.
  enum Power: Sendable {
    case inverseCube, inverseSquare, inverse, one, identity, square
    case other(Float)

    init(_ exponent: Double) {
      switch exponent {
      case -3: self = .inverseCube
      case -2: self = .inverseSquare
      case -1: self = .inverse
      case 0: self = .one
      case 1: self = .identity
      case 2: self = .square
      default: self = .other(Float(exponent / 2))
      }
    }

    @inline(__always) func of(_ square: Float) -> Float {
      switch self {
      case .inverseCube: 1 / (square * square.squareRoot())
      case .inverseSquare: 1 / square
      case .inverse: 1 / square.squareRoot()
      case .one: 1
      case .identity: square.squareRoot()
      case .square: square
      case .other(let half): powf(square, half)
      }
    }
  }
}
