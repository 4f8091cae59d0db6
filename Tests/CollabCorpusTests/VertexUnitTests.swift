import CollabBibliography
import CollabCore
import CollabGraph
import Testing

@testable import CollabCorpus

/// Six works, with all values worked out by hand.
///
/// | work | affiliations | institutions | countries |
/// |---|---|---|---|
/// | 1 | Ann: Imec NL; Bob: Univ Oxford, UK | IMEC, Oxford | GB |
/// | 2 | Ann: IMEC; Cy: Oxford; Dee: CNRS | IMEC, Oxford, CNRS | GB, FR |
/// | 3 | Ann: IMEC, NL and CNRS | IMEC, CNRS | FR |
/// | 4 | Bob and Cy: Oxford | Oxford | GB |
/// | 5 | Eve: none | | |
/// | 6 | Dee: CNRS; Flo and Gus: National Banks of two countries | CNRS, two banks | FR, PE, CL |
@Suite struct VertexUnitTests {
  private static let works: [[(name: String, affiliations: [String])]] = [
    [("Ann", ["Imec NL"]), ("Bob", ["Univ Oxford, UK"])],
    [
      ("Ann", ["IMEC"]), ("Cy", ["Physics, University of Oxford, Oxford OX1 2JD, UK."]),
      ("Dee", ["CNRS, Paris, France"]),
    ],
    [("Ann", ["IMEC, NL", "CNRS, Paris, France"])],
    [("Bob", ["The University of Oxford, UK"]), ("Cy", ["University of Oxford, England"])],
    [("Eve", [])],
    [
      ("Dee", ["CNRS, Paris, France"]), ("Flo", ["National Bank, Lima, Peru"]),
      ("Gus", ["National Bank; Chile"]),
    ],
  ]

  private static func bibliography(
    reversed: Bool = false, rulings: String = ""
  ) throws -> Bibliography {
    let sources = works.enumerated().map { index, byline in
      var content = RecordSink(file: "work\(index)")
      var record = Record(line: 1)
      record.title = "Work \(index + 1) of the table of institutions"
      record.date = PartialDate(2000 + index)
      record.byline = byline.map {
        Contributor(PersonName(given: $0.name, family: "Oak"), affiliations: $0.affiliations)
      }
      content.append(record)
      return ReadSource(
        source: Source(name: "work\(index)", format: "test", sha256: "\(index)", entryCount: 1),
        content: content)
    }
    return try Bibliography(
      merging: reversed ? sources.reversed() : sources,
      rulings: rulings.isEmpty ? Rulings() : Rulings(rulings, file: "rulings.txt"))
  }

  private static func corpus(
    _ unit: VertexUnit, reversed: Bool = false, rulings: String = ""
  ) throws -> Corpus {
    try Corpus(
      bibliography(reversed: reversed, rulings: rulings), unit: unit, thresholds: Thresholds(),
      execution: .serial)
  }

  private func ties(_ corpus: Corpus) throws -> [String] {
    try corpus.network.graph().edges.map {
      "\(corpus.labels[Int($0.a)]) – \(corpus.labels[Int($0.b)]): \($0.weight)"
    }
  }

