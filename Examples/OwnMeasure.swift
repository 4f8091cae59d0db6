// A measure of one's own, with a setting, in a ranking beside those of the toolkit.
import CollabKit

let power = Parameter("power", "how much strong ties count", default: 2, in: 1...8)
let closest = Measure(
  id: "closest-tie", title: "closest tie", summary: "the strongest tie, to a power",
  weights: .strength, parameters: [power]
) { input in
  let graph = try input.graph
  return Scores(
    (0..<graph.vertexCount).map { author in
      let strongest = graph.weights[graph.arcs(author)].max() ?? 0
      return (0..<Int(input[power])).reduce(1) { product, _ in product * strongest }
    })
}
let corpus = Corpus(try Bibliography.load([CommandLine.arguments[1]]))
let measures = [closest.with(["power": 3]), .degree]
print(try Ranking(by: measures, of: corpus.network).table(labels: corpus.labels, top: 3).csv)
