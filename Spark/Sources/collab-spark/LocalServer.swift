import Foundation
import SparkConnect

/// Why no server of our own runs, in one line.
struct LocalServerError: Error, CustomStringConvertible {
  let description: String
}

/// A Spark Connect server of our own, from an installed Spark, on loopback.
final class LocalServer: Sendable {
  let address: RemoteAddress
  private let process: Process
  private let folder: URL

  private init(address: RemoteAddress, process: Process, folder: URL) {
    self.address = address
    self.process = process
    self.folder = folder
  }

  /// Starts a server and waits until it answers.
  static func start() async throws -> LocalServer {
    guard let submit = submit() else {
      throw LocalServerError(
        description:
          "no Spark is installed: neither SPARK_HOME nor PATH leads to spark-submit; 'pip install pyspark' brings it"
      )
    }
    let port = try freePort()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("collab-spark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appendingPathComponent("server.log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let process = Process()
    process.executableURL = submit
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["SPARK_LOCAL_IP"] = "127.0.0.1"
    // It would override the memory that is asked for.
    environment["SPARK_DAEMON_MEMORY"] = nil
    process.environment = environment
    let settings = [
      "spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1",
      "spark.connect.grpc.binding.address=127.0.0.1", "spark.connect.grpc.binding.port=\(port)",
      "spark.ui.enabled=false", "spark.sql.shuffle.partitions=8",
      "spark.sql.warehouse.dir=\(folder.path)/warehouse", "spark.log.level=ERROR",
    ]
    process.arguments =
      [
        "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master",
        "local[*]",
        "--driver-memory", ProcessInfo.processInfo.environment["COLLAB_SPARK_MEMORY"] ?? "2g",
      ] + settings.flatMap { ["--conf", $0] } + ["spark-internal"]
    let output = try FileHandle(forWritingTo: log)
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let server = LocalServer(
      address: try RemoteAddress("sc://127.0.0.1:\(port)"), process: process, folder: folder)
    do { try await server.wait(log) } catch {
      server.stop()
      throw error
    }
    return server
  }

  /// Stops the server, and removes its folder.
  func stop() {
    if process.isRunning {
      process.terminate()
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(at: folder)
  }

  private func wait(_ log: URL) async throws {
    for _ in 0..<600 {
      if Interruption.came { throw SparkError(.interrupted, "interrupted") }
      guard process.isRunning else {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").last {
          $0.contains("rror") || $0.contains("xception")
        }
        throw LocalServerError(
          description:
            "the Spark server ended at once: \(line ?? text.split(separator: "\n").last ?? "it says nothing")"
        )
      }
      let session = try SparkSession(address)
      let answers = (try? await session.version()) != nil
      await session.close()
      if answers { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw LocalServerError(description: "the Spark server does not answer after two minutes")
  }

  private static func submit() -> URL? {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["SPARK_HOME"].map { [$0 + "/bin"] } ?? []
    let folders = home + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.map { URL(fileURLWithPath: $0).appendingPathComponent("spark-submit") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// A port that nobody listens on now.
  private static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw LocalServerError(description: "no socket can be opened") }
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw LocalServerError(description: "no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
