import CFuzzer
import Foundation

/// Fuzzes the target that `COLLAB_FUZZ_TARGET` names, or prints the ids of all where it names none.
@main struct Fuzz {
  private static let target = ProcessInfo.processInfo.environment["COLLAB_FUZZ_TARGET"]
    .flatMap { id in Targets.all.first { $0.id == id } }

  static func main() {
    guard target != nil else {
      for entry in Targets.all { print(entry.id) }
      return
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { start, count in
        Fuzz.check(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }

  private static func check(_ bytes: [UInt8]) {
    do { try target?.check(bytes) } catch { finding("\(error)") }
  }
}
