import CollabBibliography
import CollabCore
import CollabRender

/// The open questions of who is who on one self-contained page, to be answered by keyboard; it saves
/// a file of rulings.
///
/// The page asks the network for nothing: its script and style are the only ones that its content
/// security policy lets run, and names are put into it as text.
public enum ReviewPage {
  /// Writes the page.
  ///
  /// - Parameters:
  ///   - questions: what is asked, the most consequential first.
  ///   - bibliography: the works and people of which the questions speak.
  ///   - title: what heads the page.
  ///   - file: the name of the file that the page saves.
  ///   - rulings: what that file holds already; the answers are put behind it.
  /// - Returns: the page, in UTF-8.
  /// - Complexity: O(*l*) for *l* letters on the page.
  public static func html(
    _ questions: [OpenQuestion], of bibliography: Bibliography, title: String, file: String,
    rulings: String = ""
  ) -> [UInt8] {
    var contents = Contents(bibliography)
    let list = questions.map { contents.question($0) }
    let data: JSON = .object([
      .init("questions", .array(list)), .init("works", .array(contents.works)),
      .init("people", .array(contents.people)), .init("file", .string(file)),
      .init("before", .string(rulings)),
      .init("digest", .string(SuggestedRulings.digest(of: questions))),
      .init("threshold", .number(IdentityFindings.threshold)),
    ])
    let style = String(decoding: PackageResources.review_css, as: UTF8.self)
    let script = String(decoding: PackageResources.review_js, as: UTF8.self)
    let values = [
      "policy": ByteText(PagePolicy.text(script: script, style: style)),
      "title": ByteText(escaping: title), "style": ByteText(style), "script": ByteText(script),
      "data": ByteText(escaping: data.text()),
    ]
    return PageTemplate.fill(PackageResources.review_html, values)
  }

  /// Works and people that the questions name, each once.
  private struct Contents {
    private let bibliography: Bibliography
    private(set) var works: [JSON] = []
    private(set) var people: [JSON] = []
    private var workNumbers: [Int: Int] = [:]
    private var personNumbers: [Int: Int] = [:]

    init(_ bibliography: Bibliography) { self.bibliography = bibliography }

    mutating func question(_ question: OpenQuestion) -> JSON {
      .object([
        .init("joined", .bool(question.areJoined)),
        .init("odds", question.logOdds.map { .number(($0 * 100).rounded() / 100) } ?? .null),
        .init("reasons", .array(question.reasons.map { .string($0) })),
        .init("consequence", .int(question.consequence)),
        .init("same", .string(question.same)), .init("different", .string(question.different)),
        .init("people", .array(question.sides.map { .int(person($0.person)) })),
        .init("sides", .array(question.sides.map { side($0) })),
      ])
    }

    private mutating func side(_ side: OpenQuestion.Side) -> JSON {
      .object([
        .init("name", .string(side.name)),
        .init("coauthors", .array(side.coauthors.map { .int(person($0)) })),
        .init(
          "places",
          .array(
            side.places.map { place in
              let found = bibliography.works[place.work]
              let author = found.authors.firstIndex(of: side.person)
              let affiliations = author.flatMap { author in
                author < found.authorAffiliations.count ? found.authorAffiliations[author] : nil
              }
              return .object([
                .init("work", .int(work(place.work, found))), .init("name", .string(place.name)),
                .init("reference", JSON(place.reference)),
                .init("affiliations", .array((affiliations ?? []).map { .string($0) })),
              ])
            })),
      ])
    }

    private mutating func work(_ number: Int, _ work: Work) -> Int {
      if let known = workNumbers[number] { return known }
      workNumbers[number] = works.count
      let place = works.count
      works.append(
        .object([
          .init("title", .string(work.label)), .init("year", JSON(work.date?.year)),
          .init("venue", JSON(work.venue)),
          .init("authors", .array(work.authors.map { .int(person($0)) })),
        ]))
      return place
    }

    private mutating func person(_ number: Int) -> Int {
      if let known = personNumbers[number] { return known }
      personNumbers[number] = people.count
      people.append(.string(bibliography.people.label(number)))
      return people.count - 1
    }
  }
}
