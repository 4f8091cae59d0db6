import CollabCore

/// A format whose entries are JSON objects: one a line, elements of an array, or elements of an
/// array inside of an envelope.
struct JSONRecordFormat: Sendable {
  /// The reader's id, for diagnostics.
  var id: String
  /// Where envelopes keep their entries, the first that exists wins: `["message", "items"]`.
  var lists: [[String]]

  /// Reads an input: `onRecord` turns each object into records, on several threads.
  ///
  /// The input is cut into entries first, by brackets and quotes alone, so that what is broken or
  /// cut off is one entry and not the whole document; then simdjson parses each entry.
  ///
  /// - Parameter onEnvelope: takes the object around a list.
  /// - Complexity: O(bytes).
  func read(
    _ input: Input, into sink: inout RecordSink,
    onEnvelope: ((JSONValue, inout RecordSink) -> Void)? = nil,
    onRecord: (JSONValue, _ line: Int, inout RecordSink) -> Void
  ) {
    sink.recordsBeginAnywhere = true
    input.bytes.withUnsafeBufferPointer { bytes in
      var cutter = JSONCutter(bytes: bytes)
      var envelope: Range<Int>?
      if let lines = cutter.lines() {
        parse(lines, bytes, input, &sink, onRecord)
      } else {
        let found = cutter.records(lists: lists, envelope: &envelope)
        if let envelope, let onEnvelope {
          _ = JSONParser().parse(bytes, envelope) { onEnvelope($0, &sink) }
        }
        parse(found, bytes, input, &sink, onRecord)
      }
      for entry in cutter.unclosed {
        sink.diagnose(
          "\(id).unclosed", .error, "nothing closes the entry, which is left out",
          line: entry.line, column: entry.column)
      }
    }
  }

  private func parse(
    _ entries: [JSONCutter.Entry], _ bytes: UnsafeBufferPointer<UInt8>, _ input: Input,
    _ sink: inout RecordSink, _ onRecord: (JSONValue, _ line: Int, inout RecordSink) -> Void
  ) {
    // The chunks are of equal counts of entries; their costs may differ, threads take them in turn.
    let file = sink.file
    // Cancelled, it ends with the entries so far, which are thrown away later.
    try? input.execution.forEachChunkInOrder(
      of: entries.count, size: 256, phase: "reading", scratch: { JSONParser() }
    ) { parser, range in
      var part = RecordSink(file: file)
      for entry in entries[range] {
        let told = part.diagnostics.count
        let problem = parser.parse(bytes, entry.start..<entry.end) { value in
          if value.isObject {
            onRecord(value, entry.line, &part)
          } else {
            part.diagnose(
              "\(id).no-object", .error, "an entry is no JSON object; it is left out",
              line: entry.line)
          }
        }
        if let problem {
          part.diagnose(
            "\(id).broken-entry", .error,
            "\(problem.trimmingEnd(of: ".")); the entry is left out", line: entry.line)
        }
        if part.diagnostics.count > told { part.setColumn(entry.column, from: told) }
      }
      return part
    } take: {
      sink.append(contentsOf: $0)
    }
  }
}

/// Finds where the entries of a JSON input begin and end, by brackets and quotes.
struct JSONCutter {
  /// An entry.
  struct Entry {
    var start: Int
    var end: Int
    /// The line and column at which it begins, from 1.
    var line = 0
    var column = 0
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// Values that nothing closes, or the wrong bracket.
  private(set) var unclosed: [Entry] = []

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The lines, where the input is JSON Lines: its first line is a whole object and the next
  /// filled line begins another.
  func lines() -> [Entry]? {
    let first = skipSpace(0)
    guard first < bytes.count, bytes[first] == 0x7B, let end = endOfValue(first) else { return nil }
    let lineEnd = bytes[first...].firstIndex(of: 0x0A) ?? bytes.count
    guard end <= lineEnd, skipSpace(end) >= lineEnd || bytes[skipSpace(end)] == 0x7B else {
      return nil
    }
    let next = skipSpace(lineEnd)
    guard next < bytes.count, bytes[next] == 0x7B else { return nil }
    var entries: [Entry] = []
    var at = 0
    var line = 1
    while at < bytes.count {
      let stop = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      let start = skipSpace(at)
      if start < stop {
        entries.append(Entry(start: start, end: stop, line: line, column: start - at + 1))
      }
      at = stop + 1
      line += 1
    }
    return entries
  }

