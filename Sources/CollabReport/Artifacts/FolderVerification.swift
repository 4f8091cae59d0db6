import CollabCore
import Foundation

/// Whether a folder of artifacts holds what its manifest says, and nothing else.
public struct FolderVerification: Sendable, Equatable {
  /// What is wrong with a file.
  public enum Fault: String, Sendable, CaseIterable {
    /// Its bytes are not those that the manifest states.
    case changed
    /// The manifest lists it, and it is not there.
    case missing
    /// It is there, and the manifest does not list it.
    case unlisted
    /// The manifest lists it, and no report has a file of that name.
    case foreign
    /// A run was interrupted before its files were in place; the next run completes them.
    case unfinished
  }

  /// A file with a fault.
  public struct Finding: Sendable, Equatable {
    /// The name in the folder.
    public let name: String
    /// What is wrong.
    public let fault: Fault
  }

  /// The number of files that are as they were written.
  public let intact: Int
  /// The faults, by name.
  public let findings: [Finding]

  /// Compares the files of a folder with its manifest.
  ///
  /// - Throws: ``FileError`` where the folder has no manifest of this tool.
  /// - Complexity: O(bytes of the files).
  public init(of path: String) throws(FileError) {
    guard FileOutput.exists(path) else {
      throw FileError("cannot read '\(path)': there is no such folder")
    }
    let listing = Manifest.Listing(ofFolder: path)
    guard listing.isOurs else {
      throw FileError("cannot verify '\(path)': it holds no manifest.json of collab")
    }
    let present = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    var findings = listing.unfinished.map { Finding(name: $0, fault: .unfinished) }
    var intact = 0
    for name in listing.digests.keys {
      if listing.holds(name, inFolder: path) {
        intact += 1
      } else {
        findings.append(Finding(name: name, fault: present.contains(name) ? .changed : .missing))
      }
    }
    findings += listing.foreign.map { Finding(name: $0, fault: .foreign) }
    let known = Set(listing.digests.keys).union(
      listing.unfinished + [ArtifactFolder.manifestName]
    ).union(listing.foreign)
    findings += present.subtracting(known).map { Finding(name: $0, fault: .unlisted) }
    self.intact = intact
    self.findings = findings.sorted { $0.name < $1.name }
  }

  /// The faults as rows.
  public var table: Table {
    var table = Table([.init("file"), .init("fault")])
    for finding in findings {
      table.append([.text(finding.name), .text(finding.fault.rawValue)])
    }
    return table
  }
}
