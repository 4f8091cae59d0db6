public import CollabCore
public import CollabRender

extension LayoutQuality {
  /// The figures as rows, with those of the drawn file.
  public func table(with picture: PictureQuality) -> Table {
    var table = Table([.init("figure"), .init("value", isMixed: true)])
    table.append([.text("neighbourhood preservation"), .number(neighbourhoodPreservation)])
    table.append([.text("normalised stress"), .number(normalisedStress)])
    table.append([.text("crossings"), .count(orUnknown: crossings)])
    table.append([.text("texts"), .count(picture.textCount)])
    table.append([.text("overlapping texts"), .count(picture.overlappingTexts)])
    table.append([.text("cut texts"), .count(picture.cutTexts)])
    table.append([.text("discs"), .count(picture.vertexCount)])
    table.append([.text("overlapping discs"), .count(picture.overlappingVertices)])
    table.append([.text("covered discs"), .count(picture.coveredVertices)])
    return table
  }
}
