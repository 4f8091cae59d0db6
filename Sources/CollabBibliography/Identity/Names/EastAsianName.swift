import Foundation

/// Names in Chinese characters, kana and hangul: the family name comes first, with or without a gap
/// behind it.
enum EastAsianName {
  /// Whether a text is written in these scripts, marks and blanks among the characters included.
  static func isWritten(_ text: some StringProtocol) -> Bool {
    // Their UTF-8 begins with these bytes; few other names need a closer look.
    guard let first = text.utf8.first, first >= 0xE3 else { return false }
    return text.unicodeScalars.allSatisfy { isCharacter($0) || $0 == " " || $0 == "·" }
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The name of two or more words: the family first, unless the last word alone is a frequent family
  /// name, `茂松 孙`. One word is kept whole: where its family name ends is not written.
  static func inReadingOrder(_ words: [Substring]) -> PersonName {
    guard words.count > 1 else { return PersonName(family: words.joined()) }
    let last = words[words.count - 1]
    if words.count == 2, isFamily(last), !isFamily(words[0]), words[0].count > 1 {
      return PersonName(given: String(words[0]), family: String(last))
    }
    return PersonName(
      given: words.dropFirst().joined(separator: " "), family: String(words[0]))
  }

  /// A frequent family name of one character, or one of two, with one or two more.
  static func isChinese(_ text: String) -> Bool {
    guard let first = text.first, (2...4).contains(text.count) else { return false }
    return families.contains(first) && text.count < 4
      || doubleFamilies.contains(text.prefix(2)) && text.count > 2
  }

  /// Three syllables of hangul.
  static func isKorean(_ text: String) -> Bool {
    text.count == 3 && text.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) }
  }

  private static func isFamily(_ word: Substring) -> Bool {
    word.count == 1 && word.first.map { families.contains($0) } == true
      || doubleFamilies.contains(word)
  }

  /// The characters of a name by which its spellings are compared: the family first, no gaps, and
  /// simplified characters for traditional ones, as Unicode's transform `Hant-Hans` has them; `nil`
  /// for names in other scripts.
  static func letters(
    family: UnsafeBufferPointer<UInt8>, given: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    guard let first = family.first, first >= 0xE3 else { return nil }
    let family = String(decoding: family, as: UTF8.self)
    let given = String(decoding: given, as: UTF8.self)
    guard isWritten(family), given.isEmpty || isWritten(given) else { return nil }
    return letters(of: family + given)
  }

  /// The same of a whole name.
  static func letters(of name: String) -> [UInt8] {
    name.unicodeScalars.filter(isCharacter).flatMap { String(simplified[$0] ?? $0).utf8 }
  }

  /// The length of the first character of a name, in bytes.
  static func firstLength(_ letters: some Collection<UInt8>) -> Int {
    letters.first.map { $0 >= 0xF0 ? 4 : 3 } ?? 0
  }

  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    let scalars = (UInt32(0x4E00)...0x9FFF).compactMap(Unicode.Scalar.init)
    let lines = scalars.map { String(Character($0)) }.joined(separator: "\n")
    let simple = lines.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? lines
    let others = simple.split(separator: "\n").map(\.unicodeScalars)
    guard others.count == scalars.count else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: zip(scalars, others).compactMap { scalar, other in
        other.count == 1 ? other.first.flatMap { $0 == scalar ? nil : (scalar, $0) } : nil
      })
  }()

  private static let families = Set(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范範金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺"
  )
  private static let doubleFamilies: Set<Substring> = [
    "欧阳", "歐陽", "上官", "皇甫", "令狐", "诸葛", "諸葛", "司徒", "司马", "司馬", "申屠", "夏侯", "贺兰", "完颜", "慕容", "尉迟",
    "长孫", "端木", "东方", "公孙", "南宫",
  ]
}
