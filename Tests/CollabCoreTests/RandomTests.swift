import CollabCore
import Testing

@Suite struct RandomTests {
  /// The first outputs for seed 1234567 as published with the reference C code
  /// (Vigna, splitmix64.c) on Rosetta Code, "Pseudo-random numbers/Splitmix64".
  @Test func agreesWithTheReferenceCode() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func drawsEachNumberBelowTheBoundAboutEquallyOften() {
    var generator = SplitMix64(seed: 1)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
    // Five standard deviations of a binomial count: sqrt(70000 · 1/7 · 6/7) is 92.6.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 })
  }

  @Test func unitStaysBelowOne() {
    var generator = SplitMix64(seed: 9)
    for _ in 0..<10_000 {
      let x = generator.unit()
      #expect(x >= 0 && x < 1)
    }
  }

  @Test func streamsOfOneSeedDiffer() {
    let firsts = (0..<UInt64(1000)).map { stream in
      var generator = SplitMix64(seed: 5, stream: stream)
      return generator.next()
    }
    #expect(Set(firsts).count == 1000)
  }
}
