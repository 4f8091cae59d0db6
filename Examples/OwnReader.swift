// A reader of one's own: one work a line, as `title | author; author`.
import CollabKit

let pipe = Reader(id: "pipe", summary: "title | authors", fileExtensions: ["pipe"]) { head in
  head.fileExtension == "pipe" ? .certain : .no
} read: { input, sink in
  let lines = String(decoding: input.bytes, as: UTF8.self).split(separator: "\n")
  for (index, line) in lines.enumerated() {
    let fields = line.split(separator: "|").map(String.init)
    var record = Record(line: index + 1)
    record.title = fields.first
    let names = fields.dropFirst().flatMap { $0.split(separator: ";") }
    record.byline = names.compactMap { NameParser.name(String($0)) }.map { Contributor($0) }
    sink.append(record)
  }
}
var options = LoadOptions()
options.readers = Readers.all.adding(pipe)
let bibliography = try Bibliography.load([CommandLine.arguments[1]], options: options)
for work in bibliography.works { print(work) }
