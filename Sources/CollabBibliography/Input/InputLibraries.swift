internal import CArchive
internal import CCompression
internal import CLibXML2
internal import CSimdjson
import CollabCore

/// The libraries that read inputs, as they are at run time.
package enum InputLibraries {
  /// The libraries, with their versions.
  package static func parts() -> [SystemPart] {
    [
      SystemPart(
        .library, "libxml2", version(number: String(cString: collab_xml_version())),
        debian: "libxml2", homebrew: "libxml2"),
      SystemPart(
        .library, "simdjson", String(cString: collab_simdjson_version()),
        debian: "libsimdjson-dev", homebrew: "simdjson"),
      SystemPart(
        .library, "libarchive", version(number: String(archive_version_number()), digits: 3),
        debian: "libarchive13", homebrew: "libarchive"),
      ofArchive("libzstd", archive_libzstd_version()),
      ofArchive("libbz2", archive_bzlib_version()),
      SystemPart(
        .library, "zlib", String(cString: zlibVersion()), debian: "zlib1g", homebrew: "zlib"),
      SystemPart(
        .library, "liblzma", String(cString: lzma_version_string()),
        debian: "liblzma5", homebrew: "xz"),
    ]
  }

  /// What libarchive was built with.
  private static func ofArchive(_ name: String, _ version: UnsafePointer<CChar>?) -> SystemPart {
    // libbz2 adds its date: `1.0.8, 13-Jul-2019`.
    let text = version.map { String(cString: $0).prefix { $0 != "," } }
    return SystemPart(
      .library, name, text.map(String.init), isMissing: text == nil,
      debian: "libarchive13", homebrew: "libarchive")
  }

  /// A version from the number that libraries make of it: 20914 is 2.9.14, and 3006002 with three
  /// digits each is 3.6.2.
  static func version(number: String, digits: Int = 2) -> String {
    let unit = digits == 2 ? 100 : 1000
    guard let number = Int(number.prefix { $0.isASCII && $0.isNumber }) else { return number }
    return "\(number / unit / unit).\(number / unit % unit).\(number % unit)"
  }
}
