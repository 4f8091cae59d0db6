/// A name that was broken in two, each half with a filler in the place of given names, as in
/// `Dmitry, null, Lepikhin, null`: finds the first half when the second is read.
struct NameHalf: Sendable, Equatable {
  private var family = ""
  /// The place behind the half on its byline.
  private var end = -1

  /// Takes a name of which only one part is known.
  ///
  /// - Parameters:
  ///   - part: the part.
  ///   - end: the number of names on the byline before it.
  /// - Returns: the whole name, where the name before it is the other half.
  mutating func take(_ part: String, behind end: Int) -> PersonName? {
    let isSecond = self.end == end
    self.end = -1
    guard !part.isEmpty, !part.contains(" "), !NameParser.isCollective(part) else { return nil }
    if isSecond { return PersonName(given: family, family: part) }
    (family, self.end) = (part, end + 1)
    return nil
  }

  /// The message on a name of which only one part is known.
  static func finding(_ part: String, _ filler: String, whole: PersonName?) -> BylineField.Finding {
    let half = "'\(part.prefix(80)), \(filler)'"
    return BylineField.Finding(
      kind: .cleaned,
      message: whole.map {
        "'\($0.given), \(filler)' and \(half) are read as one name in two halves, '\($0.display)'"
      } ?? "\(half) is read as '\(part.prefix(80))'")
  }

  /// The parts of `Dmitry, null`; `nil` where a text is not of that form.
  static func parts(_ text: String) -> (family: String, filler: String)? {
    guard let comma = text.firstIndex(of: ",") else { return nil }
    let family = text[..<comma].trimmed, filler = text[text.index(after: comma)...].trimmed
    return NameMarks.isFiller(filler) && !NameMarks.isFiller(family) ? (family, filler) : nil
  }
}
