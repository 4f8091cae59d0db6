internal import CCompression
import CollabAlgorithms
import CollabCore
import CollabGraph
import Foundation

/// The interactive map: one self-contained page that needs no network and no server.
///
/// Numbers are packed as typed arrays and names as JSON, all deflated (RFC 1950) inside `template`
/// elements, which browsers neither run nor check; the page's own script and style are the only
/// ones that its content security policy lets run, by their digests. Names are put into the page as
/// text.
public enum Explorer {
  /// Writes the page of a network.
  ///
  /// - Parameters:
  ///   - graph: the people, their ties, and what was computed; its title heads the page.
  ///   - positions: where the people stand, in any unit, y growing upwards; who has no place
  ///     (`nan`) is left out of the page with their ties.
  ///   - library: the works and the spellings of names; empty for a network without works.
  ///   - caption: what the corpus is, its counts, weighting and thresholds; one or two lines.
  ///   - clusterTitles: the communities' titles, fewer where not all have one.
  ///   - clusterColors: the communities' colours in the picture; none, or one each.
  ///   - words: what the page says instead of a word about people, as `institution` for `person`.
  ///   - execution: whether works and network are written side by side, and who may stop it.
  /// - Returns: the page, in UTF-8.
  /// - Throws: ``/CollabCore/OptionError`` for positions of another number of vertices, and for
  ///   bylines of others; ``/CollabCore/Cancellation``.
  /// - Complexity: O(people + ties + authorships) time and space; 319,888 people with 1,420,600
  ///   ties and 460,000 works make a page of 31 MB.
  public static func html(
    graph: ExportGraph, positions: Positions, library: ExplorerLibrary = ExplorerLibrary(),
    caption: String, clusterTitles: [String] = [], clusterColors: [Color] = [],
    words: [String: String] = [:], execution: Execution = Execution()
  ) throws -> [UInt8] {
    guard positions.count == graph.labels.count else {
      throw OptionError(
        "there must be \(graph.labels.count.grouped) positions, one a vertex, not "
          + positions.count.grouped)
    }
    guard library.authors.allSatisfy({ Int($0) < graph.labels.count })
    else { throw OptionError("a byline names a vertex that the graph does not have") }
    let placed = Placed(positions)
    let (network, works) = try execution.both {
      var data = PageData()
      appendNetwork(graph, positions: positions, placed: placed, to: &data)
      return data
    } and: {
      var data = PageData()
      appendWorks(of: library, placed: placed, to: &data)
      return data
    }
    var others = PageData()
    if !clusterColors.isEmpty, clusterColors.count == graph.partition?.count {
      others.append(
        "clusterColours",
        clusterColors.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) })
    }
    others.append(
      "meta", json: metadata(graph, caption: caption, titles: clusterTitles, words: words))
    others.append("names", strings: placed.vertices.map { graph.labels[$0] })
    let style = text(PackageResources.explorer_css), script = pageScript
    return PageTemplate.fill(
      PackageResources.page_html,
      [
        "policy": ByteText(PagePolicy.text(script: script, style: style)),
        "title": ByteText(escaping: graph.title), "caption": ByteText(escaping: caption),
        "style": ByteText(style), "network": network.text, "works": works.text,
        "others": others.text, "script": ByteText(script),
      ])
  }

  /// Scripts in the order in which they build on one another, as one.
  private static var pageScript: String {
    let parts = [
      PackageResources.data_js, PackageResources.model_js, PackageResources.paint_js,
      PackageResources.raster_js, PackageResources.labels_js, PackageResources.stage_js,
      PackageResources.panel_js, PackageResources.card_js, PackageResources.select_js,
      PackageResources.ground_js, PackageResources.minimap_js, PackageResources.save_js,
      PackageResources.controls_js, PackageResources.table_js, PackageResources.address_js,
    ]
    return "\"use strict\";\n(async () => {\n" + parts.map(text).joined(separator: "\n") + "})();\n"
  }

  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self)
  }

  private static func appendNetwork(
    _ graph: ExportGraph, positions: Positions, placed: Placed, to data: inout PageData
  ) {
    let vertices = placed.vertices
    data.append("x", vertices.map { Float(positions.x[$0]) })
    data.append("y", vertices.map { Float(positions.y[$0]) })
    var offsets: [UInt32] = [0], targets: [UInt32] = [], weights: [Float] = []
    var first: [Int16] = [], last: [Int16] = []
    let arcs = graph.graph, hasYears = graph.years.contains { $0 != nil }
    targets.reserveCapacity(arcs.edgeCount)
    weights.reserveCapacity(arcs.edgeCount)
    first.reserveCapacity(hasYears ? arcs.edgeCount : 0)
    last.reserveCapacity(hasYears ? arcs.edgeCount : 0)
    var edge = 0
    for a in 0..<arcs.vertexCount {
      for arc in arcs.arcs(a) where arcs.targets[arc] > a {
        defer { edge += 1 }
        guard placed.number[a] != nil, let b = placed.number[Int(arcs.targets[arc])] else {
          continue
        }
        targets.append(UInt32(b))
        weights.append(Float(arcs.weights[arc]))
        guard hasYears else { continue }
        let years = graph.edgeYears[edge]
        first.append(yearNumber(years?.lowerBound))
        last.append(yearNumber(years?.upperBound))
      }
      if placed.number[a] != nil { offsets.append(UInt32(targets.count)) }
    }
    data.append("edgeOffsets", offsets)
    data.append("edgeTargets", targets)
    data.append("edgeWeights", weights)
    if let partition = graph.partition {
      data.append("community", vertices.map { partition.community[$0] })
    }
    for (index, column) in graph.columns.enumerated() {
      data.append("column\(index)", vertices.map { Float(column.values[$0]) })
    }
    guard hasYears else { return }
    data.append("firstYear", vertices.map { yearNumber(graph.years[$0]?.lowerBound) })
    data.append("lastYear", vertices.map { yearNumber(graph.years[$0]?.upperBound) })
    data.append("edgeFirst", first)
    data.append("edgeLast", last)
  }

  private static func appendWorks(
    of library: ExplorerLibrary, placed: Placed, to data: inout PageData
  ) {
    var works: [Int] = [], offsets: [UInt32] = [0]
    var authors: [UInt32] = [], others: [UInt32] = []
    for work in library.years.indices {
      let before = authors.count, byline = library.byline(work)
      for vertex in byline {
        if let number = placed.number[Int(vertex)] { authors.append(UInt32(number)) }
      }
      if authors.count == before { continue }
      works.append(work)
      offsets.append(UInt32(authors.count))
      others.append(
        UInt32(clamping: library.others[work] + byline.count - (authors.count - before)))
    }
    data.append("workYears", works.map { yearNumber(library.years[$0]) })
    data.append("workOffsets", offsets)
    data.append("workAuthors", authors)
    data.append("workOthers", others)
    data.append("titles", strings: works.lazy.map(library.title))
    var aliases = ByteText("[")
    for person in library.spellings {
      guard let number = placed.number[person.vertex] else { continue }
      aliases.append(aliases.bytes.count == 1 ? "[" : ",\n[")
      aliases.append("\(number),")
      aliases.append(jsonList: person.others)
      aliases.append("]")
    }
    aliases.append("]")
    data.append("aliases", json: aliases)
    var doubts = ByteText()
    doubts.append(
      "["
        + library.doubts.compactMap { doubt in
          placed.number[doubt.vertex].map { "[\($0),\(Int((doubt.confidence * 100).rounded()))]" }
        }.joined(separator: ",") + "]")
    data.append("doubts", json: doubts)
    data.append("pages", json: pairs(library.pages, placed))
    data.append("bibTeXNames", json: pairs(library.bibTeXNames, placed))
    let untitled = works.indices.filter { library.untitled.contains(works[$0]) }
    data.append("untitled", json: ByteText("\(untitled)"))
  }

  /// Texts of people who stand on the page, each behind the person's number.
  private static func pairs(_ texts: [(vertex: Int, text: String)], _ placed: Placed) -> ByteText {
    var list = ByteText("[")
    for (vertex, text) in texts {
      guard let number = placed.number[vertex] else { continue }
      list.append(list.bytes.count == 1 ? "[\(number)," : ",\n[\(number),")
      list.append(json: text)
      list.append("]")
    }
    list.append("]")
    return list
  }

  private static func metadata(
    _ graph: ExportGraph, caption: String, titles: [String], words: [String: String]
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
    for (index, word) in words.sorted(by: { $0.key < $1.key }).enumerated() {
      text.append(index == 0 ? ",\"words\":{" : ",")
      text.append(json: word.key)
      text.append(":")
      text.append(json: word.value)
    }
    text.append(words.isEmpty ? "}" : "}}")
    return text
  }

  /// A year in 16 bits; the least number stands for one that is not known.
  private static func yearNumber(_ year: (some BinaryInteger)?) -> Int16 {
    year.flatMap { Int16(exactly: $0) } ?? Int16.min
  }
}

