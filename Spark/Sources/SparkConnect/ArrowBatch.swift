/// Rows that came from the server, by columns.
///
/// Reads the stream format of Apache Arrow (https://arrow.apache.org/docs/format/Columnar.html) as far as
/// results of SQL need it: whole numbers, floating point, truth values, texts and nulls, without
/// compression, dictionaries and nesting. Anything else is an error, never left out.
public struct ArrowBatch: Sendable, Equatable {
  /// A column's values; where a row has none, whatever stands there does not count.
  public enum Values: Sendable, Equatable {
    case ints([Int64])
    case doubles([Double])
    case bools([Bool])
    case texts([String])
    /// A column of nothing but nulls.
    case nulls
  }

  /// A column.
  public struct Column: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The values.
    public let values: Values
    /// Whether each row has a value; `nil` where all have one.
    public let isKnown: [Bool]?
  }

  /// The columns in their order.
  public private(set) var columns: [Column] = []
  /// The number of rows.
  public private(set) var count = 0

  /// Reads a stream of one schema and its batches, which become one.
  ///
  /// - Throws: ``SparkError`` for what is no such stream, and for types that are not read.
  public init(stream bytes: [UInt8]) throws(SparkError) {
    var reader = ArrowStreamReader(bytes: bytes[...])
    (columns, count) = try reader.read()
  }

  /// A batch of ready columns, for tests.
  package init(columns: [Column], count: Int) {
    self.columns = columns
    self.count = count
  }

  /// A column by its name.
  ///
  /// - Throws: ``SparkError`` where there is none.
  public func column(_ name: String) throws(SparkError) -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw .malformed("there is no column '\(name)'")
    }
    return column
  }
}

extension ArrowBatch.Column {
  /// The whole number in a row; `nil` for none.
  public func int(_ row: Int) -> Int64? {
    guard isKnown?[row] ?? true else { return nil }
    return switch values {
    case .ints(let list): list[row]
    case .doubles(let list): Int64(exactly: list[row])
    case .bools(let list): list[row] ? 1 : 0
    case .texts, .nulls: nil
    }
  }

  /// The number in a row; `nil` for none.
  public func double(_ row: Int) -> Double? {
    guard isKnown?[row] ?? true else { return nil }
    return switch values {
    case .ints(let list): Double(list[row])
    case .doubles(let list): list[row]
    case .bools, .texts, .nulls: nil
    }
  }

  /// The text in a row; `nil` for none.
  public func text(_ row: Int) -> String? {
    guard isKnown?[row] ?? true, case .texts(let list) = values else { return nil }
    return list[row]
  }

  /// The truth value in a row; `nil` for none.
  public func bool(_ row: Int) -> Bool? {
    guard isKnown?[row] ?? true, case .bools(let list) = values else { return nil }
    return list[row]
  }
}
