import Testing
@testable import CollabReport

@Suite struct CollabReportImports { @Test func builds() {} }
