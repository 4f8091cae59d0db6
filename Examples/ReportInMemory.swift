// A report without a file: BibTeX as text goes in, Markdown and the files of the report come out.
import CollabKit

let text = """
  @article{a, title = {On Graphs}, author = {Ada Byron and Ben Reed}, year = 2020}
  @article{b, title = {On Trees}, author = {Ben Reed and Cleo Moss}, year = 2021}
  """
let sources = Bibliography.read(Array(text.utf8), name: "refs.bib").sources
let bibliography = try Bibliography(merging: sources)
var options = Report.Options()
options.title = "Two papers"
options.measures = [.degree, .papers]
let report = try Report(of: Corpus(bibliography), options: options)
print(report.document.markdown.prefix { $0 != "\n" })
print(report.ranking.table(labels: report.corpus.labels).csv)
for file in try report.artifacts(options: []).files { print(file.name, file.bytes.count > 0) }
