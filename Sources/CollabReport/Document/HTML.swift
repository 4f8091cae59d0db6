import CollabCore
import CollabRender

extension Document {
  /// The document as one page that needs nothing beside it: no network and no other file. A script
  /// sorts and searches its tables; without it everything is there to be read.
  public var html: String {
    let script = hasLongTables ? Self.script : nil
    var page = ByteText()
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    page.append(PagePolicy.text(script: script, style: Self.style))
    page.append("\">\n")
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n")
    page.append("<title>")
    page.append(xml: title.singleLine)
    page.append("</title>\n<style>\(Self.style)</style>\n")
    if let structuredData {
      // Data is not run and needs no word of the policy; texts in JSON have no `<` that could end it.
      page.append("<script type=\"application/ld+json\">\n\(structuredData.text())\n</script>\n")
    }
    page.append("</head>\n<body>\n")
    let chapters = chapterIDs
    page.appendContents(title: title, chapters, links: cover?.links ?? [])
    page.append("<main>\n")
    if let cover { page.append(cover, title: title) } else { page.element("h1", title) }
    var heading = title, chapter = 0
    for block in blocks {
      if case .heading(let level, let text) = block {
        heading = text
        if level == 2 {
          if chapter > 0 { page.append("</section>\n") }
          page.append("<section id=\"\(chapters[chapter].id)\">\n")
          chapter += 1
        }
      }
      page.append(block, under: heading)
    }
    if chapter > 0 { page.append("</section>\n") }
    page.append("</main>\n")
    if let script { page.append("<script>\(script)</script>\n") }
    page.append("</body>\n</html>\n")
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private var hasLongTables: Bool {
    blocks.contains {
      if case .table(let table, _, _) = $0 { table.rows.count >= Self.sortableRows } else { false }
    }
  }

  /// From how many rows on a table can be sorted.
  fileprivate static let sortableRows = 5
  /// From how many rows on a table can be searched.
  fileprivate static let searchableRows = 20

  /// The chapters with their permanent ids.
  private var chapterIDs: [(id: String, title: String)] {
    var used: Set<String> = []
    return blocks.compactMap { block in
      guard case .heading(level: 2, let title) = block else { return nil }
      let id = title.permanentID
      var unique = id, number = 2
      while !used.insert(unique).inserted {
        unique = "\(id)-\(number)"
        number += 1
      }
      return (unique, title)
    }
  }
}

extension String {
  /// The words of a heading in lower case with hyphens between them.
  fileprivate var permanentID: String {
    let words = lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? "chapter" : words.joined(separator: "-")
  }
}

extension ByteText {
  fileprivate mutating func element(_ name: String, _ text: String, class style: String? = nil) {
    append("<\(name)" + (style.map { " class=\"\($0)\"" } ?? "") + ">")
    append(xml: text.singleLine)
    append("</\(name)>\n")
  }

  private mutating func link(_ target: String, _ text: String) {
    append("<a href=\"")
    append(xml: target)
    append("\">")
    append(xml: text)
    append("</a>")
  }

  fileprivate mutating func appendContents(
    title: String, _ chapters: [(id: String, title: String)], links: [(file: String, text: String)]
  ) {
    guard chapters.count > 1 else { return }
    append("<nav aria-label=\"Contents\"><div><a class=\"home\" href=\"#top\">")
    append(xml: title.singleLine)
    append("</a>\n")
    for chapter in chapters {
      link("#" + chapter.id, chapter.title)
      append("\n")
    }
    for page in links {
      link(page.file, page.text)
      append("\n")
    }
    append("</div></nav>\n")
  }

  fileprivate mutating func append(_ cover: Document.Cover, title: String) {
    append("<header id=\"top\" class=\"cover\">\n<div class=\"say\">\n")
    element("p", cover.source, class: "source")
    element("h1", title)
    element("p", cover.headline, class: "headline")
    if let warning = cover.warning { element("p", warning, class: "warning") }
    append("</div>\n<dl class=\"figures\">\n")
    for figure in cover.figures {
      append("<div><dt>")
      append(xml: figure.title)
      append("</dt><dd><b>")
      append(xml: figure.value)
      append("</b>")
      if !figure.trend.isEmpty {
        append(Chart.trend(figure.trend, label: figure.title + " by year"))
      }
      append("<span>")
      append(xml: figure.context)
      append("</span></dd></div>\n")
    }
    append("</dl>\n")
    if let map = cover.map { append(map, links: cover.links) }
    append("</header>\n")
  }

