import CollabAlgorithms
import CollabCore
import CollabCorpus
import CollabRender

/// What a report shows as pictures: the file, the map of the first screen and the explorer.
struct ReportPictures: Sendable {
  /// The picture that is a file of the folder.
  let diagram: Diagram
  /// The same as SVG.
  let svg: [UInt8]
  /// The map of the first screen.
  let map: Diagram
  /// The same as SVG for light and for dark pages.
  let maps: (light: [UInt8], dark: [UInt8])
  /// The same for telephones, with larger and fewer names.
  let narrowMaps: (light: [UInt8], dark: [UInt8])
  /// The explorer's page; `nil` above ``largestExplorer`` authors, for which it is too large.
  let explorer: [UInt8]?

  /// The number of authors from which on there is no explorer.
  static let largestExplorer = 100_000

  /// Draws them.
  ///
  /// - Parameters:
  ///   - corpus: what was read.
  ///   - ranking: the figures that the explorer shows.
  ///   - clustering: the groups.
  ///   - files: the file of each page of a person, by vertex.
  ///   - isConnected: whether anybody has a tie.
  ///   - options: what was asked for.
  ///   - execution: threads, progress and cancellation.
  init(
    of corpus: Corpus, ranking: Ranking, clustering: Clustering, files: [Int: String],
    isConnected: Bool, options: Report.Options, execution: Execution
  ) throws {
    let source = try DiagramSource(corpus, execution: execution)
    func draw(_ picture: PictureOptions, _ execution: Execution) throws -> Picture {
      try Picture(
        of: corpus, source: source, options: picture, figures: options.figures,
        clustering: clustering, execution: execution)
    }
    var picture = options.picture
    picture.seed = options.seed
    picture.top = picture.top ?? (corpus.labels.count > 500 ? 300 : nil)
    (diagram, svg) = try execution.stage("map") { execution in
      let diagram = try draw(picture, execution).diagram
      return (diagram, try diagram.rendered(as: .svg))
    }
    picture.width = 560
    picture.textSize = 9.5
    picture.showsFurniture = false
    if case .whole = picture.focus, isConnected { picture.showsLargestComponentOnly = true }
    (map, maps, narrowMaps) = try execution.stage("map of the page") { [picture] execution in
      var picture = picture
      func rendered(in theme: Theme) throws -> [UInt8] {
        picture.theme = theme
        return try draw(picture, execution).diagram.rendered(as: .svg)
      }
      picture.theme = .light
      let map = try draw(picture, execution).diagram
      picture.layoutOfSame = map.layout
      let maps = (try map.rendered(as: .svg), try rendered(in: .dark))
      picture.width = 340
      picture.textSize = 10
      return (map, maps, (try rendered(in: .light), try rendered(in: .dark)))
    }
    guard corpus.labels.count <= Self.largestExplorer else {
      explorer = nil
      return
    }
    var whole = options.picture
    whole.seed = options.seed
    whole.top = nil
    whole.title = whole.title ?? options.title
    // The page draws ties and places names itself.
    whole.showsPlacesOnly = true
    whole.partsDiscs = false
    explorer = try execution.stage("explorer") { [whole] in
      try draw(whole, $0).page(ranking: ranking, pages: files, execution: $0)
    }
  }
}
