import CollabCore
import Foundation

/// Makes of Graphviz's SVG what a web page wants: no remarks, a title and a description for
/// screen readers, tooltips that every browser shows; and puts what a large map has too much of
/// for Graphviz's elements beneath the authors.
enum SVGFinish {
  /// What the names of nodes whose text stands on a disc begin with.
  static let onDisc: StaticString = "on a disc"

  /// - Complexity: O(bytes); every line is looked at once.
  static func finish(_ bytes: [UInt8], _ diagram: Diagram) -> [UInt8] {
    var text = ByteText(), beneath = diagram.mergedShapes()
    let halo =
      "paint-order=\"stroke\" stroke=\"\(diagram.theme.background.hexadecimal)\" "
      + "stroke-opacity=\"0.85\" stroke-width=\"0.22em\" stroke-linejoin=\"round\" "
    text.reserve(bytes.count + beneath.bytes.count)
    bytes.withUnsafeBytes { bytes in
      var isRemark = false, isRoot = false, isOnDisc = false, start = 0
      while start < bytes.count {
        let end = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        start = end + 1
        if isRemark || line.begins("<!--") {
          isRemark = !line.ends("-->")
          continue
        }
        // The document type, and the name of the graph, which would pop up over the whole page.
        if line.begins("<!DOCTYPE") || line.begins(" \"http://www.w3.org/Graphics")
          || line.begins("<title>collab</title>")
        {
          continue
        }
        // The first author, or the end of all.
        if !beneath.bytes.isEmpty, line.begins("<g id=\"node") || line.begins("</g>") {
          text.append(bytes: beneath.bytes)
          beneath = ByteText()
        }
        if line.begins("<g id=\"node") { isOnDisc = false }
        if line.begins("<title>"), line.holds(onDisc, at: 7) { isOnDisc = true }
        if line.begins("<svg ") {
          isRoot = true
          text.append("<svg role=\"img\" aria-labelledby=\"title desc\" ")
          text.append(bytes: line.dropFirst(5))
        } else if line.begins("<g id=\"a_") {
          appendLink(line, to: &text)
        } else {
          appendShape(line, halo: isOnDisc ? "" : halo, to: &text)
        }
        text.append("\n")
        if isRoot, line.ends(">") {
          isRoot = false
          let heading = diagram.title.onOneLine.markupEscaped
          let description = diagram.caption.joined(separator: " ").onOneLine.markupEscaped
          text.append("<title id=\"title\">\(heading)</title>\n")
          text.append("<desc id=\"desc\">\(description)</desc>\n")
        }
      }
    }
    return text.bytes
  }

  /// `<a xlink:title="X">` as `<a><title>X</title>`.
  private static func appendLink(_ line: UnsafeRawBufferPointer, to text: inout ByteText) {
    let mark: StaticString = " xlink:title=\""
    guard let place = line.firstIndex(of: mark),
      let end = line.firstIndex(of: "\"", from: place + mark.utf8CodeUnitCount)
    else { return text.append(bytes: line) }
    text.append(bytes: line[..<place])
    text.append(bytes: line[(end + 1)...])
    text.append("<title>")
    text.append(bytes: line[(place + mark.utf8CodeUnitCount)..<end])
    text.append("</title>")
  }

  /// A line of markup with the colour that SVG 1.1 does not know replaced, and a halo around a text.
  private static func appendShape(
    _ line: UnsafeRawBufferPointer, halo: String, to text: inout ByteText
  ) {
    if line.begins("<text ") {
      text.append("<text ")
      text.append(halo)
      return text.append(bytes: line.dropFirst(6))
    }
    let transparent: StaticString = "stroke=\"transparent\""
    var start = 0
    while let place = line.firstIndex(of: transparent, from: start) {
      text.append(bytes: line[start..<place])
      text.append("stroke=\"none\"")
      start = place + transparent.utf8CodeUnitCount
    }
    text.append(bytes: line[start...])
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func begins(_ word: StaticString) -> Bool { holds(word, at: 0) }

  fileprivate func ends(_ word: StaticString) -> Bool {
    holds(word, at: count - word.utf8CodeUnitCount)
  }
}
