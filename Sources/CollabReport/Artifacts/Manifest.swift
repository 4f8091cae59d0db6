import CollabDigest
import CollabBibliography
import CollabCore
import Foundation

/// What a folder of artifacts was made from and what it holds: the same input and options give
/// the same bytes, so that a digest that differs means something.
public struct Manifest: Sendable, Equatable {
  /// An input as it was read.
  public struct Input: Sendable, Equatable {
    /// The name under which the user knows it, without the machine's folders.
    public var name: String
    /// The id of the format.
    public var format: String
    /// The number of entries in it.
    public var entries: Int
    /// The SHA-256 of its bytes as stored.
    public var sha256: String

    /// Creates an input.
    public init(name: String, format: String, entries: Int, sha256: String) {
      self.name = name
      self.format = format
      self.entries = entries
      self.sha256 = sha256
    }
  }

  /// The text of the manifest: JSON with the tool's version, the options, the inputs and the
  /// files, and neither a time nor a machine's path.
  public let text: String

  init(files: [ArtifactFolder.File], inputs: [Input], options: [JSON.Member]) {
    let manifest: JSON = [
      "tool": "collab",
      "version": .string(Version.text),
      "options": .object(options),
      "inputs": .array(
        inputs.map {
          [
            "name": .string($0.name), "format": .string($0.format), "entries": .int($0.entries),
            "sha256": .string($0.sha256),
          ]
        }),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "bytes": .int($0.bytes.count),
            "sha256": .string(SHA256.hexadecimal(of: $0.bytes)),
          ]
        }),
    ]
    text = manifest.text(width: 200) + "\n"
  }

  /// The names of the files that a folder's manifest lists, itself included; none where there is
  /// no manifest of this tool.
  static func fileNames(inFolder path: String) -> Set<String> {
    struct Listing: Decodable {
      struct File: Decodable { let name: String }
      let tool: String
      let files: [File]
    }
    let file = URL(fileURLWithPath: path).appendingPathComponent(ArtifactFolder.manifestName)
    guard let data = try? Data(contentsOf: file),
      let listing = try? JSONDecoder().decode(Listing.self, from: data), listing.tool == "collab"
    else { return [] }
    // A name with a folder in it was not written by this tool.
    let names = listing.files.map(\.name).filter { !$0.contains("/") && $0 != ".." && $0 != "." }
    return Set(names + [ArtifactFolder.manifestName])
  }
}
