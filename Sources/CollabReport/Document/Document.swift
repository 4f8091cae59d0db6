public import CollabCore
public import CollabRender

/// A text with headings, tables and pictures, to be written as Markdown or as a page.
///
/// All text is plain: whatever a name holds, it is shown and never read as markup.
public struct Document: Sendable {
  /// A part of a document.
  public enum Block: Sendable {
    /// A heading; level 2 for a section.
    case heading(level: Int, String)
    case paragraph(String)
    /// What a chapter says first: facts that were computed.
    case finding(String)
    case list([String])
    /// A table with the words that say what it shows, and what a page adds to it.
    case table(Table, caption: String, style: TableStyle = TableStyle())
    /// A picture.
    case figure(Figure)
    /// Charts beside each other; only a page shows them.
    case charts([Chart])
    /// Groups of people, a card each on a page; elsewhere a table, `nil` where another block has it.
    case cards([GroupCard], table: Table?)
    /// Terms with what they mean.
    case definitions([(term: String, meaning: String)])
    /// Files beside the document, with what they hold.
    case files([(name: String, content: String)])
  }

  /// A picture by its file, by its SVG sources for a page of its own, and in words.
  public struct Figure: Sendable {
    /// The file beside the document; empty for none.
    public var file: String
    /// The SVG source for light pages and for print.
    public var svg: String
    /// The SVG source for dark pages; `nil` where the light one serves both.
    public var darkSVG: String?
    /// The same with larger and fewer names, for light and for dark telephones; `nil` where the others
    /// serve them.
    public var narrow: (light: String, dark: String)?
    /// What it shows.
    public var description: String

    /// Creates a figure.
    public init(file: String, svg: String, darkSVG: String? = nil, description: String) {
      self.file = file
      self.svg = svg
      self.darkSVG = darkSVG
      self.description = description
    }
  }

  /// What a page shows of a table besides its cells.
  public struct TableStyle: Sendable {
    /// The columns whose numbers have a bar beside them, by their place.
    public var bars: [Int] = []
    /// The number of the group of each row, in the colour that it has in the map; `nil` for none.
    public var badges: [Badge?] = []
    /// A row of columns for each row, with its title.
    public var trends: (title: String, values: [[Double]])?
    /// A page beside the document for each row, which the cell of a column leads to; `nil` for none.
    public var links: (column: Int, files: [String?])?
    /// The file beside the document that holds the whole table.
    public var file: String?

    /// A table as it is.
    public init() {}
  }

  /// The number of a group, in its colour.
  public struct Badge: Sendable {
    /// The number, from 1.
    public var number: Int
    /// The colour.
    public var color: Color

    /// Creates a badge.
    public init(_ number: Int, color: Color) {
      self.number = number
      self.color = color
    }
  }

  /// A figure of the first screen.
  public struct KeyFigure: Sendable {
    /// What is counted.
    public var title: String
    /// The number, as it is read.
    public var value: String
    /// One line that puts it into context; may be empty.
    public var context = ""
    /// The figure by year; empty where it is not known.
    public var trend: [Double] = []

    /// Creates a figure.
    public init(_ title: String, _ value: String, context: String = "", trend: [Double] = []) {
      self.title = title
      self.value = value
      self.context = context
      self.trend = trend
    }
  }

  /// A group of people.
  public struct GroupCard: Sendable {
    /// Its number and colour.
    public var badge: Badge
    /// Its name.
    public var title: String
    /// What there is to say in one line.
    public var summary: String
    /// Its works by year; empty where that is not known.
    public var trend: [Double] = []
    /// The first and last year of ``trend``.
    public var span = ""
    /// What else there is to say, under a heading each.
    public var details: [(heading: String, text: String)] = []
    /// Words of its works.
    public var words: [String] = []

    /// Creates a card.
    public init(badge: Badge, title: String, summary: String) {
      self.badge = badge
      self.title = title
      self.summary = summary
    }
  }

