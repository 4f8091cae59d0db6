/// A small fast generator with a 64-bit state, whose streams depend on the seed alone.
///
/// Reference: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// Creates the generator of one of the independent streams of a seed.
  ///
  /// - Parameters:
  ///   - seed: the user's seed.
  ///   - stream: which stream, for example the number of a run or of a vertex.
  public init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: seed)
    state = mixer.next() ^ (stream &* 0xd134_2543_de82_ef95)
    state = next()
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 { advance() }

  @usableFromInline mutating func advance() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number drawn evenly from `0..<bound`; `bound` is at least one.
  public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number drawn evenly from `0..<1`, with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