  /// The entries of a document, or of several that follow one another.
  ///
  /// - Parameter envelope: the last object that holds a list and is no entry.
  mutating func records(lists: [[String]], envelope: inout Range<Int>?) -> [Entry] {
    var entries: [Entry] = []
    var at = skipSpace(0)
    while at < bytes.count {
      if bytes[at] == 0x5B {
        at = elements(of: at, into: &entries)
      } else if bytes[at] == 0x7B {
        let end = endOfValue(at)
        if let list = lists.lazy.compactMap({ [self] in find($0[...], in: at) }).first {
          if let end { envelope = at..<end }
          if bytes[list] == 0x5B {
            _ = elements(of: list, into: &entries)
          } else if let stop = endOfValue(list) {
            entries.append(Entry(start: list, end: stop))
          }
        } else if let end {
          entries.append(Entry(start: at, end: end))
        }
        if end == nil, unclosed.isEmpty { unclosed.append(Entry(start: at, end: at)) }
        at = end ?? bytes.count
      } else {
        // Commas between documents, and anything else that is no entry.
        at += 1
      }
      at = skipSpace(at)
    }
    number(&entries)
    number(&unclosed)
    return entries
  }

  /// The elements of the array that begins here; answers where it ends.
  private mutating func elements(of start: Int, into entries: inout [Entry]) -> Int {
    var at = skipSpace(start + 1)
    while at < bytes.count, bytes[at] != 0x5D {
      if bytes[at] == 0x2C {
        at = skipSpace(at + 1)
        continue
      }
      guard let end = endOfValue(at), end > at else {
        unclosed.append(Entry(start: at, end: at))
        guard let next = nextSibling(of: at) else { return bytes.count }
        at = next
        continue
      }
      entries.append(Entry(start: at, end: end))
      at = skipSpace(end)
    }
    return min(bytes.count, at + 1)
  }

  /// In an indented document, the next `{` that stands as deep as the one here.
  private func nextSibling(of start: Int) -> Int? {
    guard bytes[start] == 0x7B else { return nil }
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 {
      lineStart -= 1
    }
    guard lineStart > 0, lineStart < start, bytes[lineStart - 1] == 0x0A else { return nil }
    let mark = bytes[(lineStart - 1)...start]
    var at = start + 1
    while let line = bytes[at...].firstIndex(of: 0x0A) {
      if bytes[line...].starts(with: mark) { return line + mark.count - 1 }
      at = line + 1
    }
    return nil
  }

  /// The value at a path of names inside of the object that begins here.
  private func find(_ path: ArraySlice<String>, in start: Int) -> Int? {
    guard let name = path.first else { return start }
    guard start < bytes.count, bytes[start] == 0x7B else { return nil }
    var at = skipSpace(start + 1)
    while at < bytes.count, bytes[at] == 0x22, let end = endOfValue(at) {
      let isWanted = bytes[at + 1..<end - 1].elementsEqual(name.utf8)
      let colon = skipSpace(end)
      guard colon < bytes.count, bytes[colon] == 0x3A else { return nil }
      let value = skipSpace(colon + 1)
      guard value < bytes.count else { return nil }
      if isWanted {
        guard let found = find(path.dropFirst(), in: value),
          bytes[found] == 0x5B || bytes[found] == 0x7B
        else { return nil }
        return found
      }
      guard let next = endOfValue(value) else { return nil }
      at = skipSpace(next)
      if at < bytes.count, bytes[at] == 0x2C { at = skipSpace(at + 1) }
    }
    return nil
  }

  private func skipSpace(_ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) { at += 1 }
    return at
  }

  /// Behind the value that begins here; `nil` where the input ends inside of it, or a bracket is
  /// closed by one of the other kind. Brackets deeper than the parser goes are only counted.
  private func endOfValue(_ start: Int) -> Int? {
    var depth = 0
    // A bit for each open bracket, 1 for an object.
    var kinds: UInt64 = 0
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case 0x22:
        guard let end = endOfString(at) else { return nil }
        if depth == 0 { return end }
        at = end - 1
      case 0x7B, 0x5B:
        if depth < UInt64.bitWidth { kinds = kinds << 1 | (bytes[at] == 0x7B ? 1 : 0) }
        depth += 1
      case 0x7D, 0x5D:
        if depth == 0 { return at > start ? at : nil }
        if depth <= UInt64.bitWidth {
          if (kinds & 1 == 1) != (bytes[at] == 0x7D) { return nil }
          kinds >>= 1
        }
        depth -= 1
        if depth == 0 { return at + 1 }
      case 0x2C, 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return at }
      default: break
      }
      at += 1
    }
    return depth == 0 && at > start ? at : nil
  }

  /// Behind the quote that closes the string that begins here.
  private func endOfString(_ start: Int) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start + 1
    while let quote = raw.firstIndex(of: 0x22, from: at) {
      var slashes = 0
      while quote - slashes > at, raw[quote - slashes - 1] == 0x5C { slashes += 1 }
      if slashes % 2 == 0 { return quote + 1 }
      at = quote + 1
    }
    return nil
  }

  /// Gives entries, which follow one another, their lines and columns.
  private func number(_ entries: inout [Entry]) {
    var lines = LineCounter(bytes)
    for index in entries.indices {
      (entries[index].line, entries[index].column) = lines.place(of: entries[index].start)
    }
  }
}
