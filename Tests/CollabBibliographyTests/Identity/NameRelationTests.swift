import Testing

@testable import CollabBibliography

@Suite struct NameRelationTests {
  private func relation(_ a: String, _ b: String) -> NameRelation {
    var names = IdentityNames()
    for text in [a, b] {
      guard let name = NameParser.name(text) else { continue }
      var parts = [name.given, name.particle, name.family, name.suffix]
      let buffers = parts.indices.map { index in
        parts[index].withUTF8 { Array($0) }
      }
      buffers[0].withUnsafeBufferPointer { given in
        buffers[1].withUnsafeBufferPointer { particle in
          buffers[2].withUnsafeBufferPointer { family in
            buffers[3].withUnsafeBufferPointer { suffix in
              names.add(given: given, particle: particle, family: family, suffix: suffix)
            }
          }
        }
      }
    }
    let found = names.relation(0, 1).relation
    #expect(found == names.relation(1, 0).relation, "\(a) and \(b) relate alike both ways")
    return found
  }

  @Test(arguments: [
    ("Olivier Hénaff", "HENAFF, Olivier", NameRelation.equal),
    ("Xiao-Hua Li", "Xiaohua Li", .equal), ("Hans Müller", "Hans Mueller", .equal),
    ("Andreas Steiner", "Andreas Peter Steiner", .middle),
    ("J. Smith", "John Smith", .initial), ("J. A. Smith", "John Adam Smith", .initial),
    ("Smith, JA", "John Adam Smith", .initial), ("Иван Петров", "И. Петров", .initial),
    ("Rob Gaizauskas", "Robert Gaizauskas", .nickname), ("Bill Byrne", "William Byrne", .nickname),
    ("Kalina Bontcheva", "Katina Bontcheva", .misspelling),
    ("Hans Bauer", "Hans Baur", .misspelling),
    ("Kevin Chen-Chuan Chang", "Chen-Chuan Chang", .droppedFirst),
    ("Molla-Aliod, Diego", "Molla, Diego", .familyPart),
    ("Antal van den Bosch", "Bosch, Antal", .familyPart),
    ("Hajič, Jr., Jan", "Jan Hajič", .nickname),
  ])
  func mayBeOne(a: String, b: String, expected: NameRelation) {
    #expect(relation(a, b) == expected)
  }

  @Test(arguments: [
    ("John Smith", "Jane Smith"), ("J. A. Smith", "J. B. Smith"),
    ("William Yang Wang", "William S-Y. Wang"), ("Hajič, Jr., Jan", "Hajič, Sr., Jan"),
    // No short forms and slips where each syllable is a name of its own.
    ("Ting Liu", "Tingwen Liu"), ("Zhe Wang", "Zhen Wang"), ("Yu Chen", "Yu-Chen Chen"),
    // One character of Han is a name, and one other byte is another name.
    ("王 伟", "王 玮"), ("王 建", "王 建国"), ("Иван Петров", "Илья Петров"),
  ])
  func contradict(a: String, b: String) {
    #expect(relation(a, b) == .conflict)
  }
}
