import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabReport

/// What authors are measured by.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: .init(
      "What to measure authors by, several separated by commas; see 'collab measures'.",
      valueName: "ids"),
    completion: .list(Measures.all.entries.map(\.id)))
  var by: IDList?

  @OptionGroup var settings: Settings

  /// The measures asked for; `nil` where none are.
  func asked() throws -> [Measure]? {
    try by.map { try $0.ids.map { try Measures.all.entry($0) } }
  }
}

/// Ids separated by commas.
struct IDList: ExpressibleByArgument {
  let ids: [String]

  init?(argument: String) {
    ids = argument.split(separator: ",").map(String.init)
    if ids.isEmpty { return nil }
  }
}

extension Settings {
  /// The settings by name; of two for one name the later counts.
  var values: [String: Double] {
    Dictionary(assignments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}
