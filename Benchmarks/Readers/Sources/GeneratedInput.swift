import CollabGraph
import Foundation

/// Made-up works as large inputs of several formats, with the fields, in the order and of the
/// length, that real files have. The same numbers give the same bytes everywhere.
enum GeneratedInput {
  static func write(_ format: String, _ works: Int) throws {
    // So many newcomers that 540,000 works have some 520,000 names, as a large field has.
    var generator = CollaborationGenerator(works: works)
    generator.newcomers = 0.31
    let drawn = generator.generate()
    let head = ["dblp": dblpHead, "scopus": scopusHead, "json-list": "[", "conference": "["]
    var text = head[format] ?? ""
    for work in 0..<drawn.workCount {
      switch format {
      case "dblp": text += dblp(drawn, work)
      case "openalex": text += openAlex(drawn, work)
      case "json-list": text += (work == 0 ? "\n" : ",\n") + listed(drawn, work)
      case "conference": text += (work == 0 ? "\n" : ",\n") + conferencePaper(drawn, work)
      case "ris": text += ris(drawn, work)
      case "scopus": text += scopus(drawn, work)
      default: text += bibTeX(drawn, work)
      }
      if text.utf8.count > 1 << 22 { flush(&text) }
    }
    if format == "dblp" { text += "</dblp>\n" }
    if head[format] == "[" { text += "\n]\n" }
    flush(&text)
  }

  private static func flush(_ text: inout String) {
    FileHandle.standardOutput.write(Data(text.utf8))
    text = ""
  }

  /// A number that looks drawn, the same for the same numbers.
  private static func mix(_ a: Int, _ b: Int = 0) -> Int {
    var hash = UInt64(a + 1) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(b) &* 0xd1b5_4a32_d192_ed03
    hash = (hash ^ hash >> 31) &* 0xbf58_476d_1ce4_e5b9
    return Int(hash >> 34)
  }

  /// An author's name: some with a middle initial, some with an accent.
  private static func name(_ drawn: GeneratedCollaboration, _ author: Int) -> (String, String) {
    var (given, family) = drawn.authorName(author)
    if mix(author, 1) % 6 == 0 {
      given += " " + ["A.", "J.", "M.", "S."][mix(author, 2) % 4]
    }
    if mix(author, 3) % 12 == 0 {
      family = family.replacingOccurrences(of: "e", with: "é")
        .replacingOccurrences(of: "o", with: "ö")
    }
    return (given, family)
  }

  // MARK: DBLP

  private static let dblpHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE dblp SYSTEM \"dblp.dtd\">\n<dblp>\n"

  private static func dblp(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let field = Int(drawn.workFields[work]), year = drawn.facts.years[work]
    let isArticle = mix(work) % 5 < 2
    let kind = isArticle ? "article" : "inproceedings"
    let key = (isArticle ? "journals/j" : "conf/c") + "\(field)/w\(work + 1)"
    var text =
      "<\(kind) mdate=\"2024-0\(1 + mix(work, 1) % 9)-1\(mix(work, 2) % 9)\" key=\"\(key)\">\n"
    for author in drawn.byline(work) {
      let author = Int(author), (given, family) = name(drawn, author)
      let orcid =
        mix(author, 4) % 5 == 0
        ? " orcid=\"0000-000\(1 + author % 3)-\(digits(mix(author, 5), 4))-\(digits(author, 4))\""
        : ""
      let homonym = mix(author, 6) % 25 == 0 ? " 000\(1 + author % 9)" : ""
      text += "<author\(orcid)>\(given) \(family)\(homonym)</author>\n"
    }
    text += "<title>\(drawn.title(work)).</title>\n"
    let page = mix(work, 7) % 900
    text += "<pages>\(page)-\(page + 12)</pages>\n<year>\(year)</year>\n"
    if isArticle {
      text += "<volume>\(year - 1980)</volume>\n<journal>\(drawn.venue(work))</journal>\n"
      text += "<number>\(1 + mix(work, 8) % 12)</number>\n"
    } else {
      text += "<booktitle>\(drawn.venue(work))</booktitle>\n"
    }
    text += "<ee>https://doi.org/10.1007/s\(digits(field, 5))-0\(year % 100)-\(work)</ee>\n"
    text += "<url>db/\(key.prefix { $0 != "w" })\(year).html#w\(work + 1)</url>\n</\(kind)>\n"
    return text
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    String(String(1_000_000_000 + number).suffix(count))
  }

