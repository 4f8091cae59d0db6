/// Takes the messages of an Arrow stream apart; see ``ArrowBatch``.
struct ArrowStreamReader {
  let bytes: ArraySlice<UInt8>
  private var offset = 0
  private var fields: [ArrowField] = []
  private var builders: [ColumnBuilder] = []
  private var count = 0

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  mutating func read() throws(SparkError) -> (columns: [ArrowBatch.Column], count: Int) {
    var hasSchema = false
    while let message = try next() {
      switch message.kind {
      case 1:
        if hasSchema { throw .malformed("a stream has two schemas") }
        hasSchema = true
        fields = try message.header.tables(1).map { field throws(SparkError) in
          try ArrowField(field)
        }
        builders = fields.map(ColumnBuilder.init)
      case 3:
        if !hasSchema { throw .malformed("rows come before their schema") }
        try append(message.header, message.body)
      default: throw .malformed("a message of kind \(message.kind) is not read")
      }
    }
    return (builders.map(\.column), count)
  }

  private mutating func next() throws(SparkError) -> (
    kind: UInt8, header: FlatTable, body: ArraySlice<UInt8>
  )? {
    if offset == bytes.count { return nil }
    var length = Int(try bytes.integer(at: offset, as: Int32.self))
    offset += 4
    if length == -1 {
      length = Int(try bytes.integer(at: offset, as: Int32.self))
      offset += 4
    }
    if length == 0 { return nil }
    let metadata = try take(length)
    let message = try FlatTable(root: metadata)
    guard let header = try message.table(2) else { throw .malformed("a message has no header") }
    let body = try take(Int(try message.number(3, default: Int64(0))))
    return (try message.number(1, default: UInt8(0)), header, body)
  }

  private mutating func take(_ length: Int) throws(SparkError) -> ArraySlice<UInt8> {
    guard length >= 0, length <= bytes.count - offset else {
      throw .malformed("a message ends too early")
    }
    defer { offset += length }
    return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + length]
  }

  private mutating func append(
    _ batch: FlatTable, _ body: ArraySlice<UInt8>
  ) throws(SparkError) {
    guard try batch.table(3) == nil else { throw .malformed("compressed rows are not read") }
    let rows = Int(try batch.number(0, default: Int64(0)))
    guard rows >= 0, rows <= Int(Int32.max) else { throw .malformed("a batch has \(rows) rows") }
    var buffers = try BufferList(batch, body)
    for index in builders.indices {
      try builders[index].append(rows: rows, from: &buffers)
    }
    count += rows
  }
}

/// What a column is, by the schema.
struct ArrowField {
  enum Kind { case int(bytes: Int, isSigned: Bool), float, double, bool, text, longText, null }
  let name: String
  let kind: Kind

  init(_ field: FlatTable) throws(SparkError) {
    name = try field.text(0) ?? ""
    if try field.table(4) != nil { throw .malformed("column '\(name)' is a dictionary") }
    let type = try field.number(2, default: UInt8(0))
    let detail = try field.table(3)
    switch type {
    case 1: kind = .null
    case 2:
      let bits = Int(try detail?.number(0, default: Int32(0)) ?? 0)
      guard [8, 16, 32, 64].contains(bits) else {
        throw .malformed("column '\(name)' has numbers of \(bits) bits")
      }
      kind = .int(bytes: bits / 8, isSigned: try detail?.number(1, default: UInt8(0)) != 0)
    case 3:
      switch try detail?.number(0, default: Int16(0)) ?? 0 {
      case 1: kind = .float
      case 2: kind = .double
      default: throw .malformed("column '\(name)' has numbers of half precision")
      }
    case 5: kind = .text
    case 6: kind = .bool
    case 20: kind = .longText
    default: throw .malformed("column '\(name)' is of a type that is not read (\(type))")
    }
  }
}

/// The buffers of a batch of rows, in the order in which columns take them.
private struct BufferList {
  private let body: ArraySlice<UInt8>
  private let batch: FlatTable
  private var nodes: (first: Int, count: Int)
  private var buffers: (first: Int, count: Int)

  init(_ batch: FlatTable, _ body: ArraySlice<UInt8>) throws(SparkError) {
    self.batch = batch
    self.body = body
    nodes = try batch.vector(1, stride: 16) ?? (0, 0)
    buffers = try batch.vector(2, stride: 16) ?? (0, 0)
  }

  /// The number of rows of the next column and how many of them are null.
  mutating func node() throws(SparkError) -> (count: Int, nulls: Int) {
    guard nodes.count > 0 else { throw .malformed("rows have fewer columns than their schema") }
    defer { nodes = (nodes.first + 16, nodes.count - 1) }
    return (
      Int(try batch.bytes.integer(at: nodes.first, as: Int64.self)),
      Int(try batch.bytes.integer(at: nodes.first + 8, as: Int64.self))
    )
  }

