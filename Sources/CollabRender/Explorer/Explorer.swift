import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabGraph
import Foundation

/// The interactive map: one self-contained page that needs no network and no server.
///
/// Numbers are packed as typed arrays and names as JSON, all inside `template` elements, which
/// browsers neither run nor check; the page's own script and style are the only ones that its
/// content security policy lets run, by their digests. Names are put into the page as text.
public enum Explorer {
  /// Writes the page of a network.
  ///
  /// - Parameters:
  ///   - graph: the people, their ties, and what was computed; its title heads the page.
  ///   - positions: where the people stand, in any unit, y growing upwards.
  ///   - library: the works and the spellings of names; empty for a network without works.
  ///   - caption: what the corpus is, its counts, weighting and thresholds; one or two lines.
  ///   - clusterTitles: the communities' titles, fewer where not all have one.
  /// - Returns: the page, in UTF-8.
  /// - Complexity: O(people + ties + authorships) time and space; about 95 bytes a person without
  ///   works, of which 30 for two ties.
  public static func html(
    graph: ExportGraph, positions: Positions, library: ExplorerLibrary = ExplorerLibrary(),
    caption: String, clusterTitles: [String] = []
  ) -> [UInt8] {
    precondition(positions.count == graph.labels.count)
    precondition(library.bylines.allSatisfy { $0.allSatisfy { $0 < graph.labels.count } })
    var data = PageData()
    appendNetwork(graph, positions: positions, to: &data)
    appendWorks(of: library, to: &data)
    data.append("collab-meta", json: metadata(graph, caption: caption, titles: clusterTitles))
    data.append("collab-names", strings: graph.labels)
    let style = text(PackageResources.explorer_css), script = pageScript
    return fill(
      text(PackageResources.page_html),
      [
        "policy": ByteText(policy(script: script, style: style)),
        "title": ByteText(escaping: graph.title), "caption": ByteText(escaping: caption),
        "style": ByteText(style), "data": data.text, "script": ByteText(script),
      ])
  }

  /// Scripts in the order in which they build on one another, as one.
  private static var pageScript: String {
    let parts = [
      PackageResources.data_js, PackageResources.model_js, PackageResources.paint_js,
      PackageResources.labels_js, PackageResources.stage_js, PackageResources.panel_js,
      PackageResources.save_js, PackageResources.controls_js,
    ]
    return "\"use strict\";\n(() => {\n" + parts.map(text).joined(separator: "\n") + "})();\n"
  }

  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self)
  }

  /// Nothing is fetched, and only this very script and style run (CSP level 3).
  private static func policy(script: String, style: String) -> String {
    func source(_ text: String) -> String {
      "'sha256-" + Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString() + "'"
    }
    return "default-src 'none'; script-src \(source(script)); style-src \(source(style)); "
      + "base-uri 'none'; form-action 'none'"
  }

  /// Replaces `{{name}}`; what is put in is not looked through again.
  private static func fill(_ template: String, _ values: [String: ByteText]) -> [UInt8] {
    var page = ByteText()
    for (index, piece) in template.components(separatedBy: "{{").enumerated() {
      let parts = piece.components(separatedBy: "}}")
      if index > 0, let value = values[parts[0]] {
        page.append(bytes: value.bytes)
        page.append(parts.dropFirst().joined(separator: "}}"))
      } else {
        page.append(index > 0 ? "{{" + piece : piece)
      }
    }
    return page.bytes
  }

  private static func appendNetwork(
    _ graph: ExportGraph, positions: Positions, to data: inout PageData
  ) {
    data.append("x", positions.x.map { Float($0) })
    data.append("y", positions.y.map { Float($0) })
    var offsets: [UInt32] = [0]
    for edge in graph.edges {
      while offsets.count <= Int(edge.a) { offsets.append(offsets[offsets.count - 1]) }
      if offsets.count == Int(edge.a) + 1 { offsets.append(offsets[offsets.count - 1]) }
      offsets[offsets.count - 1] += 1
    }
    while offsets.count <= graph.labels.count { offsets.append(offsets[offsets.count - 1]) }
    data.append("edgeOffsets", offsets)
    data.append("edgeTargets", graph.edges.map(\.b))
    data.append("edgeWeights", graph.edges.map { Float($0.weight) })
    if let partition = graph.partition { data.append("community", partition.community) }
    for (index, column) in graph.columns.enumerated() {
      data.append("column\(index)", column.values.map { Float($0) })
    }
    guard graph.years.contains(where: { $0 != nil }) else { return }
    data.append("firstYear", graph.years.map { yearNumber($0?.lowerBound) })
    data.append("lastYear", graph.years.map { yearNumber($0?.upperBound) })
    data.append("edgeFirst", graph.edgeYears.map { yearNumber($0?.lowerBound) })
    data.append("edgeLast", graph.edgeYears.map { yearNumber($0?.upperBound) })
  }

  private static func appendWorks(of library: ExplorerLibrary, to data: inout PageData) {
    var offsets: [UInt32] = [0]
    for byline in library.bylines { offsets.append(offsets[offsets.count - 1] + UInt32(byline.count)) }
    data.append("workYears", library.years.map { yearNumber($0) })
    data.append("workOffsets", offsets)
    data.append("workAuthors", library.bylines.joined().map { UInt32($0) })
    data.append("collab-titles", strings: library.titles)
    var aliases = ByteText("[")
    for (index, person) in library.spellings.enumerated() {
      aliases.append(index == 0 ? "[" : ",\n[")
      aliases.append("\(person.vertex),")
      aliases.append(jsonList: person.others)
      aliases.append("]")
    }
    aliases.append("]")
    data.append("collab-aliases", json: aliases)
  }

  private static func metadata(
    _ graph: ExportGraph, caption: String, titles: [String]
  ) -> ByteText {
    var text = ByteText("{\"title\":")
    text.append(json: graph.title)
    text.append(",\"caption\":")
    text.append(json: caption)
    text.append(",\"columns\":[")
    for (index, column) in graph.columns.enumerated() {
      text.append(index == 0 ? "{\"title\":" : ",{\"title\":")
      text.append(json: column.title)
      text.append(",\"isCount\":\(column.isCount)}")
    }
    text.append("],\"clusters\":")
    let count = graph.partition?.count ?? 0
    text.append(jsonList: (0..<count).map { $0 < titles.count ? titles[$0] : "" })
    text.append("}")
    return text
  }

  /// A year in 16 bits; the least number stands for one that is not known.
  private static func yearNumber(_ year: Int?) -> Int16 {
    year.flatMap { Int16(exactly: $0) } ?? Int16.min
  }
}

