import CollabTestSupport
import Foundation
import Testing

@Suite struct DocumentationTests {
  @Test func everyCommandOfTheReadmeRuns() throws {
    try Executable.run { executable in
      let script = SharedData.checkout.appendingPathComponent("scripts/check-docs.sh").path
      let outcome = try executable.shell("'\(script)' \"$(dirname \"$(command -v collab)\")\"")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }
}
