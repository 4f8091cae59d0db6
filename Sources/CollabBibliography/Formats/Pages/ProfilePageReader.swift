import CollabCore

extension Reader {
  /// A person's profile page as plain text: the name, the field, the site's own figures, then
  /// entries of category and date, title, a byline cut after three names, and an abstract.
  static let profilePage = Reader(
    id: "profile-page", summary: "author page: profile with figures and cut bylines",
    fileExtensions: ["txt"],
    sniff: { head in
      guard head.isLines else { return .no }
      let lines = PageLines(head.text).filter { !$0.text.isEmpty }
      guard let first = lines.first, first.mayBeName else { return .no }
      let stated = lines.prefix(12).compactMap { ProfilePage.figure($0.text)?.word.lowercased() }
      let isListed = lines.contains { ProfilePage.heading($0.text) != nil }
      let known = stated.count { ProfilePage.knownFigures.contains($0) }
      return known >= 2 || isListed && !stated.isEmpty ? .certain : .no
    },
    read: { input, sink in ProfilePage.read(input, into: &sink) })
}

private enum ProfilePage {
  /// Words that pages of people have beside their figures, and other texts hardly have.
  static let knownFigures: Set = [
    "h-index", "i10-index", "g-index", "papers", "publications", "citations", "coauthors",
    "co-authors",
  ]

  static func read(_ input: Input, into sink: inout RecordSink) {
    let lines = PageLines(input).filter { !$0.text.isEmpty }
    guard let first = lines.first, let person = NameParser.name(first.text) else {
      sink.diagnose("profile-page.no-name", .error, "the page does not begin with a name", line: 1)
      return
    }
    let starts = lines.indices.filter { heading(lines[$0].text) != nil }
    for line in lines[..<(starts.first ?? lines.endIndex)] {
      guard let (word, value, unit) = figure(line.text) else { continue }
      sink.append(
        ReportedFigure(person: person, figure: word, value: value, unit: unit, line: line.number))
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : lines.endIndex
      append(Array(lines[start..<end]), owner: person, to: &sink)
    }
    compareFigures(with: starts.count, in: &sink)
  }

  private static func append(_ lines: [PageLine], owner: PersonName, to sink: inout RecordSink) {
    guard let (field, date) = heading(lines[0].text) else { return }
    guard lines.count > 1 else {
      sink.diagnose(
        "profile-page.no-title", .error, "the entry ends before its title", line: lines[0].number)
      return
    }
    var record = Record(line: lines[0].number)
    record.field = field.isEmpty ? nil : field
    record.date = date
    record.title = lines[1].text
    record.owner = Contributor(owner)
    record.bylineIsCut = true
    if lines.count > 2 {
      let parts = lines[2].text.split(
        separator: "·", maxSplits: 1, omittingEmptySubsequences: false)
      let names = parts[0].split(separator: ",").map(\.trimmed)
      record.bylineIsCut = false
      for name in names { record.appendAuthor(name, as: NameText.natural) }
      if parts.count > 1 {
        record.affiliations = parts[1].split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
      }
    }
    if lines.count > 3 { record.abstract = lines[3...].map(\.text).joined(separator: " ") }
    sink.append(record)
  }

  /// Points out figures that the page's own list contradicts.
  private static func compareFigures(with listed: Int, in sink: inout RecordSink) {
    for figure in sink.reported {
      if figure.figure == "h-index", figure.value > Double(listed) {
        sink.diagnose(
          "page.h-index-exceeds-papers", .warning,
          "the page reports an h-index of \(Int(figure.value)), but lists \(listed) papers",
          line: figure.line)
      }
      if figure.figure == "papers", figure.value != Double(listed) {
        sink.diagnose(
          "page.papers-differ", .note,
          "the page reports \(Int(figure.value)) papers, but lists \(listed)", line: figure.line)
      }
    }
  }

  /// A figure with its word, in either order and run together: `h-index117`, `6,829citations`,
  /// `Novelty46%`.
  static func figure(_ line: String) -> (word: String, value: Double, unit: String)? {
    guard line.utf8.count <= 40 else { return nil }
    let isDigit = { (character: Character) in
      character.isASCII && (character.isNumber || character == "," || character == ".")
    }
    var number: Substring, word: Substring, unit: Substring = ""
    if line.first?.isNumber == true {
      number = line.prefix(while: isDigit)
      word = line[number.endIndex...]
    } else {
      word = line.prefix { !($0.isASCII && $0.isNumber) }
      number = line[word.endIndex...].prefix(while: isDigit)
      unit = line[number.endIndex...]
    }
    let name = word.trimmed
    guard let value = Double(number.filter { $0 != "," }), value.isFinite, value < 1e15,
      name.first?.isLetter == true, unit.count <= 2, !unit.contains(where: { $0.isLetter }),
      name.allSatisfy({ $0.isLetter || $0 == "-" || $0 == " " }), !name.contains("  ")
    else { return nil }
    // `16 Papers` above the list is a heading, not a figure.
    if line.first?.isNumber == true && name.first?.isUppercase == true { return nil }
    return (name, value, unit.trimmed)
  }

  /// The first line of an entry: a category and a date run together, `CVJul 10, 2024`.
  static func heading(_ line: String) -> (field: String, date: PartialDate)? {
    let words = line.split(separator: " ")
    guard words.count == 3, line.utf8.count <= 40, words[0].count >= 3,
      let month = months.firstIndex(of: String(words[0].suffix(3))),
      words[1].hasSuffix(","), let day = Int(words[1].dropLast()), (1...31).contains(day),
      let year = Int(words[2]), year >= 0
    else { return nil }
    return (String(words[0].dropLast(3)), PartialDate(year, month + 1, day))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
