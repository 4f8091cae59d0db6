import CollabCore

/// The keys of all mentions, by the mention's number.
struct NameKeys: Sendable {
  private var keys: [NameKey]

  init(_ mentions: TextPool, execution: Execution) throws(Cancellation) {
    let chunks = try execution.mapChunks(
      of: mentions.count + 1, size: 8192, phase: "names", scratch: { [UInt8]() }
    ) { letters, range in
      range.map { id in
        id == 0
          ? NameKey()
          : mentions.withBytes(UInt32(id)) { NameKey(term: $0, letters: &letters) }
      }
    }
    keys = []
    keys.reserveCapacity(mentions.count + 1)
    for chunk in chunks { keys += chunk }
  }

  subscript(mention: UInt32) -> NameKey { keys[Int(mention)] }

  /// Adds the key of the next mention.
  mutating func append(_ mention: UInt32, of mentions: TextPool) {
    var letters: [UInt8] = []
    keys.append(mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) })
  }

  var count: Int { keys.count }
}
