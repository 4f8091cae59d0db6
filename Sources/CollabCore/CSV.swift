/// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
public enum CSV {
  /// One row, with its line end.
  public static func row(_ fields: some Sequence<String>) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  /// One field: quoted where it holds a quote, a comma or a line break, and led by an apostrophe
  /// where a spreadsheet would take it for a formula.
  public static func field(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    let needsQuotes = safe.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return safe }
    var quoted = "\""
    for character in safe.unicodeScalars {
      if character == "\"" { quoted.unicodeScalars.append(character) }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }

  /// Whether a spreadsheet would compute the text instead of showing it. Numbers are no formulas.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return Double(text) == nil
    default: return false
    }
  }
}
