/// What keeps a statement from being run, told in one line.
public struct SparkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds that callers tell apart.
  public enum Kind: Sendable, Equatable {
    /// The address is none.
    case address
    /// Nobody answers there, or the connection broke and did not come back.
    case unreachable
    /// The server does not accept the token, or asks for one.
    case refused
    /// The server no longer knows the session or the statement: it was started anew.
    case restarted
    /// The statement was interrupted.
    case interrupted
    /// The server ran the statement and it failed.
    case statement
    /// A file of ours cannot be written.
    case file
    /// The server sent what cannot be understood.
    case malformed
  }

  /// What went wrong.
  public let kind: Kind
  /// The name of the error at the server, such as `PATH_NOT_FOUND`; `nil` where it gives none.
  public let condition: String?
  /// What went wrong, in one line.
  public let description: String

  /// Creates an error.
  package init(_ kind: Kind, _ description: String, condition: String? = nil) {
    self.kind = kind
    self.condition = condition
    self.description = description
  }

  static func address(_ reason: String) -> SparkError {
    SparkError(.address, "that is no address of a Spark Connect server: \(reason)")
  }

  static func malformed(_ reason: String) -> SparkError {
    SparkError(.malformed, "the server's answer cannot be understood: \(reason)")
  }
}

extension SparkError {
  /// The first line of a server's message without the stack behind it, and the condition in
  /// brackets before it.
  static func parts(of message: String) -> (condition: String?, line: String) {
    let line =
      message.split(whereSeparator: \.isNewline)
      .map { $0.drop { $0 == " " } }.first { !$0.isEmpty }.map(String.init) ?? ""
    guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]") else {
      return (nil, line)
    }
    let name = line[line.index(after: open)..<close]
    let isCondition =
      !name.isEmpty
      && name.allSatisfy {
        $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_" || $0 == ".")
      }
    return (isCondition ? String(name) : nil, line)
  }
}
