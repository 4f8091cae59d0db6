internal import COpenSSL

/// The digest by which files are told apart (FIPS 180-4).
package enum SHA256 {
  /// The version of OpenSSL at run time.
  package static let libraryVersion = String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))

  /// The 32 bytes of the SHA-256 of some bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = COpenSSL.SHA256(bytes, bytes.count, &digest)
    return digest
  }

  /// The SHA-256 of some bytes in lower-case hexadecimal.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest(of: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self)
  }
}
