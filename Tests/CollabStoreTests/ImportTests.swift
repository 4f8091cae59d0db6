import Testing
@testable import CollabStore

@Suite struct CollabStoreImports { @Test func builds() {} }