  mutating func next() throws(SparkError) -> ArraySlice<UInt8> {
    guard buffers.count > 0 else { throw .malformed("rows have too few buffers") }
    let offset = Int(try batch.bytes.integer(at: buffers.first, as: Int64.self))
    let length = Int(try batch.bytes.integer(at: buffers.first + 8, as: Int64.self))
    buffers = (buffers.first + 16, buffers.count - 1)
    guard offset >= 0, length >= 0, offset <= body.count, length <= body.count - offset else {
      throw .malformed("a buffer lies outside its message")
    }
    return body[body.startIndex + offset..<body.startIndex + offset + length]
  }
}

/// A column that grows batch by batch.
private struct ColumnBuilder {
  let field: ArrowField
  private var ints: [Int64] = [], doubles: [Double] = [], bools: [Bool] = [], texts: [String] = []
  private var isKnown: [Bool]?
  private var count = 0

  init(_ field: ArrowField) { self.field = field }

  var column: ArrowBatch.Column {
    let values: ArrowBatch.Values =
      switch field.kind {
      case .int: .ints(ints)
      case .float, .double: .doubles(doubles)
      case .bool: .bools(bools)
      case .text, .longText: .texts(texts)
      case .null: .nulls
      }
    return ArrowBatch.Column(
      name: field.name, values: values,
      isKnown: {
        if case .null = field.kind { [Bool](repeating: false, count: count) } else { isKnown }
      }())
  }

  mutating func append(rows: Int, from buffers: inout BufferList) throws(SparkError) {
    let node = try buffers.node()
    guard node.count == rows else { throw .malformed("a column has another number of rows") }
    defer { count += rows }
    if case .null = field.kind { return }
    let validity = try buffers.next()
    if node.nulls > 0 {
      if isKnown == nil { isKnown = [Bool](repeating: true, count: count) }
      isKnown? += try validity.bits(rows)
    } else {
      isKnown? += [Bool](repeating: true, count: rows)
    }
    switch field.kind {
    case .int(let width, let isSigned):
      try ints.append(contentsOf: buffers.next().integers(rows, width, isSigned))
    case .float:
      let data = try buffers.next()
      for row in 0..<rows {
        doubles.append(Double(Float(bitPattern: try data.integer(at: 4 * row, as: UInt32.self))))
      }
    case .double:
      let data = try buffers.next()
      for row in 0..<rows {
        doubles.append(Double(bitPattern: try data.integer(at: 8 * row, as: UInt64.self)))
      }
    case .bool: bools += try buffers.next().bits(rows)
    case .text, .longText:
      let offsets = try buffers.next(), data = try buffers.next()
      var isLong = false
      if case .longText = field.kind { isLong = true }
      try appendTexts(rows, offsets, data, isLong: isLong)
    case .null: break
    }
  }

  private mutating func appendTexts(
    _ rows: Int, _ offsets: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>, isLong: Bool
  ) throws(SparkError) {
    if rows == 0 { return }
    func end(_ row: Int) throws(SparkError) -> Int {
      isLong
        ? Int(clamping: try offsets.integer(at: 8 * row, as: Int64.self))
        : Int(try offsets.integer(at: 4 * row, as: Int32.self))
    }
    var first = try end(0)
    for row in 0..<rows {
      let last = try end(row + 1)
      guard first >= 0, last >= first, last <= data.count else {
        throw .malformed("a text lies outside its buffer")
      }
      texts.append(
        String(decoding: data[data.startIndex + first..<data.startIndex + last], as: UTF8.self))
      first = last
    }
  }
}

extension ArraySlice<UInt8> {
  /// The first bits, the least of each byte first.
  fileprivate func bits(_ rows: Int) throws(SparkError) -> [Bool] {
    guard (rows + 7) / 8 <= count else { throw .malformed("a buffer is too short") }
    return (0..<rows).map { self[startIndex + $0 / 8] >> UInt8($0 % 8) & 1 == 1 }
  }

  fileprivate func integers(
    _ rows: Int, _ width: Int, _ isSigned: Bool
  ) throws(SparkError) -> [Int64] {
    guard rows * width <= count else { throw .malformed("a buffer is too short") }
    var result: [Int64] = []
    result.reserveCapacity(rows)
    for row in 0..<rows {
      let place = row * width
      switch (width, isSigned) {
      case (1, true): result.append(Int64(try integer(at: place, as: Int8.self)))
      case (1, false): result.append(Int64(try integer(at: place, as: UInt8.self)))
      case (2, true): result.append(Int64(try integer(at: place, as: Int16.self)))
      case (2, false): result.append(Int64(try integer(at: place, as: UInt16.self)))
      case (4, true): result.append(Int64(try integer(at: place, as: Int32.self)))
      case (4, false): result.append(Int64(try integer(at: place, as: UInt32.self)))
      case (_, true): result.append(try integer(at: place, as: Int64.self))
      default:
        guard let value = Int64(exactly: try integer(at: place, as: UInt64.self)) else {
          throw .malformed("a number exceeds 2^63")
        }
        result.append(value)
      }
    }
    return result
  }
}
