public import CollabCore
import Foundation

/// What the manifest of a folder says: version, options, inputs and files.
public struct ManifestContents: Sendable {
  /// Something that two manifests do not have in common.
  public struct Difference: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable { case version, option, input, file }

    /// What it is.
    public let kind: Kind
    /// The name of the option, input or file.
    public let name: String
    /// What the one and the other manifest say.
    public let old, new: String
  }

  /// The version of the tool.
  let version: String
  /// The options, by name.
  public let options: [JSON.Member]
  /// The inputs: name, format, entries and digest.
  let inputs: [JSON]
  /// The files: name, size and digest.
  let files: [JSON]

  /// Reads the manifest of a folder.
  ///
  /// - Throws: ``FileError`` where the folder has none of this tool.
  public init(folder: String) throws(FileError) {
    let bytes = try FileInput.bytes(of: folder + "/" + ArtifactFolder.manifestName)
    guard ReportManifest(Data(bytes)) != nil, let contents = ManifestContents(bytes) else {
      throw FileError("cannot read '\(folder)': it holds no manifest.json of collab")
    }
    self = contents
  }

  /// Reads a manifest that was just made.
  public init?(_ manifest: Manifest) { self.init(Array(manifest.text.utf8)) }

  private init?(_ bytes: [UInt8]) {
    guard let object = JSON(parsing: bytes) else { return nil }
    version = object["version"]?.textValue ?? ""
    options = object["options"]?.members ?? []
    inputs = object["inputs"]?.elements ?? []
    files = object["files"]?.elements ?? []
  }

  /// What another manifest says otherwise: first the version, then options, inputs and files, each
  /// by name.
  public func differences(to other: ManifestContents) -> [Difference] {
    func named(_ kind: Difference.Kind, _ list: [ArtifactComparison.Difference]) -> [Difference] {
      list.map { Difference(kind: kind, name: $0.name, old: $0.old, new: $0.new) }
    }
    return
      (version == other.version
      ? []
      : [Difference(kind: .version, name: "version", old: version, new: other.version)])
      + named(.option, ArtifactComparison.differences(of: options, other.options))
      + named(.input, ArtifactComparison.inputDifferences(inputs, other.inputs))
      + named(.file, ArtifactComparison.fileDifferences(files, other.files))
  }
}

extension [ManifestContents.Difference] {
  /// The differences as rows.
  public var table: Table {
    var table = Table([
      .init("kind"), .init("name"), .init("old", "in the folder"), .init("new", "run again"),
    ])
    for difference in self {
      table.append([
        .text(difference.kind.rawValue), .text(difference.name), .text(difference.old),
        .text(difference.new),
      ])
    }
    return table
  }
}