/// What the cards of the map tell besides the network: works, and other spellings of names.
public struct ExplorerLibrary: Sendable {
  /// The titles in UTF-8, one work's behind the other's.
  private var titles: [UInt8] = []
  /// Where each title ends.
  private var titleEnds: [Int] = []
  fileprivate(set) var years: [Int?] = []
  /// The vertices of each work, in the order of its byline, one work behind the other.
  fileprivate var authors: [UInt32] = []
  /// Where each work's vertices end.
  private var ends: [Int] = []
  /// How many more authors each work has.
  fileprivate(set) var others: [Int] = []
  /// The works that their title does not name.
  fileprivate(set) var untitled: Set<Int> = []
  fileprivate(set) var bibTeXNames: [(vertex: Int, text: String)] = []
  fileprivate(set) var spellings: [(vertex: Int, others: [String])] = []
  fileprivate(set) var doubts: [(vertex: Int, confidence: Double)] = []

  fileprivate(set) var pages: [(vertex: Int, text: String)] = []

  /// Creates a library without works.
  public init() {}

  fileprivate func title(_ work: Int) -> String {
    String(decoding: titles[(work > 0 ? titleEnds[work - 1] : 0)..<titleEnds[work]], as: UTF8.self)
  }

  fileprivate func byline(_ work: Int) -> ArraySlice<UInt32> {
    authors[(work > 0 ? ends[work - 1] : 0)..<ends[work]]
  }

