import CollabAlgorithms
import CollabCore
import CollabDigest

/// What a report's folder says of itself to archives and other tools: a Process Run Crate, a data
/// package and an in-toto statement. All follow from the files, the inputs and the options.
struct FolderDescription {
  /// The names of the files that it makes.
  static let fileNames = ["datapackage.json", "ro-crate-metadata.json", "in-toto.json"]

  /// The heading of the report.
  let title: String
  /// What was found, in one sentence.
  let summary: String
  /// The day, or the year, that stands for the date of publication; `nil` where none is known.
  let date: String?
  /// The files, without those that are made here.
  let files: [ArtifactFolder.File]
  /// The inputs.
  let inputs: [Manifest.Input]

  /// The files that describe the others; each describes those before it as well.
  var descriptions: [ArtifactFolder.File] {
    var described = files
    for (name, describe) in [
      ("datapackage.json", dataPackage), ("ro-crate-metadata.json", crate),
      ("in-toto.json", statement),
    ] {
      described.append(ArtifactFolder.File(name, describe(described).text() + "\n"))
    }
    return Array(described[files.count...])
  }

  // MARK: Frictionless

  /// A data package of the tables: https://datapackage.org, version 2.0.
  private func dataPackage(_ files: [ArtifactFolder.File]) -> JSON {
    [
      "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
      "name": "collab-report", "title": .string(title), "description": .string(summary),
      "resources": .array(files.filter { $0.name.hasSuffix(".csv") }.map(resource)),
    ]
  }

  private func resource(_ file: ArtifactFolder.File) -> JSON {
    let header = file.bytes.prefix { $0 != UInt8(ascii: "\n") }
    let columns = String(decoding: header, as: UTF8.self).split(separator: ",").map(String.init)
    return [
      "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
      "name": .string(String(file.name.dropLast(".csv".count))), "path": .string(file.name),
      "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
      "bytes": .int(file.bytes.count), "hash": .string("sha256:" + file.sha256),
      "schema": [
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": .array(
          columns.map {
            ["name": .string($0), "type": .string(Self.type(ofColumn: $0, in: file.name))]
          }),
        "missingValues": [""],
      ],
    ]
  }

  /// The columns that hold whole numbers, besides measures that count.
  private static let wholeColumns: Set = [
    "source", "target", "community", "first_year", "last_year", "size", "rank-from", "rank-to",
    "year", "citations",
  ]
  /// The columns that hold decimal numbers, besides measures.
  private static let decimalColumns: Set = [
    "x", "y", "weight", "innerWeight", "outerWeight", "stability", "participation",
    "within-module-z", "connectedShare",
  ]
  /// The columns that hold texts.
  private static let textColumns: Set = [
    "name", "source_name", "target_name", "authors", "institutions", "countries", "words", "title",
    "wordsFrom", "venue",
    "identifiers", "sources",
  ]

  /// The type of a column in a table schema; `any` for what is none of these and no measure.
  private static func type(ofColumn name: String, in file: String) -> String {
    // Numbers in some tables, and ids in others.
    if name == "id" { return file == "works.csv" ? "string" : "integer" }
    if name == "works" { return file == "edges.csv" ? "string" : "integer" }
    if file == "years.csv", name == "authors" { return "integer" }
    if wholeColumns.contains(name) { return "integer" }
    if decimalColumns.contains(name) { return "number" }
    if textColumns.contains(name) { return "string" }
    return Measures.all[name].map { $0.isCount ? "integer" : "number" } ?? "any"
  }

  // MARK: RO-Crate

  /// A Process Run Crate: https://w3id.org/ro/crate/1.2 and https://w3id.org/ro/wfrun/process/0.5.
  private func crate(_ files: [ArtifactFolder.File]) -> JSON {
    let results: JSON = .array(files.map { Self.reference($0.name) })
    let dates = { (name: String) in date.map { [JSON.Member(name, .string($0))] } ?? [] }
    let root = JSON.object(
      [
        .init("@id", "./"), .init("@type", "Dataset"), .init("name", .string(title)),
        .init("description", .string(summary)),
      ] + dates("datePublished") + [
        .init("license", "The licences of the inputs hold for what is taken from them."),
        .init("conformsTo", Self.reference(Self.profile)), .init("hasPart", results),
        .init("mentions", Self.reference("#run")),
      ])
    let run = JSON.object(
      [
        .init("@id", "#run"), .init("@type", "CreateAction"), .init("name", "collab report"),
        .init("instrument", Self.reference("#collab")),
      ] + dates("endTime") + [
        .init("object", .array(inputs.indices.map { Self.reference("#input-\($0 + 1)") })),
        .init("result", results),
      ])
    let graph: [JSON] =
      [
        [
          "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": Self.reference("./"),
          "conformsTo": Self.reference("https://w3id.org/ro/crate/1.2"),
        ],
        root,
        [
          "@id": .string(Self.profile), "@type": ["CreativeWork", "Profile"],
          "name": "Process Run Crate", "version": "0.5",
        ],
        [
          "@id": "#collab", "@type": "SoftwareApplication", "name": "collab",
          "url": .string("pkg:generic/collab@" + Version.text), "version": .string(Version.text),
        ],
        run,
      ]
      + files.map { file in
        [
          "@id": .string(file.name), "@type": "File", "name": .string(file.name),
          "encodingFormat": .string(Self.mediaType(of: file.name)),
          "contentSize": .string(String(file.bytes.count)), "sha256": .string(file.sha256),
        ]
      }
      + inputs.enumerated().map { index, input in
        [
          "@id": .string("#input-\(index + 1)"), "@type": "File", "name": .string(input.name),
          "description": .string(
            "\(counted(input.entries, "entry", "entries")) in the format \(input.format)"),
          "sha256": .string(input.sha256),
        ]
      }
    return ["@context": "https://w3id.org/ro/crate/1.2/context", "@graph": .array(graph)]
  }

  private static let profile = "https://w3id.org/ro/wfrun/process/0.5"

  private static func reference(_ id: String) -> JSON { ["@id": .string(id)] }

  private static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "csv": "text/csv"
    case "html": "text/html"
    case "svg": "image/svg+xml"
    case "json": "application/json"
    case "md": "text/markdown"
    case "dot": "text/vnd.graphviz"
    default: "application/octet-stream"
    }
  }

  // MARK: in-toto

  /// An unsigned statement over the digests, with a link predicate:
  /// https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md.
  private func statement(_ files: [ArtifactFolder.File]) -> JSON {
    func subject(_ name: String, _ digest: String) -> JSON {
      ["name": .string(name), "digest": ["sha256": .string(digest)]]
    }
    return [
      "_type": "https://in-toto.io/Statement/v1",
      "subject": .array(files.map { subject($0.name, $0.sha256) }),
      "predicateType": "https://in-toto.io/attestation/link/v0.3",
      "predicate": [
        "name": "collab report",
        "materials": .array(inputs.map { subject($0.name, $0.sha256) }),
        "byproducts": ["tool": "collab", "version": .string(Version.text)],
      ],
    ]
  }
}
