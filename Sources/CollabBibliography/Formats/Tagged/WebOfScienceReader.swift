import CollabCore

extension Reader {
  /// The plain text export of Web of Science, of ISI before it, and of tools that imitate it.
  static let webOfScience = Reader(
    id: "wos", summary: "Web of Science plain text (ISI)", fileExtensions: ["isi", "ciw", "txt"],
    sniff: { head in
      let lines = head.filledLines(60)
      let first = lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if first.contains("FN ISI Export") || first.contains("FN Thomson Reuters")
        || first.contains("FN Clarivate")
      {
        return .certain
      }
      let tags = lines.compactMap { webOfScienceTag(of: $0)?.tag }
      guard tags.contains("PT"), tags.contains("AU") || tags.contains("TI") else { return .no }
      return tags.contains("UT") || tags.contains("SO") ? .likely : .possible
    },
    read: readWebOfScience)
}

/// The tag of a line such as `AU Roach, M`: two characters, then a blank or the end.
private func webOfScienceTag(of line: ArraySlice<UInt8>) -> (tag: String, value: Int)? {
  let start = line.startIndex
  guard line.count >= 2, line[start].isUpper,
    line[start + 1].isUpper || line[start + 1].isDigit,
    line.count == 2 || line[start + 2] == 0x20
  else { return nil }
  return (
    String(decoding: line[start..<start + 2], as: UTF8.self), min(start + 3, line.endIndex)
  )
}

private func readWebOfScience(_ input: Input, into sink: inout RecordSink) {
  readTaggedPieces(
    of: input, into: &sink, stray: "wos.outside-record",
    beginningWith: { webOfScienceTag(of: $0)?.tag == "PT" }, read: readWebOfScience)
}

private func readWebOfScience(_ lines: Lines, into sink: inout RecordSink) {
  var result = sink
  var strays = 0
  forEachTaggedRecord(
    in: lines, starts: ["PT"], end: "ER",
    classify: { line in
      if let tag = webOfScienceTag(of: line.bytes) {
        let value = String(decoding: line.bytes[tag.value...], as: UTF8.self).trimmed
        return tag.tag == "FN" || tag.tag == "VR" || tag.tag == "EF"
          ? .other : .field(tag: tag.tag, value: value)
      }
      if line.isBlank { return .other }
      // Only an indented line goes on with the field; anything else between records is a header.
      return line.bytes.first == 0x20 ? .continuation(line.text.trimmed) : .other
    },
    onRecord: { fields in
      let (record, namesDiffer) = webOfScienceRecord(
        WebOfScienceFields(
          line: fields.line,
          list: { fields.lines($0) },
          text: { tag in
            tag == "C1" || tag == "RP"
              ? fields.lines(tag).joined(separator: "\n").stated : fields.first(tag)
          }))
      result.append(record)
      if namesDiffer {
        result.diagnose(
          "wos.names-differ", .note,
          "AU and AF list different numbers of authors; the longer list is used",
          line: fields.line)
      }
      if !fields.isClosed {
        result.diagnose(
          "wos.unclosed-record", .note, "the record has no ER line", line: fields.line)
      }
    },
    onStray: { line in
      strays += 1
      if strays == 1 {
        result.diagnose(
          "wos.outside-record", .error, "field outside of a record: no PT line comes before it",
          line: line, column: 1)
      }
    })
  sink = result
}
