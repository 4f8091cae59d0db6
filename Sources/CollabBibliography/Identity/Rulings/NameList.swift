import CollabCore

/// Names and what they stand for, as other programs keep them, read as rulings: thesauri of
/// VOSviewer (`label`, `replace by`) and CiteSpace (`primary#secondary`), tables with `alias` and
/// `name`, and lists of variants as ``NameVariants`` reads them.
struct NameList {
  private let file: String
  private(set) var rulings: [Ruling] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var targets: [String] = []
  private var aliases: [String: [(alias: String, line: Int)]] = [:]

  /// What a text holds as a list; `nil` where it is none that is known.
  static func read(_ text: String, file: String) -> NameList? {
    var list = NameList(file: file)
    if let variants = NameVariants(text, file: file) {
      list.rulings = variants.rulings
      list.diagnostics = variants.diagnostics
    } else if let table = Table(text) {
      list.read(table)
    } else if let pairs = citeSpacePairs(text) {
      for pair in pairs { list.add(pair.secondary, for: pair.primary, pair.line) }
      list.finish()
    } else {
      return nil
    }
    return list
  }

  private init(file: String) { self.file = file }

  /// A table whose first row names its columns.
  private struct Table {
    var rows: [DelimitedRow]
    var alias: Int
    var target: Int
    /// Whether a row without a target means that the name is to be left out.
    var leavesOut: Bool

    init?(_ text: String) {
      let bytes = Array(text.utf8)
      for separator in [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")] {
        var rows = DelimitedRows(bytes, separator: separator)
        guard let head = rows.next()?.cells.map({ $0.trimmed.lowercased() }) else { continue }
        for (alias, target) in [("label", "replace by"), ("alias", "name")] {
          guard let first = head.firstIndex(of: alias), let second = head.firstIndex(of: target)
          else { continue }
          self.alias = first
          self.target = second
          leavesOut = alias == "label"
          self.rows = Array(rows)
          return
        }
      }
      return nil
    }
  }

  private mutating func read(_ table: Table) {
    var broken: [Int] = []
    for row in table.rows where !row.isBlank {
      let cell = { (column: Int) in column < row.cells.count ? row.cells[column].trimmed : "" }
      let alias = cell(table.alias), target = cell(table.target)
      if target.isEmpty, table.leavesOut, let side = Self.side(alias) {
        rulings.append(
          Ruling(kind: .drop, sides: [side], file: file, line: row.line, isOfList: true))
      } else if alias.isEmpty || target.isEmpty {
        broken.append(row.line)
      } else {
        add(alias, for: target, row.line)
      }
    }
    diagnostics += Diagnostic.brokenLines(broken, "without a name or its replacement", in: file)
    finish()
  }

  /// The pairs of a CiteSpace alias file; `nil` where a line is none.
  private static func citeSpacePairs(
    _ text: String
  ) -> [(primary: String, secondary: String, line: Int)]? {
    var pairs: [(primary: String, secondary: String, line: Int)] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated() where !line.allSatisfy(\.isWhitespace)
    {
      let parts = line.split(separator: "#", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].last?.isWhitespace == false,
        parts[1].first?.isWhitespace == false, !line.contains(where: { "=|:".contains($0) }),
        // `key#3` is a place.
        parts[1].contains(where: { !$0.isNumber })
      else { return nil }
      pairs.append((parts[0].trimmed, parts[1].trimmed, index + 1))
    }
    return pairs.isEmpty ? nil : pairs
  }

  private mutating func add(_ alias: String, for target: String, _ line: Int) {
    if alias == target { return }
    if aliases[target] == nil { targets.append(target) }
    aliases[target, default: []].append((alias, line))
  }

  /// Makes one ruling of the aliases of each name.
  private mutating func finish() {
    var meanings: [String: [(target: String, line: Int)]] = [:]
    for target in targets {
      for (alias, line) in aliases[target, default: []]
      where !meanings[alias, default: []].contains(where: { $0.target == target }) {
        meanings[alias, default: []].append((target, line))
      }
    }
    var broken: [Int] = []
    for target in targets {
      let found = aliases[target, default: []]
      var sides: [RulingSide] = []
      for (alias, line) in found {
        let others = meanings[alias, default: []]
        if others.count > 1 {
          if line == others.map(\.line).max() {
            diagnostics.append(
              Diagnostic(
                "names.contradicting-rule", .error,
                "'\(alias)' is mapped to '\(others[0].target)' (\(file):\(others[0].line)) and to "
                  + "'\(others[1].target)' (\(file):\(others[1].line)); it is left out",
                file: file, line: line, column: 1))
          }
        } else if let side = Self.side(alias) {
          if !sides.contains(side) { sides.append(side) }
        } else {
          broken.append(line)
        }
      }
      guard !sides.isEmpty, let line = found.first?.line else { continue }
      guard let last = Self.side(target) else {
        broken.append(line)
        continue
      }
      sides.removeAll { $0 == last }
      rulings.append(
        Ruling(
          kind: .same, sides: sides + [last], shown: last.name, showsLastSide: true, file: file,
          line: line, isOfList: true))
    }
    diagnostics += Diagnostic.brokenLines(broken.sorted(), "that name no person", in: file)
  }

  /// A name; with the number that DBLP gives its homonyms an identifier.
  private static func side(_ text: String) -> RulingSide? {
    let number = text.suffix(5)
    if number.first == " ", number.dropFirst().utf8.allSatisfy(\.isDigit), number.count == 5 {
      return Identifier(.dblp, text).map { .identifier($0) }
    }
    return (familyFirst(text) ?? NameParser.name(text)).map { .name($0) }
  }

  /// `CHEN CM`, `chen c.m.`: these programs write names in one case, with initials at the end.
  private static func familyFirst(_ text: String) -> PersonName? {
    guard !text.contains(","), let gap = text.lastIndex(of: " ") else { return nil }
    let initials = text[text.index(after: gap)...]
    let letters = initials.filter(\.isLetter).count
    let isCapitals = !text.contains(where: \.isLowercase)
    guard isCapitals || !text.contains(where: \.isUppercase), letters > 0, letters <= 3,
      isCapitals || letters < 3 || initials.contains(".")
    else { return nil }
    return NameParser.inverted(text[..<gap], given: initials.uppercased())
  }
}

extension Diagnostic {
  /// The lines of a list that say nothing of a person; none where there are none.
  static func brokenLines(_ lines: [Int], _ reason: String, in file: String) -> [Diagnostic] {
    lines.first.map { first in
      [
        Diagnostic(
          "names.broken-rule", .warning,
          "\(lines.count == 1 ? "1 line" : "\(lines.count) lines") \(reason): left out",
          file: file, line: first, column: 1)
      ]
    } ?? []
  }
}
