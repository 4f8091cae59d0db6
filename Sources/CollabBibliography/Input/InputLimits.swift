import CollabCore

/// How much of one input is held, so that a small file cannot take all memory.
public struct InputLimits: Sendable, Equatable {
  /// The most bytes of one input, as stored and unpacked.
  public var maximumBytes = 2 << 30
  /// The most files of one archive.
  public var maximumParts = 1_000_000
  /// The most that compressed data may expand, measured over each 64 MiB; text expands 3 to
  /// 20-fold.
  static let maximumRatio = 100
  /// What may expand without bound before the ratio counts.
  static let freeBytes = 64 << 20

  /// Creates the usual limits.
  public init() {}

  /// ``maximumBytes`` for a message.
  var text: String {
    for (unit, size) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where maximumBytes >= size && maximumBytes % size == 0 {
      return "\(maximumBytes / size) \(unit)"
    }
    return counted(maximumBytes, "byte")
  }
}

/// Watches how far an input expands while it is unpacked.
struct Expansion {
  private let limits: InputLimits
  /// The most bytes that the whole may become by the ratio.
  private let allowed: Int
  private var written = 0
  /// Where the bytes over which the ratio is measured begin.
  private var start = (written: 0, read: 0)

  init(stored: Int, limits: InputLimits) {
    let (most, isOver) = stored.multipliedReportingOverflow(by: InputLimits.maximumRatio)
    allowed = isOver ? .max : max(InputLimits.freeBytes, most)
    self.limits = limits
  }

  /// The problem that more bytes would be.
  ///
  /// - Parameters:
  ///   - more: the number of bytes to be written next.
  ///   - read: how far the stored bytes are read.
  mutating func add(_ more: Int, read: Int) throws(UnpackingProblem) {
    guard more <= limits.maximumBytes - written else { throw .tooLarge(limits) }
    written += more
    let free = InputLimits.freeBytes, ratio = InputLimits.maximumRatio
    guard written <= allowed else { throw .ratio }
    // An archive may be read in another order than it is stored.
    if read < start.read { start.read = read }
    guard written - start.written > free else { return }
    guard written - start.written <= (read - start.read) * ratio else { throw .ratio }
    start = (written, read)
  }
}