  /// What stands on the first screen: what it is, the headline, the figures and the map.
  public struct Cover: Sendable {
    /// What was read, in a few words.
    public var source: String
    /// What there is to say in one sentence.
    public var headline: String
    /// What may change the conclusions; `nil` for nothing.
    public var warning: String?
    /// The figures.
    public var figures: [KeyFigure] = []
    /// The map.
    public var map: Figure?
    /// Pages beside the document.
    public var links: [(file: String, text: String)] = []

    /// Creates a cover.
    public init(source: String, headline: String) {
      self.source = source
      self.headline = headline
    }
  }

  /// What the document is about.
  public var title: String
  /// The first screen.
  public var cover: Cover?
  /// What a page says of itself to search engines, as JSON-LD; `nil` for nothing.
  public var structuredData: JSON?
  /// The parts in order.
  public var blocks: [Block] = []

  /// Creates an empty document.
  public init(title: String) { self.title = title }

  /// The blocks that are not on a page alone.
  private var blocksOfText: [Block] {
    blocks.filter { block in
      switch block {
      case .charts, .cards(_, table: nil): false
      default: true
      }
    }
  }

  /// The document in GitHub-flavoured Markdown.
  public var markdown: String {
    var text = "# \(title.markdownEscaped)\n"
    if let cover {
      text += "\n\(cover.source.markdownParagraph)\n\n**\(cover.headline.markdownEscaped)**\n"
      if let warning = cover.warning { text += "\n> \(warning.markdownEscaped)\n" }
      text += "\n| figure | value | |\n| --- | ---: | --- |\n"
      for figure in cover.figures {
        let cells = [figure.title, figure.value, figure.context].map(\.markdownEscaped)
        text += "| \(cells.joined(separator: " | ")) |\n"
      }
      if let map = cover.map, !map.file.isEmpty {
        text += "\n![\(map.description.markdownEscaped)](\(map.file))\n"
      }
    }
    for block in blocksOfText {
      text += "\n"
      switch block {
      case .heading(let level, let title):
        text += String(repeating: "#", count: level) + " \(title.markdownEscaped)\n"
      case .paragraph(let paragraph), .finding(let paragraph):
        text += paragraph.markdownParagraph + "\n"
      case .list(let items):
        for item in items { text += "- \(item.markdownParagraph)\n" }
      case .table(let table, _, _), .cards(_, let table?): text += table.markdown
      case .figure(let figure):
        text += "![\(figure.description.markdownEscaped)](\(figure.file))\n"
      case .definitions(let terms):
        for (term, meaning) in terms {
          text += "- **\(term.markdownEscaped)**: \(meaning.markdownEscaped)\n"
        }
      case .files(let files):
        for (name, content) in files {
          text += "- [\(name)](\(name)): \(content.markdownEscaped)\n"
        }
      case .charts, .cards: break
      }
    }
    return text
  }
}

extension Document {
  /// The document for a terminal: tables with aligned columns, pictures by their file.
  public var plain: String {
    var text = title.singleLine + "\n"
    if let cover {
      text += "\n\(cover.headline.singleLine)\n"
      if let warning = cover.warning { text += "\n\(warning.singleLine)\n" }
    }
    for block in blocksOfText {
      text += "\n"
      switch block {
      case .heading(_, let title): text += title.singleLine + "\n"
      case .paragraph(let paragraph), .finding(let paragraph): text += paragraph.singleLine + "\n"
      case .list(let items): for item in items { text += "- \(item.singleLine)\n" }
      case .table(let table, _, _), .cards(_, let table?): text += table.aligned()
      case .figure(let figure): text += "\(figure.description.singleLine): \(figure.file)\n"
      case .definitions(let terms):
        for (term, meaning) in terms { text += "\(term.singleLine): \(meaning.singleLine)\n" }
      case .files(let files):
        for (name, content) in files { text += "\(name): \(content.singleLine)\n" }
      case .charts, .cards: break
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
