/// A number and what is counted: `1 tie`, `5,242 authors`, `2 people`.
///
/// - Parameter plural: the noun for other numbers than 1; `nil` takes the regular plural.
package func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count.grouped) \(count == 1 ? singular : plural ?? singular.plural)"
}

extension Int {
  /// The number with a comma after every three digits.
  package var grouped: String {
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
  /// The regular plural of an English noun: `author`, `authors`; `country`, `countries`.
  package var plural: String {
    if last == "y", let before = dropLast().last, !"aeiou".contains(before) {
      return dropLast() + "ies"
    }
    return self + "s"
  }
}
