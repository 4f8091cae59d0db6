import Testing

@testable import CollabCore

@Suite struct TableTests {
  let table = {
    var table = Table([.init("rank"), .init("author", "Author"), .init("score"), .init("seen")])
    table.append([.count(1), .text("André | \"Q\" <b>"), .number(12.3456), .list(["x", "y"])])
    table.append([.count(10), .text("山田 太郎"), .number(0.5), .unknown])
    table.append([.count(11), .text("=SUM(A1)\nx"), .number(.nan), .text("*")])
    return table
  }()

  @Test func alignsByColumnsThatATerminalUses() {
    #expect(
      table.text(.table) == """
        rank  Author           score  seen
           1  André | "Q" <b>  12.35  x; y
          10  山田 太郎         0.50  –
          11  =SUM(A1) x           –  *

        """)
  }

  @Test func jsonKeepsOrderAndFullPrecision() {
    #expect(
      table.text(.json) == #"""
        [
          {"rank": 1, "author": "André | \"Q\" \u003cb>", "score": 12.3456, "seen": ["x", "y"]},
          {"rank": 10, "author": "山田 太郎", "score": 0.5, "seen": null},
          {"rank": 11, "author": "=SUM(A1)\nx", "score": null, "seen": "*"}
        ]

        """#)
  }

  @Test func csvQuotesAndDefusesFormulas() {
    #expect(
      table.text(.csv) == """
        rank,author,score,seen
        1,"André | ""Q"" <b>",12.3456,"x; y"
        10,山田 太郎,0.5,
        11,"'=SUM(A1)
        x",,*

        """)
  }

  @Test func markdownShowsMarkupAsText() {
    #expect(
      table.text(.markdown) == #"""
        | rank | Author | score | seen |
        | ---: | --- | ---: | --- |
        | 1 | André \| "Q" &lt;b> | 12.35 | x; y |
        | 10 | 山田 太郎 | 0.50 | – |
        | 11 | =SUM(A1) x | – | \* |

        """#)
  }

  @Test func decimalsFollowTheGreatestNumber() {
    var table = Table([.init("small"), .init("large"), .init("whole")])
    table.append([.number(0.00123456), .number(123_456.78), .score(7, isCount: true)])
    table.append([.number(0.0001), .number(1), .score(.nan, isCount: true)])
    #expect(
      table.shownRows(unknown: "?") == [
        ["0.001235", "123456.8", "7"], ["0.000100", "1.0", "?"],
      ])
  }

  /// 1,990 would be no year.
  @Test func yearsAreNotGrouped() {
    var table = Table([.init("figure"), .init("count")])
    table.append([.text("first year"), .year(1990)])
    table.append([.text("works"), .count(1990)])
    #expect(
      table.shownRows(unknown: "–", areGrouped: true) == [
        ["first year", "1990"], ["works", "1,990"],
      ])
    #expect(table.isNumeric(1) && table.csv == "figure,count\nfirst year,1990\nworks,1990\n")
  }

  @Test func chosenColumnsComeFirst() {
    let table = Table([.init("a"), .init("b"), .init("c")]).withFirst(["c", "none", "b"])
    #expect(table.columns.map(\.name) == ["c", "b", "a"])
  }

  @Test func noRowsStillHaveAHead() {
    #expect(Table([.init("a")]).text(.table) == "a\n")
    #expect(Table([.init("a")]).text(.json) == "[]\n")
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("山田", 4), ("👩‍👩‍👧", 2), ("ｱ", 1), ("Ａ", 2),
    ("한글", 4), ("a\u{200B}b", 2),
  ])
  func columns(text: String, columns: Int) { #expect(text.columns == columns) }

  @Test func cutsToWholeCharacters() {
    #expect("abcdef".cut(to: 4) == "abc…")
    #expect("山田太郎".cut(to: 4) == "山…")
    #expect("abc".cut(to: 3) == "abc")
  }
}
