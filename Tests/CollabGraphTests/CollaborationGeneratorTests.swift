import CollabGraph
import Testing

@Suite struct CollaborationGeneratorTests {
  @Test func theSeedDecides() {
    let generator = CollaborationGenerator(works: 500, seed: 3)
    #expect(generator.generate() == generator.generate())
    #expect(generator.generate() != CollaborationGenerator(works: 500, seed: 4).generate())
  }

  @Test func noWorksNoAuthors() {
    let none = CollaborationGenerator(works: 0).generate()
    #expect(none.workCount == 0 && none.authorCount == 0)
    #expect(none.network().vertexCount == 0)
  }

  @Test func worksHaveAuthorsYearsAndCitations() {
    let made = CollaborationGenerator(works: 4000, seed: 1).generate()
    #expect(made.workCount == 4000)
    for work in 0..<4000 {
      let byline = made.byline(work)
      #expect(!byline.isEmpty && Set(byline).count == byline.count)
      #expect((1990...2024).contains(Int(made.facts.years[work])))
      #expect(made.facts.citations[work] >= 0)
    }
    // More works every decade, and years in order.
    #expect(made.facts.years == made.facts.years.sorted())
    let early = made.facts.years.count { $0 < 2000 }, late = made.facts.years.count { $0 > 2014 }
    #expect(0 < early && early < late)
    // Everybody wrote something; most ties are within a field; some authors write a lot.
    let incidence = made.network().incidence
    let papers = (0..<made.authorCount).map { incidence.works(ofAuthor: $0).count }
    #expect(papers.allSatisfy { $0 > 0 })
    #expect((papers.max() ?? 0) > 20)
  }

  @Test func namesAndTitlesDiffer() {
    let made = CollaborationGenerator(works: 6000, seed: 2).generate()
    let names = (0..<made.authorCount).map { made.authorName($0) }
    #expect(Set(names.map { "\($0.given) \($0.family)" }).count == names.count)
    let far = (0..<120_000).map { made.authorName($0) }
    #expect(Set(far.map { "\($0.given) \($0.family)" }).count == far.count)
    let titles = (0..<made.workCount).map { work in
      made.bibTeX(work).split(separator: "\n")[1]
    }
    #expect(Set(titles).count == titles.count)
  }

  @Test func anEntryIsBibTeX() {
    let made = CollaborationGenerator(works: 3, seed: 5).generate()
    let lines = made.bibTeX(2).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "@article{w3,")
    #expect(lines[1].hasPrefix("  title = {") && lines[1].hasSuffix("},"))
    #expect(lines[4].hasPrefix("  year = {"))
    #expect(lines[6] == "}" && lines[7].isEmpty)
    let authors = lines[2].components(separatedBy: " and ").count
    #expect(authors == made.byline(2).count)
  }
}

extension Substring {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator)
  }
}
