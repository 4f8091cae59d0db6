import Testing

/// Institutions and countries in the place of authors, in every command that makes a network.
///
/// OpenAlex: work 1 of Delft (NL) and Gent (BE), work 2 of Delft and Kyoto (JP), work 3 of Delft
/// alone, work 4 of nobody known. So Delft has three works and two ties, and of three works with
/// a country two have two.
@Suite struct UnitOptionTests {
  private static func author(_ name: String, _ institution: String?, _ country: String) -> String {
    let places =
      institution.map { "[{\"display_name\":\"\($0)\",\"country_code\":\"\(country)\"}]" } ?? "[]"
    let countries = institution == nil ? "[]" : "[\"\(country)\"]"
    return "{\"author\":{\"display_name\":\"\(name)\"},\"institutions\":\(places),"
      + "\"countries\":\(countries)}"
  }

  private static let openAlex: String = [
    [author("Ann Oak", "Delft", "NL"), author("Bob Elm", "Gent", "BE")],
    [
      author("Ann Oak", "Delft", "NL"), author("Eve Ash", "Delft", "NL"),
      author("Kei Mori", "Kyoto", "JP"),
    ],
    [author("Ann Oak", "DELFT", "NL"), author("Eve Ash", "Delft", "NL")],
    [author("Zoe Fir", nil, "")],
  ].enumerated().map { index, byline in
    "{\"id\":\"https://openalex.org/W\(index + 1)\",\"title\":\"The work number \(index + 1)\","
      + "\"publication_year\":2020,\"authorships\":[\(byline.joined(separator: ","))]}\n"
  }.joined()

  private static let scopus = """
    "Authors","Title","Year","Source title","Affiliations","EID"
    "Oak A.; Elm B.","A first work","2020","J","Delft Univ, Delft, Netherlands; Gent, Belgium","2-s2.0-1"
    "Oak A.; Ash E.","A second work","2021","J","Delft University, Netherlands","2-s2.0-2"

    """

  private func run(
    _ command: String, with text: String = Self.openAlex, as name: String = "w.jsonl"
  )
    throws -> (output: String, errors: String, status: Int32)
  {
    var result = (output: "", errors: "", status: Int32(-1))
    try Executable.run { executable in
      let outcome = try executable.shell("cat > \(name) <<'END'\n\(text)END\ncollab \(command)")
      result = (outcome.output, outcome.errors, outcome.status)
    }
    return result
  }

