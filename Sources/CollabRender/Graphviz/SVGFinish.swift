/// Makes of Graphviz's SVG what a web page wants: no remarks, a title and a description for
/// screen readers, tooltips that every browser shows.
enum SVGFinish {
  static func finish(_ bytes: [UInt8], _ diagram: Diagram) -> [UInt8] {
    var text = ""
    text.reserveCapacity(bytes.count)
    var isRemark = false, isRoot = false
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if isRemark || line.hasPrefix("<!--") {
        isRemark = !line.hasSuffix("-->")
        continue
      }
      // The document type, and the name of the graph, which would pop up over the whole page.
      if line.hasPrefix("<!DOCTYPE") || line.hasPrefix(" \"http://www.w3.org/Graphics")
        || line == "<title>collab</title>"
      {
        continue
      }
      if line.hasPrefix("<svg ") {
        isRoot = true
        text += "<svg role=\"img\" aria-labelledby=\"title desc\" " + line.dropFirst(5)
      } else if line.hasPrefix("<g id=\"a_") {
        text += withTitle(line)
      } else {
        text += line.replacing("stroke=\"transparent\"", with: "stroke=\"none\"")
      }
      text += "\n"
      if isRoot, line.hasSuffix(">") {
        isRoot = false
        let heading = diagram.title.onOneLine.markupEscaped
        let description = diagram.caption.joined(separator: " ").onOneLine.markupEscaped
        text += "<title id=\"title\">\(heading)</title>\n<desc id=\"desc\">\(description)</desc>\n"
      }
    }
    return Array(text.utf8)
  }

  /// `<a xlink:title="X">` as `<a><title>X</title>`.
  private static func withTitle(_ line: Substring) -> String {
    guard let mark = line.firstRange(of: " xlink:title=\""),
      let end = line[mark.upperBound...].firstIndex(of: "\"")
    else { return String(line) }
    let tooltip = line[mark.upperBound..<end]
    return line[..<mark.lowerBound] + line[line.index(after: end)...] + "<title>\(tooltip)</title>"
  }
}
