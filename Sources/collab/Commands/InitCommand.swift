import ArgumentParser
import CollabBibliography
import CollabCore
import CollabReport
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a configuration for 'collab report --config' from the files that are here.",
    discussion: """
      collab.yaml lists the files and folders of its folder that a reader recognises, or the inputs that \
      are named, by their paths from there, and has the most used options as comments. \(ConfigurationSchema.fileName), beside it, tells editors which keys there \
      are. A file that exists is left as it is.

      Examples:

        collab init && collab report --config collab.yaml
      """)

  @Argument(
    help: .init("Files and folders (default: those of this folder).", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    name: .shortAndLong, help: .init("The file to write.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output = "collab.yaml"

  @OptionGroup(title: "Run") var quiet: QuietOption

  func run() throws {
    let folder = output.folderPrefix
    let schema = folder + ConfigurationSchema.fileName
    if FileManager.default.fileExists(atPath: output) {
      throw Failure.inputOutput("cannot write '\(output)': it exists")
    }
    let names = try inputs.isEmpty ? Self.candidates(in: folder.isEmpty ? "." : folder) : inputs
    var lines: [String] = [], works = 0
    for name in names {
      let path = inputs.isEmpty ? folder + name : name
      let (sources, _) = try Bibliography.read([path], beside: [])
      let entries = sources.reduce(0) { $0 + $1.source.entryCount }
      guard entries > 0 else { continue }
      works += entries
      let formats = Set(sources.map(\.source.format)).sorted().joined(separator: ", ")
      let written = Self.scalar(inputs.isEmpty ? name : Self.path(name, from: folder))
      lines.append("  - \(written) # \(formats), \(counted(entries, "entry", "entries"))")
    }
    if lines.isEmpty {
      throw Failure.nothing("no reader recognises a file here; name the inputs")
    }
    let text = """
      # yaml-language-server: $schema=\(ConfigurationSchema.fileName)
      # The options of 'collab report' without dashes ('collab help report' explains them). What the command
      # line says itself counts. Paths start from the folder of this file.
      #
      #   collab report --config \(output.lastPathComponent)
      #   collab verify report --gates \(output.lastPathComponent)

      inputs:
      \(lines.joined(separator: "\n"))
      output: report

      # title: Our collaborations
      # names: rulings.txt
      # years: 2015..
      # max-authors: 50
      # by: [pagerank, papers]
      # top: 25

      gates:
        fail:
          - works < 1
          - errors > 0
      #   allow:
      #     - condition: errors > 0
      #       until: 2030-12-31
      #       reason: why it may be so for a while

      """
    try Console.write(Array(text.utf8), to: output)
    if !FileManager.default.fileExists(atPath: schema) {
      try Console.write(Array((ConfigurationSchema.json.text() + "\n").utf8), to: schema)
    }
  }

  /// The names in a folder that may be inputs, sorted.
  private static func candidates(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter {
        !$0.hasPrefix(".") && $0 != ConfigurationSchema.fileName
          && [.regular, .folder].contains(FileStatus(folder + "/" + $0)?.kind)
      }.sorted()
    } catch {
      throw Failure.inputOutput("cannot read '\(folder)'")
    }
  }

  /// The path of an input from a folder; as it is where it starts from the root.
  private static func path(_ input: String, from folder: String) -> String {
    if folder.isEmpty || input.hasPrefix("/") || input == "-" { return input }
    // What is behind `..` depends on where links lead.
    func parts(_ path: String) -> [String] {
      guard let resolved = realpath(path, nil) else {
        return URL(fileURLWithPath: path).standardized.pathComponents
      }
      defer { free(resolved) }
      return URL(fileURLWithPath: String(cString: resolved)).pathComponents
    }
    let last = input.split(separator: "/").last.map(String.init) ?? ""
    // The input itself may be a link, and keeps its name.
    let isNamed = last != "." && last != ".."
    let parent = input.split(separator: "/").dropLast().joined(separator: "/")
    let source = isNamed ? parts("./" + parent) + [last] : parts(input)
    let base = parts(folder)
    let common = zip(source, base).prefix { $0 == $1 }.count
    let steps = base.dropFirst(common).map { _ in ".." } + source.dropFirst(common)
    let path = steps.isEmpty ? "." : steps.joined(separator: "/")
    return path == "-" ? "./-" : path
  }

  /// A name as a value of YAML: plain where nothing in it has a meaning.
  private static func scalar(_ name: String) -> String {
    let isPlain =
      name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "._/".utf8.contains(byte)
      } && name.contains { $0.isLetter } && !["true", "false", "null"].contains(name.lowercased())
    return isPlain ? name : JSON.string(name).line
  }
}