  @Test func rankings() throws {
    let found = try run("rank w.jsonl --unit institutions --by papers,degree,strength --format csv")
    #expect(
      found.output
        == "rank,institution,papers,degree,strength\n1,Delft,3,2,2\n2,Gent,1,1,1\n3,Kyoto,1,1,1\n",
      "\(found)")
    #expect(
      found.errors.contains(
        "7 of 8 authorships (88\u{202F}%) have an affiliation; 3 of 4 works (75\u{202F}%) have an institution"
      ),
      "\(found.errors)")
    let countries = try run("rank w.jsonl --unit countries --by papers --format csv")
    #expect(
      countries.output == "rank,country,score\n1,Netherlands,3\n2,Belgium,1\n3,Japan,1\n",
      "\(countries)")
  }

  @Test func statistics() throws {
    let found = try run("stats w.jsonl --unit countries --format csv")
    for line in [
      "works with countries,3", "works without countries (left out),1",
      "works with a known country,3", "works of two countries or more,2", "vertices (countries),3",
      "edges (pairs of countries),2",
    ] {
      #expect(found.output.contains(line + "\n"), "\(found.output)")
    }
    #expect(found.output.contains("of those with a known country),0.666"), "\(found.output)")
    let spellings = try run("stats w.jsonl --unit institutions --spellings --format csv")
    #expect(
      spellings.output.contains("Delft,Delft,4,\nDelft,DELFT,1,case\n"), "\(spellings.output)")
  }

  /// Scopus lists the affiliations of a work, not of each author.
  @Test func affiliationsOfWorks() throws {
    let found = try run(
      "rank s.csv --unit institutions --by papers --format csv", with: Self.scopus, as: "s.csv")
    #expect(
      found.output == "rank,institution,score\n1,Delft Univ,2\n2,Gent,1\n", "\(found)")
    #expect(found.errors.contains("2 works gave affiliations without saying whose"))
  }

  @Test(arguments: [
    ("path gent kyoto w.jsonl --unit institutions --format csv", "1,Delft,The work number 1"),
    ("author delft w.jsonl --unit institutions --format csv", "institution,weight,works\nGent,"),
    ("author delft w.jsonl --unit institutions --format json", "\"institution\": \"Delft\""),
    (
      "explain w.jsonl --unit institutions --author delft --by papers --format csv",
      "openalex:W3,The work number 3,2020,w.jsonl:3,1\n"
    ),
    (
      "explain w.jsonl --unit countries --tie japan netherlands",
      "1/(n − 1), for each shared work of n countries"
    ),
    (
      "stats w.jsonl --unit countries --structure",
      "share of the pairs of countries that are partners"
    ),
    ("clusters w.jsonl --unit countries --members --format csv", "cluster,country"),
    ("export w.jsonl --unit institutions --to edge-list", "Gent"),
    ("draw w.jsonl --unit institutions -o m.dot && cat m.dot", "Map of institutions"),
    ("draw w.jsonl --unit countries -o m.dot && cat m.dot", "3 countries"),
  ])
  func everyCommand(command: String, text: String) throws {
    let found = try run(command)
    #expect(found.status == 0 && found.output.contains(text), "\(found)")
  }

  @Test(arguments: [
    ("rank lab.bib --unit institutions", 1, "no work states an affiliation"),
    ("stats lab.bib --unit countries", 1, "no work states an affiliation"),
    ("stats lab.bib --spellings", 64, "--spellings needs --unit institutions"),
    ("stats lab.bib --duplicates --unit countries", 64, "--unit would have no effect"),
    ("export lab.bib --unit countries --to bibtex", 64, "--unit would have no effect"),
    ("draw w.jsonl --unit countries --color-by country -o m.svg", 64, "is for people"),
    ("rank w.jsonl --unit countries --groups", 64, "--groups would have no effect with --unit"),
    ("report w.jsonl --unit institutions --groups -o out", 64, "--groups would have no effect"),
    ("report w.jsonl --unit institutions --color-by affiliation -o out", 64, "is for people"),
    ("explain w.jsonl --unit countries --count works", 64, "--unit would have no effect"),
    ("author gnt w.jsonl --unit institutions", 64, "no institution is called 'gnt'"),
    ("path delft DELFT w.jsonl --unit institutions", 64, "are one institution, Delft"),
    ("report lab.bib --unit institutions -o out", 1, "no work states an affiliation"),
    ("rank w.jsonl --unit countries --by citations", 0, "no value is known for any country"),
    ("rank w.jsonl --unit countries --by m-quotient", 0, "no career of a country"),
    ("rank w.jsonl --unit institutions --by fractional-papers", 0, "among their institutions"),
    ("rank w.jsonl --unit institutions --min-papers 2", 0, "2 of 3 institutions left out by"),
  ])
  func messages(command: String, status: Int32, message: String) throws {
    let found = try run(command)
    #expect(found.status == status && found.errors.contains(message), "\(found)")
  }

  /// The files of a report have the names of the unit, and its page the words; no word of people is left.
  @Test func reports() throws {
    let found = try run(
      "report w.jsonl --unit institutions -o out -q; ls out | grep instit; cat out/report.md; "
        + "head -n 1 out/works.csv; collab verify out --rerun w.jsonl 2>&1; "
        + "sed 's/<[^>]*>/ /g' out/institution-delft.html")
    for text in [
      "institution-delft.html\ninstitution-gent.html\ninstitution-kyoto.html\ninstitutions.csv\n",
      "· 1 source, 4 entries · 75\u{202F}% of the works have an institution\n",
      "**3 institutions have 3 works; chains of shared works connect 100\u{202F}% of them.**",
      "> 7 of 8 authorships (88\u{202F}%) have an affiliation; 3 of 4 works (75\u{202F}%) have an institution,",
      "| Pairs of institutions | 2 |", "| rank | institution | pagerank |",
      "## How institutions connect\n\n1 component: the largest holds 3 institutions.",
      "4 entries became 4 works by 3 institutions. 1 work (25\u{202F}%) has no institution.",
      "- **Tie**: Two institutions of one work; a work of n institutions adds 1/(n − 1)",
      "id,title,year,venue,institutions,citations", "run again: 0 differences",
      "3 works in 2020 and 2 partners", "Also spelled DELFT.",
    ] {
      #expect(found.output.contains(text), "\(text)\n\(found)")
    }
    let page = try #require(found.output.firstRange(of: "# Collaboration report")).lowerBound
    for word in ["people", "person", "coauthor", "wrote", "byline has"] {
      let rest = found.output[page...].replacing("works with an incomplete byline", with: "")
      #expect(!rest.lowercased().contains(word), "\(word)\n\(rest)")
    }
  }

  /// New works stand with their institutions.
  @Test func newWorksOfInstitutions() throws {
    let found = try run(
      """
      report w.jsonl --unit institutions -o all -q; head -n 1 w.jsonl > first.jsonl
      collab report first.jsonl --unit institutions -o first -q
      collab compare first all | grep -c 'number 2 .*2020.*Delft.*Kyoto'
      """)
    #expect(found.output == "1\n", "\(found)")
  }

  /// Institutions are not compared with people, nor grouped as they were.
  @Test func reportsOfTwoUnits() throws {
    let found = try run(
      """
      report w.jsonl -o a -q; collab report w.jsonl --unit institutions -o b -q
      collab report w.jsonl --unit institutions --max-authors 1 -o c -q
      collab compare b c --format csv | grep -c 'lost institution'
      collab compare b c | grep '^[0-9]* lost'
      collab report w.jsonl --unit institutions --clusters-from b -o d -q; echo $?
      collab report w.jsonl --unit institutions --clusters-from a -o d; echo $?
      collab compare a b
      """)
    #expect(
      found.output
        == "2\n2 lost institutions and 2 lost ties. No ranks by pagerank changed.\n0\n74\n",
      "\(found)")
    #expect(found.errors.contains("its vertices are authors, not institutions"), "\(found)")
    #expect(
      found.errors.contains("the vertices are authors in the one and institutions in the other"))
  }
}
