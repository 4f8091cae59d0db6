import CollabCore

/// A way to hand a network to another program; a value in ``Exporters/all``.
public struct Exporter: CatalogEntry {
  /// Its id and summary.
  public let descriptor: Descriptor
  /// What follows the stem in the names of the files that are written, for example `.gexf`, or
  /// `-authors.csv` and `-edges.csv`.
  public let suffixes: [String]
  private let body: @Sendable (ExportGraph, inout ExportNotes) -> [ByteText]

  /// Creates an exporter whose body writes one text a suffix, in their order.
  init(
    id: String, summary: String, suffixes: [String],
    body: @escaping @Sendable (ExportGraph, inout ExportNotes) -> [ByteText]
  ) {
    descriptor = Descriptor(id: id, summary: summary)
    self.suffixes = suffixes
    self.body = body
  }

  /// Writes a network.
  ///
  /// - Returns: the files, and notes about what the format could not hold.
  /// - Complexity: O(vertices · columns + edges) time and space.
  public func export(_ graph: ExportGraph) -> Export {
    var notes = ExportNotes(format: id)
    let texts = body(graph, &notes)
    return Export(
      files: zip(suffixes, texts).map { ExportedFile(suffix: $0, bytes: $1.bytes) },
      notes: notes.diagnostics)
  }
}

/// What an exporter wrote.
public struct Export: Sendable {
  /// The files, in the order of ``Exporter/suffixes``.
  public let files: [ExportedFile]
  /// What had to be changed to fit the format.
  public let notes: [Diagnostic]
}

/// One file of an export.
public struct ExportedFile: Sendable {
  /// What follows the stem in the file's name.
  public let suffix: String
  /// The content.
  public let bytes: [UInt8]
}

/// What an exporter had to change, counted by kind: one note a kind, whatever the number.
struct ExportNotes {
  let format: String
  private var kinds: [(id: String, what: String, example: String, count: Int)] = []

  init(format: String) { self.format = format }

  /// Notes a change to a name or a vertex.
  mutating func add(_ id: String, _ what: String, of name: String) {
    if let index = kinds.firstIndex(where: { $0.id == id }) {
      kinds[index].count += 1
    } else {
      kinds.append((id, what, name, 1))
    }
  }

  var diagnostics: [Diagnostic] {
    kinds.map { kind in
      let more = kind.count == 1 ? "" : " and \(kind.count - 1) more"
      return Diagnostic(
        "\(format).\(kind.id)", .note, "\(kind.what): '\(kind.example)'\(more)")
    }
  }
}

extension ByteText {
  /// Appends a name for XML, noting what XML cannot hold.
  mutating func append(xml name: String, _ notes: inout ExportNotes) {
    if append(xml: name) {
      notes.add("control-character", "XML cannot hold a control character of a name", of: name)
    }
  }
}

/// The list of all exporters: a new exchange format is one file and one line here.
public enum Exporters {
  /// The exporters, in the order of help and documentation.
  public static let all = Catalog<Exporter>(
    kind: "exchange format",
    [
      .gexf, .graphML, .gml, .pajek, .vosviewer, .vosviewerJSON, .cytoscapeJSON, .nodeLinkJSON,
      .csv,
      .edgeList, .matrixMarket,
    ])
}
