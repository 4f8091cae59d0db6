import Foundation

extension TopicWords {
  /// The words of a title that can carry meaning, in lower case.
  static func words(of title: String) -> [String] {
    if title.utf8.allSatisfy({ $0 < 0x80 }) { return words(ofASCII: title) }
    return title.lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" && $0 != "’" }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "-'’")) }
      .filter { word in
        word.count >= 3 && word.contains(where: \.isLetter) && !stopWords.contains(word)
      }
  }

  /// The same of a title in ASCII.
  private static func words(ofASCII title: String) -> [String] {
    var words: [String] = [], word: [UInt8] = [], letters = 0
    func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'") }
    func finish() {
      defer {
        word.removeAll(keepingCapacity: true)
        letters = 0
      }
      while let last = word.last, isMark(last) { word.removeLast() }
      guard letters > 0, word.count >= 3 else { return }
      let text = String(decoding: word.drop(while: isMark), as: UTF8.self)
      if text.utf8.count >= 3, !stopWords.contains(text) { words.append(text) }
    }
    for byte in title.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        word.append(byte | 0x20)
        letters += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
      case _ where isMark(byte): word.append(byte)
      default: finish()
      }
    }
    finish()
    return words
  }

  /// The word without an English plural's ending.
  static func stem(of word: String) -> String {
    guard word.count > 3, word.hasSuffix("s") else { return word }
    if ["ss", "us", "is"].contains(where: word.hasSuffix) { return word }
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    return String(word.dropLast())
  }

  /// Words that say nothing of a topic: function words of the languages in which most titles are
  /// written, and the small change of titles.
  private static let stopWords = Set(
    """
    about above across after against all along also among and any are around based been before \
    being beneath between beyond both but can could does doing done down during each either else \
    even ever every few for from further get gets had has have having here how however into its \
    itself just less let like make makes many may might more most much must near need needs \
    neither nor not now off once one only onto other others our out over own per rather same \
    shall should since some still such than that the their them then there these they this those \
    three through thus too toward towards two under until upon use used using very via was way \
    well were what when where whether which while who whom whose why will with within without \
    would yet you your four five case first new non novel part second study \
    approach approaches analysis effect effects method methods paper results review some survey \
    der die das und von für mit auf ein eine zur zum des dem den im les des une pour dans sur par \
    avec aux est los las del una para con por che per della delle dei nel \
    comment corrigendum erratum editorial introduction preface reply
    """.split(separator: " ").map(String.init))
}
