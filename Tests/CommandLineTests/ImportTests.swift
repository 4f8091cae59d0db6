import Testing
@testable import collab

@Suite struct CommandLineImports { @Test func builds() {} }
