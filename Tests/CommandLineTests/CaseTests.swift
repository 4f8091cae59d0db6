import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import CollabTestSupport
import Foundation
import Testing

/// Small inputs that are easy to get wrong, each with the right answer worked out by hand.
///
/// An input is `Fixtures/cases/ID.EXT`; its answer is `Fixtures/cases/expected/ID.json`, an object
/// with any of the keys of ``Case/Answer``. What an answer does not mention is not compared, except
/// messages and the exit code: those are always compared.
@Suite struct CaseTests {
  @Test(arguments: Case.all) func isReadRight(_ sample: Case) throws {
    let answer = try sample.answer()
    var options = LoadOptions()
    // What is read is the question, not whose names are one person's.
    options.names = .standard
    if let from = answer.from { options.reader = try options.readers.entry(from) }
    if let columns = answer.columns {
      options.take(
        try ColumnMapping(
          columns: columns.map {
            let parts = $0.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts[0], parts[1])
          }, authorSeparator: nil))
    }
    let bibliography = try Bibliography.load([sample.input.path], options: options)
    #expect(sample.messages(bibliography) == (answer.messages ?? []).sorted())
    if let format = answer.format { #expect(bibliography.sources.map(\.format) == [format]) }
    if let people = answer.people { #expect(sample.people(bibliography) == people.sorted()) }
    if let works = answer.works { #expect(sample.works(bibliography) == works.sorted()) }
    if let ties = answer.ties { #expect(try sample.ties(bibliography) == ties.sorted()) }
    try sample.runs(answer)
  }

  /// A file without an answer would test nothing.
  @Test func everyCaseHasAnAnswer() throws {
    let answers = try FileManager.default.contentsOfDirectory(
      atPath: SharedData.fixture("cases/expected").path
    ).map { ($0 as NSString).deletingPathExtension }
    let inputs = Case.all.map(\.id)
    #expect(Set(inputs).count == inputs.count)
    #expect(Set(answers).subtracting(inputs).isEmpty)
  }
}

struct Case: CustomTestStringConvertible, Sendable {
  struct Answer: Decodable {
    /// Why the answer is right, where that is not plain.
    var note: String?
    /// The reader to force, as `--from` does.
    var from: String?
    /// What columns mean, as `--column` says: `citations=gs_citation`.
    var columns: [String]?
    /// The format that is recognised.
    var format: String?
    /// People as `given|particle|family|suffix|works`, groups as `=name|works`.
    var people: [String]?
    /// Works as `title | year | venue | citations | byline`, with `-` for what is not known; labels
    /// on a byline are joined by `; `, and a cut one ends in `…`.
    var works: [String]?
    /// Ties as `a -- b: weight`, labels in order, the weight with at most four decimals; works add
    /// to ties as `--weighting fractional` does.
    var ties: [String]?
    /// Some of the figures of `collab stats --format json`.
    var figures: [String: Int?]?
    /// All messages, as `id severity line`, without the line where there is none.
    var messages: [String]?
    /// The exit code of `collab stats`; 0 where it is not given.
    var exit: Int32?
  }

  let input: URL
  var id: String { input.deletingPathExtension().lastPathComponent }
  var testDescription: String { input.lastPathComponent }

  static let all: [Case] = {
    let folder = SharedData.fixture("cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0 != "expected" && !$0.hasPrefix(".") }
      .map { Case(input: folder.appendingPathComponent($0)) }
  }()

  func answer() throws -> Answer {
    try JSONDecoder().decode(
      Answer.self, from: Data(contentsOf: SharedData.fixture("cases/expected/\(id).json")))
  }

  func messages(_ bibliography: Bibliography) -> [String] {
    bibliography.diagnostics.map {
      "\($0.id) \($0.severity)" + ($0.line.map { " \($0)" } ?? "")
    }.sorted()
  }

  func people(_ bibliography: Bibliography) -> [String] {
    var counts = [Int](repeating: 0, count: bibliography.people.count)
    for work in bibliography.works { for author in work.authors { counts[author] += 1 } }
    return zip(bibliography.people, counts).map { person, count in
      let name = person.name
      return person.isGroup
        ? "=\(name.display)|\(count)"
        : "\(name.given)|\(name.particle)|\(name.family)|\(name.suffix)|\(count)"
    }.sorted()
  }

  func works(_ bibliography: Bibliography) -> [String] {
    bibliography.works.map { work in
      let byline = work.authors.map { bibliography.people.label($0) }
      return [
        work.title ?? "-", work.date.map { "\($0.year)" } ?? "-", work.venue ?? "-",
        work.citations.map { "\($0.count)" } ?? "-",
        (byline + (work.isIncomplete ? ["…"] : [])).joined(separator: "; "),
      ].joined(separator: " | ")
    }.sorted()
  }

  func ties(_ bibliography: Bibliography) throws -> [String] {
    let coauthors = CoauthorNetwork(bibliography)
    return try coauthors.network.graph().edges.map { edge in
      let ends = [edge.a, edge.b]
        .map { bibliography.people.label(coauthors.people[Int($0)]) }.sorted()
      let weight = (edge.weight * 10_000).rounded() / 10_000
      let text = weight == weight.rounded() ? "\(Int(weight))" : "\(weight)"
      return "\(ends[0]) -- \(ends[1]): \(text)"
    }.sorted()
  }

  /// Compares the exit code and figures of the executable.
  func runs(_ answer: Answer) throws {
    try Executable.run { executable in
      var command = "collab stats --format json '\(input.path)'"
      if let from = answer.from { command += " --from '\(from)'" }
      for column in answer.columns ?? [] { command += " --column '\(column)'" }
      let outcome = try executable.shell(command)
      #expect(outcome.status == answer.exit ?? 0, "\(outcome.errors)")
      guard let figures = answer.figures, !figures.isEmpty else { return }
      let printed =
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      for (name, value) in figures {
        #expect((printed?[name] as? NSNumber)?.intValue == value, "\(name)")
      }
    }
  }
}
