import CollabAlgorithms
import CollabCore
import CollabGraph

/// The part of a source that a picture shows.
struct DiagramSelection {
  /// The authors that have a disc, ascending.
  var authors: [Int]
  /// The ties among them, of at least the wanted weight; that of a group's disc is the sum over its members.
  var graph: Graph
  /// The same of all drawn authors, those without a disc of their own included.
  var wholeGraph: Graph
  /// The groups that share a disc, by the place in ``authors`` of the first member.
  var groups: [Int: DiagramSource.Group] = [:]
  /// How many ties away from the author in the middle each stands, for ego maps.
  var distances: [Int]?
  /// What was left out, one sentence each.
  var notes: [String] = []

  /// - Parameter sizes: the numbers that the size of authors stands for.
  /// - Complexity: O(*n* log *n* + *m*).
  init(_ source: DiagramSource, sizes: [Double], options: DiagramOptions) {
    let full = source.graph, n = full.vertexCount
    var isDrawn = [Bool](repeating: true, count: n)
    for author in source.hidden { isDrawn[author] = false }
    if let places = options.positions {
      var unknown = 0
      for v in 0..<min(n, places.count) where !places.isPlaced(v) {
        unknown += isDrawn[v] ? 1 : 0
        isDrawn[v] = false
      }
      if unknown > 0 {
        notes.append("\(counted(unknown, source.noun)) without a given place left out.")
      }
    }
    let edges = full.edges.filter {
      $0.weight >= options.minimumWeight && $0.weight.isFinite && isDrawn[Int($0.a)]
        && isDrawn[Int($0.b)]
    }
    let weak = full.edgeCount - edges.count
    if options.minimumWeight > 0 {
      notes.append(
        "\(counted(weak, "tie")) below weight \(options.minimumWeight.short) left out.")
    }
    let graph = weak == 0 ? full : Graph(uncheckedVertexCount: n, edges: edges)
    var steps: [Int]?
    if !options.path.isEmpty {
      steps = Self.distances(in: graph, from: options.path, within: options.drawsLine ? 0 : 1)
    } else if let ego = options.ego {
      steps = Self.distances(in: graph, from: [ego], within: options.egoRadius)
    }
    if let steps { for v in 0..<n where steps[v] < 0 { isDrawn[v] = false } }
    if options.showsLargestComponentOnly {
      let components = connectedComponents(of: graph).community
      var others = 0
      for v in 0..<n where isDrawn[v] && components[v] != 0 {
        isDrawn[v] = false
        others += 1
      }
      if others > 0 {
        notes.append("\(counted(others, source.noun)) outside the largest component left out.")
      }
    }
    var folding = Folding(source, options, isDrawn: isDrawn), isChosen = false
    if let top = options.top {
      let must = Set(options.path + (options.ego.map { [$0] } ?? []) + options.highlighted)
      let ranked = (0..<n).filter { isDrawn[$0] && folding.hasDisc[$0] }.sorted { a, b in
        let (forA, forB) = (must.contains(a), must.contains(b))
        if forA != forB { return forA }
        let (x, y) = (sizes[a].isNaN ? -1 : sizes[a], sizes[b].isNaN ? -1 : sizes[b])
        return x == y ? a < b : x > y
      }
      let whole = ranked.reduce(0) { $0 + folding.members(of: $1).count }
      var drawn = whole
      for v in ranked.dropFirst(top) {
        for member in folding.members(of: v) { isDrawn[member] = false }
        drawn -= folding.members(of: v).count
        folding.groups[v] = nil
      }
      if ranked.count > top {
        notes.append("Chosen: the \(drawn.grouped) largest of \(counted(whole, source.noun)).")
        isChosen = true
      }
    }
    // Where nobody has a tie, to leave out those without one would leave nothing.
    if !options.showsIsolated, options.ego == nil, full.edgeCount > 0 {
      var isolated = 0
      let keeps = Set(options.highlighted + options.path)
      for v in 0..<n where isDrawn[v] && !keeps.contains(v) {
        let hasTie = graph.arcs(v).contains { isDrawn[Int(graph.targets[$0])] }
        if !hasTie {
          isDrawn[v] = false
          isolated += 1
          folding.groups[v] = nil
        }
      }
      if isolated > 0 {
        notes.append(
          "\(counted(isolated, source.noun)) without ties "
            + (isChosen ? "to others of these left out." : "left out."))
      }
    }
    let everyone = (0..<n).filter { isDrawn[$0] }
    wholeGraph =
      everyone.count == n
      ? graph
      : Graph(uncheckedVertexCount: everyone.count, edges: edges.among(everyone, of: n))
    authors = everyone
    self.graph = wholeGraph
    if !folding.groups.isEmpty {
      authors = everyone.filter { folding.hasDisc[$0] }
      for (index, author) in authors.enumerated() { groups[index] = folding.groups[author] }
      // Each member has the ties of the first.
      let groups = groups
      let members = { (v: UInt32) in Double(groups[Int(v)]?.members.count ?? 1) }
      self.graph = Graph(
        uncheckedVertexCount: authors.count,
        edges: edges.among(authors, of: n).map {
          Edge($0.a, $0.b, weight: $0.weight * members($0.a) * members($0.b))
        })
    }
    distances = steps.map { steps in authors.map { steps[$0] } }
  }

  /// Which authors stand for a group, and which have no disc of their own.
  private struct Folding {
    var hasDisc: [Bool]
    /// By their first member.
    var groups: [Int: DiagramSource.Group] = [:]

    init(_ source: DiagramSource, _ options: DiagramOptions, isDrawn: [Bool]) {
      hasDisc = [Bool](repeating: true, count: isDrawn.count)
      guard options.ego == nil, options.path.isEmpty else { return }
      let marked = Set(options.highlighted)
      for group in source.groups {
        let members = group.members.filter { isDrawn[$0] && !marked.contains($0) }
        guard members.count > 1 else { continue }
        for member in members.dropFirst() { hasDisc[member] = false }
        groups[members[0]] = DiagramSource.Group(title: group.title, members: members)
      }
    }

    func members(of v: Int) -> [Int] { groups[v]?.members ?? [v] }
  }

  /// The distances in hops from the nearest source, -1 beyond the limit.
  private static func distances(in graph: Graph, from sources: [Int], within limit: Int) -> [Int] {
    var steps = [Int](repeating: -1, count: graph.vertexCount)
    var queue = sources, head = 0
    for source in sources { steps[source] = 0 }
    while head < queue.count {
      let v = queue[head]
      head += 1
      if steps[v] == limit { continue }
      for arc in graph.arcs(v) where steps[Int(graph.targets[arc])] < 0 {
        steps[Int(graph.targets[arc])] = steps[v] + 1
        queue.append(Int(graph.targets[arc]))
      }
    }
    return steps
  }
}

extension Double {
  /// The number for a legend: three digits that matter, no more decimals than needed.
  var short: String {
    guard isFinite else { return "not known" }
    if self == 0 { return "0" }
    let size = abs(self)
    if size >= 100, size < 1e9 { return Int(rounded()).grouped }
    if size >= 10, size < 100 { return decimal(1) }
    if size >= 1, size < 10 { return decimal(2) }
    if size >= 0.001, size < 1 { return decimal(4) }
    var shifted = size, power = 0
    while shifted < 1, power > -320 { (shifted, power) = (shifted * 10, power - 1) }
    while shifted >= 10 { (shifted, power) = (shifted / 10, power + 1) }
    return (self < 0 ? "-" : "") + shifted.decimal(1) + "e" + String(power)
  }
}
