import Testing
@testable import CollabRender

@Suite struct CollabRenderImports { @Test func builds() {} }
