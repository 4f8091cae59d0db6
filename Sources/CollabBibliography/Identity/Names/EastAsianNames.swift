/// Lists of names in Chinese characters, kana and hangul.
extension BylineSplit {
  /// The names of a list; `nil` where the text is one name, such as `孙, 育丙` and `山田, 太郎`.
  static func eastAsian(_ text: String) -> [String]? {
    let hasOwnComma = text.contains("，")
    let parts = text.split { $0 == "," || $0 == "，" }.map(\.trimmed).filter { !$0.isEmpty }
    guard parts.count > 1, parts.allSatisfy(isWritten) else { return nil }
    let isList =
      parts.count > 2 && (hasOwnComma || parts.allSatisfy { $0.count > 1 })
      || parts.allSatisfy(isChineseName) || parts.allSatisfy(isKoreanName)
      || hasOwnComma && parts.allSatisfy { $0.count > 2 }
    return isList ? parts : nil
  }

  private static func isWritten(_ part: String) -> Bool {
    part.unicodeScalars.allSatisfy { $0.value >= 0x2E80 || $0 == " " || $0 == "·" }
  }

  /// A frequent family name of one character, or one of two, with one or two more.
  private static func isChineseName(_ text: String) -> Bool {
    guard let first = text.first, (2...4).contains(text.count) else { return false }
    return families.contains(first) && text.count < 4
      || doubleFamilies.contains(text.prefix(2)) && text.count > 2
  }

  /// Three syllables of hangul.
  private static func isKoreanName(_ text: String) -> Bool {
    text.count == 3 && text.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) }
  }

  private static let families = Set(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范範金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺"
  )
  private static let doubleFamilies: Set<Substring> = [
    "欧阳", "歐陽", "上官", "皇甫", "令狐", "诸葛", "諸葛", "司徒", "司马", "司馬", "申屠", "夏侯", "贺兰", "完颜", "慕容", "尉迟",
    "长孫", "端木", "东方", "公孙", "南宫",
  ]
}
