import CollabAlgorithms
import CollabCore
import CollabCorpus
import CollabRender
import CollabReport

@testable import CollabBibliography

extension Target {
  /// Options, one a line: `column NAME=HEADER`, `separator TEXT`, `set NAME=VALUE`, and ids of
  /// measures, methods, backbones and layouts, which run on a small network with these settings.
  static let options = Target(id: "options", summary: "options that are texts and numbers") {
    bytes in
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 12)
    var columns: [(role: String, header: String)] = [], separator: String?
    var settings = Settings(), ids: [String] = []
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      let pair = words.last?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
      switch words.first {
      case "column" where pair.count == 2: columns.append((pair[0], pair[1]))
      case "separator": separator = words.last
      case "set" where pair.count == 2: settings[pair[0]] = Double(pair[1])
      default: ids.append(String(line))
      }
    }
    var options = LoadOptions()
    if let mapping = try? ColumnMapping(columns: columns, authorSeparator: separator) {
      options.take(mapping)
    }
    options.reader = Readers.all["csv"]
    let sources = Bibliography.read(Array(table.utf8), name: "t.csv", options: options).sources
    _ = try Bibliography(merging: sources)
    for id in ids { try run(id, settings) }
  }

  private static func run(_ id: String, _ settings: Settings) throws {
    let network = small.network
    do {
      if let measure = try? Measures.all.entry(id) {
        _ = try Ranking(by: [measure], of: network, settings: settings, execution: .serial)
          .table(labels: small.labels, top: 3).csv
      }
      if let method = try? CommunityMethods.all.entry(id) {
        _ = try Clustering(of: small, by: method.with(settings), execution: .serial)
      }
      if let backbone = try? Backbones.all.entry(id) {
        _ = try backbone.with(settings).graph(of: network, execution: .serial)
      }
      if let layout = try? Layouts.all.entry(id) {
        var options = PictureOptions()
        options.layout = layout.with(settings)
        _ = try Picture(of: small, options: options, execution: .serial)
      }
    } catch is OptionError {
    } catch is GraphvizError {}
  }

  private static let table = """
    Title,Authors,Year,Times Cited,Source,DOI
    One of a kind,"Aho, Ada; Berg, Bo; Chen, Cai",2001,3,Journal,10.1/a
    Two of a kind,"Berg, Bo; Dahl, Di",2002,,Journal,
    Three of a kind,"Chen, Cai; Dahl, Di; Eck, Ed",n.d.,1,,10.1/c
    Four of a kind,"Fox, Flo",2004,,,

    """

  private static let small: Corpus = {
    let sources = Bibliography.read(Array(table.utf8), name: "t.csv").sources
    guard let bibliography = try? Bibliography(merging: sources) else { finding("no table") }
    return Corpus(bibliography)
  }()
}
