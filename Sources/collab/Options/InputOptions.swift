import ArgumentParser
import CollabDigest
import CollabCorpus
import CollabBibliography
import CollabCore
import CollabGraph
import CollabReport
import CommandOptions
import Foundation

/// What is read, and what happens to the messages about it.
struct InputOptions: ParsableArguments {
  @Argument(
    help: .init("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    help: .init("Read every input as this format; see 'collab formats'.", valueName: "format"),
    completion: .list(Readers.all.entries.map(\.id)))
  var from: String?

  @Option(
    name: .customLong("column"),
    help: .init(
      "The meaning of a column of a table or a member of a JSON list: authors=Who, year=@file; repeatable.",
      valueName: "meaning=header"))
  var columns: [ColumnAssignment] = []

  @Option(
    help: .init(
      "The separator between authors in a cell of a table (default: detected).", valueName: "text"))
  var authorSeparator: String?

  @Option(
    help: .init(
      "A file of rulings on who is who, or a thesaurus of names; repeatable.", valueName: "file"),
    completion: .file())
  var names: [String] = []

  @Option(
    help: .init(
      "Who is one person: by equal spelling (exact), without accents and such (folded), by family name and first initial (initials), by evidence that joins (merge-only) or also parts (resolve), or by identifiers alone (ids).",
      valueName: "policy"))
  var identity: NamePolicy?

  @Option(help: .hidden)
  var matching: OldMatching?

  @Flag(help: "Fail before any result if a message about the input is a warning or an error.")
  var strict = false

  @Option(
    help: .init(
      "Write all messages about the input to a file: JSON, or SARIF 2.1.0 where its name ends in .sarif.",
      valueName: "file"),
    completion: .file(extensions: ["json", "sarif"]))
  var diagnostics: String?

  @Option(
    help: .init(
      "The maximum size of an input, stored or unpacked: a number of bytes, or a number with K, M, G or T.",
      valueName: "size"))
  var maxInput: ByteCount?

  @Flag(help: "Continue if the inputs give nothing or nothing is left to show.")
  var allowEmpty = false

  func validate() throws {
    if matching != nil, identity != nil {
      throw ValidationError("--matching is the old name of --identity.")
    }
    // Inputs that are forgotten should not leave a command waiting for a terminal.
    if inputs.isEmpty { throw ValidationError("Missing expected argument '<input> ...'") }
    if mapsColumns, let from, !LoadOptions.readersOfColumns.contains(from) {
      throw ValidationError(
        "--column and --author-separator are for tables and JSON lists, not for '\(from)'.")
    }
  }

  /// Who is taken for one person.
  var policy: NamePolicy { identity ?? matching?.policy ?? LoadOptions().names }

  var mapsColumns: Bool { !columns.isEmpty || authorSeparator != nil }
}

/// What a column means, as `meaning=header`.
struct ColumnAssignment: ExpressibleByArgument {
  let role: String
  let header: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    role = String(argument[..<equals])
    header = String(argument[argument.index(after: equals)...])
  }
}

/// A number of bytes, such as `500M` or `8G`, in powers of 1,024.
struct ByteCount: ExpressibleByArgument {
  let count: Int

  init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    let unit = argument.last.flatMap { units[Character($0.uppercased())] }
    guard let number = Int(unit == nil ? argument : String(argument.dropLast())), number > 0
    else { return nil }
    let (count, isOver) = number.multipliedReportingOverflow(by: unit ?? 1)
    if isOver { return nil }
    self.count = count
  }
}

extension NamePolicy: ExpressibleByArgument {}

/// What `--identity` was called before, with its values.
enum OldMatching: String, ExpressibleByArgument {
  case asGiven = "as-given"
  case standard

  var policy: NamePolicy { self == .asGiven ? .asGiven : .standard }
}

extension InputOptions {
  /// Refuses outputs that are themselves inputs: named ones, also by another path or link, and files
  /// of a named folder that a reader recognises.
  ///
  /// - Throws: ``Failure``.
  func refuse(outputs: [String]) throws {
    for output in outputs {
      guard let target = FileStatus(output) else { continue }
      for input in inputs + names {
        guard let source = FileStatus(input) else { continue }
        let isInput =
          source.identity == target.identity
          || source.kind == .folder && target.kind == .regular
            && resolved(output).hasPrefix(resolved(input) + "/")
            && (try? Bibliography.read([output]).sources.isEmpty) == false
        if isInput {
          throw Failure.usage("'\(output)' is one of the inputs; write to another file")
        }
      }
    }
  }

  /// A path from the root, links followed.
  private func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}

extension InputOptions {
  /// Takes a file that is going to be written as one of rulings, if it is there.
  mutating func takeRulings(of file: String) throws {
    try FileOutput.check(file)
    try refuse(outputs: [file])
    guard let target = FileStatus(file) else { return }
    let bytes = try FileInput.bytes(of: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.usage("'\(file)' is not in UTF-8, and is left as it is; save it as UTF-8 first")
    }
    let rulings = Rulings(text, file: file)
    if rulings.areNone {
      throw Failure.usage("'\(file)' holds no ruling but other text, and is left as it is")
    }
    if rulings.areOfList {
      throw Failure.usage(
        "'\(file)' is a list of another program; name it with --names, and another file here")
    }
    if !names.contains(where: { FileStatus($0)?.identity == target.identity }) {
      names.append(file)
    }
  }

