import CollabTestSupport
import Foundation
import Testing

/// `make docs` writes the documentation of every module.
@Suite struct LandingPageTests {
  @Test func everyModuleHasAPage() throws {
    let checkout = SharedData.checkout, sources = checkout.appendingPathComponent("Sources")
    let script = try String(
      contentsOf: checkout.appendingPathComponent("scripts/docs.sh"), encoding: .utf8)
    let start = try #require(script.firstRange(of: "modules=("))
    let listed = script[start.upperBound...].prefix { $0 != ")" }.split(
      whereSeparator: \.isWhitespace)
    let modules = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { $0.hasPrefix("Collab") }
    #expect(listed.map(String.init).sorted() == modules.sorted())
    for module in modules {
      let page = sources.appendingPathComponent("\(module)/\(module).docc/\(module).md")
      let text = try String(contentsOf: page, encoding: .utf8)
      #expect(text.hasPrefix("# ``\(module)``\n\n"), "\(module)")
    }
  }
}
