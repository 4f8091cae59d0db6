/// What titles are compared by: a hash of the letters and digits, whatever their case, accents,
/// punctuation and spaces.
struct TitleKey: Sendable {
  /// Of the folded letters; 0 where there is no title.
  var hash: UInt64 = 0
  /// Whether it is one of those that every journal prints.
  var isCommon = false
  /// Whether it is common, or that of a discussion, reply or correction: several works by different
  /// authors may bear it side by side.
  var isRepeated = false
  /// Whether the title alone says much: not short, and not common.
  var isDistinctive = false

  init() {}

  init(_ title: UnsafeBufferPointer<UInt8>, letters: inout [UInt8]) {
    letters.removeAll(keepingCapacity: true)
    var words = 0
    Folding.fold(title, into: &letters) { _ in words += 1 }
    if letters.isEmpty { return }
    letters.withUnsafeBufferPointer { letters in
      hash = textHash(letters) | 1
      for known in TitleKey.known[Int(letters[0] & 31)] where known.isBeginning(of: letters) {
        isRepeated = true
        isCommon = isCommon || known.isCommon
      }
      isDistinctive = (words >= 4 || letters.count >= 24) && !isCommon
    }
  }

  /// How titles begin that many different works bear, folded.
  private static let common = [
    "introductionto", "editorial", "preface", "foreword", "guesteditor", "erratum", "corrigendum",
    "correctionto", "bookreview", "lettertotheeditor", "inmemoriam", "obituary", "contents",
    "proceedingsof", "frontmatter", "backmatter", "reviewof", "messagefrom", "welcometo",
    "calendar", "authorindex", "reportonthe", "reportofthe", "addendumto", "retractionof",
    "retractionnote", "authorcorrection", "publishercorrection", "expressionofconcern",
  ]

  private static let commonWhole = [
    "introduction", "conclusion", "conclusions", "discussion", "summary", "overview", "untitled",
    "abstract", "news", "index", "errata", "correction", "comment", "reply", "response",
    "addendum", "retraction", "rejoinder", "acknowledgments", "acknowledgements", "inthisissue",
  ]

  /// How titles of discussions begin, of which a work may have several.
  private static let repeated = [
    "discussion", "comment", "reply", "response", "rejoinder", "authorsreply", "authorresponse",
    "inviteddiscussion", "invitedcomment",
  ]

  /// All of them by their first letter.
  private static let known: [[Known]] = {
    let all =
      common.map { Known($0, isCommon: true) }
      + commonWhole.map { Known($0, isCommon: true, isWhole: true) }
      + repeated.map { Known($0, isCommon: false) }
    return (0..<32).map { letter in all.filter { Int($0.utf8[0] & 31) == letter } }
  }()

  private struct Known: Sendable {
    let utf8: [UInt8]
    let isCommon: Bool
    let isWhole: Bool

    init(_ text: String, isCommon: Bool, isWhole: Bool = false) {
      utf8 = Array(text.utf8)
      self.isCommon = isCommon
      self.isWhole = isWhole
    }

    func isBeginning(of letters: UnsafeBufferPointer<UInt8>) -> Bool {
      guard isWhole ? letters.count == utf8.count : letters.count >= utf8.count else {
        return false
      }
      return utf8.indices.allSatisfy { utf8[$0] == letters[$0] }
    }
  }
}
