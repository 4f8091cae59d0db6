public import CollabAlgorithms
public import CollabCore
public import SparkConnect
import Synchronization

/// A part of a corpus on a cluster that one machine holds, as lines that the local commands read.
public struct SparkExtraction: Sendable {
  /// Which authors are taken out.
  public enum Part: Sendable {
    /// The first of a ranking.
    case top(Int, Measure)
    /// A component, by its place in the list from 1.
    case component(Int)
    /// A community, by its place in the list from 1.
    case community(Int, SparkCommunities.Parameters)
    /// The people of a name, and those at most so many steps away.
    case around(String, radius: Int)
    /// Everyone in the network: those of some years, or all.
    case everyone
  }

  /// The number of authors that were chosen.
  public let authors: Int
  let chosen: SQLStep.Value
  private let network: SparkNetwork

  /// Chooses the authors.
  ///
  /// - Throws: ``/SparkConnect/SparkError``; ``/CollabCore/OptionError`` where nobody is of that name.
  public init(of network: SparkNetwork, _ part: Part, settings: Settings = [:]) async throws {
    self.network = network
    let corpus = network.corpus
    var folder = network.selection.folder + "/chosen"
    let write = {
      [folder] (resource: [UInt8], values: [String: SQLStep.Value]) async throws(SparkError) in
      try await corpus.write(folder, stamp: network.stamp, by: resource, values, isAnew: true).count
    }
    switch part {
    case .top(let count, let measure):
      _ = try await SparkRanking(by: [measure], of: network, settings: settings, top: count)
      authors = try await write(
        PackageResources.chosen_ranked_sql,
        ["top": corpus.table(network.selection.folder + "/ranking")])
    case .component(let place):
      let components = try await SparkComponents(of: network)
      guard (1...max(1, components.count)).contains(place) else {
        throw OptionError("there are \(counted(components.count, "component")), and no \(place)")
      }
      authors = try await write(
        PackageResources.chosen_component_sql,
        ["components": components.table, "place": .int(place)])
    case .community(let place, let parameters):
      let communities = try await SparkCommunities(of: network, parameters)
      authors = try await communities.choose(place: place, into: folder)
      if authors == 0 { throw OptionError("there is no \(place). community") }
    case .everyone:
      authors = try await write(PackageResources.chosen_all_sql, ["vertices": network.vertices])
    case .around(let name, let radius):
      (folder, authors) = try await Self.ball(
        around: name, radius: radius, of: network, into: folder)
    }
    chosen = corpus.table(folder)
  }

  /// The folder of those at most so many steps from the people of a name, and their number.
  private static func ball(
    around name: String, radius: Int, of network: SparkNetwork, into folder: String
  ) async throws -> (String, Int) {
    let corpus = network.corpus
    var state = folder + "-0"
    var count = try await corpus.write(
      state, stamp: network.stamp, by: PackageResources.chosen_named_sql,
      [
        "people": corpus.table("people"), "vertices": network.vertices, "name": .text(name),
      ], isAnew: true
    ).count
    let like = try await corpus.cluster.run(
      SQLStep(
        "names", PackageResources.labels_like_sql,
        ["people": corpus.table("people"), "name": .text(name)], isCommand: false))
    let near = try like.flatMap { batch in
      let labels = try batch.column("label")
      return (0..<batch.count).compactMap { labels.text($0) }
    }
    if count == 0 {
      throw OptionError(
        "nobody in the network is called '\(name)'"
          + (near.isEmpty ? "" : "; some are: " + near.joined(separator: ", ")))
    }
    let namesakes = near.filter { $0.lowercased().hasPrefix(name.lowercased() + " (") }
    if !namesakes.isEmpty {
      corpus.onNote(
        "others have that name, and are not meant: " + namesakes.joined(separator: ", "))
    }
    for step in stride(from: 1, through: radius, by: 1) {
      let wider = folder + "-\(step % 2)"
      let widerCount = try await corpus.write(
        wider, stamp: network.stamp, by: PackageResources.chosen_wider_sql,
        [
          "state": corpus.table(state), "authorship": network.authorship, "radius": .int(step),
        ], isAnew: true
      ).count
      // A wider ball of as many people is the whole component.
      if widerCount == count { break }
      (state, count) = (wider, widerCount)
    }
    return (state, count)
  }

  /// Hands on the works, a line each, in the order of their keys.
  ///
  /// - Parameters:
  ///   - onlyInside: whether works that also have other authors are left out; else they come with all.
  ///   - field: the field that the works are of, in letters of any case; empty for any.
  ///   - restart: is called before the lines come once more from the beginning.
  ///   - onLine: takes a line without its end.
  /// - Throws: ``/SparkConnect/SparkError``, and what `onLine` throws.
  public func works(
    onlyInside: Bool, field: String = "", restart: @Sendable () throws(SparkError) -> Void,
    onLine: @Sendable @escaping (String) throws -> Void
  ) async throws {
    let works = try await network.corpus.works()
    try await network.corpus.cluster.run(
      SQLStep(
        "taking works out", PackageResources.extract_items_sql,
        [
          "works": works, "authorship": network.authorship, "chosen": chosen,
          "inside": .expression(onlyInside ? "TRUE" : "FALSE"), "field": .text(field),
        ], isCommand: false), restart: restart
    ) { batch in
      let items = try batch.column("item")
      for row in 0..<batch.count {
        guard let line = items.text(row) else {
          throw SparkError(.malformed, "a work has no line")
        }
        try onLine(line)
      }
    }
  }

  /// The fields with most works, at most ten.
  ///
  /// - Throws: ``/SparkConnect/SparkError``.
  public func fields() async throws -> [String] {
    let batches = try await network.corpus.cluster.run(
      SQLStep(
        "fields", PackageResources.extract_fields_sql,
        ["works": try await network.corpus.works()], isCommand: false))
    return try batches.flatMap { batch in
      let fields = try batch.column("field")
      return (0..<batch.count).compactMap { fields.text($0) }
    }
  }
}
