import CollabCore

/// A text with headings, tables and pictures, to be written as Markdown or as a page.
///
/// All text is plain: whatever a name holds, it is shown and never read as markup.
public struct Document: Sendable {
  /// A part of a document.
  public enum Block: Sendable {
    /// A heading; level 2 for a section.
    case heading(level: Int, String)
    case paragraph(String)
    case list([String])
    /// A table with the words that say what it shows.
    case table(Table, caption: String)
    /// A picture by its file, by its SVG source for a page of its own, and in words.
    case figure(file: String, svg: String, description: String)
  }

  /// What the document is about.
  public var title: String
  /// The parts in order.
  public var blocks: [Block] = []

  /// Creates an empty document.
  public init(title: String) { self.title = title }

  /// The document in GitHub-flavoured Markdown.
  public var markdown: String {
    var text = "# \(title.markdownEscaped)\n"
    for block in blocks {
      text += "\n"
      switch block {
      case .heading(let level, let title):
        text += String(repeating: "#", count: level) + " \(title.markdownEscaped)\n"
      case .paragraph(let paragraph): text += paragraph.markdownParagraph + "\n"
      case .list(let items):
        for item in items { text += "- \(item.markdownParagraph)\n" }
      case .table(let table, _): text += table.markdown
      case .figure(let file, _, let description):
        text += "![\(description.markdownEscaped)](\(file))\n"
      }
    }
    return text
  }
}

extension Document {
  /// The document for a terminal: tables with aligned columns, pictures by their file.
  public var plain: String {
    var text = title.singleLine + "\n"
    for block in blocks {
      text += "\n"
      switch block {
      case .heading(_, let title): text += title.singleLine + "\n"
      case .paragraph(let paragraph): text += paragraph.singleLine + "\n"
      case .list(let items): for item in items { text += "- \(item.singleLine)\n" }
      case .table(let table, _): text += table.aligned()
      case .figure(let file, _, let description): text += "\(description.singleLine): \(file)\n"
      }
    }
    return text
  }
}

extension String {
  /// The text as a paragraph of Markdown that cannot begin a list, a quotation or a rule.
  fileprivate var markdownParagraph: String {
    let escaped = markdownEscaped
    guard let first = escaped.unicodeScalars.first else { return escaped }
    if "+->=".unicodeScalars.contains(first) { return "\\" + escaped }
    let digits = escaped.prefix { $0.isASCII && $0.isNumber }
    let rest = escaped.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
      return digits + "\\" + rest
    }
    return escaped
  }
}
