/// Where a Spark Connect server answers, as `sc://host:port/;token=…;use_ssl=true` says it.
public struct RemoteAddress: Sendable, Equatable {
  /// The name or address of the host; an address of IPv6 without its brackets.
  public var host: String
  /// The port.
  public var port = 15002
  /// What proves to the server who asks; never printed.
  public var token: String?
  /// Whether the connection is encrypted.
  public var usesTLS = false
  /// A file of certificates to trust besides the system's, in PEM; `nil` for the system's alone.
  public var certificates: String?
  /// The user's name at the server.
  public var user = "collab"

  /// Reads an address.
  ///
  /// Parameters are those of the published connection string: `token`, `use_ssl`, `user_id`; and
  /// `ca_file`, a file of certificates. A token makes the connection encrypted unless
  /// `use_ssl=false` says otherwise, which is taken for this machine only.
  ///
  /// - Throws: ``SparkError``, which never repeats a token.
  public init(_ text: String) throws(SparkError) {
    guard text.hasPrefix("sc://") else {
      throw .address("it begins with sc://, as sc://host:15002")
    }
    let rest = text.dropFirst(5)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    (host, port) = try Self.authority(rest[..<slash])
    var statesTLS: Bool?
    var path = rest[slash...].dropFirst()
    if path.first == ";" { path.removeFirst() }
    for part in path.split(separator: ";") {
      guard let equals = part.firstIndex(of: "="), equals > part.startIndex else {
        throw .address("its parameters have the form name=value, parted by ';'")
      }
      let value = try Self.decoded(part[part.index(after: equals)...])
      switch part[..<equals] {
      case "token": token = value
      case "user_id": user = value
      case "ca_file": certificates = value
      case "use_ssl":
        guard let flag = Bool(value.lowercased()) else {
          throw .address("use_ssl is true or false")
        }
        statesTLS = flag
      default:
        throw .address(
          "'\(part[..<equals])' is no parameter; valid: token, use_ssl, user_id, ca_file")
      }
    }
    if token?.isEmpty == true { throw .address("the token is empty") }
    usesTLS = statesTLS ?? (token != nil || certificates != nil)
    if token != nil, !usesTLS, !isLoopback {
      throw .address("a token goes to another machine only with use_ssl=true")
    }
    if certificates != nil, !usesTLS { throw .address("ca_file needs use_ssl=true") }
  }

  /// The address without what is secret, `host:port`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Whether the server is on this machine.
  public var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

  private static func authority(_ text: Substring) throws(SparkError) -> (String, Int) {
    var host = text, port: Substring?
    if text.first == "[", let close = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<close]
      let behind = text[text.index(after: close)...]
      if !behind.isEmpty {
        guard behind.first == ":" else { throw .address("what follows ']' is a colon and a port") }
        port = behind.dropFirst()
      }
    } else if let colon = text.lastIndex(of: ":") {
      (host, port) = (text[..<colon], text[text.index(after: colon)...])
    }
    let allowed = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "-._:%".contains(character))
    }
    guard !host.isEmpty, host.allSatisfy(allowed) else { throw .address("it names no host") }
    guard let port else { return (String(host), 15002) }
    guard let number = Int(port), (1...65535).contains(number) else {
      throw .address("its port is a number from 1 to 65535")
    }
    return (String(host), number)
  }

  private static func decoded(_ text: Substring) throws(SparkError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { throw .address("'%' begins two hexadecimal digits") }
      bytes.append(code)
      rest.removeFirst(2)
    }
    guard let value = String(validating: bytes, as: UTF8.self) else {
      throw .address("it is not in UTF-8")
    }
    return value
  }
}

extension RemoteAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows no member, so that no log holds the token.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
