import CollabCore
import CollabGraph

/// The number of steps from an author to each other one; `nil` out of reach.
///
/// Large works are walked as they are: the first author who reaches one reaches all on it.
///
/// - Throws: ``/CollabCore/Cancellation``.
/// - Complexity: O(*n* + *m*) for the ties and authorships that are there, O(*n*) space.
public func distances(
  from source: Int, in network: Network, execution: Execution = Execution()
) throws(Cancellation) -> [Int?] {
  let graph = try network.smallWorksGraph(execution: execution)
  let incidence = network.incidence
  var distances = [Int?](repeating: nil, count: network.vertexCount)
  var isLarge = [Bool](repeating: false, count: incidence.workCount)
  for work in network.largeWorks { isLarge[work] = true }
  var queue = [source]
  distances[source] = 0
  var head = 0
  while head < queue.count {
    let v = queue[head]
    head += 1
    let next = distances[v].map { $0 + 1 }
    func reach(_ w: UInt32) {
      guard distances[Int(w)] == nil else { return }
      distances[Int(w)] = next
      queue.append(Int(w))
    }
    for arc in graph.arcs(v) { reach(graph.targets[arc]) }
    for index in incidence.authorOffsets[v]..<incidence.authorOffsets[v + 1] {
      let work = Int(incidence.authorWorks[index])
      guard isLarge[work] else { continue }
      isLarge[work] = false
      for w in incidence.authors(ofWork: work) { reach(w) }
    }
  }
  return distances
}
