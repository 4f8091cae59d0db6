import CollabCore
import CollabCorpus
import CollabReport

extension Console {
  /// Writes messages, those of one kind together: the first few and a count.
  ///
  /// - Parameter least: the severity from which on they are errors to a quiet run.
  static func tell(_ diagnostics: [Diagnostic], least: Diagnostic.Severity = .error) {
    let shown = isQuiet ? diagnostics.filter { $0.severity >= least } : diagnostics
    for group in MessageGroup.groups(of: shown) {
      for example in group.examples { show(coloured(example) + "\n") }
      if group.rest > 0 {
        writeError("\(group.rest) more [\(group.id)]; --diagnostics FILE writes them all")
      }
    }
  }

  /// Tells what the reader of a map, a ranking or clusters should know of the network.
  static func tell(remarksOn corpus: Corpus) {
    if let warning = corpus.dominantWorkWarning { tell([warning]) }
  }

  private static func coloured(_ diagnostic: Diagnostic) -> String {
    let line = diagnostic.description.printable.singleLine
    guard showsColour else { return line }
    let word = diagnostic.severity.rawValue
    let colour = diagnostic.severity == .error ? 31 : diagnostic.severity == .warning ? 33 : 36
    return line.replacing(
      " \(word): ", with: " \u{1B}[\(colour)m\(word):\u{1B}[0m ", maxReplacements: 1)
  }
}

extension Diagnostic {
  var json: JSON {
    [
      "id": .string(id), "severity": .string(severity.rawValue), "message": .string(message),
      "file": JSON(file), "line": JSON(line), "column": JSON(column),
    ]
  }
}
