import CollabCore
import Foundation

/// A folder or file on storage that every machine of the cluster sees.
///
/// What could end the quotation around a path in SQL, or mean several files, is refused: a path is data,
/// and statements take it only through this type.
public struct StoragePath: Sendable, Hashable, CustomStringConvertible {
  /// The path or address, without a slash at its end.
  public let description: String

  /// Checks a path.
  ///
  /// - Parameters:
  ///   - text: an absolute path, or an address such as `s3a://bucket/folder`.
  ///   - allowsPatterns: whether `*` may stand for any name, as in inputs.
  /// - Throws: ``/CollabCore/OptionError``.
  public init(_ text: String, allowsPatterns: Bool = false) throws(OptionError) {
    let refused = "'`\"\\{}[]?;$" + (allowsPatterns ? "" : "*")
    let isClean = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && !refused.unicodeScalars.contains($0)
    }
    guard isClean else {
      throw OptionError("a path on the cluster's storage holds none of \(refused): '\(text)'")
    }
    let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    let hasScheme = !scheme.isEmpty && text.dropFirst(scheme.count).hasPrefix(":/")
    guard text.hasPrefix("/") || hasScheme else {
      throw OptionError(
        "'\(text)' must be an absolute path or an address such as s3a://bucket/folder, which all "
          + "machines of the cluster see")
    }
    var path = Substring(text)
    while path.count > 1, path.hasSuffix("/"), !path.hasSuffix("://") { path.removeLast() }
    guard path != "/" else { throw OptionError("'/' is no folder of a corpus") }
    description = String(path)
  }

  /// Whether it is a folder or in it.
  func isIn(_ folder: StoragePath) -> Bool {
    (description + "/").hasPrefix(folder.description + "/")
  }

  private init(checked: String) { description = checked }

  /// A folder in this one; its name is one of the program's own.
  func appending(_ name: String) -> StoragePath {
    precondition(
      name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_/.=".contains($0)) })
    return StoragePath(checked: description + "/" + name)
  }
}
