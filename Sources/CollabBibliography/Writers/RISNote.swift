import CollabCore
import CollabDigest

/// What RIS has no tag for, in the user's field `U5`: the work as an item of CSL-JSON, and a digest
/// of the other fields, so that it counts only as long as nobody changes them.
struct RISNote {
  private static let mark = "collab:"
  private let json: String
  /// Whether the fields are those for which the note was written.
  let isOfTheSame: Bool
  private let line: Int

  /// The note in a record; `nil` where there is none.
  init?(in record: TaggedRecord) {
    guard
      let text = record.fields.lazy.filter({ $0.tag == "U5" }).compactMap(\.lines.first)
        .first(where: { $0.hasPrefix(Self.mark) })
    else { return nil }
    let parts = text.dropFirst(Self.mark.count).split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    json = String(parts[1])
    isOfTheSame = parts[0] == Self.digest(of: record)
    line = record.line
  }

  /// The record that the note describes; `nil` where it is none.
  var record: Record? {
    var record: Record?
    let bytes = Array(json.utf8)
    _ = bytes.withUnsafeBufferPointer { bytes in
      JSONParser().parse(bytes, 0..<bytes.count) { record = cslRecord($0, line: line) }
    }
    return record
  }

  /// The text of the field.
  static func text(_ item: ByteText, for record: TaggedRecord) -> String {
    mark + digest(of: record) + ":" + String(decoding: item.bytes, as: UTF8.self)
  }

  /// A digest of the fields besides the note, whatever their order and the breaks in their lines.
  private static func digest(of record: TaggedRecord) -> String {
    let fields = record.fields.filter { $0.tag != "U5" && $0.tag != "ER" }
      .map { $0.tag + " " + $0.text }.sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) }
    let text = fields.joined(separator: "\n")
    return String(SHA256.hexadecimal(of: Array(text.utf8)).prefix(16))
  }
}