  /// How the inputs are read and merged.
  func loadOptions() throws -> LoadOptions {
    var options = LoadOptions()
    if mapsColumns {
      options.take(
        try ColumnMapping(
          columns: columns.map { ($0.role, $0.header) }, authorSeparator: authorSeparator))
    }
    options.reader = try from.map { try options.readers.entry($0) }
    if let maxInput { options.limits.maximumBytes = maxInput.count }
    options.names = policy
    if let matching { Console.warn("--matching is now --identity \(matching.policy.rawValue)") }
    for file in names {
      options.rulings.append(Rulings(try FileInput.bytes(of: file), file: file.lastPathComponent))
    }
    return options
  }

  /// What the inputs are, as a manifest records it beside their digests.
  func members() throws -> [JSON.Member] {
    let rulings = try names.map { file in
      JSON.string(SHA256.hexadecimal(of: Array(try FileInput.text(of: file).utf8)))
    }
    return [
      .init("from", JSON(from)),
      .init("columns", .array(columns.map { .string("\($0.role)=\($0.header)") })),
      .init("authorSeparator", JSON(authorSeparator)),
      .init("identity", .string(policy.rawValue)),
      .init("namesSHA256", .array(rulings)),
    ]
  }
}

/// Which part of the works becomes a network, and with which weights.
struct NetworkOptions: ParsableArguments {
  @OptionGroup var works: WorkOptions

  @Option(help: .init("Exclude authors with fewer than n works.", valueName: "n"))
  var minPapers: Int?

  @Option(
    help: .init(
      "Exclude authors with fewer than n ties, until all who are left have as many.",
      valueName: "n"))
  var minTies: Int?

  @Option(
    help: .init("Exclude ties below this weight.", valueName: "weight"),
    transform: Double.fromZero)
  var minWeight: Double?

  @Option(
    help: .init(
      "Include only the people of this file: a name or an ORCID a line.", valueName: "file"),
    completion: .file())
  var people: String?

  @Option(
    help: .init(
      "The vertices: authors, or the institutions or countries of their affiliations; n of --weighting and --max-authors then counts these."
    ))
  var unit = VertexUnit.authors

  func validate() throws {
    for (option, value) in [
      ("--min-papers", minPapers), ("--min-ties", minTies),
    ] {
      if let value, value < 1 { throw ValidationError("\(option) must be at least 1.") }
    }
    if works.groups, unit != .authors {
      throw ValidationError(
        "--groups would have no effect with --unit \(unit.rawValue), in which groups have no part.")
    }
  }

  /// Warns of what has no effect on ties that are stated without works.
  func warnOfTiesWithoutWorks() {
    let kept = ["--groups", "--min-ties", "--min-weight", "--people"]
    let without = given.filter { !kept.contains($0) }
    if !without.isEmpty {
      Console.warn(
        "\(without.joined(separator: ", ")) without effect: the inputs state ties, and no works")
    }
  }

  var isWeightingGiven: Bool { works.weighting != .fractional }
  var maxAuthors: Int? { works.maxAuthors }
  var years: YearRange? { works.years }
  var selection: NetworkSelection { works.selection }

  /// The options given, by name.
  var given: [String] {
    works.given
      + (minPapers == nil ? [] : ["--min-papers"]) + (minTies == nil ? [] : ["--min-ties"])
      + (minWeight == nil ? [] : ["--min-weight"]) + (people == nil ? [] : ["--people"])
      + (unit == .authors ? [] : ["--unit"])
  }

  /// Refuses options of the network where none is made.
  func refuse(with option: String, because reason: String) throws {
    guard !given.isEmpty else { return }
    throw ValidationError(
      "\(given.joined(separator: ", ")) would have no effect with \(option), \(reason).")
  }

  /// Which authors and ties are kept.
  ///
  /// - Throws: ``FileError``, ``Failure`` for a list of people that cannot be used.
  func thresholds() throws -> Thresholds {
    Thresholds(
      minimumPapers: minPapers, minimumTies: minTies, minimumWeight: minWeight,
      people: try people.map(Self.list))
  }

  private static func list(_ file: String) throws -> PeopleList {
    guard let text = String(validating: try FileInput.bytes(of: file), as: UTF8.self) else {
      throw Failure.usage("'\(file)' is not in UTF-8; save it as UTF-8 first")
    }
    let list = PeopleList(text, file: file.lastPathComponent)
    if list.isEmpty { throw Failure.usage("--people: '\(file)' has no name or identifier") }
    return list
  }

  /// The options as a manifest records them.
  func members() throws -> [JSON.Member] {
    try [
      .init("weighting", .string(works.weighting.rawValue)), .init("maxAuthors", JSON(maxAuthors)),
      .init("groups", .bool(works.groups)), .init("years", JSON(years?.text)),
      .init("minPapers", JSON(minPapers)), .init("minTies", JSON(minTies)),
      .init("minWeight", minWeight.map(JSON.number) ?? .null),
      .init(
        "peopleSHA256",
        JSON(people.map { SHA256.hexadecimal(of: try FileInput.bytes(of: $0)) })),
      .init("unit", unit == .authors ? .null : .string(unit.rawValue)),
    ]
  }
}

extension VertexUnit: ExpressibleByArgument {}