  @Test func institutions() throws {
    let corpus = try Self.corpus(.institutions)
    #expect(
      corpus.labels == [
        "CNRS", "IMEC", "National Bank (Chile)", "National Bank (Peru)", "University of Oxford",
      ])
    #expect(
      try ties(corpus) == [
        "CNRS – IMEC: 1.5", "CNRS – National Bank (Chile): 0.5",
        "CNRS – National Bank (Peru): 0.5", "CNRS – University of Oxford: 0.5",
        "IMEC – University of Oxford: 1.5",
        "National Bank (Chile) – National Bank (Peru): 0.5",
      ])
    let units = try #require(corpus.units)
    #expect(units.authorships == 12)
    #expect(units.authorshipsWithAffiliation == 11)
    #expect(units.worksWithUnits == 5)
    #expect(units.worksWithoutUnits == 1)
    #expect(units.joinedSpellings == 3)
    #expect(
      units.spellings[4].map { "\($0.text) \($0.count)" } == [
        "University of Oxford 2", "The University of Oxford 1", "Univ Oxford 1",
      ])
    #expect(units.messages.map(\.id) == ["units.coverage"])
    #expect(
      units.messages[0].message
        == "11 of 12 authorships (92\u{202F}%) have an affiliation; 5 of 6 works (83\u{202F}%) have an "
        + "institution, the others are left out")
  }

  @Test(arguments: [
    (
      "institution same: CNRS | IMEC",
      ["CNRS", "National Bank (Chile)", "National Bank (Peru)", "University of Oxford"]
    ),
    (
      "Institution Different: Imec  NL | IMEC  # two sites",
      [
        "CNRS", "IMEC", "Imec NL", "National Bank (Chile)", "National Bank (Peru)",
        "University of Oxford",
      ]
    ),
    (
      "institution rename: National Bank (Peru) | Banco de la Nación",
      ["Banco de la Nación", "CNRS", "IMEC", "National Bank", "University of Oxford"]
    ),
    (
      "institution rename: imec | CNRS",
      [
        "CNRS (France)", "CNRS (Netherlands)", "National Bank (Chile)", "National Bank (Peru)",
        "University of Oxford",
      ]
    ),
    (
      "institution same: National Bank (Chile) | National Bank (Peru)",
      ["CNRS", "IMEC", "National Bank", "University of Oxford"]
    ),
  ])
  func rulingsOnInstitutions(rulings: String, labels: [String]) throws {
    for reversed in [false, true] {
      let corpus = try Self.corpus(.institutions, reversed: reversed, rulings: rulings)
      #expect(corpus.labels == labels)
      #expect(corpus.units?.messages.map(\.id) == ["units.coverage"])
    }
    // People are decided as without.
    let authors = try Self.corpus(.authors, rulings: rulings)
    #expect(try authors.labels == Self.corpus(.authors).labels)
    #expect(authors.bibliography.diagnostics.allSatisfy { !$0.id.hasPrefix("names.") })
  }

  @Test func aRulingJoinsTiesAndNamesItself() throws {
    let corpus = try Self.corpus(.institutions, rulings: "institution same: IMEC | CNRS")
    #expect(try ties(corpus)[0] == "CNRS – National Bank (Chile): 0.5")
    #expect(try ties(corpus)[2] == "CNRS – University of Oxford: 2.0")
    let spellings = try #require(corpus.units?.spellings[0])
    #expect(spellings.map { "\($0.text) \($0.count)" } == ["CNRS 3", "IMEC 2", "Imec NL 1"])
    #expect(UnitFindings.difference(of: "IMEC", from: "CNRS") == "ruling")
  }

  @Test func rulingsOnInstitutionsThatSayNothingAreReported() throws {
    let rulings = """
      institution same: IMEC | MIT
      institution different: CNRS | IMEC
      institution same: CNRS | imec
      institution rename: CNRS | Centre
      institution rename: CNRS | Center
      """
    let corpus = try Self.corpus(.institutions, rulings: rulings)
    #expect(corpus.labels[0...1] == ["Centre", "IMEC"])
    let messages = try #require(corpus.units?.messages).filter { $0.id.hasPrefix("names.") }
      .sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    #expect(
      messages.map { "\($0.line ?? 0) \($0.severity) \($0.id) \($0.message)" } == [
        "1 warning names.unused-rule no affiliation names 'MIT'",
        "3 error names.contradicting-rule this contradicts institution different: at rulings.txt:2; this ruling is left out",
        "5 error names.contradicting-rule this contradicts institution rename: at rulings.txt:4; this ruling is left out",
      ])
  }

  @Test func aSpellingOnNoSideIsReported() throws {
    let corpus = try Self.corpus(
      .institutions, rulings: "institution different: Univ Oxford | University of Oxford")
    #expect(corpus.labels.count { $0.contains("Oxford") } == 3)
    #expect(
      corpus.units?.messages.filter { $0.id == "units.no-side" }.map(\.message) == [
        "'The University of Oxford' is on no side of this ruling, and stays an institution apart"
      ])
  }

  @Test func brokenRulingsOnInstitutionsAreErrors() {
    let rulings = Rulings(
      """
      institution group: IMEC
      institution same: IMEC
      institution same: IMEC |
      institution different: IMEC | IMEC
      institution rename: IMEC
      Institution Smith = Ann Smith
      """, file: "rulings.txt")
    #expect(rulings.diagnostics.map(\.line) == [1, 2, 3, 4, 5])
    #expect(
      rulings.diagnostics.allSatisfy { $0.id == "names.broken-rule" && $0.severity == .error })
  }

  @Test func countries() throws {
    let corpus = try Self.corpus(.countries)
    #expect(corpus.labels == ["Chile", "France", "Peru", "United Kingdom"])
    #expect(
      try ties(corpus) == [
        "Chile – France: 0.5", "Chile – Peru: 0.5", "France – Peru: 0.5",
        "France – United Kingdom: 1.0",
      ])
    let units = try #require(corpus.units)
    #expect(units.worksWithCountry == 5)
    #expect(units.internationalWorks == 2)
    #expect(units.internationalShare == 0.4)
    #expect(units.authorshipsWithCountry == 9)
    #expect(units.messages.map(\.id) == ["units.coverage", "units.country-unknown"])
  }

  @Test(arguments: [VertexUnit.institutions, .countries])
  func orderOfInputsDoesNotMatter(unit: VertexUnit) throws {
    let (first, second) = (try Self.corpus(unit), try Self.corpus(unit, reversed: true))
    #expect(first.labels == second.labels)
    #expect(try ties(first) == ties(second))
  }

  @Test(
    arguments: [
      ("University of Aberdeen, AB24 3UE, UK", "GB"), ("Tianjin 300072, Peoples R China", "CN"),
      ("MIT, Cambridge, MA 02139 USA", "US"), ("Rutgers, Newark, NJ 07102", "US"),
      ("Univ. of New Mexico, Albuquerque, New Mexico", "US"), ("IBM, Tokyo, P.R. China.", "CN"),
      ("Google (United States)", "US"), ("Uni, Bonn, Germany. a.b@uni.de", "DE"),
      ("KAIST, Daejeon, Republic of Korea", "KR"), ("State University, Tbilisi, Georgia", "GE"),
      ("Emory, Atlanta, Georgia", nil), ("KAIST, Daejeon, Korea", nil),
      ("Xerox, Palo Alto, CA", nil),
      ("University of New South Wales", nil), ("Bank of England", nil), ("", nil), (", ;", nil),
    ] as [(String, String?)])
  func countryOfAddress(address: String, code: String?) {
    #expect(AddressCountry.code(in: address) == code)
  }

  @Test(arguments: [
    ("IMEC", "Imec NL"), ("Google Inc.", "Google, LLC, Mountain View"),
    ("Liège Univ", "Liege University"),
    ("AT&T", "AT & T"), ("King's College London", "King’s College London"),
    ("Max Planck Institute for Physics", "Max-Planck-Institute for Physics"),
    ("Google (Canada)", "Google"), ("Univ. Oxford", "The University of Oxford"),
  ])
  func joined(a: String, b: String) throws {
    #expect(try #require(InstitutionName(a)).key == #require(InstitutionName(b)).key)
  }

  @Test(arguments: [
    ("University of Iceland", "University"), ("York University", "University of York"),
    ("Universidad de Chile", "Universidad"), ("Tokyo University", "Kyoto University"),
    ("Institute of Physics, Warsaw, Poland", "Institute of Physics, Berlin, Germany"),
    ("University of California, Davis", "University of California, Irvine"),
    ("Washington University", "University of Washington"),
  ])
  func apart(a: String, b: String) throws {
    #expect(try #require(InstitutionName(a)).key != #require(InstitutionName(b)).key)
  }

  @Test(arguments: ["", "-", "n/a", "Unknown", "Germany", "12345", "a@b.org", "None."])
  func nothing(affiliation: String) {
    #expect(InstitutionName(affiliation) == nil)
  }

  @Test(arguments: [
    ("IMEC", "imec", "case"), ("Liège University", "Liege University", "accents"),
    ("US Survey", "U.S. Survey", "punctuation"), ("IMEC", "Imec NL", "country"),
    ("Google Inc", "Google LLC", "legal form"),
    ("University of Oxford", "The University of Oxford", "small words"),
    ("University of Oxford", "Univ Oxford", "abbreviation"),
    ("Wageningen University and Research", "Wageningen University & Research", "punctuation"),
  ])
  func differences(a: String, b: String, word: String) {
    #expect(UnitFindings.difference(of: b, from: a) == word)
  }
}
