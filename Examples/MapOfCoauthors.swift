// Who works with whom in a bibliography: `MapOfCoauthors refs.bib map.svg`.
import CollabKit

let paths = CommandLine.arguments.dropFirst()
guard let input = paths.first, let output = paths.last, paths.count == 2 else {
  fatalError("usage: MapOfCoauthors INPUT OUTPUT.svg")
}
let bibliography = try Bibliography.load([input])
for diagnostic in bibliography.diagnostics { print(diagnostic) }
let corpus = Corpus(bibliography)
let scores = try Measure.pageRank(damping: 0.9).scores(of: corpus.network)
for author in scores.ranking().prefix(3) {
  print("\(corpus.labels[author]): \(scores.values[author])")
}
let clusters = try Clustering(of: corpus, by: .leiden)
print("\(clusters.profiles.count) clusters of modularity \(clusters.quality.modularity)")
let picture = try Picture(of: corpus, clustering: clusters)
try FileOutput.write(picture.rendered(as: .svg), to: output)
