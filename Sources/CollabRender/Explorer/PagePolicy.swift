package import CollabCore
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

/// A page with gaps to be filled.
package enum PageTemplate {
  /// Replaces `{{name}}`; what is put in is not looked through again.
  package static func fill(_ template: [UInt8], _ values: [String: ByteText]) -> [UInt8] {
    var page = ByteText()
    page.reserve(values.values.reduce(template.count) { $0 + $1.bytes.count })
    let template = String(decoding: template, as: UTF8.self)
    for (index, piece) in template.components(separatedBy: "{{").enumerated() {
      let parts = piece.components(separatedBy: "}}")
      if index > 0, let value = values[parts[0]] {
        page.append(bytes: value.bytes)
        page.append(parts.dropFirst().joined(separator: "}}"))
      } else {
        page.append(index > 0 ? "{{" + piece : piece)
      }
    }
    return page.bytes
  }
}

extension ByteText {
  /// A text as it is.
  package init(_ text: String) {
    self.init()
    append(text)
  }

  /// A text as the content of an element.
  package init(escaping text: String) {
    self.init()
    append(xml: text)
  }
}