  fileprivate mutating func append(_ block: Document.Block, under heading: String) {
    switch block {
    case .heading(let level, let title): element("h\(level)", title)
    case .paragraph(let text): element("p", text)
    case .finding(let text): element("p", text, class: "finding")
    case .list(let items):
      append("<ul>\n")
      for item in items { element("li", item) }
      append("</ul>\n")
    case .table(let table, let caption, let style):
      append(table, caption: caption, under: heading, style)
    case .figure(let figure): append(figure, links: [])
    case .charts(let charts):
      append("<div class=\"charts\">\n")
      for chart in charts { append(chart) }
      append("</div>\n")
    case .cards(let cards, _):
      append("<div class=\"cards\">\n")
      for card in cards { append(card) }
      append("</div>\n")
    case .definitions(let terms):
      append("<dl class=\"terms\">\n")
      for (term, meaning) in terms {
        append("<div><dt>")
        append(xml: term.singleLine)
        append("</dt><dd>")
        append(xml: meaning.singleLine)
        append("</dd></div>\n")
      }
      append("</dl>\n")
    case .files(let files):
      append("<ul class=\"files\">\n")
      for (name, content) in files {
        append("<li>")
        link(name, name)
        append(": ")
        append(xml: content.singleLine)
        append("</li>\n")
      }
      append("</ul>\n")
    }
  }

  private mutating func append(_ figure: Document.Figure, links: [(file: String, text: String)]) {
    append("<figure>\n")
    if let dark = figure.darkSVG {
      var copies = [("light", figure.svg), ("dark", dark)]
      if let narrow = figure.narrow {
        copies = copies.map { ($0 + " wide", $1) }
        copies += [("light narrow", narrow.light), ("dark narrow", narrow.dark)]
      }
      for (number, copy) in copies.enumerated() {
        append("<div class=\"\(copy.0)\">")
        append(
          number == 0 ? String(copy.1.withoutProlog) : copy.1.withoutProlog.withIDs(of: number))
        append("</div>\n")
      }
    } else {
      append(figure.svg.withoutProlog)
      append("\n")
    }
    append("<figcaption>")
    append(xml: figure.description.singleLine)
    for page in [(file: figure.file, text: "The picture as a file")] + links
    where figure.darkSVG != nil && !page.file.isEmpty {
      append(" · ")
      link(page.file, page.text)
    }
    append("</figcaption>\n</figure>\n")
  }

  private mutating func append(_ chart: Chart) {
    append("<figure class=\"small\">\n")
    element("h3", chart.title)
    element("p", chart.subtitle, class: "subtitle")
    if chart.series.count > 1 {
      append("<ul class=\"key\">\n")
      for (number, entry) in chart.series.enumerated() {
        append("<li><svg width=\"12\" height=\"12\" aria-hidden=\"true\">")
        append("<rect class=\"s\(number + 1)\" width=\"12\" height=\"12\"/></svg> ")
        append(xml: entry.name)
        append("</li>\n")
      }
      append("</ul>\n")
    }
    append(chart.svg)
    append("\n</figure>\n")
  }

