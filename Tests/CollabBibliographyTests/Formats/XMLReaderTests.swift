import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct XMLReaderTests {
  @Test func aclAnthology() throws {
    let result = try ReaderResult("acl", "small.xml")
    #expect(
      result.records == [
        "11 liu-2018-bayes | 2018-7 paper-conference | Bayes with x_1 & more | Proceedings of the Small Meeting | Yang_Liu<local:acl/yang-liu-ict>; Czermak; Ana_de la_Fuente<orcid:0000-0002-1825-0097>@Univ A | acl:P18-1001 doi:10.1000/p18-1001 | -",
        "23 - | 2018-7 paper-conference | No authors | Proceedings of the Small Meeting | - | acl:P18-1012 | -",
        "27 - | 2019 paper-conference | Later | Second volume | Al_Team Of Two Team | acl:P18-2003 | -",
      ])
    #expect(result.diagnostics == ["20:38:acl.not-well-formed"])
  }

  @Test func dblp() throws {
    let result = try ReaderResult("dblp", "small.xml")
    #expect(
      result.records == [
        "7 journals/x/LangfordT15 | 2015 article-journal | On H2O and Own <b>Name</b> | J. X | John_Langford<dblp:John Langford 0001>; Lorenzo J._Tardón<orcid:0000-0002-1825-0097> | dblp:journals/x/LangfordT15 doi:10.1000/db.1 | -",
        "18 conf/y/Kept17 | 2017 paper-conference | Kept? | Y | Alexander_Mädche_Jr.; Ludwig_van_Beethoven | dblp:conf/y/Kept17 arxiv:1701.00001 | -",
        "19 conf/y/2017 | 2017 book | Proceedings Y | - | - | dblp:conf/y/2017 | -",
        "21 journals/x/Bare | - article-journal | Unknown &nonsense; here | - | - | dblp:journals/x/Bare | -",
      ])
    #expect(result.diagnostics == ["17:17:dblp.not-well-formed", "21:47:dblp.unknown-entity"])
  }

  @Test func endnoteXML() throws {
    let result = try ReaderResult("endnote-xml", "one-line.xml")
    #expect(
      result.records == [
        "1 895 | 2018-3-27 article-journal | Gel of Antirrhinum | Adv Res | M. A._Shahtalebi; World Health Organization* | doi:10.1000/en.1 pmid:29657938 | at Lab A.; Lab B.",
        "1 3 | - thesis | Alone | - | Hana_Solo | - | -",
      ])
    #expect(result.diagnostics == ["1:1090:endnote-xml.not-well-formed"])
  }

  @Test func pubmed() throws {
    let result = try ReaderResult("pubmed-xml", "set.xml")
    #expect(
      result.records == [
        "4 7 | 2022-11 article-journal | On E. coli and more. | Clinical things | Na_Lee<orcid:0000-0002-1825-0097>@Univ A.; F W_Gibb_Jr; XYZ Trial Group* | pmid:7 pmcid:PMC9 doi:10.1000/pm.1 | cut",
        "7 9 | 2009 book | A guideline | - | National Centre* | pmid:9 | -",
        "8 10 | 2000 article-journal | Last | - | - | pmid:10 | -",
      ])
    #expect(result.diagnostics == ["6:86:pubmed-xml.not-well-formed"])
  }

  /// The baseline up to 2016, which has no `PubmedArticle`.
  @Test func pubmedCitationsAlone() throws {
    let text = """
      <MedlineCitationSet>
      <MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>1999</Year>
      </PubDate></JournalIssue><Title>J</Title></Journal><ArticleTitle>One</ArticleTitle>
      <AuthorList><Author><LastName>Able</LastName><Initials>A</Initials></Author></AuthorList>
      </Article></MedlineCitation>
      <MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Two</ArticleTitle></Article></MedlineCitation>
      </MedlineCitationSet>
      """
    #expect(recognised(Array(text.utf8)) == "pubmed-xml")
    let result = try ReaderResult(Array(text.utf8), format: "pubmed-xml")
    #expect(
      result.records == [
        "2 1 | 1999 article-journal | One | J | A_Able | pmid:1 | -",
        "6 2 | - article-journal | Two | - | - | pmid:2 | -",
      ])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func arxivAndRepositories() throws {
    #expect(
      try ReaderResult("arxiv-atom", "feed.xml").records == [
        "5 1707.08567 | 2017-7-27 article | Concepts in Information Theory | arXiv | Peter H. N._de_With@TU/e; Yanling_Chen | arxiv:1707.08567 doi:10.1000/ax.1 | field cs.IT",
        "16 astro-ph/0601001 | - article | Old number | ApJ 1 | The Planck Collaboration* | arxiv:astro-ph/0601001 | -",
      ])
    #expect(
      try ReaderResult("oai", "records.xml").records == [
        "4 0704.0001 | 2007-4-2 article | Diphoton production | Phys.Rev.D | C._Balázs; P. M._Nadolsky_Jr@MSU | arxiv:0704.0001 doi:10.1000/oa.1 | field hep-ph",
        "5 - | 2019-5-6 - | Core things | - | Hana_Solo; Ben_Best | arxiv:1905.00001 doi:10.1000/oa.2 | -",
        "7 0801.1 | 2007-4-2 article | Raw | arXiv | C._Balazs; P. M._Nadolsky; E. L._Berger | arxiv:0801.1 | -",
      ])
  }

  @Test func orcid() throws {
    let owner = "owner Josiah_Carberry<orcid:0000-0002-1825-0097>"
    let works = [
      "11 | 2012-10 article-journal | Psychoceramics | J. of Cracks | - | doi:10.1000/or.1 | cut, \(owner)",
      "13 | - - | Second | - | - | - | cut, \(owner)",
    ]
    #expect(try ReaderResult("orcid", "record.xml").records == ["6 " + works[0], "9 " + works[1]])
    #expect(try ReaderResult("orcid", "record.json").records == works.map { "1 " + $0 })
  }

  /// An answer of the API to a question for several full works.
  @Test func orcidWorksInBulk() throws {
    let result = try ReaderResult("orcid", "bulk.json")
    #expect(
      result.records == [
        "2 21 | 2012 article-journal | Psychoceramics, in full | J. of Cracks | Josiah_Carberry<orcid:0000-0002-1825-0097>; Mary_Truscott; Walt_Writer | doi:10.1000/or.2 | -",
        "18 22 | - - | Alone | - | - | - | cut",
      ])
    #expect(result.diagnostics == ["17:3:orcid.no-work"])
    let bytes = [UInt8](try Data(contentsOf: SharedData.fixture("orcid/bulk.json")))
    #expect(recognised(bytes) == "orcid")
  }

  /// What the public API answers when asked for someone's works, without their name.
  @Test func orcidWorksWithoutTheirPerson() throws {
    let text = """
      {"last-modified-date": null, "group": [
        {"work-summary": [
          {"put-code": 7, "title": {"title": {"value": "T"}}}, {"put-code": 8}]},
        {"work-summary": [{"put-code": 9, "title": {"title": {"value": "U"}}}]}],
       "path": "/0000-0002-1825-0097/works"}
      """
    #expect(recognised(Array(text.utf8)) == "orcid")
    let result = try ReaderResult(Array(text.utf8), format: "orcid")
    #expect(
      result.records == ["1 7 | - - | T | - | - | - | cut", "1 9 | - - | U | - | - | - | cut"])
    #expect(result.diagnostics.isEmpty)
  }

  /// What Zotero writes for names of one field, as `{…}` of BibTeX.
  @Test func zoteroNamesOfOneField() throws {
    let names = ["Plato", "Royal Lake Survey", "IBM"]
    let people = names.map {
      "<rdf:li><foaf:Person><foaf:surname>\($0)</foaf:surname></foaf:Person></rdf:li>"
    }
    let document = """
      <rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="b"
        xmlns:foaf="f" xmlns:dc="d"><bib:Document rdf:about="#1"><dc:title>T</dc:title>
      <bib:authors><rdf:Seq>\(people.joined())</rdf:Seq></bib:authors></bib:Document></rdf:RDF>
      """
    let rdf = try ReaderResult(Array(document.utf8), format: "zotero-rdf")
    let literals = names.map { "{" + $0 + "}" }.joined(separator: " and ")
    let bibtex = try ReaderResult(
      Array("@misc{k, title={T}, author={\(literals)}}".utf8), format: "bibtex")
    #expect(rdf.sink.records[0].byline == bibtex.sink.records[0].byline)
    #expect(
      rdf.sink.records[0].byline.map(\.name) == [
        PersonName(family: "Plato"), .group("Royal Lake Survey"), .group("IBM"),
      ])
  }

  @Test func zoteroItemsWithoutAnything() throws {
    let text =
      "<rdf:RDF><bib:Article rdf:about=\"#a\"><z:itemType>journalArticle</z:itemType></bib:Article>"
      + "<bib:Journal rdf:about=\"#j\"><dc:title>J</dc:title></bib:Journal></rdf:RDF>"
    let result = try ReaderResult(Array(text.utf8), format: "zotero-rdf")
    #expect(result.records.isEmpty && result.diagnostics == ["1:10:zotero-rdf.empty-item"])
  }

  @Test func zotero() throws {
    #expect(
      try ReaderResult("zotero-rdf", "export.rdf").records == [
        "2 https://example.org/a | 2016-5-4 article-journal | First item | Journal of RDF | Peter_de_With; Example Consortium* | doi:10.1000/zo.1 | -",
        "4 #item_2 | 2011-3 chapter | A chapter | The whole book | - | - | -",
      ])
  }

  @Test func inspire() throws {
    let list = try ReaderResult("inspire", "authors.xml")
    #expect(
      list.records == [
        "1 arXiv:1312.00001 | - article-journal | - | - | Ana B._Author<inspire:INSPIRE-00000001 orcid:0000-0002-1825-0097>@Institute One; Hana_Solo; Small Experiment Collaboration* | arxiv:1312.00001 | -"
      ])
    #expect(list.diagnostics == ["10:45:inspire.not-well-formed"])
    let whole = try ReaderResult("inspire", "collaboration.xml")
    #expect(
      whole.records == [
        "1 https://arxiv.org/abs/2103.00001 | - article-journal | - | - | "
          + "Ana B._Author_Jr.<inspire:INSPIRE-00000001 orcid:0000-0002-1825-0097>"
          + "@Institute Two + Institute One; B._van_Bert; Hana_Solo; D._Last; Small Experiment*; "
          + "Smaller Experiment* | arxiv:2103.00001 | -"
      ])
    #expect(whole.diagnostics.isEmpty)
    #expect(
      try ReaderResult("inspire", "hits.json").records == [
        "1 1 | 2020-1-2 article-journal | Charm | - | Hana_Solo<orcid:0000-0002-1825-0097>@CERN; LHCb* | inspire:1 doi:10.1000/in.1 arxiv:2001.00001 | cited 3, cut, field hep-ex"
      ])
  }

  /// libxml2 takes nothing before an XML declaration; people's files have blank lines there.
  @Test func blankLinesMayPrecedeTheDeclaration() throws {
    for (format, name) in [
      ("inspire", "authors.xml"), ("dblp", "small.xml"), ("acl", "small.xml"),
      ("gexf", "networkx.gexf"), ("graphml", "igraph.graphml"),
    ] {
      let url = SharedData.fixture("\(format)/\(name)")
      let bytes = [UInt8](try Data(contentsOf: url))
      let plain = try ReaderResult(bytes, format: format)
      let moved = try ReaderResult(Array("\r\n \n".utf8) + bytes, format: format)
      #expect(moved.records.count == plain.records.count, "\(format)")
      #expect(moved.sink.ties.count == plain.sink.ties.count, "\(format)")
      let lines = plain.sink.diagnostics.map { $0.line.map { $0 + 2 } }
      #expect(moved.sink.diagnostics.map(\.line) == lines, "\(format)")
    }
  }

  /// Entities that refer to each other ten times over, nine levels deep: 10⁹ characters.
  @Test func entitiesDoNotExpandWithoutBound() throws {
    var document = "<?xml version='1.0'?><!DOCTYPE dblp [<!ENTITY e0 'lolololol1'>"
    for level in 1...9 {
      document += "<!ENTITY e\(level) '" + String(repeating: "&e\(level - 1);", count: 10) + "'>"
    }
    document += "<!ENTITY loop '&loop;'><!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
    document += "<dblp><article key='a'><title>&e9;&loop;&file;</title></article>"
    document += "<article key='b'><title>Next</title></article></dblp>"
    let result = try ReaderResult(Array(document.utf8), format: "dblp")
    #expect(result.sink.records.count == 2)
    #expect((result.sink.records[0].title?.utf8.count ?? 0) < 1 << 20)
    #expect(result.sink.records[0].title?.contains("root:") == false)
    #expect(result.sink.records[1].title == "Next")
    #expect(result.diagnostics.contains("dblp.entities-too-large"))
  }

  /// A large flat input is cut at records; threads and cuts change nothing, and a broken record
  /// takes only itself along.
  @Test func piecesGiveWhatTheWholeGives() throws {
    var document = "<?xml version='1.0'?>\n<dblp>\n"
    let count = 3_000
    let padding = String(repeating: "x", count: 800)
    for number in 0..<count {
      let title = number == 2_000 ? "Broken" : "Title \(number)\(padding)</title>"
      document += "<article key='k\(number)'><author>Ann \(number % 97) Able</author>"
      document += "<title>\(title)<year>2000</year></article>\n"
      if number == 1_500 { document += "<!-- <article key='no'> -->\n" }
    }
    document += "</dblp>\n"
    let bytes = Array(document.utf8)
    #expect(bytes.count > 1 << 21)
    let one = try ReaderResult(bytes, format: "dblp")
    let two = try ReaderResult(bytes, format: "dblp", threads: 2)
    #expect(one.records.count == count - 1)
    #expect(one.records == two.records && one.diagnostics == two.diagnostics)
    #expect(one.diagnostics == ["2004:90:dblp.not-well-formed"])
    #expect(one.records[count - 2].hasPrefix("\(count + 3) k\(count - 1) | 2000"))
  }

  @Test func recordsWithoutRoot() throws {
    let text = "<www key='a'><title>A</title></www>\n<article key='b'><title>B</title></article>\n"
    let result = try ReaderResult(Array(text.utf8), format: "dblp")
    #expect(result.sink.records.map(\.key) == ["a", "b"])
    #expect(result.sink.records.map(\.line) == [1, 2])
  }
}
