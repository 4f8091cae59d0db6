import Testing
@testable import CollabBibliography

@Suite struct CollabBibliographyImports { @Test func builds() {} }
