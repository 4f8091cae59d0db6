import GRPCCore
import GRPCNIOTransportHTTP2Posix
import GRPCProtobuf
import SwiftProtobuf

/// The calls of the protocol, over one channel that connects again by itself.
final class Connection: Sendable {
  let address: RemoteAddress
  private let client: GRPCClient<HTTP2ClientTransport.Posix>
  private let running: Task<Void, any Error>

  /// The greatest message that is taken; a batch of rows is about 4 MB.
  private static let greatestMessage = 256 << 20

  init(_ address: RemoteAddress) throws(SparkError) {
    self.address = address
    let security: HTTP2ClientTransport.Posix.TransportSecurity
    if !address.usesTLS {
      security = .plaintext
    } else if let file = address.certificates {
      security = .tls { $0.trustRoots = .certificates([.file(path: file, format: .pem)]) }
    } else {
      security = .tls
    }
    do {
      let transport = try HTTP2ClientTransport.Posix(
        target: .dns(host: address.host, port: address.port), transportSecurity: security,
        config: .defaults {
          $0.connection.maxIdleTime = nil
          // A cut network is noticed also while a long statement sends nothing.
          $0.connection.keepalive = .init(
            time: .seconds(60), timeout: .seconds(20), allowWithoutCalls: false)
          $0.backoff = .init(
            initial: .milliseconds(100), max: .seconds(2), multiplier: 1.6, jitter: 0.2)
        })
      let client = GRPCClient(transport: transport)
      self.client = client
      running = Task { try await client.runConnections() }
    } catch {
      throw SparkError(.unreachable, "no connection to \(address) can be made: \(error)")
    }
  }

  /// Ends the channel; what runs has so much time to end.
  func close(within limit: Duration) async {
    client.beginGracefulShutdown()
    let stop = Task {
      try await Task.sleep(for: limit)
      running.cancel()
    }
    _ = await running.result
    stop.cancel()
  }

  func execute(
    _ request: Spark_Connect_ExecutePlanRequest,
    _ body: @Sendable @escaping (Spark_Connect_ExecutePlanResponse) async throws -> Void
  ) async throws(SparkError) {
    try await stream("ExecutePlan", request, body)
  }

  func reattach(
    _ request: Spark_Connect_ReattachExecuteRequest,
    _ body: @Sendable @escaping (Spark_Connect_ExecutePlanResponse) async throws -> Void
  ) async throws(SparkError) {
    try await stream("ReattachExecute", request, body)
  }

  func analyze(
    _ request: Spark_Connect_AnalyzePlanRequest, within limit: Duration
  ) async throws(SparkError) -> Spark_Connect_AnalyzePlanResponse {
    try await unary("AnalyzePlan", request, within: limit)
  }

  func configure(
    _ request: Spark_Connect_ConfigRequest
  ) async throws(SparkError) -> Spark_Connect_ConfigResponse {
    try await unary("Config", request)
  }

  func interrupt(
    _ request: Spark_Connect_InterruptRequest
  ) async throws(SparkError) -> Spark_Connect_InterruptResponse {
    try await unary("Interrupt", request, within: .seconds(10))
  }

  func release(
    _ request: Spark_Connect_ReleaseExecuteRequest
  ) async throws(SparkError) -> Spark_Connect_ReleaseExecuteResponse {
    try await unary("ReleaseExecute", request, within: .seconds(10))
  }

  func release(
    _ request: Spark_Connect_ReleaseSessionRequest
  ) async throws(SparkError) -> Spark_Connect_ReleaseSessionResponse {
    try await unary("ReleaseSession", request, within: .seconds(10))
  }

  private func descriptor(_ method: String) -> MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: "spark.connect.SparkConnectService", method: method)
  }

  private var metadata: Metadata {
    address.token.map { ["authorization": "Bearer \($0)"] } ?? [:]
  }

  private var options: CallOptions {
    var options = CallOptions.defaults
    options.waitForReady = false
    options.maxResponseMessageBytes = Self.greatestMessage
    // The transport holds answers to the bound of requests.
    options.maxRequestMessageBytes = Self.greatestMessage
    return options
  }

  private func stream<Request: Message & Sendable>(
    _ method: String, _ request: Request,
    _ body: @Sendable @escaping (Spark_Connect_ExecutePlanResponse) async throws -> Void
  ) async throws(SparkError) {
    do {
      try await client.serverStreaming(
        request: ClientRequest(message: request, metadata: metadata),
        descriptor: descriptor(method), serializer: ProtobufSerializer<Request>(),
        deserializer: ProtobufDeserializer<Spark_Connect_ExecutePlanResponse>(), options: options
      ) { response in
        for try await message in response.messages { try await body(message) }
      }
    } catch {
      throw SparkError(error, at: address)
    }
  }

  private func unary<Request: Message & Sendable, Response: Message & Sendable>(
    _ method: String, _ request: Request, within limit: Duration? = nil
  ) async throws(SparkError) -> Response {
    do {
      var options = options
      options.timeout = limit
      return try await client.unary(
        request: ClientRequest(message: request, metadata: metadata),
        descriptor: descriptor(method), serializer: ProtobufSerializer<Request>(),
        deserializer: ProtobufDeserializer<Response>(), options: options
      ) { try $0.message }
    } catch {
      throw SparkError(error, at: address)
    }
  }
}

extension SparkError {
  /// What the transport or the server says, in our kinds.
  fileprivate init(_ error: any Error, at address: RemoteAddress) {
    if let error = error as? SparkError {
      self = error
      return
    }
    if error is CancellationError {
      self.init(.interrupted, "the statement was interrupted")
      return
    }
    guard let error = error as? RPCError else {
      self.init(.unreachable, "\(address): \(error)")
      return
    }
    let (condition, line) = Self.parts(of: error.message)
    switch error.code {
    case .unauthenticated, .permissionDenied:
      let what =
        address.token == nil ? "it asks for a token (;token=…)" : "it does not accept the token"
      self.init(.refused, "\(address) refuses the connection: \(what)")
    case .unavailable, .deadlineExceeded:
      let hint =
        address.usesTLS && address.token != nil
        ? "; the token makes the connection encrypted: a server on this machine that has no TLS takes it with use_ssl=false"
        : ""
      self.init(.unreachable, "no Spark Connect server answers at \(address): \(line)\(hint)")
    default:
      switch condition {
      case let name?
      where name.hasPrefix("INVALID_HANDLE") || name == "INVALID_CURSOR.POSITION_NOT_FOUND":
        self.init(.restarted, line, condition: condition)
      case "OPERATION_CANCELED", "OPERATION_INTERRUPTED":
        self.init(.interrupted, "the statement was interrupted", condition: condition)
      case nil where Self.tellsOfBrokenStream(error):
        self.init(.unreachable, "the connection to \(address) broke: \(line)")
      default:
        self.init(.statement, line.isEmpty ? "\(error.code)" : line, condition: condition)
      }
    }
  }

  /// A stream that ended without a status comes as an error of the transport's own making.
  private static func tellsOfBrokenStream(_ error: RPCError) -> Bool {
    if error.code == .cancelled { return true }
    guard error.code == .unknown || error.code == .internalError else { return false }
    let text = error.message.lowercased()
    return ["stream unexpectedly closed", "rst_stream", "goaway", "connection", "eof"]
      .contains { text.contains($0) }
  }
}
