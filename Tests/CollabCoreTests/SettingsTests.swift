import CollabCore
import Foundation
import Testing

@Suite struct SettingsTests {
  struct Entry: ConfigurableEntry {
    var descriptor = Descriptor(
      id: "made-up", summary: "made up for a test",
      parameters: [
        Parameter("damping", "a share", default: 0.85, in: 0...1),
        Parameter("rounds", "a count", kind: .whole, default: 30, in: 1...1e6),
        Parameter("normalized", "yes or no", kind: .flag, default: 0, in: 0...1),
      ])
    var settings = Settings()
  }

  struct Input: KernelInput {
    var settings: Settings
  }

  let entry = Entry()

  @Test func assignmentsAreRead() throws {
    let settings = try Settings(parsing: ["damping=0.5", "rounds=1e3", "normalized=true"])
    #expect(settings == ["damping": 0.5, "rounds": 1000, "normalized": 1])
    #expect(settings.names == ["damping", "normalized", "rounds"])
  }

  @Test(arguments: [
    ["damping"], ["=1"], ["damping="], ["damping=x"], ["damping=0.5=1"], ["a=1", "a=2"], [""],
  ])
  func whatIsNoAssignmentIsRefused(_ assignments: [String]) {
    #expect(throws: OptionError.self) { try Settings(parsing: assignments) }
  }

  @Test func anUnknownSettingNamesTheNearestAndAll() {
    #expect(
      throws: OptionError(
        "'made-up' has no setting 'dampng'; did you mean 'damping'? What can be set: damping, rounds, "
          + "normalized")
    ) { try entry.with(["dampng": 0.5]).checkedSettings() }
    let stray: Settings = ["x": 1]
    #expect(throws: OptionError("nothing that is asked for has a setting 'x'; nothing can be set"))
    {
      try stray.check(against: [])
    }
  }

  @Test(arguments: [
    ("damping", 1.5), ("damping", .nan), ("damping", -.infinity), ("rounds", 2.5),
    ("normalized", 0.5), ("normalized", 2),
  ])
  func valuesOutOfRangeAreRefused(name: String, value: Double) {
    var settings = Settings()
    settings[name] = value
    #expect(throws: OptionError.self) { try entry.with(settings).checkedSettings() }
  }

  @Test func laterSettingsWinAndOthersStay() throws {
    let both = entry.with(["damping": 0.5, "rounds": 3]).with(["damping": 0.6])
    #expect(try both.checkedSettings() == ["damping": 0.6, "rounds": 3])
    #expect(entry.settings.isEmpty)
  }

  @Test func kernelsReadSettingsAndDefaults() {
    let input = Input(settings: ["rounds": 7])
    #expect(input[entry.parameters[0]] == 0.85)
    #expect(input[whole: entry.parameters[1]] == 7)
    #expect(!input[flag: entry.parameters[2]])
    let huge = Parameter("huge", "", default: .infinity, in: 0...Double.infinity)
    #expect(input[whole: huge] == .max)
  }

  @Test func everythingSaysWhatItIs() {
    #expect("\(entry)" == "made up: made up for a test")
    #expect("\(entry.parameters[0])" == "damping: a share (default 0.85, 0 to 1)")
    #expect(
      "\(entry.parameters[1])" == "rounds: a count (default 30, a whole number, 1 to 1000000)")
    #expect("\(entry.parameters[2])" == "normalized: yes or no (default 0, 0 or 1)")
    let error: any Error = OptionError("it does not suit")
    #expect(error.localizedDescription == "it does not suit")
    #expect((Cancellation() as any Error).localizedDescription == "the computation was stopped")
  }
}
