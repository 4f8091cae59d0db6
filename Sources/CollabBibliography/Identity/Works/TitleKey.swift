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
      if TitleKey.beginnings & (1 << UInt32(letters[0] & 31)) != 0 {
        isCommon =
          TitleKey.common.contains { letters.starts(with: $0.utf8) }
          || TitleKey.commonWhole.contains { letters.elementsEqual($0.utf8) }
        isRepeated = isCommon || TitleKey.repeated.contains { letters.starts(with: $0.utf8) }
      }
      isDistinctive = (words >= 4 || letters.count >= 24) && !isCommon
    }
  }

  /// How titles begin that many different works bear, folded.
  private static let common: [StaticText] = [
    "introductionto", "editorial", "preface", "foreword", "guesteditor", "erratum", "corrigendum",
    "correctionto", "bookreview", "lettertotheeditor", "inmemoriam", "obituary", "contents",
    "proceedingsof", "frontmatter", "backmatter", "reviewof", "messagefrom", "welcometo",
    "calendar", "authorindex", "reportonthe", "reportofthe", "addendumto", "retractionof",
    "retractionnote", "authorcorrection", "publishercorrection", "expressionofconcern",
  ].map(StaticText.init)

  private static let commonWhole: [StaticText] = [
    "introduction", "conclusion", "conclusions", "discussion", "summary", "overview", "untitled",
    "abstract", "news", "index", "errata", "correction", "comment", "reply", "response",
    "addendum", "retraction", "rejoinder", "acknowledgments", "acknowledgements", "inthisissue",
  ].map(StaticText.init)

  /// How titles of discussions begin, of which a work may have several.
  private static let repeated: [StaticText] = [
    "discussion", "comment", "reply", "response", "rejoinder", "authorsreply", "authorresponse",
    "inviteddiscussion", "invitedcomment",
  ].map(StaticText.init)

  /// A bit for each letter that one of them begins with.
  private static let beginnings = (common + commonWhole + repeated).reduce(UInt32(0)) {
    $0 | 1 << UInt32($1.utf8[0] & 31)
  }

  private struct StaticText: Sendable {
    let utf8: [UInt8]
    init(_ text: String) { utf8 = Array(text.utf8) }
  }
}
