import Foundation

/// Rows under titled columns, to be printed for people or for programs.
public struct Table: Sendable, Equatable {
  /// What a column holds.
  public struct Column: Sendable, Equatable {
    /// The name for programs, in camel case or the id of a measure.
    public var name: String
    /// The title for people.
    public var title: String
    /// Whether its numbers measure different things, so that each has decimals of its own.
    public var isMixed: Bool

    /// Creates a column; the title is the name where none is given.
    public init(_ name: String, _ title: String? = nil, isMixed: Bool = false) {
      self.name = name
      self.title = title ?? name
      self.isMixed = isMixed
    }
  }

  /// One value.
  public enum Cell: Sendable, Equatable {
    case text(String)
    case count(Int)
    /// A year, whose digits stay together.
    case year(Int)
    /// A number; not known where it is not finite.
    case number(Double)
    case list([String])
    /// What no source says, and what cannot be computed. Never zero, never empty.
    case unknown

    /// A score: a whole number where its measure counts, not known where it is `nan`.
    public static func score(_ value: Double, isCount: Bool) -> Cell {
      guard value.isFinite else { return .unknown }
      if isCount, let whole = Int(exactly: value) { return .count(whole) }
      return .number(value)
    }

    /// A count, or not known.
    public static func count(orUnknown value: Int?) -> Cell { value.map(Cell.count) ?? .unknown }
    /// A text, or not known.
    public static func text(orUnknown value: String?) -> Cell { value.map(Cell.text) ?? .unknown }
  }

  /// The columns.
  public let columns: [Column]
  /// The rows, each with one cell a column.
  public private(set) var rows: [[Cell]] = []

  /// Creates a table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row, with one cell a column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has one cell a column")
    rows.append(row)
  }

  /// The table with its first rows only.
  public func prefix(_ count: Int) -> Table {
    var table = self
    table.rows = Array(rows.prefix(count))
    return table
  }

  /// The table with its last rows only.
  package func suffix(_ count: Int) -> Table {
    var table = self
    table.rows = Array(rows.suffix(count))
    return table
  }

  /// The table with some of its columns only.
  package func withColumns(_ names: [String]) -> Table {
    withColumns(columns.indices.filter { names.contains(columns[$0].name) })
  }

  private func withColumns(_ kept: [Int]) -> Table {
    var table = Table(kept.map { columns[$0] })
    table.rows = rows.map { row in kept.map { row[$0] } }
    return table
  }

  /// The table with some columns first, in the order of their names, and the others behind them.
  package func withFirst(_ names: [String]) -> Table {
    let first = names.compactMap { name in columns.firstIndex { $0.name == name } }
    return withColumns(first + columns.indices.filter { !first.contains($0) })
  }

  /// The table without the columns of which nothing is known in any row.
  package var withoutUnknownColumns: Table {
    withColumns(
      columns.indices.filter { column in
        rows.isEmpty || rows.contains { $0[column] != .unknown && !$0[column].isNoNumber }
      })
  }

  /// The rows as an array of objects.
  public var json: JSON {
    .array(
      rows.map { row in
        .object(zip(columns, row).map { JSON.Member($0.name, $1.json) })
      })
  }

  /// The table with a row of names first, for programs.
  public var csv: String {
    var text = ByteText()
    let append = { (fields: [Cell], text: inout ByteText) in
      for (index, field) in fields.enumerated() {
        if index > 0 { text.append(",") }
        switch field {
        case .text, .list: text.append(csv: field.exactText)
        case .count, .year, .number, .unknown: text.append(field.exactText)
        }
      }
      text.append("\n")
    }
    append(columns.map { .text($0.name) }, &text)
    for row in rows { append(row, &text) }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The cells as people read them: the numbers of a column have equally many decimals, unless
  /// they measure different things.
  ///
  /// - Parameter areGrouped: whether large numbers have a comma after every three digits.
  package func shownRows(unknown: String, areGrouped: Bool = false) -> [[String]] {
    let decimals = columns.indices.map { column in
      Table.decimals(of: rows.map { $0[column] })
    }
    return rows.map { row in
      row.indices.map { column in
        let cell = row[column]
        switch cell {
        case .number(let value) where value.isFinite:
          let shown = Table.shown(
            value,
            decimals: columns[column].isMixed ? Table.decimals(of: [cell]) : decimals[column])
          return areGrouped ? shown.withGroupedDigits : shown
        case .count(let count) where areGrouped: return count.grouped
        case .number, .unknown: return unknown
        default: return cell.exactText
        }
      }
    }
  }

  /// Whether a column's cells are numbers, as far as they are known, and stand to the right.
  package func isNumeric(_ column: Int) -> Bool {
    rows.allSatisfy { row in
      switch row[column] {
      case .count, .year, .number, .unknown: true
      case .text, .list: false
      }
    }
  }

  /// The decimals that show the greatest of some numbers with four digits, at most eight.
  private static func decimals(of cells: [Cell]) -> Int {
    let greatest = cells.reduce(0.0) { greatest, cell in
      if case .number(let value) = cell, value.isFinite { return max(greatest, abs(value)) }
      return greatest
    }
    guard greatest > 0 else { return 1 }
    return min(8, max(1, 3 - Int(log10(greatest).rounded(.down))))
  }

  /// A number as it is read.
  package static func shown(_ value: Double, decimals: Int) -> String {
    // Past 2^53 no decimals are left, and the shortest form is the shorter one.
    abs(value) < 0x1p53 ? String(format: "%.\(decimals)f", value) : "\(value)"
  }
}

extension String {
  /// A decimal number with a comma after every three digits of its whole part.
  fileprivate var withGroupedDigits: String {
    let parts = split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }), abs(whole) >= 1000 else { return self }
    return ([whole.grouped] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}

extension Table.Cell {
  fileprivate var isNoNumber: Bool {
    if case .number(let value) = self { !value.isFinite } else { false }
  }

  package var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .count(let count), .year(let count): .int(count)
    case .number(let value): .number(value)
    case .list(let texts): .array(texts.map(JSON.string))
    case .unknown: .null
    }
  }

  /// The value without loss; empty where it is not known.
  package var exactText: String {
    switch self {
    case .text(let text): text
    case .count(let count), .year(let count): String(count)
    case .number(let value): value.isFinite ? ByteText.form(of: value) : ""
    case .list(let texts): texts.joined(separator: "; ")
    case .unknown: ""
    }
  }
}
