import CollabGraph

/// A shortest chain of authors from one to another, each sharing a work or a stated tie with the
/// next; `nil` where none connects them. Its length less one is the collaboration distance.
///
/// Of several shortest chains it is the one whose authors have the least numbers, compared from
/// the front.
///
/// - Complexity: O(authorships + ties) time, O(authors + works + ties) space: cliques are not
///   written out.
public func shortestChain(from start: Int, to end: Int, in network: Network) -> [Int]? {
  let incidence = network.incidence
  let works = { (vertex: Int) -> ArraySlice<UInt32> in
    network.leavesTiesOut ? [] : incidence.works(ofAuthor: vertex)
  }
  let ties =
    network.chosenGraph
    ?? Graph(uncheckedVertexCount: network.vertexCount, edges: network.ties)
  var distance = [Int](repeating: -1, count: network.vertexCount)
  var workWasSeen = [Bool](repeating: false, count: incidence.workCount)
  var queue = [end]
  distance[end] = 0
  func reach(_ vertex: UInt32, from previous: Int) {
    guard distance[Int(vertex)] < 0 else { return }
    distance[Int(vertex)] = distance[previous] + 1
    queue.append(Int(vertex))
  }
  var next = 0
  while next < queue.count, distance[start] < 0 {
    let vertex = queue[next]
    next += 1
    for work in works(vertex) where !workWasSeen[Int(work)] {
      workWasSeen[Int(work)] = true
      for author in incidence.authors(ofWork: Int(work)) { reach(author, from: vertex) }
    }
    for arc in ties.arcs(vertex) { reach(ties.targets[arc], from: vertex) }
  }
  guard distance[start] >= 0 else { return nil }
  var chain = [start]
  while let last = chain.last, last != end {
    var best = UInt32.max
    func consider(_ vertex: UInt32) {
      if distance[Int(vertex)] == distance[last] - 1 { best = min(best, vertex) }
    }
    for work in works(last) {
      incidence.authors(ofWork: Int(work)).forEach(consider)
    }
    for arc in ties.arcs(last) { consider(ties.targets[arc]) }
    chain.append(Int(best))
  }
  return chain
}
