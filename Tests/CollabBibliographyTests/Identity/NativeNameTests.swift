import CollabCore
import Testing

@testable import CollabBibliography

@Suite struct NativeNameTests {
  @Test(arguments: [
    ("Maosong Sun (孙茂松)", "Maosong Sun", "孙茂松"),
    ("孙茂松（Maosong Sun）", "Maosong Sun", "孙茂松"),
    ("Maosong Sun 孙 茂松", "Maosong Sun", "孙 茂松"),
    ("孙茂松 / Maosong Sun", "Maosong Sun", "孙茂松"),
    ("Anna Ivanova (Анна Иванова)", "Anna Ivanova", "Анна Иванова"),
    ("Νίκος Παπάς [Nikos Papas]", "Nikos Papas", "Νίκος Παπάς"),
    ("Chul-Soo Kim 김철수", "Chul-Soo Kim", "김철수"),
  ])
  func aNameInTwoScriptsIsTakenApart(_ text: String, latin: String, native: String) throws {
    let found = try #require(NativeName.apart(text))
    #expect(found == (latin, native))
  }

  /// A town, a nickname, an accent, a letter of another script and a name in one script.
  @Test(arguments: [
    "李明 (Beijing)", "William (Bill) Gates", "Müller (Żak)", "Nguyễn Văn A", "Ann Hill", "孙茂松",
    "Анна Иванова", "阮文A", "Ann Hill (β group)", "Ann (孙) Hill", "",
  ])
  func otherTextsStayWhole(_ text: String) {
    #expect(NativeName.apart(text) == nil)
  }

  @Test func partsOfANameMayEachHaveTheirOwnScript() {
    let name = NameParser.name("Zhang (张), Yue (岳)")
    #expect(name?.family == "Zhang")
    #expect(name?.given == "Yue")
    #expect(name?.native == "张岳")
    // 孙 is read sūn: the first word is the family name.
    #expect(NameParser.natural("Sun Maosong 孙茂松")?.family == "Sun")
    #expect(NameParser.natural("Maosong Sun 孙茂松")?.family == "Sun")
  }

  /// Marks of full width part no list, and do not keep one from being one.
  @Test func aListMayHoldMarksOfFullWidth() {
    #expect(
      BylineSplit.eastAsian("孙茂松（清华大学），张岳（北京大学），李素建")
        == ["孙茂松（清华大学）", "张岳（北京大学）", "李素建"])
    #expect(BylineSplit.eastAsian("孙茂松（Tsinghua），张岳，李素建") == nil)
  }

  /// Bylines of the forms `given name: works`; the people are counted.
  @Test(arguments: [
    (["王磊", "王 磊", "王, 磊"], 1),
    (["張三", "张三", "张 三"], 1),
    (["山田太郎", "山田 太郎", "太郎山田"], 2),
    (["김철수", "김 철수"], 1),
    (["Lei Wang (王磊)", "Lei Wang (王雷)"], 2),
    (["Lei Wang (王磊)", "王磊", "Lei Wang"], 1),
    (["Lei Wang (張三)", "San Zhang (张三)", "張三"], 3),
    (["Lei Wang", "王磊"], 2),
  ])
  func spellingsAreOnePersonOrSeveral(_ spellings: [String], people: Int) throws {
    for order in [spellings, spellings.reversed()] {
      let records = order.map { name in
        record("Study \(name) of lakes and rivers", [name], year: 2001)
      }
      #expect(try bibliography([records], names: .resolve).people.count == people, "\(order)")
    }
  }
}
