extension PartialDate {
  /// The numbers that are taken for years.
  static let possibleYears = 1000..<3000

  /// Reads a date as bibliographies spell it: `2021`, `2021/04/21/`, `2024///`, `2020 Feb 3`,
  /// `28 Jul 2020`, `MAR 2019`, `Jun2023`, `2012-07-03T00:00:00`, `Spring 2004`, `c1998`.
  ///
  /// A day and a month that could stand for each other (`4/3/2024`) are not guessed at: only the
  /// year is kept. `nil` where no year from 1000 to 2999 is found.
  init?(text: String) {
    if let plain = PartialDate(plain: text) {
      self = plain
      return
    }
    var numbers: [(value: Int, digits: Int)] = []
    var words: [(month: Int, place: Int)] = []
    // A number behind `Vol.` is no date, nor is one before a word that may be a month of another language.
    var isOfVolume = false, isAfterWord = false, wordBetween = false
    let head = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let isStamp = head.count == 2 && head[0].utf8.count == 10 && head[0].utf8.contains(0x2D)
    for part in (isStamp ? head[0] : text[...]).utf8.split(whereSeparator: { !$0.isAlphanumeric }) {
      if let first = part.first, first.isDigit {
        let digits = part.prefix(while: \.isDigit)
        if isOfVolume {
          isOfVolume = false
          continue
        }
        if !numbers.isEmpty, isAfterWord, words.isEmpty { wordBetween = true }
        isAfterWord = false
        if digits.count <= 4, let value = Int(Substring(digits)) {
          numbers.append((value, digits.count))
        } else if digits.count == 8, let value = Int(Substring(digits)) {
          numbers += [(value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2)]
        }
      } else {
        let word = part.prefix(while: \.isLetter), digits = part[word.endIndex...]
        if let month = PartialDate.month(named: String(Substring(word))) {
          words.append((month, numbers.count))
        } else if digits.isEmpty {
          isAfterWord = true
          isOfVolume = PartialDate.volumes.contains(String(Substring(word)).lowercased())
        }
        if digits.count == 4, let value = Int(Substring(digits)) { numbers.append((value, 4)) }
      }
    }
    guard
      let yearAt = numbers.firstIndex(where: {
        $0.digits == 4 && PartialDate.possibleYears.contains($0.value)
      })
    else { return nil }
    let year = numbers[yearAt].value
    if let word = words.first {
      let day = numbers.indices.first { $0 != yearAt && numbers[$0].digits <= 2 }
      let isRange = words.count > 1
      self.init(valid: year, word.month, isRange ? nil : day.map { numbers[$0].value })
    } else if wordBetween {
      self.init(year)
    } else if yearAt == 0 {
      let rest = numbers.dropFirst().prefix(2).map(\.value)
      self.init(valid: year, rest.first, rest.count == 2 ? rest[1] : nil)
    } else if yearAt == 2, numbers[0].digits <= 2, numbers[1].digits <= 2 {
      let (a, b) = (numbers[0].value, numbers[1].value)
      if a > 12 {
        self.init(valid: year, b, a)
      } else if b > 12 || a == b {
        self.init(valid: year, a, b)
      } else {
        self.init(year)
      }
    } else if yearAt == 1, numbers[0].digits <= 2 {
      self.init(valid: year, numbers[0].value, nil)
    } else {
      self.init(year)
    }
  }

  /// `2021` and `2021-04-03`, as nearly all dates are spelled; `nil` for all else.
  private init?(plain text: String) {
    var text = text
    let numbers = text.withUTF8 { text -> SIMD4<Int>? in
      guard text.count == 4 || text.count == 10 && text[4] == 0x2D && text[7] == 0x2D else {
        return nil
      }
      // The number of each part; the rest of a short text is 0.
      var numbers = SIMD4<Int>(), part = 0
      for (index, byte) in text.enumerated() {
        if index == 4 || index == 7 {
          part += 1
        } else if byte.isDigit {
          numbers[part] = numbers[part] * 10 + Int(byte - 0x30)
        } else {
          return nil
        }
      }
      return numbers
    }
    guard let numbers, PartialDate.possibleYears.contains(numbers[0]) else { return nil }
    if text.utf8.count == 4 {
      self.init(numbers[0])
    } else {
      self.init(valid: numbers[0], numbers[1], numbers[2])
    }
  }

  /// A date of which month and day are kept only as far as they exist in the calendar.
  init(valid year: Int, _ month: Int?, _ day: Int?) {
    guard let month, (1...12).contains(month) else {
      self.init(year)
      return
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let inMonth = day.map { (1...lengths[month - 1]).contains($0) } ?? false
    self.init(year, month, inMonth ? day : nil)
  }

  /// Words before the number of a volume or an issue.
  private static let volumes: Set<String> = [
    "vol", "volume", "issue", "iss", "no", "nr", "number", "part", "bd", "band", "heft", "tome",
  ]

  /// The month of an English name or its abbreviation.
  static func month(named name: String) -> Int? {
    guard name.utf8.count >= 3 else { return nil }
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    let name = name.lowercased()
    if name == "sept" { return 9 }
    return names.firstIndex { $0 == name || (name.utf8.count == 3 && $0.hasPrefix(name)) }
      .map { $0 + 1 }
  }
}

extension UInt8 {
  var isAlphanumeric: Bool { isLetter || isDigit }
}
