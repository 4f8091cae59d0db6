import Testing
@testable import CollabGraph

@Suite struct CollabGraphImports { @Test func builds() {} }
