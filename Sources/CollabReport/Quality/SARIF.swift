public import CollabCore

/// Messages about inputs in the Static Analysis Results Interchange Format, which code hosts show
/// beside the lines: OASIS SARIF 2.1.0,
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
public enum SARIF {
  /// The log of one run.
  ///
  /// Columns of messages count bytes of UTF-8, and those of SARIF count characters, so that they are
  /// stated as the property `utf8Column`.
  public static func log(of diagnostics: [Diagnostic]) -> JSON {
    let rules = Set(diagnostics.map(\.id)).sorted()
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": .string(ReportManifest.toolName), "version": .string(Version.text),
              "rules": .array(rules.map { ["id": .string($0)] }),
            ]
          ],
          "results": .array(diagnostics.map { result($0, rule: places[$0.id] ?? 0) }),
        ]
      ],
    ]
  }

  private static func result(_ diagnostic: Diagnostic, rule: Int) -> JSON {
    var members: [JSON.Member] = [
      .init("ruleId", .string(diagnostic.id)), .init("ruleIndex", .int(rule)),
      .init("level", .string(diagnostic.severity.rawValue)),
      .init("message", ["text": .string(diagnostic.message)]),
    ]
    if let file = diagnostic.file {
      var place: [JSON.Member] = [.init("artifactLocation", ["uri": .string(uri(of: file))])]
      if let line = diagnostic.line {
        var region: [JSON.Member] = [.init("startLine", .int(line))]
        if let column = diagnostic.column {
          region.append(.init("properties", ["utf8Column": .int(column)]))
        }
        place.append(.init("region", .object(region)))
      }
      members.append(.init("locations", [["physicalLocation": .object(place)]]))
    }
    return .object(members)
  }

  /// A name as a relative reference: all but letters, digits, `-._~` and `/` is written in percent
  /// (RFC 3986).
  private static func uri(of file: String) -> String {
    var text = ""
    for byte in file.utf8 {
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))
      let hexadecimal = String(byte, radix: 16, uppercase: true)
      text += isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + hexadecimal
    }
    return text
  }
}
