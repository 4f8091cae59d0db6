import CollabCore
import CollabReport

/// The JSON Schema of a configuration, made from the options of `collab report`.
enum ConfigurationSchema {
  /// The name of its file beside a configuration.
  static let fileName = "collab.schema.json"

  /// The schema, of draft 2020-12.
  static var json: JSON {
    let options = CommandOption.options(of: ReportCommand.self).filter { $0.name != "config" }
    let allowance: JSON = [
      "type": "object", "additionalProperties": false,
      "required": ["condition", "until", "reason"],
      "properties": [
        "condition": text,
        "until": [
          "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        ],
        "reason": text,
      ],
    ]
    let gates: JSON = [
      "type": ["object", "null"], "additionalProperties": false,
      "description": "Conditions for 'collab verify --gates' and 'collab compare --gates'.",
      "properties": ["fail": one(orListOf: text), "allow": one(orListOf: allowance)],
    ]
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": .string("A configuration of collab \(Version.text)"),
      "type": ["object", "null"],
      "additionalProperties": false,
      "properties": .object(
        [
          .init("inputs", one(orListOf: text, "Files and folders, from the folder of this file.")),
          .init("gates", gates),
        ] + options.map { .init($0.name, property($0)) }),
    ]
  }

  private static let text: JSON = ["type": ["string", "number"]]
  private static let null: JSON = ["type": "null"]

  /// A value, a list of values, or none.
  private static func one(orListOf value: JSON, _ description: String? = nil) -> JSON {
    .object(
      (description.map { [JSON.Member("description", .string($0))] } ?? [])
        + [.init("anyOf", [value, ["type": "array", "items": value], null])])
  }

  private static func property(_ option: CommandOption) -> JSON {
    let description = JSON.Member("description", JSON(option.abstract))
    if option.isFlag { return .object([description, .init("type", ["boolean", "null"])]) }
    if let values = option.allValues {
      return .object([description, .init("enum", .array(values.map(JSON.string) + [.null]))])
    }
    guard option.takesList else {
      return .object([description, .init("type", ["string", "number", "null"])])
    }
    var shapes: [JSON] = [text, ["type": "array", "items": text], null]
    if option.takesMembers { shapes.append(["type": "object", "additionalProperties": text]) }
    return .object([description, .init("anyOf", .array(shapes))])
  }
}
