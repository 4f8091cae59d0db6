import ArgumentParser
import CollabCorpus
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import CollabReport

struct AuthorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "author",
    abstract: "Show one person: works, coauthors, computed and reported figures.",
    discussion: """
      NAME may leave out accents and words, as long as it means one person. Ranks count the \
      authors with a greater score. With --unit, NAME is an institution or a country. With --output, a page with charts, a map of the coauthors, roles \
      on bylines, and the figures that sources report beside those computed here.

      Examples:

        collab author "Ann Hill" refs.bib
        collab author "Ann Hill" refs.bib -o hill.html
      """)

  @Argument(help: "The person's name.")
  var name: String

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(
    name: .shortAndLong,
    help: .init("Write a page of the person to this file (html or md).", valueName: "file"),
    completion: .file(extensions: ["html", "md"]))
  var output: String?

  @OptionGroup(title: "Measures") var measures: MeasureOptions

  @Option(
    help: .init(
      "The number of coauthors to list (default: 20); JSON and CSV list all.", valueName: "n"))
  var top: Int?

  @OptionGroup(title: "Output") var table: TableOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Run") var seed: SeedOption
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top must not be negative.") }
    guard let output else { return }
    if !["html", "md"].contains(output.pathExtension) {
      throw ValidationError("'\(output)' does not end in html or md.")
    }
    if top != nil { throw ValidationError("--output excludes --top.") }
    if table.format != .table { throw ValidationError("--output excludes --format.") }
  }

  func run() throws {
    if let output {
      try FileOutput.check(output)
      try input.refuse(outputs: [output])
    }
    table.warnOfTop(top)
    let top = top ?? 20
    let asked = try measures.asked()
    try Run.perform(options) { run in
      let corpus = try run.loadCorpus(input, network)
      let vertex = try corpus.vertex(named: name)
      let ranking = try run.phase("measuring") {
        try Ranking(
          by: asked, of: corpus.network, settings: measures.settings.values(), seed: seed.seed,
          execution: run.execution)
      }
      if let output {
        let document = try run.phase("page") {
          try PersonPages(of: corpus, ranking: ranking, seed: seed.seed, execution: run.execution)
            .page(of: vertex, execution: run.execution)
        }
        let text = output.pathExtension == "md" ? document.markdown : document.html
        return try Console.write(Array(text.utf8), to: output)
      }
      if corpus.unit != .authors { Console.tell(remarksOn: ranking, of: corpus) }
      let page = AuthorPage(ofVertex: vertex, in: corpus, ranking: ranking)
      table.print(page.document(top: top), json: page.json, table: page.coauthors)
    }
  }
}

extension Corpus {
  /// The vertices of the people whom names mean, each one person.
  func vertices(named names: [String]) throws -> [Int] {
    if names.isEmpty { return [] }
    let people = bibliography.people, lookup = PersonLookup(people)
    return try names.map { name in
      let person = try lookup.person(named: name, in: people, noun: unit.word)
      if let vertex = coauthors.vertices[person] { return vertex }
      throw Failure.usage(
        "'\(people.label(person))' is not in the network"
          + (people.isGroup(person) ? ": it is a group (see --groups)" : ""))
    }
  }

  /// The vertex of the one person whom a name means.
  func vertex(named name: String) throws -> Int { try vertices(named: [name])[0] }
}

extension PersonLookup {
  /// The one person whom a name means.
  func person(named name: String, in people: People, noun: String = "person") throws -> Int {
    switch find(name) {
    case .person(let person):
      let others = namesakes(of: person, named: name)
      if !others.isEmpty {
        Console.tell(
          "\(counted(others.count, "other has", "others have")) the name '\(people.label(person))': "
            + PersonLookup.list(others, of: people))
      }
      return person
    case .several(let found):
      let shown = found.prefix(10).map { "\n  " + people.label($0) }.joined()
      let more = found.count > 10 ? "\n  and \(found.count - 10) more" : ""
      throw Failure.usage("'\(name)' may mean any of:\(shown)\(more)")
    case .nobody(let nearest):
      throw Failure.usage(
        "no \(noun) is called '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
  }
}