  private mutating func append(_ badge: Document.Badge) {
    let isDark = badge.color.contrast(with: Color(0xffffff)) >= 4.5
    append("<svg class=\"badge\" role=\"img\" width=\"22\" height=\"22\" viewBox=\"0 0 22 22\" ")
    append("aria-label=\"group \(badge.number)\"><circle cx=\"11\" cy=\"11\" r=\"11\" ")
    append("fill=\"\(badge.color.hexadecimal)\"/><text x=\"11\" y=\"15\" text-anchor=\"middle\" ")
    append("fill=\"\(isDark ? "#ffffff" : "#14171c")\">\(badge.number)</text></svg>")
  }

  private mutating func append(_ card: Document.GroupCard) {
    append("<article class=\"card\" id=\"group-\(card.badge.number)\">\n")
    append("<svg class=\"edge\" aria-hidden=\"true\" preserveAspectRatio=\"none\" ")
    append("viewBox=\"0 0 10 1\"><rect width=\"10\" height=\"1\" ")
    append("fill=\"\(card.badge.color.hexadecimal)\"/></svg>\n<h3>")
    append(card.badge)
    append(" ")
    append(xml: card.title.singleLine)
    append("</h3>\n")
    element("p", card.summary, class: "subtitle")
    if card.trend.contains(where: { $0 > 0 }) {
      append("<div class=\"span\">")
      append(Chart.trend(card.trend, width: 300, label: "works by year"))
      append("<span>")
      append(xml: card.span)
      append("</span></div>\n")
    }
    for (heading, text) in card.details {
      append("<p><b>")
      append(xml: heading)
      append(":</b> ")
      append(xml: text.singleLine)
      append("</p>\n")
    }
    if !card.words.isEmpty {
      append("<ul class=\"words\">\n")
      for word in card.words { element("li", word) }
      append("</ul>\n")
    }
    append("</article>\n")
  }

  private mutating func append(
    _ table: Table, caption: String, under heading: String, _ style: Document.TableStyle
  ) {
    // The scrolling box takes the focus, so that a wide table can be read with the keyboard alone.
    append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    append(xml: caption.singleLine)
    let isSortable = table.rows.count >= Document.sortableRows
    let kind =
      table.rows.count >= Document.searchableRows
      ? " class=\"sortable searchable\"" : isSortable ? " class=\"sortable\"" : ""
    append("\">\n<table\(kind)>\n")
    // A caption that only repeats the heading has its use for screen readers, who jump to tables.
    append(caption == heading ? "<caption class=\"unseen\"><span>" : "<caption><span>")
    append(xml: caption.singleLine)
    append("</span></caption>\n")
    append("<thead>\n<tr>")
    let numeric = table.columns.indices.map(table.isNumeric)
    for (column, isNumeric) in zip(table.columns, numeric) {
      append(isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      append(xml: column.title.singleLine)
      append("</th>")
    }
    if !style.badges.isEmpty { append("<th scope=\"col\">group</th>") }
    if let trends = style.trends {
      append("<th scope=\"col\" class=\"trends\">")
      append(xml: trends.title)
      append("</th>")
    }
    append("</tr>\n</thead>\n<tbody>\n")
    let most = table.columns.indices.map { column in
      table.rows.compactMap { $0[column].magnitude }.max() ?? 0
    }
    for (place, row) in table.shownRows(unknown: Table.unknownMark, areGrouped: true)
      .enumerated()
    {
      append("<tr>")
      for (column, cell) in row.enumerated() {
        // Dates, spans of years and places on a byline stay on one line, however narrow the page.
        let kind =
          numeric[column]
          ? "number"
          : style.links?.column == column ? "who" : cell.count <= 12 ? "short" : nil
        append("<td" + (kind.map { " class=\"\($0)\"" } ?? ""))
        if isSortable, numeric[column], let value = table.rows[place][column].magnitude {
          append(" data-v=\"\(ByteText.form(of: value))\"")
        }
        append(">")
        if let links = style.links, links.column == column, let file = links.files[place] {
          link(file, cell.singleLine)
        } else {
          append(xml: cell.singleLine)
        }
        if style.bars.contains(column), most[column] > 0,
          let value = table.rows[place][column].magnitude, value > 0
        {
          let length = max(1, Int((60 * (value / most[column])).rounded()))
          append(
            "<svg class=\"bar\" width=\"60\" height=\"8\" viewBox=\"0 0 60 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
          )
          append("<rect width=\"\(length)\" height=\"8\"/></svg>")
        }
        append("</td>")
      }
      if !style.badges.isEmpty {
        append("<td>")
        if let badge = style.badges[place] {
          append("<a href=\"#group-\(badge.number)\">")
          append(badge)
          append("</a>")
        }
        append("</td>")
      }
      if let trends = style.trends {
        append("<td>")
        append(Chart.trend(trends.values[place], label: trends.title))
        append("</td>")
      }
      append("</tr>\n")
    }
    append("</tbody>\n</table>\n</div>\n")
    if let file = style.file {
      append("<p class=\"download\">All rows: ")
      link(file, file)
      append("</p>\n")
    }
  }
}

extension Table.Cell {
  /// The number of a cell; `nil` where it holds none.
  fileprivate var magnitude: Double? {
    switch self {
    case .count(let count), .year(let count): Double(count)
    case .number(let value): value.isFinite ? value : nil
    default: nil
    }
  }
}

extension String {
  /// An SVG document's source from its root element on, as a page takes it.
  fileprivate var withoutProlog: Substring {
    guard let root = firstRange(of: "<svg") else { return self[...] }
    return self[root.lowerBound...]
  }
}

extension Substring {
  /// The source with ids of its own, since those of a page are all different.
  fileprivate func withIDs(of copy: Int) -> String {
    String(self).replacing(" id=\"", with: " id=\"copy\(copy)-")
      .replacing(
        "aria-labelledby=\"title desc\"",
        with: "aria-labelledby=\"copy\(copy)-title copy\(copy)-desc\""
      )
      .replacing("xlink:href=\"#", with: "xlink:href=\"#copy\(copy)-")
      .replacing("url(#", with: "url(#copy\(copy)-")
  }
}