  // MARK: BibTeX

  private static func bibTeX(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let year = drawn.facts.years[work], page = mix(work, 7) % 900
    let authors = drawn.byline(work).map { author in
      let (given, family) = name(drawn, Int(author))
      let escaped = family.replacingOccurrences(of: "é", with: "{\\'e}")
        .replacingOccurrences(of: "ö", with: "{\\\"o}")
      return "\(escaped), \(given)"
    }
    let doi = "10.1007/s\(digits(Int(drawn.workFields[work]), 5))-0\(year % 100)-\(work)"
    var text = """
      @article{w\(work + 1),
        author       = {\(authors.joined(separator: " and\n                  "))},
        title        = {\(drawn.title(work))},
        journal      = {\(drawn.venue(work))},
        volume       = {\(year - 1980)},
        number       = {\(1 + mix(work, 8) % 12)},
        pages        = {\(page)--\(page + 12)},
        year         = {\(year)},
        publisher    = {The Press of \(drawn.venue(work))},
        keywords     = {\(abstract(drawn, work, 6))},
        url          = {https://doi.org/\(doi)},
        doi          = {\(doi)},

      """
    if mix(work, 9) % 3 == 0 {
      text += "  abstract     = {\(abstract(drawn, work, 120))},\n"
    }
    return text + "}\n\n"
  }

  private static func abstract(
    _ drawn: GeneratedCollaboration, _ work: Int, _ words: Int
  ) -> String {
    var text = ""
    var other = work
    while text.count(where: { $0 == " " }) < words {
      text += (text.isEmpty ? "" : " ") + drawn.title(other)
      other = (other * 7 + 11) % drawn.workCount
    }
    return text
  }

  // MARK: RIS

  private static func ris(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let year = drawn.facts.years[work], page = mix(work, 7) % 900
    let doi = "10.1007/s\(digits(Int(drawn.workFields[work]), 5))-0\(year % 100)-\(work)"
    var text = "TY  - JOUR\n"
    for author in drawn.byline(work) {
      let (given, family) = name(drawn, Int(author))
      text += "AU  - \(family), \(given)\n"
    }
    text += "TI  - \(drawn.title(work))\nT2  - \(drawn.venue(work))\nPY  - \(year)\n"
    text +=
      "VL  - \(year - 1980)\nIS  - \(1 + mix(work, 8) % 12)\nSP  - \(page)\nEP  - \(page + 12)\n"
    text += "AB  - \(abstract(drawn, work, 120))\n"
    for word in abstract(drawn, work, 6).split(separator: " ") { text += "KW  - \(word)\n" }
    return text + "DO  - \(doi)\nUR  - https://doi.org/\(doi)\nER  - \n\n"
  }

  // MARK: Scopus

  private static let scopusHead =
    "\u{FEFF}Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Issue,Art. No.,"
    + "Page start,Page end,Page count,Cited by,DOI,Link,Affiliations,Abstract,Author Keywords,"
    + "Document Type,Publication Stage,Open Access,Source,EID\n"

  private static func scopus(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let year = drawn.facts.years[work], page = mix(work, 7) % 900, field = drawn.workFields[work]
    var short: [String] = [], full: [String] = [], ids: [String] = []
    for author in drawn.byline(work) {
      let (given, family) = name(drawn, Int(author)), id = "\(7_000_000_000 + Int(author))"
      short.append("\(family) \(given.prefix(1)).")
      full.append("\(family), \(given) (\(id))")
      ids.append(id)
    }
    let eid = "2-s2.0-\(85_000_000_000 + work)"
    let fields = [
      short.joined(separator: "; "), full.joined(separator: "; "), ids.joined(separator: "; "),
      drawn.title(work), "\(year)", drawn.venue(work), "\(year - 1980)", "\(1 + mix(work, 8) % 12)",
      "", "\(page)", "\(page + 12)", "", "\(drawn.facts.citations[work])",
      "10.1007/s\(digits(Int(field), 5))-0\(year % 100)-\(work)",
      "https://www.scopus.com/inward/record.uri?eid=\(eid)&partnerID=40",
      "University No. \(field), P.O. Box \(page), Springfield", abstract(drawn, work, 120),
      abstract(drawn, work, 6).split(separator: " ").joined(separator: "; "), "Article", "Final",
      "",
      "Scopus", eid,
    ]
    return fields.map { field in
      field.contains(where: { ", ;".contains($0) }) ? "\"\(field)\"" : field
    }.joined(separator: ",") + "\n"
  }

