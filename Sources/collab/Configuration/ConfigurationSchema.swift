import CollabCore
import CollabReport

/// The JSON Schema of a configuration, made from the options of `collab report`.
enum ConfigurationSchema {
  /// The name of its file beside a configuration.
  static let fileName = "collab.schema.json"

  /// The schema, of draft 2020-12.
  static var json: JSON {
    let options = CommandOption.options(of: ReportCommand.self).filter { $0.name != "config" }
    let text: JSON = ["type": "string"]
    let gates: JSON = [
      "type": "object", "additionalProperties": false,
      "description": "Conditions for 'collab verify --gates' and 'collab compare --gates'.",
      "properties": [
        "fail": ["type": "array", "items": text],
        "allow": [
          "type": "array",
          "items": [
            "type": "object", "additionalProperties": false,
            "required": ["condition", "until", "reason"],
            "properties": [
              "condition": text,
              "until": ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"],
              "reason": text,
            ],
          ],
        ],
      ],
    ]
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": .string("A configuration of collab \(Version.text)"), "type": "object",
      "additionalProperties": false,
      "properties": .object(
        [
          .init(
            "inputs",
            [
              "description": "Files and folders, from the folder of this file.",
              "anyOf": [text, ["type": "array", "items": text]],
            ]),
          .init("gates", gates),
        ] + options.map { .init($0.name, property($0)) }),
    ]
  }

  private static func property(_ option: CommandOption) -> JSON {
    let description = JSON.Member("description", JSON(option.abstract))
    if option.isFlag { return .object([description, .init("type", ["boolean", "null"])]) }
    if let values = option.allValues {
      return .object([description, .init("enum", .array(values.map(JSON.string)))])
    }
    let scalar: JSON = ["type": ["string", "number", "null"]]
    guard option.isRepeating || option.name == "by" else {
      return .object([description, .init("type", ["string", "number", "null"])])
    }
    var shapes: [JSON] = [scalar, ["type": "array", "items": ["type": ["string", "number"]]]]
    if option.isRepeating, !option.takesPath, !option.takesSeveral {
      shapes.append(
        ["type": "object", "additionalProperties": ["type": ["string", "number"]]])
    }
    return .object([description, .init("anyOf", .array(shapes))])
  }
}
