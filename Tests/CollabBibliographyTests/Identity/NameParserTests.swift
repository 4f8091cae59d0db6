import Testing

@testable import CollabBibliography

@Suite struct NameParserTests {
  @Test(arguments: [
    ("Pinto, André Susano", "André Susano", "", "Pinto", ""),
    ("André Susano Pinto", "André Susano", "", "Pinto", ""),
    ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", ""),
    ("María de la Cruz", "María", "de la", "Cruz", ""),
    ("von Neumann, John", "John", "von", "Neumann", ""),
    ("Helm, John van der", "John", "van der", "Helm", ""),
    ("Lan, Charline Le", "Charline", "Le", "Lan", ""),
    ("King, Jr., Martin Luther", "Martin Luther", "", "King", "Jr."),
    ("King, Jr.,", "", "", "King", "Jr."),
    ("Sammy Davis Jr.", "Sammy", "", "Davis", "Jr."),
    ("Busa-Fekete, Robert", "Robert", "", "Busa-Fekete", ""),
    ("Garcia Lopez, Maria", "Maria", "", "Garcia Lopez", ""),
    ("Plato", "", "", "Plato", ""), ("昱王", "", "", "昱王", ""),
    ("Dmitry, null", "", "", "Dmitry", ""), ("null, Ada", "", "", "Ada", ""),
    ("-, Mausam", "", "", "Mausam", ""), ("., Mausam", "", "", "Mausam", ""),
    ("  Lucas\u{A0} Beyer ", "Lucas", "", "Beyer", ""), ("Ben Smith", "Ben", "", "Smith", ""),
  ]) func parses(
    _ text: String, _ given: String, _ particle: String, _ family: String, _ suffix: String
  ) {
    #expect(
      NameParser.name(text)
        == PersonName(given: given, family: family, particle: particle, suffix: suffix))
  }

  @Test(arguments: [
    "Gemma Team", "ATLAS Collaboration", "The ENCODE Project Consortium", "Gemma Team, null",
    "Society for the Study of Ties", "Council on Clinical Cardiology",
  ]) func knowsCollectives(_ text: String) {
    #expect(NameParser.name(text)?.isGroup == true)
  }

  @Test(arguments: ["Team, Ada", "Ada Group-Smith", "Group", "Jean Network-Dupont"])
  func leavesPeopleAlone(_ text: String) {
    #expect(NameParser.name(text)?.isGroup == false)
  }

  @Test(arguments: ["et al.", "and others", "…", "", " , ", "null", "--"])
  func makesNobodyOfMarks(_ text: String) {
    #expect(NameParser.name(text) == nil)
  }
}

@Suite struct NameKeyTests {
  private func key(_ text: String) -> NameKey {
    var store = RecordStore()
    let mention = NameParser.name(text).map { store.intern(mention: Contributor($0)) } ?? 0
    var letters: [UInt8] = []
    return store.mentions.withBytes(mention) { NameKey(term: $0, letters: &letters) }
  }

  @Test(arguments: [
    ("Henaff, Olivier", "Olivier Hénaff"), ("Łukasz Kaiser", "LUKASZ KAISER"),
    ("Jean-Bastien Grill", "Grill, Jean-bastien"), ("Busa Fekete, Robert", "Robert Busa-Fekete"),
    ("Maria Garcia Lopez", "Garcia Lopez, Maria"), ("O'Brien, Pat", "Pat O’Brien"),
    ("Straße, Ute", "Ute Strasse"), ("Sørensen, Bo", "Bo Sorensen"), ("A. J. Smith", "Smith, AJ"),
    ("Jan van der Berg", "van der Berg, Jan"), ("Nguyễn, An", "An Nguyen"), ("Ｗei Li", "Wei Li"),
  ]) func sameSpelling(_ a: String, _ b: String) {
    #expect(key(a).isSameSpelling(key(b)))
    #expect(key(b).isSameSpelling(key(a)))
  }

  @Test(arguments: [
    ("Yan Gao", "Yang Ao"), ("Xi Chen", "Chen Xi"), ("J. Smith", "Jane Smith"),
    ("Xiaohai Zhai", "Xiaohua Zhai"), ("Gemma Team", "Gemma, Team"), ("王昱", "王磊"),
    ("Li An", "Lian"), ("Иван Петров", "Иван Попов"),
  ]) func otherSpelling(_ a: String, _ b: String) {
    #expect(!key(a).isSameSpelling(key(b)))
  }

  @Test(arguments: [
    ("Plato", NameKey.Given.none), ("J. Smith", .initials), ("Smith, J.-P.", .initials),
    ("Smith, JP", .initials), ("SMITH, JAN", .one), ("Ada Aho", .one), ("Ada B. Aho", .several),
    ("J. Edgar Hoover", .initialFirst), ("É. Zola", .initials), ("Wu, 昱", .one),
  ]) func classifiesGivenNames(_ text: String, _ given: NameKey.Given) {
    #expect(key(text).given == given)
  }

  /// Of names in Chinese characters, kana and hangul the family comes first.
  @Test(arguments: [
    ("王", "小明", "王 小明"), ("山田", "タロウ", "山田 タロウ"), ("김", "연아", "김 연아"),
    ("Wu", "昱", "昱 Wu"), ("Wang", "Xiaoming", "Xiaoming Wang"), ("王", "", "王"),
  ]) func readingOrder(_ family: String, _ given: String, _ shown: String) {
    #expect(PersonName(given: given, family: family).display == shown)
  }
}