  // MARK: JSON lists

  /// A paper with its authors in an array, some with an abstract.
  private static func listed(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let authors = names(drawn, work).map { "\"\($0)\"" }.joined(separator: ", ")
    let words = drawn.title(work).split(separator: " ").suffix(4).map { "\"\($0)\"" }
    let doi = "10.1007/s\(digits(Int(drawn.workFields[work]), 5))-0\(work % 100)-\(work)"
    let more =
      mix(work, 9) % 3 == 0 ? ", \"abstract\": \"\(abstract(drawn, work, 120))\"" : ""
    return
      "{\"id\": \"w\(work + 1)\", \"title\": \"\(drawn.title(work))\", \"authors\": [\(authors)],"
      + " \"venue\": \"\(drawn.venue(work))\", \"year\": \(drawn.facts.years[work]), \"keywords\": ["
      + words.joined(separator: ", ")
      + "], \"doi\": \"\(doi)\", \"url\": \"https://doi.org/\(doi)\","
      + " \"citations\": \(drawn.facts.citations[work])\(more)}"
  }

  /// A paper as conferences list it: authors, affiliations and keywords as texts parted by `;`, and
  /// always an abstract.
  private static func conferencePaper(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let authors = names(drawn, work)
    let places = drawn.byline(work).map { "University No. \(drawn.authorFields[Int($0)] % 5000)" }
    let words = drawn.title(work).split(separator: " ").suffix(4).joined(separator: ";")
    return "{\"id\": \"p\(work + 1)\", \"title\": \"\(drawn.title(work))\", \"track\": \"main\","
      + " \"status\": \"Poster\", \"keywords\": \"\(words)\", \"abstract\": \""
      + "\(abstract(drawn, work, 120))\", \"primary_area\": \"learning\", \"rating\": \"6;6;8\","
      + " \"confidence\": \"3;4;3\", \"site\": \"https://example.org/forum?id=\(work)\", \"author\": \""
      + authors.joined(separator: ";") + "\", \"aff\": \"" + places.joined(separator: ";")
      + "\", \"year\": \"\(drawn.facts.years[work])\"}"
  }

  private static func names(_ drawn: GeneratedCollaboration, _ work: Int) -> [String] {
    drawn.byline(work).map { author in
      let (given, family) = name(drawn, Int(author))
      return "\(given) \(family)"
    }
  }

  // MARK: OpenAlex