  /// Adds a work.
  ///
  /// - Parameters:
  ///   - title: the title.
  ///   - year: the year, where it is known.
  ///   - byline: the vertices of its authors, in the order of the byline.
  ///   - others: how many more authors it has, who are no vertices.
  ///   - isTitled: whether it is its own title by which the work is called.
  public mutating func addWork(
    title: String, year: Int?, byline: [Int], others: Int = 0, isTitled: Bool = true
  ) {
    if !isTitled { untitled.insert(years.count) }
    titles += title.utf8
    titleEnds.append(titles.count)
    years.append(year)
    // What no vertex can have is refused with the page.
    authors += byline.map { UInt32(exactly: $0) ?? .max }
    ends.append(authors.count)
    self.others.append(max(0, others))
  }

  /// Adds spellings of a person's name besides the label.
  public mutating func addSpellings(_ others: [String], of vertex: Int) {
    spellings.append((vertex, others))
  }

  /// Gives a name in BibTeX's own form where BibTeX would take the label apart wrongly.
  public mutating func addBibTeXName(_ name: String, of vertex: Int) {
    bibTeXNames.append((vertex, name))
  }

  /// Names a page about a person: a file beside the explorer's.
  public mutating func addPage(_ file: String, of vertex: Int) { pages.append((vertex, file)) }

  /// Marks a person whose works may be several people's.
  ///
  /// - Parameters:
  ///   - confidence: the probability, from 0 to 1, that they are one person's.
  ///   - vertex: the person.
  public mutating func addDoubt(_ confidence: Double, of vertex: Int) {
    doubts.append((vertex, confidence.isFinite ? min(max(confidence, 0), 1) : 0))
  }
}

/// The vertices that stand somewhere, and their numbers in the page.
private struct Placed {
  let vertices: [Int]
  let number: [Int?]

  init(_ positions: Positions) {
    vertices = (0..<positions.count).filter { positions.x[$0].isFinite && positions.y[$0].isFinite }
    var number = [Int?](repeating: nil, count: positions.count)
    for (index, vertex) in vertices.enumerated() { number[vertex] = index }
    self.number = number
  }
}

/// The elements of a page that hold its data, deflated one by one so that no two stand in memory as they are.
private struct PageData {
  private(set) var text = ByteText()

  /// Numbers, little-endian.
  mutating func append(_ name: String, _ values: [Float]) {
    append(name, "f32", of: values.map { $0.bitPattern.littleEndian })
  }
  mutating func append(_ name: String, _ values: [UInt32]) {
    append(name, "u32", of: values.map { $0.littleEndian })
  }
  mutating func append(_ name: String, _ values: [Int16]) {
    append(name, "i16", of: values.map { $0.littleEndian })
  }

  mutating func append(_ name: String, strings: some Sequence<String>) {
    var list = ByteText()
    list.append(jsonList: strings)
    append(name, json: list)
  }

  mutating func append(_ name: String, json: ByteText) {
    json.bytes.withUnsafeBytes { append(name, "json", bytes: $0) }
  }

  private mutating func append<Number>(_ name: String, _ kind: String, of values: [Number]) {
    values.withUnsafeBytes { append(name, kind, bytes: $0) }
  }

  private mutating func append(_ name: String, _ kind: String, bytes: UnsafeRawBufferPointer) {
    text.append("<template data-name=\"\(name)\" data-kind=\"\(kind)\">")
    text.append(bytes: Self.packed(bytes))
    text.append("</template>\n")
  }

  /// Bytes as a zlib stream in base 64; above this level a page shrinks by less than a fiftieth.
  private static func packed(_ bytes: UnsafeRawBufferPointer) -> Data {
    var length = compressBound(UInt(bytes.count))
    // Not initialized, so that the system provides what is written and no more.
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Int(length))
    defer { room.deallocate() }
    let status = compress2(
      room.baseAddress, &length, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), 5)
    // The room suffices by zlib's own bound, so that only memory can fail.
    precondition(status == Z_OK, "zlib cannot deflate")
    return Data(buffer: UnsafeBufferPointer(rebasing: room[..<Int(length)])).base64EncodedData()
  }
}

extension ByteText {
  fileprivate mutating func append(jsonList strings: some Sequence<String>) {
    append("[")
    for (index, string) in strings.enumerated() {
      if index > 0 { append(",\n") }
      append(json: string)
    }
    append("]")
  }
}
