import ArgumentParser
import CollabCore
import CollabReport
import CollabStore

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show the libraries and fonts that are used, and what to install.",
    discussion: """
      A font is listed for each script, by the family that names in it are drawn with. Of what is \
      missing, the packages of Debian and Homebrew that bring it are named, and the exit code is 1.

      Examples:

        collab doctor
        collab doctor --format json
      """)

  @OptionGroup(title: "Output") var output: TableOptions

  func run() throws {
    let check = SystemCheck(others: [Store.library])
    output.print(check.table)
    if check.lacksSomething {
      throw Failure(code: .badInput, message: "parts of the system are missing")
    }
  }
}
