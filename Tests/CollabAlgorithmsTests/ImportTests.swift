import Testing
@testable import CollabAlgorithms

@Suite struct CollabAlgorithmsImports { @Test func builds() {} }
