import ArgumentParser
import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabRender
import CollabReport

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "List what options can name, and what --set takes for each.",
    discussion: "KIND is one of:\n\n"
      + lists.map { "  \($0.kind): \($0.use)" }.joined(separator: "\n"))

  @Argument(
    help: .init("One kind only.", valueName: "kind"), completion: .list(lists.map(\.kind)))
  var kind: String?

  @OptionGroup(title: "Output") var output: TableOptions

  /// The catalogs, with the options that name their entries.
  private static let lists: [(kind: String, use: String, entries: [any CatalogEntry])] = [
    ("measures", "--by, --size-by, --color-by", Measures.all.entries),
    ("network-measures", "stats --structure", NetworkMeasures.all.entries),
    ("communities", "--method", CommunityMethods.all.entries),
    ("backbones", "--backbone", Backbones.all.entries),
    ("layouts", "--layout", Layouts.all.entries),
    ("overlays", "--color-by", Overlays.all.entries),
    ("exporters", "export --to", Exporters.all.entries),
    ("writers", "export --to", Writers.all.entries),
    ("formats", "--from", Readers.all.entries),
  ]

  func run() throws {
    let kinds = Self.lists.map(\.kind)
    if let kind, !kinds.contains(kind) {
      throw UnknownName(kind: "catalog", name: kind, among: kinds)
    }
    var table = Table([.init("kind"), .init("id"), .init("settings"), .init("summary")])
    for list in Self.lists where kind == nil || kind == list.kind {
      for entry in list.entries {
        table.append([
          .text(list.kind), .text(entry.id),
          .list(
            entry.parameters.map { parameter in
              "\(parameter.name)=\(ByteText.form(of: parameter.defaultValue)) (\(parameter.domain))"
            }),
          .text(entry.summary),
        ])
      }
    }
    output.print(table)
  }
}