  private static func openAlex(_ drawn: GeneratedCollaboration, _ work: Int) -> String {
    let id = "https://openalex.org/W\(4_000_000_000 + work)", year = drawn.facts.years[work]
    let field = Int(drawn.workFields[work])
    let doi = "https://doi.org/10.1007/s\(digits(field, 5))-0\(year % 100)-\(work)"
    let title = drawn.title(work), venue = drawn.venue(work)
    let authorships = drawn.byline(work).enumerated().map { place, author in
      authorship(drawn, Int(author), place)
    }
    let location =
      "{\"is_oa\":false,\"landing_page_url\":\"\(doi)\",\"pdf_url\":null,\"source\":{\"id\":"
      + "\"https://openalex.org/S\(10_000 + field)\",\"display_name\":\"\(venue)\","
      + "\"issn_l\":\"1364-0321\",\"issn\":[\"1364-0321\",\"1879-0690\"],\"is_oa\":false,"
      + "\"host_organization\":\"https://openalex.org/P4310320990\",\"type\":\"journal\"},"
      + "\"license\":null,\"version\":\"publishedVersion\",\"raw_type\":\"journal-article\"}"
    let referenced = (0..<(10 + mix(work, 10) % 40)).map {
      "\"https://openalex.org/W\(2_000_000_000 + mix(work, 20 + $0))\""
    }.joined(separator: ",")
    let concepts = (0..<8).map { index in
      "{\"id\":\"https://openalex.org/C\(1000 + mix(field, index))\",\"wikidata\":"
        + "\"https://www.wikidata.org/wiki/Q\(mix(field, index))\",\"display_name\":"
        + "\"\(venue.dropFirst(11)) \(index)\",\"level\":\(index % 4),\"score\":0.\(mix(work, index))}"
    }.joined(separator: ",")
    let words = abstract(drawn, work, 90).split(separator: " ").enumerated().map {
      "\"\($1)\($0)\":[\($0)]"
    }.joined(separator: ",")
    let topic =
      "{\"id\":\"https://openalex.org/T\(10_000 + field)\",\"display_name\":\"\(venue)\","
      + "\"score\":0.99,\"subfield\":{\"id\":\"https://openalex.org/subfields/1702\","
      + "\"display_name\":\"Artificial Intelligence\"},\"field\":{\"id\":"
      + "\"https://openalex.org/fields/17\",\"display_name\":\"Computer Science\"},\"domain\":"
      + "{\"id\":\"https://openalex.org/domains/3\",\"display_name\":\"Physical Sciences\"}}"
    return
      "{\"id\":\"\(id)\",\"doi\":\"\(doi)\",\"title\":\"\(title)\",\"display_name\":\"\(title)\","
      + "\"publication_year\":\(year),\"publication_date\":\"\(year)-0\(1 + work % 9)-1\(work % 9)\","
      + "\"ids\":{\"openalex\":\"\(id)\",\"doi\":\"\(doi)\",\"mag\":\"\(mix(work, 11))\"},"
      + "\"language\":\"en\",\"primary_location\":\(location),\"type\":\"article\","
      + "\"type_crossref\":\"journal-article\",\"indexed_in\":[\"crossref\"],\"open_access\":"
      + "{\"is_oa\":false,\"oa_status\":\"closed\",\"oa_url\":null},\"authorships\":["
      + authorships.joined(separator: ",") + "],\"countries_distinct_count\":2,"
      + "\"institutions_distinct_count\":3,\"cited_by_count\":\(drawn.facts.citations[work]),"
      + "\"biblio\":{\"volume\":\"\(year - 1980)\",\"issue\":null,\"first_page\":\"1\"},"
      + "\"is_retracted\":false,\"is_paratext\":false,\"primary_topic\":\(topic),\"topics\":[\(topic),"
      + "\(topic)],\"concepts\":[\(concepts)],\"mesh\":[],\"locations\":[\(location),\(location)],"
      + "\"best_oa_location\":null,\"referenced_works\":[\(referenced)],\"related_works\":[],"
      + "\"abstract_inverted_index\":{\(words)},\"counts_by_year\":[{\"year\":2024,"
      + "\"cited_by_count\":1}],\"updated_date\":\"2024-11-01T10:00:00.000000\"}\n"
  }

  private static func authorship(
    _ drawn: GeneratedCollaboration, _ author: Int, _ place: Int
  ) -> String {
    let (given, family) = name(drawn, author)
    let institution = Int(drawn.authorFields[author]) % 5000
    let orcid =
      mix(author, 4) % 2 == 0
      ? "\"https://orcid.org/0000-000\(1 + author % 3)-\(digits(mix(author, 5), 4))-\(digits(author, 4))\""
      : "null"
    let address =
      "Department of \(drawn.venue(author % drawn.workCount).dropFirst(11)), University No."
      + " \(institution), P.O. Box \(mix(institution) % 10_000), Springfield"
    return "{\"author_position\":\"\(place == 0 ? "first" : "middle")\",\"author\":{\"id\":"
      + "\"https://openalex.org/A\(5_000_000_000 + author)\",\"display_name\":\"\(given) \(family)\","
      + "\"orcid\":\(orcid)},\"institutions\":[{\"id\":\"https://openalex.org/I\(institution)\","
      + "\"display_name\":\"University No. \(institution)\",\"ror\":\"https://ror.org/03yez3163\","
      + "\"country_code\":\"DE\",\"type\":\"education\",\"lineage\":"
      + "[\"https://openalex.org/I\(institution)\"]}],\"countries\":[\"DE\"],\"is_corresponding\":"
      + "\(place == 0),\"raw_author_name\":\"\(given) \(family)\",\"raw_affiliation_strings\":["
      + "\"\(address)\"],\"affiliations\":[{\"raw_affiliation_string\":\"\(address)\","
      + "\"institution_ids\":[\"https://openalex.org/I\(institution)\"]}]}"
  }
}
