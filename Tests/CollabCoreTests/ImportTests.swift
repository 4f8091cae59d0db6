import Testing
@testable import CollabCore

@Suite struct CollabCoreImports { @Test func builds() {} }
