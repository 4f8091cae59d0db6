/// Graphviz's drawing language, in which a graph carries what is drawn beneath it
/// (https://graphviz.org/docs/outputs/canon/#xdot).
struct XDot {
  private(set) var text = ""
  private var fill = "", stroke = "", width = "", font = "", dash = Diagram.Dash.solid

  init(shapes: [Diagram.Shape]) {
    for shape in shapes { append(shape) }
  }

  mutating func append(_ shape: Diagram.Shape) {
    switch shape {
    case .area(let points, let fill, let stroke, let width):
      pens(fill: fill, stroke: stroke, width: width)
      append("P", points)
    case .smoothArea(let points, let fill, let stroke, let width, let dash):
      pens(fill: fill, stroke: stroke, width: width, dash: dash)
      append("b", points)
    case .line(let points, let color, let width):
      pens(fill: nil, stroke: color, width: width)
      append("L", points)
    case .disc(let centre, let radiusX, let radiusY, let fill, let stroke, let width):
      pens(fill: fill, stroke: stroke, width: width)
      text += "E \(centre.x.dot) \(centre.y.dot) \(radiusX.dot) \(radiusY.dot) "
    case .text(let line, let point, let anchor, let size, let color):
      // Graphviz stops reading at a text without letters.
      if line.onOneLine.isEmpty { return }
      pens(fill: nil, stroke: color, width: 1)
      let font = "F \(size.dot) \(counted(TextMetrics.fonts)) "
      if font != self.font { text += font }
      self.font = font
      let side = anchor == .start ? -1 : anchor == .middle ? 0 : 1
      text += "T \(point.x.dot) \(point.y.dot) \(side) 0 \(counted(line.onOneLine)) "
    }
  }

  private mutating func pens(
    fill: Color?, stroke: Color, width: Double, dash: Diagram.Dash = .solid
  ) {
    if dash != self.dash {
      self.dash = dash
      text += "S \(counted(dash.rawValue)) "
    }
    if let fill, fill.hexadecimal != self.fill {
      self.fill = fill.hexadecimal
      text += "C \(counted(self.fill)) "
    }
    if stroke.hexadecimal != self.stroke {
      self.stroke = stroke.hexadecimal
      text += "c \(counted(self.stroke)) "
    }
    if width.dot != self.width {
      self.width = width.dot
      text += "S \(counted("setlinewidth(\(self.width))")) "
    }
  }

  private mutating func append(_ operation: String, _ points: [Point]) {
    text += "\(operation) \(points.count) "
    for point in points { text += "\(point.x.dot) \(point.y.dot) " }
  }

  private func counted(_ string: String) -> String { "\(string.utf8.count) -\(string)" }
}
