import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Other programs' lists of names, read as rulings.
@Suite struct NameListTests {
  private func labels(
    _ list: String, _ names: [String], _ policy: NamePolicy = .standard
  ) throws -> [String] {
    let records = names.enumerated().map { record("Work number \($0) of these", [$1]) }
    return try bibliography([records], names: policy, rules: list).people.map(\.label)
  }

  @Test func vosviewerThesaurus() throws {
    let thesaurus =
      "label\treplace by\r\nzhai, xiaohai\tzhai, xiaohua\r\naho a.\taho, ada\r\nanon team\t\r\n"
    #expect(
      try labels(
        thesaurus, ["Xiaohai Zhai", "Xiaohua Zhai", "A. Aho", "Ada Aho", "Anon Team", "Bo Berg"])
        == ["Ada Aho", "Bo Berg", "Xiaohua Zhai"])
    // The replacement shows people whether or not a work has it.
    #expect(try labels("\"label\",\"replace by\"\nA. Aho,Ada Aho\n", ["A. Aho"]) == ["Ada Aho"])
  }

  @Test func citeSpaceAliases() throws {
    #expect(
      try labels("CHEN CM#CHEN C\nAHO A#AHO B\n", ["C Chen", "CM Chen"]) == ["CM Chen"])
  }

  /// Rulings that have one `#` a line are no such file.
  @Test func rulingsAreNoAliases() {
    for text in ["drop: a#1", "drop: doi:10.1/x#1\ngroup: b#2\n", "a#1 = b", "a#1"] {
      #expect(!Rulings(text, file: "r").areOfList)
    }
    #expect(Rulings("CHEN CM#CHEN C", file: "r").areOfList)
  }

  @Test func tableOfAliases() throws {
    #expect(
      try labels(
        "alias,name\nAndy Pavlo,Andrew Pavlo\n\"Aho, A.\",Ada Aho\n",
        ["Andy Pavlo", "Andrew Pavlo", "A. Aho"]) == ["Ada Aho", "Andrew Pavlo"])
    let numbered = [
      record("One work", ["Wei Wang|dblp:Wei Wang 0001"]), record("Other", ["W. Wang"]),
    ]
    #expect(
      try bibliography([numbered], rules: "alias,name\nW. Wang,Wei Wang 0001\n").people.count == 1)
  }

  @Test func anAliasOfTwoNamesIsLeftOut() throws {
    let list = "alias,name\nA. Aho,Ada Aho\nB. Berg,Bo Berg\nA. Aho,Adam Aho\n,x\n"
    #expect(
      try labels(list, ["A. Aho", "Ada Aho", "Adam Aho", "B. Berg"])
        == ["A. Aho", "Ada Aho", "Adam Aho", "Bo Berg"])
    #expect(
      Rulings(list, file: "l.csv").diagnostics.map(\.description) == [
        "l.csv:5:1: warning: 1 line without a name or its replacement: left out [names.broken-rule]",
        "l.csv:4:1: error: 'A. Aho' is mapped to 'Ada Aho' (l.csv:2) and to 'Adam Aho' (l.csv:4); it "
          + "is left out [names.contradicting-rule]",
      ])
  }

  @Test func variantsAsTheACLAnthologyKeepsThem() throws {
    let list = """
      - canonical: {first: Anthony, last: Hughes}  # a comment
        id: anthony-hughes
        orcid: 0009-0003-4065-1094
        comment: 'somewhere: else'
        variants:
        - {first: Anthony James, last: Hughes}
        - {first: '', last: "O'Hughes, Jr."}
      - canonical:
          first: Steven
          last: Abney
        similar: [steve-a, steven-b]
        variants:
          - first: Steve
            last: Abney
      - canonical: {first: Yang, last: Liu}
        id: yang-liu-icsi
        variants:
        - {first: Y., last: Liu}
      - canonical: {first: Yang, last: Liu}
        comment: another
        variants:
        - {first: Yang Z., last: Liu}
      """
    let found = Rulings(list, file: "v.yaml")
    #expect(found.rulings.map(\.line) == [1, 8, 15])
    #expect(found.rulings[0].sides.count == 5)
    #expect(
      found.diagnostics.map(\.description) == [
        "v.yaml:19:1: note: 1 entry has a name that stands in others too, and no identifier: that "
          + "name is left out there [names.ambiguous-name]"
      ])
    let records = [
      record("One", ["Steve Abney", "Yang Liu|local:acl/yang-liu-icsi"]),
      record("Two", ["Y. Liu", "Yang Liu"]),
    ]
    #expect(
      try bibliography([records], rules: list).people.map(\.label) == [
        "Steven Abney", "Yang Liu", "Yang Liu (2)",
      ])
  }

  /// Damaged lists are no trap: each is cut at every byte.
  @Test func cutListsAreRead() {
    for list in [
      "- canonical: {first: 'A', last: \"B\"}\n  variants:\n  - {first: '', last: B}\n  - first: C\n",
      "label\treplace by\n\"a\tb\n", "a#b\nc#d", "alias,name\n\"x,\"\"y\",z",
      "different: W @ doi:10.1/a,b, key:c | * # d\nrename: a#1 | É (X)\nA != 0000-0002-1825-0097\n",
    ] {
      for end in 0...list.utf8.count {
        _ = Rulings(String(decoding: Array(list.utf8.prefix(end)), as: UTF8.self), file: "x")
      }
    }
  }

  private static let variants = "data/acl-anthology/name_variants.yaml"

  /// 3,687 entries by `grep -c '^- canonical'`, 2,789 with variants.
  @Test(.enabled(if: SharedData.has(variants)))
  func theAnthologysOwnListIsRead() throws {
    let file = try #require(SharedData.url(Self.variants))
    let found = Rulings(try String(contentsOf: file, encoding: .utf8), file: "v")
    #expect(found.rulings.count > 2700)
    #expect(
      found.diagnostics.allSatisfy {
        $0.id == "names.ambiguous-name" || $0.id == "names.broken-rule"
      })
  }
}
