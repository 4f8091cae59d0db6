import CollabBibliography
import CollabCore
import CollabDigest
import Foundation

/// A folder of results that a job can publish and compare: files, and a manifest that lists them.
public struct ArtifactFolder: Sendable {
  /// A file of the folder.
  public struct File: Sendable {
    /// The name, without a folder.
    public let name: String
    /// The content.
    public let bytes: [UInt8]
    /// The SHA-256 of the content, in hexadecimal digits.
    public let sha256: String

    /// Creates a file.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
      sha256 = SHA256.hexadecimal(of: bytes)
    }

    /// Creates a file of text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// The name of the file that lists the others.
  public static let manifestName = ReportManifest.fileName

  /// The files in the order in which the manifest lists them.
  public let files: [File]
  /// The list of the files, of the inputs and of the options.
  public let manifest: Manifest

  /// Gathers files with what they were made from.
  public init(files: [File], inputs: [Manifest.Input], options: [JSON.Member]) {
    self.files = files
    manifest = Manifest(files: files, inputs: inputs, options: options)
  }

  /// Finds out whether a folder can be written, so that nobody computes for an hour in vain.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - names: the files that are going to be in it.
  /// - Throws: ``FileError``, also where a file of the folder would be replaced that is not as this
  ///   tool wrote it.
  public static func check(_ path: String, names: [String]) throws(FileError) {
    let place = try FileOutput.Place(of: path)
    guard place.type != nil else {
      // Folders around it are made where they are missing.
      var parent = FileOutput.folder(of: place.path)
      while !FileManager.default.fileExists(atPath: parent), parent != "/", parent != "." {
        parent = FileOutput.folder(of: parent)
      }
      return try FileOutput.check(parent + "/.", W_OK, for: path)
    }
    guard place.type == S_IFDIR else {
      throw FileError("cannot write '\(path)': it is a file, not a folder")
    }
    let listing = Manifest.Listing(ofFolder: place.path)
    for name in names + [manifestName] where FileOutput.exists(place.path + "/" + name) {
      if name == manifestName ? listing.isOurs : listing.holds(name, inFolder: place.path) {
        continue
      }
      throw FileError(
        listing.digests[name] == nil
          ? "cannot write '\(path)': it holds a file '\(name)' that its manifest does not list"
          : "cannot write '\(path)': its file '\(name)' was changed since it was written; "
            + "move it away, or name another folder")
    }
    try FileOutput.check(place.path + "/.", W_OK, for: path)
  }

  /// Writes the folder.
  ///
  /// A folder that does not exist is made aside and takes its name when it is whole. In one that
  /// does, all files are made aside first and then renamed into place, the manifest last; until then
  /// a second manifest says what the new files are, so that after a run that was killed the next one
  /// knows both. Files that the old manifest lists and the new one does not are removed. Nothing else
  /// is touched, and no folder is ever removed.
  ///
  /// - Throws: ``FileError``, also where ``check(_:names:)`` does.
  public func write(to path: String) throws(FileError) {
    try ArtifactFolder.check(path, names: files.map(\.name))
    let place = try FileOutput.Place(of: path)
    if place.type == nil { return try make(place, named: path) }
    try replaceFiles(of: place, named: path)
  }

  /// Whether a file is one that the manifest of a folder lists, or the manifest itself.
  ///
  /// - Complexity: O(*n*) for *n* files in the folder.
  public static func holds(_ file: String, folder: String) -> Bool {
    guard let target = FileStatus(file) else { return false }
    let listing = Manifest.Listing(ofFolder: folder)
    return listing.isOurs
      && (listing.digests.keys + [manifestName]).contains { name in
        FileStatus(folder + "/" + name)?.identity == target.identity
      }
  }

  private var contents: [File] { files + [File(ArtifactFolder.manifestName, manifest.text)] }

  private func make(_ place: FileOutput.Place, named path: String) throws(FileError) {
    let parent = FileOutput.folder(of: place.path)
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw FileError("write", path, error)
    }
    UnfinishedFile.removeLeftovers(in: parent)
    let folder = try UnfinishedFile(for: place, named: path, kind: .folder)
    var parts: [UnfinishedFile] = []
    do throws(FileError) {
      for file in contents {
        let inside = try FileOutput.Place(of: place.path + "/" + file.name)
        let part = try UnfinishedFile(for: inside, named: path, in: folder)
        parts.append(part)
        try part.finish(with: file.bytes)
      }
      try folder.takePlace()
      for part in parts { part.keep() }
    } catch {
      // Files go before their folder.
      for part in parts { part.discard() }
      folder.discard()
      throw error
    }
  }

  private func replaceFiles(of place: FileOutput.Place, named path: String) throws(FileError) {
    let folder = place.path
    UnfinishedFile.removeLeftovers(in: folder)
    let old = Manifest.Listing(ofFolder: folder)
    let aside = try UnfinishedFile(
      for: FileOutput.Place(of: folder + "/" + ArtifactFolder.manifestName), named: path,
      kind: .folder)
    var parts: [UnfinishedFile] = []
    defer {
      for part in parts { part.discard() }
      aside.discard()
    }
    for file in contents {
      let part = try UnfinishedFile(
        for: FileOutput.Place(of: folder + "/" + file.name), named: path, in: aside)
      parts.append(part)
      try part.finish(with: file.bytes)
    }
    let unfinished =
      Manifest.unfinishedPrefix + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".json"
    try FileOutput.write(Array(manifest.text.utf8), to: folder + "/" + unfinished)
    do throws(FileError) {
      for part in parts { try part.takePlace() }
    } catch {
      if !parts.contains(where: \.isInPlace) { unlink(folder + "/" + unfinished) }
      throw error
    }
    let names = Set(contents.map(\.name))
    for name in old.digests.keys.sorted()
    where !names.contains(name) && old.holds(name, inFolder: folder) {
      unlink(folder + "/" + name)
    }
    for name in old.unfinished + [unfinished] { unlink(folder + "/" + name) }
  }
}
