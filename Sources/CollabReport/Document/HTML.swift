import CollabCore
import CollabRender

extension Document {
  /// The document as one page that needs nothing beside it: no network, no script, no other file.
  public var html: String {
    var page = ByteText()
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    page.append(PagePolicy.text(style: Document.style))
    page.append("\">\n")
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n")
    page.append("<title>")
    page.append(xml: title.singleLine)
    page.append("</title>\n<style>\(Document.style)</style>\n</head>\n<body>\n<main>\n")
    page.element("h1", title)
    var heading = title
    for block in blocks {
      if case .heading(_, let text) = block { heading = text }
      page.append(block, under: heading)
    }
    page.append("</main>\n</body>\n</html>\n")
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private static let style = """
    :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
      --paper: #fff; --band: #f6f8fa; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d; --paper: #0d1117; --band: #161b22; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-top: .75rem;
      border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
    p, li { max-width: 46rem; overflow-wrap: anywhere; }
    .scroll { overflow-x: auto; margin: .75rem 0 1.25rem; }
    .scroll:focus-visible { outline: 2px solid currentColor; }
    table { border-collapse: collapse; font-size: .925rem; }
    caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { padding: .3rem .75rem; text-align: left; vertical-align: top;
      border-bottom: 1px solid var(--line); }
    thead th { border-bottom-width: 2px; white-space: nowrap; }
    tbody tr:nth-child(even) { background: var(--band); }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    figure { margin: 1rem 0; }
    figure svg { display: block; width: 100%; height: auto; max-height: 90vh; background: #fff;
      border: 1px solid var(--line); border-radius: 6px; }
    figcaption { color: var(--soft); font-size: .925rem; margin-top: .4rem; }
    @media print {
      :root { --ink: #000; --soft: #444; --line: #999; --paper: #fff; --band: #fff; }
      main { max-width: none; padding: 0; } .scroll { overflow: visible; }
      tr, figure { break-inside: avoid; } thead { display: table-header-group; }
      h2, h3 { break-after: avoid; } figure svg { border: 0; max-height: 23cm; }
    }

    """
}

extension ByteText {
  fileprivate mutating func element(_ name: String, _ text: String) {
    append("<\(name)>")
    append(xml: text.singleLine)
    append("</\(name)>\n")
  }

  fileprivate mutating func append(_ block: Document.Block, under heading: String) {
    switch block {
    case .heading(let level, let title): element("h\(level)", title)
    case .paragraph(let text): element("p", text)
    case .list(let items):
      append("<ul>\n")
      for item in items { element("li", item) }
      append("</ul>\n")
    case .table(let table, let caption): append(table, caption: caption, under: heading)
    case .figure(_, let svg, let description):
      append("<figure>\n")
      append(svg.withoutProlog)
      append("\n")
      element("figcaption", description)
      append("</figure>\n")
    }
  }

  private mutating func append(_ table: Table, caption: String, under heading: String) {
    // The scrolling box takes the focus, so that a wide table can be read with the keyboard alone.
    append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    append(xml: caption.singleLine)
    append("\">\n<table>\n")
    // A caption that only repeats the heading has its use for screen readers, who jump to tables.
    append(caption == heading ? "<caption class=\"unseen\">" : "<caption>")
    append(xml: caption.singleLine)
    append("</caption>\n")
    append("<thead>\n<tr>")
    let numeric = table.columns.indices.map(table.isNumeric)
    for (column, isNumeric) in zip(table.columns, numeric) {
      append(isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      append(xml: column.title.singleLine)
      append("</th>")
    }
    append("</tr>\n</thead>\n<tbody>\n")
    for row in table.shownRows(unknown: Table.unknownMark) {
      append("<tr>")
      for (cell, isNumeric) in zip(row, numeric) {
        append(isNumeric ? "<td class=\"number\">" : "<td>")
        append(xml: cell.singleLine)
        append("</td>")
      }
      append("</tr>\n")
    }
    append("</tbody>\n</table>\n</div>\n")
  }
}

extension String {
  /// An SVG document's source from its root element on, as a page takes it.
  fileprivate var withoutProlog: Substring {
    guard let root = firstRange(of: "<svg") else { return self[...] }
    return self[root.lowerBound...]
  }
}
