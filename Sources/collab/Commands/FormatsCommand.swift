import ArgumentParser
import CollabBibliography
import CollabCore
import CollabReport

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that are read.",
    discussion: """
      The content of a file tells its format, whatever the ending of its name: the endings listed are \
      only usual. Where it does not, as for an edge list of names, '--from ID' says it. A table whose \
      headers are not known is read by the columns that '--column' names.

      Files may be compressed (.gz, .xz, .zst, .bz2) or archives (.zip, .tar). Files that 'collab \
      import' wrote are read as well.
      """)

  @OptionGroup(title: "Output") var output: TableOptions

  func run() throws {
    var table = Table([.init("id"), .init("summary"), .init("extensions")])
    for reader in Readers.all.entries {
      table.append([.text(reader.id), .text(reader.summary), .list(reader.fileExtensions)])
    }
    output.print(table)
  }
}
