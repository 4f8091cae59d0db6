import CollabCore

/// A field of a line-tagged format: the tag, and the text with its continuation lines.
struct TaggedField {
  /// The tag as written, for example `AU`.
  var tag: String
  /// The lines of the value, without white space at their ends.
  var lines: [String]
  /// The line of the tag, from 1.
  var line: Int

  /// The value on one line.
  var text: String { lines.joined(separator: " ").collapsed }
}

/// What a line of a tagged format is.
enum TaggedLine {
  /// It opens a field.
  case field(tag: String, value: String)
  /// It goes on with the field above.
  case continuation(String)
  /// It belongs to no field.
  case other
  /// It parts two records.
  case boundary
}

/// An entry of a tagged format.
struct TaggedRecord {
  /// Its fields, in order.
  var fields: [TaggedField]
  /// The line of its first field, from 1.
  var line: Int
  /// Whether its end was marked, where the format has end marks.
  var isClosed: Bool

  /// The lines of all fields of these tags, in the order of the input.
  func lines(_ tags: String...) -> [String] {
    fields.filter { tags.contains($0.tag) }.flatMap(\.lines)
  }

  /// The first field, in the order of the tags, that says something.
  func first(_ tags: String...) -> String? {
    for tag in tags {
      for field in fields where field.tag == tag {
        if let text = field.text.stated { return text }
      }
    }
    return nil
  }

  /// The texts of all fields of these tags that say something.
  func all(_ tags: String...) -> [String] {
    fields.filter { tags.contains($0.tag) }.compactMap { $0.text.stated }
  }
}

/// Reads a tagged format, a large input on several threads.
///
/// - Parameters:
///   - isFirst: whether a record begins with a line, whatever stands before it.
///   - stray: the id of the message that is told only once, of the first field outside of records.
///   - read: reads lines into a sink.
func readTaggedPieces(
  of input: Input, into sink: inout RecordSink, stray: String,
  beginningWith isFirst: (ArraySlice<UInt8>) -> Bool, read: (Lines, inout RecordSink) -> Void
) {
  let file = sink.file
  // Cancelled, it ends with the records so far, which are thrown away later.
  let pieces = Lines.pieces(of: input, beginningWith: isFirst)
  try? input.execution.forEachChunkInOrder(
    of: pieces.count, size: 1, phase: "reading", scratch: {}
  ) { _, range in
    var part = RecordSink(file: file)
    read(pieces[range.lowerBound], &part)
    return part
  } take: {
    var part = $0
    if sink.diagnostics.contains(where: { $0.id == stray }) {
      part.removeDiagnostics { $0.id == stray }
    }
    sink.append(contentsOf: part)
  }
}

/// Cuts lines into tagged records.
///
/// - Parameters:
///   - lines: the lines.
///   - starts: the tags that open a record; empty where any field behind a boundary does.
///   - end: the tag that closes one, where the format has it.
///   - isLead: whether fields that stand before the tag which opens a record are part of it; `nil`
///     where they never are.
///   - classify: tells what a line is.
///   - onRecord: takes each record.
///   - onStray: takes each field or filled line that stands outside of records.
/// - Complexity: O(bytes).
func forEachTaggedRecord(
  in lines: Lines, starts: Set<String>, end: String?, isLead: (([TaggedField]) -> Bool)? = nil,
  classify: (Lines.Line) -> TaggedLine, onRecord: (TaggedRecord) -> Void,
  onStray: (_ line: Int) -> Void = { _ in }
) {
  var fields: [TaggedField] = []
  var isOpen = false
  // Whether the fields are so far only such as stand before the tag that opens their record.
  var areLead = false
  func close(_ marked: Bool) {
    if isOpen, let first = fields.first {
      if areLead, isLead?(fields) != true {
        onStray(first.line)
      } else {
        onRecord(TaggedRecord(fields: fields, line: first.line, isClosed: marked))
      }
    }
    fields = []
    isOpen = false
    areLead = false
  }
  for line in lines {
    switch classify(line) {
    case .field(let tag, let value):
      if starts.contains(tag) {
        if !(areLead && isLead?(fields) == true) { close(false) }
        isOpen = true
        areLead = false
      } else if !isOpen, tag != end, starts.isEmpty || isLead != nil {
        isOpen = true
        areLead = !starts.isEmpty
      } else if tag == end {
        close(true)
        continue
      }
      if isOpen {
        fields.append(
          TaggedField(tag: tag, lines: value.isEmpty ? [] : [value], line: line.number))
      } else {
        onStray(line.number)
      }
    case .continuation(let text):
      if isOpen, !fields.isEmpty {
        if !text.isEmpty { fields[fields.count - 1].lines.append(text) }
      } else if !text.isEmpty, isLead == nil {
        onStray(line.number)
      }
    case .other:
      break
    case .boundary:
      close(true)
    }
  }
  close(false)
}