/// What the cards of the map tell besides the network: works, and other spellings of names.
public struct ExplorerLibrary: Sendable {
  fileprivate(set) var titles: [String] = []
  fileprivate(set) var years: [Int?] = []
  /// The vertices of each work, in the order of its byline.
  fileprivate(set) var bylines: [[Int]] = []
  fileprivate(set) var spellings: [(vertex: Int, others: [String])] = []

  /// Creates a library without works.
  public init() {}

  /// Takes the works that made a network, and how its people are spelled.
  ///
  /// - Complexity: O(people + authorships) time and space.
  public init(_ bibliography: Bibliography, network: CoauthorNetwork) {
    for (index, work) in bibliography.works.enumerated()
    where network.network.incidence.bylineLength(index) > 0 {
      titles.append(work.label)
      years.append(work.date?.year)
      bylines.append(work.authors.compactMap { network.vertices[$0] })
    }
    for (vertex, index) in network.people.enumerated() {
      let person = bibliography.people[index]
      let others = person.spellings.filter { $0 != person.label && $0 != person.name.display }
      if !others.isEmpty { spellings.append((vertex, others)) }
    }
  }
}

/// The elements of a page that hold its data.
private struct PageData {
  private(set) var text = ByteText()

  /// Numbers, little-endian, in base64.
  mutating func append(_ name: String, _ values: [Float]) {
    append(name, "f32", of: values.map { $0.bitPattern.littleEndian })
  }
  mutating func append(_ name: String, _ values: [UInt32]) {
    append(name, "u32", of: values.map(\.littleEndian))
  }
  mutating func append(_ name: String, _ values: [Int16]) {
    append(name, "i16", of: values.map(\.littleEndian))
  }

  private mutating func append<Number>(_ name: String, _ kind: String, of values: [Number]) {
    text.append("<template data-name=\"\(name)\" data-kind=\"\(kind)\">")
    text.append(bytes: values.withUnsafeBytes { Data($0).base64EncodedData() })
    text.append("</template>\n")
  }

  mutating func append(_ id: String, strings: [String]) {
    var list = ByteText()
    list.append(jsonList: strings)
    append(id, json: list)
  }

  /// JSON in which nothing is markup: the writer escapes `<`, and `&` is escaped here.
  mutating func append(_ id: String, json: ByteText) {
    text.append("<template id=\"\(id)\">")
    for run in json.bytes.split(separator: 0x26, omittingEmptySubsequences: false).enumerated() {
      if run.offset > 0 { text.append("&amp;") }
      text.append(bytes: run.element)
    }
    text.append("</template>\n")
  }
}

extension ByteText {
  fileprivate init(_ text: String) {
    self.init()
    append(text)
  }

  fileprivate init(escaping text: String) {
    self.init()
    append(xml: text)
  }

  fileprivate mutating func append(jsonList strings: [String]) {
    append("[")
    for (index, string) in strings.enumerated() {
      if index > 0 { append(",\n") }
      append(json: string)
    }
    append("]")
  }
}
