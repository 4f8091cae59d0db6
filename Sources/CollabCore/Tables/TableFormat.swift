/// How results are printed.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a terminal.
  case table
  /// An array of objects, or an object.
  case json
  /// Comma-separated values with a row of names.
  case csv
  /// A table of GitHub-flavoured Markdown.
  case markdown
}

extension Table {
  /// What stands for a value that is not known, where people read.
  package static let unknownMark = "–"

  /// The table as text that ends with a line end.
  public func text(_ format: TableFormat) -> String {
    switch format {
    case .table: aligned()
    case .json: json.text() + "\n"
    case .csv: csv
    case .markdown: markdown
    }
  }

  /// Columns set side by side, numbers to the right; texts are cut at `limit` columns.
  package func aligned(limit: Int = 60) -> String {
    let cells = [columns.map(\.title)] + shownRows(unknown: Table.unknownMark)
    let shown = cells.map { row in row.map { $0.singleLine.cut(to: limit) } }
    let widths = columns.indices.map { column in shown.map { $0[column].columns }.max() ?? 0 }
    let numeric = columns.indices.map(isNumeric)
    var text = ""
    for row in shown {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.columns)
        line += column == 0 ? "" : "  "
        line += numeric[column] ? padding + cell : cell + padding
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// A table of GitHub-flavoured Markdown.
  public var markdown: String {
    let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |\n" }
    var text = line(columns.map { $0.title.markdownEscaped })
    text += line(columns.indices.map { isNumeric($0) ? "---:" : "---" })
    for row in shownRows(unknown: Table.unknownMark) {
      text += line(row.map(\.markdownEscaped))
    }
    return text
  }
}

extension String {
  /// The text with every control character and line break turned into a space, so that no name
  /// can steer a terminal.
  public var singleLine: String {
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
      // Marks of direction would turn what follows around.
      case .format where (0x202A...0x202E).contains(scalar.value): continue
      case .format where (0x2066...0x2069).contains(scalar.value): continue
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }

  /// The text as plain words in Markdown: nothing in it is markup, also not in a table's cell.
  package var markdownEscaped: String {
    var escaped = String.UnicodeScalarView()
    for scalar in singleLine.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "!":
        escaped.append("\\")
        escaped.append(scalar)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
