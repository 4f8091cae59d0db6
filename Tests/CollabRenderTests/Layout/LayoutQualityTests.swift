import CollabGraph
import Testing

@testable import CollabRender

@Suite struct LayoutQualityTests {
  /// A path along a line at even distances is perfect at any scale.
  @Test func perfectPictures() throws {
    let quality = try LayoutQuality(
      of: Positions(uncheckedX: [0, 7, 14, 21], y: [0, 0, 0, 0]), graph: TestGraphs.path(4))
    #expect(abs(quality.normalisedStress) < 1e-12)
    // Ends: 1 of 1. The inner ones: both neighbours are the two nearest.
    #expect(quality.neighbourhoodPreservation == 1)
    #expect(quality.crossings == 0)
  }

  /// By hand: the square 0-1-2-3 with its sides as edges and corners in order. Sides have d = 1
  /// and r = 1, the two diagonals d = 2 and r = √2/2; four of the first, two of the second.
  @Test func square() throws {
    let graph = Graph(
      uncheckedVertexCount: 4, edges: [Edge(0, 1), Edge(1, 2), Edge(2, 3), Edge(0, 3)])
    let flat = try LayoutQuality(
      of: Positions(uncheckedX: [0, 1, 1, 0], y: [0, 0, 1, 1]), graph: graph)
    let ratio = 4 + 2 * 0.5.squareRoot(), square = 4 + 2 * 0.5
    #expect(abs(flat.normalisedStress - (1 - ratio * ratio / (square * 6))) < 1e-12)
    #expect(flat.neighbourhoodPreservation == 1)
    #expect(flat.crossings == 0)
    // With two corners exchanged two sides cross, and every corner has one side as a diagonal: of
    // its two nearest one is a neighbour, a Jaccard index of 1/3.
    let crossed = try LayoutQuality(
      of: Positions(uncheckedX: [0, 1, 0, 1], y: [0, 0, 1, 1]), graph: graph)
    #expect(crossed.crossings == 1)
    #expect(abs(crossed.neighbourhoodPreservation - 1 / 3) < 1e-12)
  }

  @Test func verticesWithoutAPlaceDoNotCount() throws {
    let quality = try LayoutQuality(
      of: Positions(uncheckedX: [0, 1, 2, .nan], y: [0, 0, 0, .nan]), graph: TestGraphs.path(4))
    #expect(abs(quality.normalisedStress) < 1e-12)
    #expect(quality.neighbourhoodPreservation == 1)
  }

  @Test func nothingToMeasure() throws {
    let quality = try LayoutQuality(
      of: Positions(uncheckedX: [0, 1], y: [0, 1]), graph: Graph(uncheckedVertexCount: 2, edges: [])
    )
    #expect(quality.neighbourhoodPreservation.isNaN)
    #expect(quality.normalisedStress.isNaN)
  }
}
