import CollabCore
import CollabRender
import Foundation
import Testing

@testable import CollabReport

@Suite struct DocumentTests {
  let document = {
    var document = Document(title: "A <b> & *c*")
    document.blocks = [
      .heading(level: 2, "Data"), .paragraph("1. not a list"), .paragraph("- nor this"),
      .list(["+ x", "</li><script>alert(1)</script>"]),
      .table(
        {
          var table = Table([.init("name"), .init("n")])
          table.append([.text("\"><img src=x>"), .count(3)])
          return table
        }(), caption: "What & where"),
      .figure(
        Document.Figure(
          file: "graph.svg", svg: "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg><g/></svg>",
          description: "Who ] works")),
    ]
    return document
  }()

  @Test func markdownHoldsTextOnly() {
    #expect(
      document.markdown == #"""
        # A &lt;b> &amp; \*c\*

        ## Data

        1\. not a list

        \- nor this

        - \+ x
        - &lt;/li>&lt;script>alert(1)&lt;/script>

        | name | n |
        | --- | ---: |
        | ">&lt;img src=x> | 3 |

        ![Who \] works](graph.svg)

        """#)
  }

  @Test func pageHoldsTextOnly() throws {
    let html = document.html
    #expect(html.contains("<title>A &lt;b&gt; &amp; *c*</title>"))
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img"))
    #expect(html.contains("<td>&quot;&gt;&lt;img src=x&gt;</td><td class=\"number\">3</td>"))
    #expect(html.contains("<figure>\n<svg><g/></svg>\n<figcaption>Who ] works</figcaption>"))
    #expect(!html.contains("<?xml"))
    #expect(!html.contains("http:") && !html.contains("https:"))
  }

  /// What comes from a file stays text in every part of a page.
  @Test func everyPartOfAPageHoldsTextOnly() {
    let bad = "<script>\"&'</script>"
    var cover = Document.Cover(source: bad, headline: bad)
    cover.warning = bad
    cover.figures = [.init(bad, bad, context: bad, trend: [1, .nan, 2])]
    cover.map = .init(
      file: "graph.svg", svg: "<svg><title id=\"title\">x</title></svg>",
      darkSVG: "<svg><title id=\"title\">x</title></svg>", description: bad)
    cover.map?.narrow = (
      "<svg><title id=\"title\">x</title></svg>", "<svg><title id=\"title\">x</title></svg>"
    )
    var card = Document.GroupCard(
      badge: .init(1, color: .init(0x0072b2)), title: bad, summary: bad)
    card.details = [(bad, bad)]
    card.words = [bad]
    card.trend = [1, 2]
    var page = Document(title: bad)
    page.cover = cover
    page.blocks = [
      .heading(level: 2, bad), .heading(level: 2, bad), .finding(bad),
      .cards([card], table: Table([.init("a")])), .definitions([(bad, bad)]),
      .charts([Chart(bad, subtitle: bad, categories: [bad], series: [(bad, [1]), (bad, [2])])]),
    ]
    let html = page.html
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;"))
    #expect(html.contains("<section id=\"script-script\">"))
    #expect(html.contains("<section id=\"script-script-2\">"))
    for id in ["title", "copy1-title", "copy2-title", "copy3-title"] {
      #expect(html.components(separatedBy: "<title id=\"\(id)\">").count == 2)
    }
    #expect(page.markdown.contains("**&lt;script>"))
    #expect(!page.markdown.contains("<script>"))
  }
}
