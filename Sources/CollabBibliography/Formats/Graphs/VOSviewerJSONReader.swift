import CollabCore

extension Reader {
  /// The JSON of VOSviewer and VOSviewer Online.
  ///
  /// Specification: https://app.vosviewer.com/docs/file-types/json-file-type/
  static let vosviewerJSON = Reader(
    id: "vosviewer-json", summary: "JSON of VOSviewer and VOSviewer Online",
    fileExtensions: ["json"],
    sniff: { head in
      guard head.first == 0x7B, head.contains("\"items\"")
      else { return .no }
      let isOwn = head.contains("\"network\"") && head.contains("\"label\"")
      return isOwn || head.contains("\"source_id\"") ? .certain : .no
    },
    read: { input, sink in
      // One thread: vertices are numbered as they come.
      let input = Input(name: input.name, bytes: input.bytes)
      var graph = StatedGraph<String>(format: "vosviewer-json")
      format(["items"]).read(input, into: &sink) { item, line, sink in
        guard !item.isEnvelope else { return }
        graph.addVertex(
          id: item["id"]?.scalar, label: item["label"]?.string, line: line, into: &sink)
      }
      var links = RecordSink(file: sink.file)
      format(["links"]).read(input, into: &links) { link, line, links in
        guard !link.isEnvelope else { return }
        graph.addEdge(
          NamedEdge(
            source: link["source_id"]?.scalar, target: link["target_id"]?.scalar,
            weight: link["strength"]?.scalar, isUndirected: true, line: line), into: &links)
      }
      // What ends too early does so for both lists.
      let told = Set(sink.diagnostics)
      for diagnostic in links.diagnostics where !told.contains(diagnostic) {
        sink.append(diagnostic)
      }
      graph.finish(into: &sink)
    })
}

private func format(_ list: [String]) -> JSONRecordFormat {
  JSONRecordFormat(id: "vosviewer-json", lists: [["network"] + list, list])
}

extension JSONValue {
  /// Whether this is the whole document, in which the list was not found.
  fileprivate var isEnvelope: Bool { self["network"] != nil || self["items"] != nil }
}
