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
        file: "graph.svg", svg: "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg><g/></svg>",
        description: "Who ] works"),
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
}
