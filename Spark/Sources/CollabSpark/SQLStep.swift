import CollabCore
import SparkConnect

/// A statement of the folder `SQL`, one step of a computation, with what differs from run to run.
///
/// The text marks where values go: `${dir:name}` for a folder to write, `${table:name}` for one to
/// read, `${name}` for a number or a word of the program's own, and `:name` for texts that came
/// from outside, which go to the server beside the text.
struct SQLStep: Sendable {
  /// What goes into the text.
  enum Value: Sendable {
    case path(StoragePath)
    case int(Int)
    case double(Double)
    /// An expression of SQL of the program's own.
    case expression(StaticString)
    /// Another file's query, in brackets of the text's own.
    case query([UInt8], [String: StoragePath])
  }

  let name: String
  let statement: SQLStatement

  /// Fills a statement in.
  ///
  /// - Parameters:
  ///   - name: what it computes, for progress and errors.
  ///   - resource: the bytes of its file.
  init(
    _ name: String, _ resource: [UInt8], _ values: [String: Value] = [:],
    arguments: [String: SQLArgument] = [:], isCommand: Bool
  ) {
    self.name = name
    statement = SQLStatement(
      Self.filled(resource, values), arguments: arguments, isCommand: isCommand)
  }

  private static func filled(_ resource: [UInt8], _ values: [String: Value]) -> String {
    var text = "", rest = Substring(String(decoding: resource, as: UTF8.self))
    while let mark = rest.firstRange(of: "${"),
      let end = rest[mark.upperBound...].firstIndex(of: "}")
    {
      text += rest[..<mark.lowerBound]
      let key = rest[mark.upperBound..<end].split(separator: ":", maxSplits: 1)
      guard let last = key.last, let value = values[String(last)] else {
        preconditionFailure("no value for \(rest[mark.upperBound..<end])")
      }
      text += Self.text(of: value, as: key.count == 2 ? key[0] : "")
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  private static func text(of value: Value, as kind: Substring) -> String {
    switch (value, kind) {
    case (.path(let path), "dir"): "'\(path)'"
    case (.path(let path), "table"): "parquet.`\(path)`"
    case (.path(let path), "lines"): "text.`\(path)`"
    case (.int(let number), ""): String(number)
    case (.double(let number), ""): Self.literal(number)
    case (.expression(let text), ""): "\(text)"
    case (.query(let resource, let paths), "query"):
      filled(resource, paths.mapValues { .path($0) })
    default: preconditionFailure("\(value) is no \(kind)")
    }
  }

  /// A number in the form that is read back to the same bits.
  private static func literal(_ number: Double) -> String {
    precondition(number.isFinite)
    return "\(number)D"
  }
}
