import CollabCore
import CollabSpark
import Testing

@Suite struct StoragePathTests {
  @Test(arguments: [
    "/shelf/field", "/shelf/with space/x", "s3a://bucket/a/b", "hdfs://name:9000/x",
    "file:/shelf/x",
    "/shelf/works/updated_date=2024-01-01",
  ])
  func takesPathsAndAddresses(_ text: String) throws {
    #expect(try StoragePath(text).description == text)
    #expect(try StoragePath(text + "/").description == text)
  }

  @Test(arguments: [
    "", "/", "relative/x", "/x'y", "/x`y", "/x\\y", "/x\ny", "/x{a,b}", "/x[ab]", "/x?", "/x*",
    "/x;y",
    "/x\"y", "/x$y", "s3a:bucket", "://x", "/x\u{0}", "/x\u{85}",
  ])
  func refusesWhatSQLWouldReadOtherwise(_ text: String) {
    #expect(throws: OptionError.self) { try StoragePath(text) }
  }

  @Test func patternsAreForInputsAlone() throws {
    #expect(try StoragePath("/in/part-*.gz", allowsPatterns: true).description == "/in/part-*.gz")
  }
}
