import ArgumentParser
import CollabAlgorithms
import CollabCore
import CollabReport

/// What authors are measured by.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: .init(
      "The measures, separated by commas; see 'collab measures'.",
      valueName: "ids"),
    completion: .list(Measures.all.entries.map(\.id)))
  var by: IDList?

  @OptionGroup(title: "Settings") var settings: SettingOptions

  /// The measures asked for; `nil` where none are.
  func asked() throws -> [Measure]? {
    try by.map { try $0.ids.map { try Measures.all.entry($0) } }
  }

  func validate() throws {
    let ids = by?.ids ?? []
    if let twice = ids.indices.first(where: { ids[..<$0].contains(ids[$0]) }) {
      throw ValidationError("--by names '\(ids[twice])' twice.")
    }
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
