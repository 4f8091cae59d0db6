public import CollabAlgorithms
public import CollabCore

extension ResolutionProfile {
  /// The steps as rows, each with the place of its plateau among the longest.
  public var table: Table {
    var table = Table([
      .init("resolution"), .init("clusters"), .init("modularity"),
      .init("agreement", "agreement with the row before"), .init("plateau"),
    ])
    for (index, step) in steps.enumerated() {
      table.append([
        .number(step.resolution), .count(step.partition.count), .number(step.modularity),
        .number(step.agreement),
        .count(orUnknown: plateaus.firstIndex { $0.contains(index) }.map { $0 + 1 }),
      ])
    }
    return table
  }

  /// The plateaus as rows, longest first.
  ///
  /// - Parameter top: how many plateaus.
  func plateausTable(top: Int) -> Table {
    var table = Table([
      .init("plateau"), .init("from", "from resolution"), .init("to", "to resolution"),
      .init("clusters"), .init("modularity"),
    ])
    for (index, plateau) in plateaus.prefix(top).enumerated() {
      let counts = steps[plateau].map(\.partition.count)
      let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
      table.append([
        .count(index + 1), .number(steps[plateau.lowerBound].resolution),
        .number(steps[plateau.upperBound].resolution),
        .text(least == most ? "\(least)" : "\(least) to \(most)"),
        .number(steps[plateau.lowerBound].modularity),
      ])
    }
    return table
  }

  /// The steps and the plateaus as an object: `{"steps": [{"resolution", "clusters",
  /// "modularity", "agreement", "plateau"}], "plateaus": [{"from", "to", "steps"}]}`.
  public var json: JSON {
    [
      "steps": table.json,
      "plateaus": .array(
        plateaus.map { plateau in
          [
            "from": .number(steps[plateau.lowerBound].resolution),
            "to": .number(steps[plateau.upperBound].resolution), "steps": .int(plateau.count),
          ]
        }),
    ]
  }
}
