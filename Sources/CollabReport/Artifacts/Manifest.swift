import CollabBibliography
import CollabCore
import CollabDigest
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
      "tool": .string(ReportManifest.toolName),
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
            "sha256": .string($0.sha256),
          ]
        }),
    ]
    text = manifest.text(width: 200) + "\n"
  }

  /// What the manifests of a folder say of it.
  struct Listing {
    /// The digests of each file, by name: one, or more where a run was killed.
    fileprivate(set) var digests: [String: Set<String>] = [:]
    /// Whether `manifest.json` is one of this tool.
    fileprivate(set) var isOurs = false
    /// The names that a manifest lists and that no report has, such as one of another folder.
    fileprivate(set) var foreign: Set<String> = []
    /// The manifests of runs that were killed before all their files were in place.
    fileprivate(set) var unfinished: [String] = []

    /// Reads the manifests of a folder.
    init(ofFolder path: String) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      isOurs = read(path + "/" + ArtifactFolder.manifestName)
      for name in names.sorted() where name.hasPrefix(Manifest.unfinishedPrefix) {
        if read(path + "/" + name) { unfinished.append(name) }
      }
    }

    private mutating func read(_ path: String) -> Bool {
      guard FileOutput.isRegular(path), let data = FileManager.default.contents(atPath: path),
        let contents = ReportManifest(data)
      else { return false }
      for file in contents.files {
        if Manifest.isPlain(file.name) {
          digests[file.name, default: []].insert(file.sha256)
        } else {
          foreign.insert(file.name)
        }
      }
      return true
    }

    /// Whether a file of a folder is as a run wrote it.
    func holds(_ name: String, inFolder path: String) -> Bool {
      bytes(of: name, inFolder: path) != nil
    }

    /// The bytes of a file of a folder; `nil` where it is not as a run wrote it.
    func bytes(of name: String, inFolder path: String) -> [UInt8]? {
      let path = path + "/" + name
      guard let known = digests[name], FileOutput.isRegular(path),
        let data = FileManager.default.contents(atPath: path)
      else { return nil }
      let bytes = [UInt8](data)
      return known.contains(SHA256.hexadecimal(of: bytes)) ? bytes : nil
    }
  }

  /// What the name of a manifest begins with as long as its files are not all in place.
  static let unfinishedPrefix = ".collab-manifest-"

  /// Whether this tool could have written a file of that name.
  private static func isPlain(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && ["md", "html", "dot", "svg", "csv", "json"].contains(parts[1])
      && !parts[0].isEmpty && name != ArtifactFolder.manifestName
      && parts[0].utf8.allSatisfy {
        UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "-")
          || UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9")
      }
  }
}
