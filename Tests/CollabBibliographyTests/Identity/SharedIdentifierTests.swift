import CollabCore
import Testing

@testable import CollabBibliography

/// Entries that share an identifier are one work only where title or byline agree.
@Suite struct SharedIdentifierTests {
  private let doi = Identifier(.doi, "10.1/x")

  /// The number of works that two entries with one DOI make, in any order and from any files.
  private func works(
    _ a: String?, _ ofA: [String], _ b: String?, _ ofB: [String], ids: [[Identifier?]] = [[], []]
  ) throws -> Int {
    let entries = [
      record(a, ofA, year: 2001, ids: [doi] + ids[0]),
      record(b, ofB, year: 2001, ids: [doi] + ids[1]),
    ]
    let counts = try [[entries], [Array(entries.reversed())], entries.map { [$0] }].map { sources in
      let found = try bibliography(sources)
      #expect(
        found.diagnostics.count { $0.id == "merge.identifier-shared" } == found.works.count - 1)
      return found.works.count
    }
    #expect(Set(counts).count == 1, "\(a ?? "") \(b ?? "")")
    return counts[0]
  }

  @Test(arguments: [
    ("On the growth of networks I", "On the growth of networks II"),
    ("On the growth of networks, Part 1", "On the growth of networks, Part 2"),
    ("On the growth of networks, part one", "On the growth of networks, part two"),
    ("On the growth of networks: Part I", "On the growth of networks: Part 2"),
    ("Networks. I. Growth of the first kind", "Networks. II. Decay and other matters"),
    ("Networks, Part A: growth", "Networks, Part B: decay"),
    ("The growth of networks (1)", "The growth of networks (2)"),
    ("The growth of networks (i)", "The growth of networks (ii)"),
    ("Handbook of networks, Volume 1", "Handbook of networks, Volume 2"),
    ("Handbook of networks, vol. 1", "Handbook of networks, vol. 3"),
    ("Netze und ihr Wachstum, Erster Teil", "Netze und ihr Wachstum, Zweiter Teil"),
    ("Netze und ihr Wachstum. Teil 1", "Netze und ihr Wachstum. Teil 2"),
    ("The growth of networks Ⅰ", "The growth of networks Ⅱ"),
    ("网络的增长（一）", "网络的增长（二）"), ("网络的增长（上）", "网络的增长（下）"),
    ("The growth of networks", "The growth of networks II"),
    ("Report of the year 2019 on networks", "Report of the year 2020 on networks"),
    ("An outbreak of H1N1 in a network", "An outbreak of H3N2 in a network"),
    ("The second growth of networks", "The third growth of networks"),
    ("The growth of networks-Part1", "The growth of networks-Part2"),
    ("Networks grow", "Erratum: Networks grow"), ("Networks grow", "Networks grow [Erratum]"),
    ("Networks grow", "Correction to: Networks grow"), ("Networks grow", "Networks grow: reply"),
    ("Networks grow", "Networks grow (vol 12, pg 345, 2010)"),
    ("Networks grow", "Retraction note: Networks grow"),
    ("Networks grow", "Retraction of “Networks grow”"),
    ("Networks grow", "Publisher's Correction: Networks grow"),
    ("Networks grow", "Rejoinder: Networks grow"),
    ("Networks grow", "Discussion of ‘Networks grow’"),
    ("Comment on “Networks grow”", "Reply to “Comment on ‘Networks grow’”"),
  ]) func partsAndNoticesNeverJoin(_ titles: (String, String)) throws {
    #expect(try works(titles.0, ["Ada Aho", "Bo Berg"], titles.1, ["Ada Aho", "Bo Berg"]) == 2)
    #expect(try works(titles.0, [], titles.1, []) == 2)
  }

  @Test(arguments: [
    ("Growth of networks", "Growth of networks: a framework for many authors"),
    ("Growth of networks, Part II", "Growth of networks, part 2"),
    ("Growth of networks", "Growth of networks I"), ("Growth of networks", "Growth of netwroks"),
    ("Memories of World War II", "Memories of World War Two"),
    ("COVID-19 and networks of authors", "COVID 19 and networks of authors"),
    ("Industry 4.0 and networks", "Industry 4.0, and the networks"),
    ("RETRACTED: Growth of networks", "Growth of networks"),
    ("Dose–response in networks", "Dose-response in network"),
    ("What I learned from networks", "What I have learned from networks"),
    ("The response of networks", "The response of the networks"),
  ]) func likeTitlesJoin(_ titles: (String, String)) throws {
    #expect(try works(titles.0, ["Ada Aho", "Bo Berg"], titles.1, ["A. Aho", "Bo Berg"]) == 1)
    #expect(try works(titles.0, [], titles.1, ["Ada Aho"]) == 1)
  }

  @Test func titleOrBylineMustAgree() throws {
    let one = "Low precision arithmetic", other = "Training deep nets with small numbers"
    // The authors are the same.
    #expect(try works(one, ["Ada Aho", "Bo Berg"], other, ["B. Berg", "A. Aho"]) == 1)
    #expect(try works(one, ["Ada Aho", "…"], other, ["Ada Aho", "Bo Berg"]) == 1)
    // One of many, or nothing is known of them, or nobody is.
    #expect(
      try works(one, ["Ada Aho", "Bo Berg", "Cai Chen"], other, ["Ada Aho", "Di Dee", "Ed Eks"])
        == 2)
    #expect(try works(one, ["Ada Aho"], other, []) == 2)
    #expect(try works(one, ["Ada Aho"], other, ["Bo Berg"]) == 2)
    #expect(try works(nil, ["Ada Aho"], other, ["Bo Berg"]) == 2)
    #expect(try works(nil, [], other, ["Bo Berg"]) == 1)
    // Equal titles agree; those that many works bear do not.
    #expect(try works(one, ["Ada Aho"], one, ["Bo Berg"]) == 1)
    for title in [
      "Editorial", "Introduction", "Preface", "Foreword", "Reply", "Book review", "Erratum",
    ]
      + ["Correction to: Growth of networks", "Discussion of the growth of networks"]
    {
      #expect(try works(title, ["Ada Aho"], title, ["Bo Berg"]) == 2)
      #expect(try works(title, ["Ada Aho"], title, ["Ada Aho"]) == 1)
    }
    // Two numbers of another register speak against it.
    let numbers = [[Identifier(.arxiv, "1001.1")], [Identifier(.arxiv, "1001.2")]]
    #expect(try works(one, ["Ada Aho"], other, ["Ada Aho"], ids: numbers) == 2)
    #expect(try works(one, ["Ada Aho"], one + " of numbers", ["Ada Aho"], ids: numbers) == 1)
    // The review of a book is not the book.
    #expect(
      try works("Book review: Growth of networks", ["Ada Aho"], "Growth of networks", ["Bo Berg"])
        == 2)
  }

  @Test func anUntitledEntryJoinsNoTwoParts() throws {
    let pmid = Identifier(.pmid, "7")
    let found = try bibliography([
      [record("Networks, Part 1", ["Ada Aho"], ids: [doi])], [record(nil, [], ids: [doi, pmid])],
      [record("Networks, Part 2", ["Ada Aho"], ids: [pmid])],
    ])
    #expect(found.works.count == 2)
    #expect(found.diagnostics.map(\.id) == ["merge.identifier-shared"])
  }

  @Test func theClashIsToldOnceForEachIdentifier() throws {
    let found = try bibliography([
      [record("Growth of networks, Part I", ["Ada Aho"], ids: [doi])],
      (2...4).map { record("Growth of networks, Part \($0)", ["Ada Aho"], ids: [doi]) },
    ])
    #expect(found.works.count == 4)
    #expect(
      found.diagnostics.map(\.description) == [
        "s1:1: warning: doi:10.1/x is on different works: 'Growth of networks, Part 2' here,"
          + " 'Growth of networks, Part I' in s0:1, and 2 more entries; they are kept apart"
          + " [merge.identifier-shared]"
      ])
  }

  /// Comparing all with all would take minutes here.
  @Test func oneIdentifierOnManyWorksStaysFast() throws {
    var random = SplitMix64(seed: 1)
    let many = (0..<20_000).map { index in
      let words = (0..<5).map { _ in String(random.below(1 << 40), radix: 36) }
      return record(words.joined(separator: " "), ["Ada A\(index)x"], ids: [doi])
    }
    #expect(try bibliography([many]).works.count == 20_000)
  }

  @Test func namesThatAMergeDropsAreToldOnce() throws {
    let title = "On the collaboration of many authors"
    let pair = { (index: Int, other: String) in
      [
        record("\(title) \(index)", ["Ada Aho", "Bo Berg", "Remco de Bree"]),
        record("\(title) \(index)", ["Ada Aho", other]),
      ]
    }
    let drop = try bibliography([pair(1, "Cai Chen") + pair(2, "Di Dee") + pair(3, "Bo Berg")])
    #expect(drop.works.count == 3)
    #expect(drop.people.map(\.label) == ["Ada Aho", "Bo Berg", "Remco de Bree"])
    #expect(
      drop.diagnostics.map(\.description) == [
        "s0:1: warning: entries of 2 works name 2 authors whom the byline that is kept leaves out:"
          + " 'Cai Chen' (s0:1), 'Di Dee' (s0:1) [merge.byline-differs]"
      ])
    // Spellings, initials and particles are no other people.
    for other in ["Berg, B.", "Bree, Remco", "Remco de Brej", "BO BERG"] {
      #expect(try bibliography([pair(1, other)]).diagnostics.isEmpty, "\(other)")
    }
    // A cut byline is completed by all.
    let cut = try bibliography([
      [record(title, ["Ada Aho", "…"]), record(title, ["Ada Aho", "Bo Berg", "…"])]
    ])
    #expect(cut.people.count == 2)
    #expect(cut.diagnostics.isEmpty)
  }

  @Test func aBylineOfInvertedNamesIsTheSame() throws {
    let title = "Lakes of the wild west"
    let found = try bibliography([
      [
        record(title, ["Ann Hill", "Bob Wood", "Cy Lake"], year: 2013),
        record(title, ["Hill Ann", "Wood Bob", "Cy Lake"], year: 2013),
      ]
    ])
    #expect(found.works.map(\.mergeReasons) == [["title"]])
    #expect(found.people.map(\.label) == ["Ann Hill", "Cy Lake", "Bob Wood"])
    #expect(
      found.diagnostics.map(\.description) == [
        "s0:1: note: entries of 1 work have given and family name exchanged in 2 names, which count as"
          + " the name of the byline that is kept: 'Hill Ann' (s0:1), 'Wood Bob' (s0:1)"
          + " [merge.inverted-name]"
      ])
    // Another name than the inverted one is another author.
    #expect(
      try bibliography([
        [
          record(title, ["Ann Hill", "Bob Wood"], year: 2013),
          record(title, ["Hill Ann", "Wood Ann"], year: 2013),
        ]
      ]).works.count == 2)
  }

  @Test func theSameEntryTwiceIsOneWork() throws {
    var entry = record("Random forests", ["Ada Aho"], year: 2001)
    entry.key = "aho01"
    let found = try bibliography([[entry, entry]])
    #expect(found.works.map(\.entries.count) == [2])
    #expect(found.entryCount == 2)
    #expect(found.diagnostics.isEmpty)
  }
}
