import CollabCore
import Foundation

/// A folder of results that a job can publish and compare: files, and a manifest that lists them.
public struct ArtifactFolder: Sendable {
  /// A file of the folder.
  public struct File: Sendable {
    /// The name, without a folder.
    public var name: String
    /// The content.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    /// Creates a file of text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// The name of the file that lists the others.
  public static let manifestName = "manifest.json"

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
  /// - Parameter names: the files that are going to be in it.
  /// - Throws: ``FileError``, also where a file of the folder would be replaced that its manifest
  ///   does not list.
  public static func check(_ path: String, names: [String]) throws(FileError) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      // Folders around it are made where they are missing.
      var parent = URL(fileURLWithPath: path).deletingLastPathComponent()
      while !manager.fileExists(atPath: parent.path), parent.path != "/" {
        parent.deleteLastPathComponent()
      }
      return try FileOutput.check(parent.path + "/.", W_OK, for: path)
    }
    if !isFolder.boolValue {
      throw FileError("cannot write '\(path)': it is a file, not a folder")
    }
    let old = Manifest.fileNames(inFolder: path)
    for name in names + [manifestName] where !old.contains(name) {
      if manager.fileExists(atPath: path + "/" + name) {
        throw FileError(
          "cannot write '\(path)': it holds a file '\(name)' that its manifest does not list")
      }
    }
    try FileOutput.check(path + "/.", W_OK, for: path)
  }

  /// Writes the folder.
  ///
  /// Everything is written into a new folder beside it first. Where the folder does not exist,
  /// that one takes its name; where it does, its files are renamed into place one by one, the
  /// manifest last, and files that the old manifest lists and the new one does not are removed.
  /// Files that no manifest lists are never touched.
  ///
  /// - Throws: ``FileError``, also where ``check(_:names:)`` does.
  public func write(to path: String) throws(FileError) {
    let names = files.map(\.name) + [ArtifactFolder.manifestName]
    try ArtifactFolder.check(path, names: names)
    let manager = FileManager.default
    let exists = manager.fileExists(atPath: path)
    let old = exists ? Manifest.fileNames(inFolder: path) : []
    let target = URL(fileURLWithPath: path)
    let parent = target.deletingLastPathComponent()
    do {
      try manager.createDirectory(at: parent, withIntermediateDirectories: true)
      let aside = parent.appendingPathComponent(".\(target.lastPathComponent).\(UUID())")
      try manager.createDirectory(at: aside, withIntermediateDirectories: false)
      defer { try? manager.removeItem(at: aside) }
      for file in files {
        try Data(file.bytes).write(to: aside.appendingPathComponent(file.name))
      }
      let manifestFile = aside.appendingPathComponent(ArtifactFolder.manifestName)
      try Data(manifest.text.utf8).write(to: manifestFile)
      guard exists else { return try manager.moveItem(at: aside, to: target) }
      for name in names {
        try ArtifactFolder.rename(
          aside.appendingPathComponent(name), to: target.appendingPathComponent(name))
      }
      for name in old where !names.contains(name) {
        try? manager.removeItem(at: target.appendingPathComponent(name))
      }
    } catch {
      throw FileError("write", path, error)
    }
  }

  private static func rename(_ from: URL, to target: URL) throws {
    // Foundation's moveItem refuses to replace; rename(2) replaces in one step.
    guard Foundation.rename(from.path, target.path) == 0 else {
      throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
  }
}
