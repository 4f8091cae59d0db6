public import CollabRender

extension LayoutQuality {
  /// The figures as rows.
  public var table: Table {
    var table = Table([.init("figure"), .init("value", isMixed: true)])
    table.append([.text("neighbourhood preservation"), .number(neighbourhoodPreservation)])
    table.append([.text("normalised stress"), .number(normalisedStress)])
    table.append([.text("crossings"), .count(orUnknown: crossings)])
    return table
  }
}
