/// A number and what is counted: `1 tie`, `5,242 authors`, `2 people`.
///
/// - Parameters:
///   - count: the number.
///   - singular: the noun for 1.
///   - plural: the noun for other numbers; `nil` takes the regular plural.
public func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count.grouped) \(count == 1 ? singular : plural ?? singular.plural)"
}

/// A share as it is read, rounded to the nearest: no decimals from ten percent on, one below, and 100
/// only for the whole. A narrow no-break space stands before the sign.
package func percent(_ share: Double) -> String {
  let value = 100 * share
  guard value.isFinite, abs(value) < 1e15 else { return "not known" }
  guard value != 0, value < 9.95 || value >= 99.5 && value < 100 else {
    return "\(Int(value.rounded()))\u{202F}%"
  }
  let tenths = min(999, Int((10 * value).rounded())), size = abs(tenths)
  return "\(tenths < 0 ? "-" : "")\(size / 10).\(size % 10)\u{202F}%"
}

/// A part of a whole as a share in ``percent(_:)``.
package func percent(_ part: Int, of whole: Int) -> String {
  percent(Double(part) / Double(whole))
}

extension Int {
  /// The number with a comma after every three digits.
  public var grouped: String {
    var result = "", digits = 0
    for character in String(magnitude).reversed() {
      if digits > 0, digits % 3 == 0 { result.append(",") }
      result.append(character)
      digits += 1
    }
    return (self < 0 ? "-" : "") + String(result.reversed())
  }
}

extension String {
  /// The text with its first letter as a capital.
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The regular plural of an English noun: `author`, `authors`; `country`, `countries`.
  package var plural: String {
    if last == "y", let before = dropLast().last, !"aeiou".contains(before) {
      return dropLast() + "ies"
    }
    return self + "s"
  }
}
