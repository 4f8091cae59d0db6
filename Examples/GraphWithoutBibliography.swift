// Measures, communities and a picture of a graph that is no bibliography: two triangles and a bridge.
import CollabKit

let names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Fay"]
let graph = try Graph(
  vertexCount: names.count,
  edges: [Edge(0, 1), Edge(0, 2), Edge(1, 2), Edge(2, 3), Edge(3, 4), Edge(3, 5), Edge(4, 5)])
let betweenness = try Measure.betweenness.scores(of: graph)
for vertex in betweenness.ranking() { print("\(names[vertex]): \(betweenness.values[vertex])") }
print("diameter: \(try NetworkMeasure.diameter.value(of: graph))")
let communities = try CommunityMethod.louvain.partition(of: graph).partition
print("communities: \(communities.members.map { $0.map { names[$0] } })")
var options = DiagramOptions()
options.coloring = .communities(communities, topics: ["left", "right"])
options.layout = .stress
let picture = try Diagram(DiagramSource(names: names, graph: graph), options)
try FileOutput.write(picture.rendered(as: .svg), to: CommandLine.arguments[1])
