import CollabRender

extension DiagramOptions.Page {
  /// The pages with names, wider than high as maps are: width and height in points, and the smallest
  /// letters. On screen a point is 4/3 of a pixel.
  private static let named: [(name: String, page: Self)] = [
    ("a4", .init(width: 841.89, height: 595.28)), ("letter", .init(width: 792, height: 612)),
    ("column", .init(width: 252)), ("slide", .init(width: 960, height: 540, leastText: 11)),
    ("poster", .init(width: 3370.39, height: 2383.94, leastText: 24)),
    ("readme", .init(width: 630, leastText: 8.25)),
  ]

  static var names: [String] { named.map(\.name) }

  /// The page of a name, or of a size as `120x80mm`.
  ///
  /// - Throws: ``Failure`` for anything else.
  init(argument: String) throws {
    if let page = Self.named.first(where: { $0.name == argument })?.page {
      self = page
      return
    }
    let units: [(String, Double)] = [
      ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("in", 72), ("px", 0.75), ("pt", 1),
    ]
    let unit = units.first { argument.hasSuffix($0.0) } ?? ("", 1)
    let sides = argument.dropLast(unit.0.count).split(
      separator: "x", omittingEmptySubsequences: false
    ).map { Double($0) ?? .nan }
    guard sides.count == 2, sides.allSatisfy({ (100...20_000).contains($0 * unit.1) }) else {
      throw Failure.usage(
        "--page takes \(Self.names.joined(separator: ", ")), or a size from 100 to 20,000 points as "
          + "800x600, 120x80mm or 8x6in, not '\(argument)'")
    }
    self.init(
      width: sides[0] * unit.1, height: sides[1] * unit.1, leastText: unit.0 == "px" ? 8.25 : 6)
  }
}
