import ArgumentParser
import CollabBibliography
import CollabCore
import CollabCorpus
import CollabReport

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Show who is who: people with their spellings, works and identifiers.",
    discussion: """
      Confidence is the probability that the weakest bridge between a person's works holds, and the \
      reasons are those for this bridge: the strongest first, in log-odds.

      Examples:

        collab people refs.bib
        collab people refs.bib --suspect
        collab people refs.bib --suggest rulings.txt
        collab people refs.bib --review review.html
        collab people refs.bib --sensitivity
      """)

  @OptionGroup(title: "Input") var input: InputOptions

  @Flag(help: "One row for each place of each entry's byline, with the person who stands there.")
  var mentions = false

  @Flag(help: "The decisions nearest to the line, those that move the most places first.")
  var suspect = false

  @Option(
    parsing: .upToNextOption,
    help: .init(
      "Why two names are one person or two; one name shows how its person was put together.",
      valueName: "name"))
  var why: [String] = []

  @Option(
    help: .init(
      "Write the open questions as comments into a file of rulings, each with the rulings that answer it; what is in the file counts and is kept.",
      valueName: "file"),
    completion: .file())
  var suggest: String?

  @Option(
    help: .init(
      "Write a page that asks the open questions and saves a file of rulings.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var review: String?

  @Flag(
    help:
      "How far the network, its ranking by strength and its clusters depend on --identity and on the threshold of evidence."
  )
  var sensitivity = false

  @OptionGroup(title: "Output") var output: TableOptions
  @OptionGroup(title: "Run") var options: RunOptions

  func validate() throws {
    if [mentions, suspect, !why.isEmpty, suggest != nil, review != nil, sensitivity]
      .count(where: { $0 }) > 1
    {
      throw ValidationError(
        "--mentions, --suspect, --suggest, --review, --sensitivity and --why cannot be combined.")
    }
    if why.count > 2 { throw ValidationError("--why takes one name or two.") }
    if suspect || !why.isEmpty, input.policy != .resolve, input.policy != .mergeOnly {
      throw ValidationError(
        "--identity \(input.policy.rawValue) weighs no evidence: nothing is in doubt.")
    }
  }

  func run() throws {
    if sensitivity { return try showSensitivity() }
    try Run.perform(options) { run in
      var input = input
      if let suggest { try input.takeRulings(of: suggest) }
      if let review {
        try FileOutput.check(review)
        try input.refuse(outputs: [review])
      }
      let asks = suspect || suggest != nil || review != nil
      let detail: IdentityDetail = asks ? .doubtful : why.isEmpty ? .none : .about(why)
      let bibliography = try run.load(
        input, detail: detail, comparesRulings: true, needsReasons: !mentions)
      if let identity = bibliography.identity, !identity.isLearnt {
        Console.tell(
          "note: too few works to learn from: equal names are one person's, and different names "
            + "only with a coauthor in common and no other candidate")
      }
      if mentions {
        output.print(.mentions(of: bibliography))
      } else if let suggest {
        try write(suggestionsOf: bibliography, to: suggest, run)
      } else if let review {
        try write(reviewOf: bibliography, to: review, input, run)
      } else if suspect {
        output.print(.links(bibliography.identity?.doubtful() ?? [], in: bibliography))
      } else if why.isEmpty {
        output.print(.people(of: bibliography))
      } else {
        try explain(bibliography)
      }
    }
  }

  private func write(
    suggestionsOf bibliography: Bibliography, to file: String, _ run: Run
  ) throws {
    let text = FileStatus(file) == nil ? "" : try FileInput.text(of: file)
    let questions = try openQuestions(bibliography, run)
    let updated = SuggestedRulings.text(adding: questions, to: text, of: bibliography)
    if updated != text { try Console.write(Array(updated.utf8), to: file) }
    let counted = questions.count == 1 ? "1 open question" : "\(questions.count) open questions"
    let rulings = SuggestedRulings.count(in: updated)
    Console.tell("\(counted); \(rulings) \(rulings == 1 ? "ruling" : "rulings") in '\(file)'")
  }

  private func write(
    reviewOf bibliography: Bibliography, to file: String, _ input: InputOptions, _ run: Run
  ) throws {
    let questions = try openQuestions(bibliography, run)
    // The answers go behind the rulings of the one file that there is.
    let own = input.names.count == 1 ? input.names.first : nil
    let text = try own.map { try FileInput.text(of: $0) } ?? ""
    let isList = Rulings(text, file: "").areOfList
    if input.names.count > 1 || isList {
      Console.tell(
        "the page saves its answers as a file of their own, for --names beside the others")
    }
    let title =
      "Who is who in " + bibliography.sources.prefix(3).map(\.name).joined(separator: ", ")
      + (bibliography.sources.count > 3 ? " and \(bibliography.sources.count - 3) more" : "")
    let page = ReviewPage.html(
      questions, of: bibliography, title: title,
      file: isList ? "rulings.txt" : own?.lastPathComponent ?? "rulings.txt",
      rulings: isList ? "" : text)
    try Console.write(page, to: file)
    Console.tell(
      "\(questions.count == 1 ? "1 open question" : "\(questions.count) open questions") in '\(file)'"
    )
  }

  private func openQuestions(_ bibliography: Bibliography, _ run: Run) throws -> [OpenQuestion] {
    let (questions, inexpressible) = try run.phase("questions") {
      try bibliography.openQuestions(execution: run.execution)
    }
    if inexpressible > 0 {
      Console.tell(
        "\(inexpressible) further open questions are about works that no identifier, key or title tells from others"
      )
    }
    return questions
  }

  private func showSensitivity() throws {
    try Run.perform(options) { run in
      let options = try input.loadOptions()
      let sources = try run.readSources(input, options: options)
      // What evidence weighs does not depend on the policy.
      var learnt: IdentityModel?
      let usesEvidence = input.policy == .resolve || input.policy == .mergeOnly
      let reference = Sensitivity.Policy(
        input.policy, threshold: usesEvidence ? IdentityFindings.threshold : nil)
      let result = try run.phase("sensitivity") {
        try Sensitivity(reference: reference, execution: run.execution) { policy in
          let bibliography = try Bibliography(
            merging: sources, names: policy.names, rulings: options.rulings, model: learnt,
            threshold: policy.threshold ?? IdentityFindings.threshold, execution: run.execution)
          learnt = learnt ?? bibliography.identity?.learnt
          if policy.label == reference.label {
            try run.tell(
              further: bibliography.diagnostics.filter { $0.id.hasPrefix("names.") }, of: input)
          }
          return bibliography
        }
      }
      output.print(result.document, json: result.json, table: result.policies)
    }
  }

  private func explain(_ bibliography: Bibliography) throws {
    guard let identity = bibliography.identity else { return }
    let lookup = PersonLookup(bibliography.people)
    let found = try why.map { try lookup.person(named: $0, in: bibliography.people) }
    let links: [IdentityFindings.Link]
    if let a = found.first, let b = found.last, a != b {
      links = identity.link(between: a, b).map { [$0] } ?? []
      if links.isEmpty {
        Console.tell(
          "'\(bibliography.people.label(a))' and '\(bibliography.people.label(b))' were not compared: "
            + "their names contradict each other, or they share a work, or identifiers or rulings "
            + "tell them apart")
      }
    } else {
      links = found.first.map { identity.links(of: $0) } ?? []
      if links.isEmpty, let person = found.first {
        Console.tell(
          "'\(bibliography.people.label(person))' is one person by name, identifier or ruling alone"
        )
      }
    }
    if !links.isEmpty { output.print(.links(links, in: bibliography)) }
  }
}
