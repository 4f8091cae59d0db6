import CollabCore
import SparkConnect

/// A statement of the folder `SQL`, one step of a computation, with what differs from run to run.
///
/// The text marks where values go: `${dir:name}` for a folder to write, `${table:name}` for one to
/// read, `${lines:name}` for a file of lines, `${pieces:name}` for one that is cut elsewhere, `${name}`
/// for a number or a word of the program's own. Texts that came from outside go in as the hexadecimal
/// digits of their bytes, as not every server takes arguments beside a statement that writes.
struct SQLStep: Sendable {
  /// What goes into the text.
  enum Value: Sendable {
    case path(StoragePath)
    case int(Int)
    case double(Double)
    /// A text, whatever it holds.
    case text(String)
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
    isCommand: Bool
  ) {
    self.name = name
    statement = SQLStatement(Self.filled(resource, values), isCommand: isCommand)
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
    // Not every server leaves out the byte order mark with which a file may begin.
    case (.path(let path), "lines"):
      "(SELECT ltrim('\u{FEFF}', value) AS value FROM text.`\(path)`) lines"
    case (.path(let path), "pieces"): "text.`\(path)`"
    case (.int(let number), ""): String(number)
    case (.double(let number), ""): Self.literal(number)
    case (.text(let text), ""): Self.literal(text)
    case (.expression(let text), ""): "\(text)"
    case (.query(let resource, let paths), "query"):
      filled(resource, paths.mapValues { .path($0) })
    default: preconditionFailure("\(value) is no \(kind)")
    }
  }

  private static func literal(_ text: String) -> String {
    let digits = text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "CAST(X'\(digits.joined())' AS STRING)"
  }

  /// A number in the form that is read back to the same bits.
  private static func literal(_ number: Double) -> String {
    precondition(number.isFinite)
    return "\(number)D"
  }
}
