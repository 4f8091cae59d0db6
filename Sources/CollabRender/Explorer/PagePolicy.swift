import CollabDigest
import Foundation

/// What a page may do, as its content security policy says (CSP level 3).
package enum PagePolicy {
  /// Nothing is fetched and sent, and only this very script and style run.
  package static func text(script: String? = nil, style: String) -> String {
    func source(_ text: String) -> String {
      "'sha256-" + Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString() + "'"
    }
    return "default-src 'none'; " + (script.map { "script-src \(source($0)); " } ?? "")
      + "style-src \(source(style)); base-uri 'none'; form-action 'none'"
  }
}
