/// A table of a FlatBuffer, read in place; every place is checked to lie within the bytes.
///
/// Format: https://flatbuffers.dev/internals/. A table begins with the distance back to its list of
/// fields, which holds for each the distance from the table's beginning, 0 where it is left out.
struct FlatTable {
  let bytes: ArraySlice<UInt8>
  private let start: Int
  private let fields: Int
  private let fieldsEnd: Int

  /// The table at the root of a buffer.
  init(root bytes: ArraySlice<UInt8>) throws(SparkError) {
    let offset = try bytes.integer(at: 0, as: UInt32.self)
    try self.init(bytes, at: Int(offset))
  }

  init(_ bytes: ArraySlice<UInt8>, at start: Int) throws(SparkError) {
    self.bytes = bytes
    self.start = start
    fields = start - Int(try bytes.integer(at: start, as: Int32.self))
    fieldsEnd = fields + Int(try bytes.integer(at: fields, as: UInt16.self))
  }

  /// Where a field's value stands; `nil` where it is left out.
  private func place(_ field: Int) throws(SparkError) -> Int? {
    let entry = fields + 4 + 2 * field
    guard entry + 2 <= fieldsEnd else { return nil }
    let offset = Int(try bytes.integer(at: entry, as: UInt16.self))
    return offset == 0 ? nil : start + offset
  }

  /// A number; the default where it is left out.
  func number<T: FixedWidthInteger>(_ field: Int, default value: T) throws(SparkError) -> T {
    guard let place = try place(field) else { return value }
    return try bytes.integer(at: place, as: T.self)
  }

  private func target(_ field: Int) throws(SparkError) -> Int? {
    guard let place = try place(field) else { return nil }
    return place + Int(try bytes.integer(at: place, as: UInt32.self))
  }

  func table(_ field: Int) throws(SparkError) -> FlatTable? {
    guard let target = try target(field) else { return nil }
    return try FlatTable(bytes, at: target)
  }

  func text(_ field: Int) throws(SparkError) -> String? {
    guard let (first, count) = try vector(field, stride: 1) else { return nil }
    let base = bytes.startIndex + first
    return String(decoding: bytes[base..<base + count], as: UTF8.self)
  }

  /// Where a vector's elements begin, and how many there are.
  func vector(_ field: Int, stride: Int) throws(SparkError) -> (first: Int, count: Int)? {
    guard let target = try target(field) else { return nil }
    let count = Int(try bytes.integer(at: target, as: UInt32.self))
    guard count <= (bytes.count - target - 4) / stride else {
      throw .malformed("a list is longer than its message")
    }
    return (target + 4, count)
  }

  /// The tables of a vector of tables.
  func tables(_ field: Int) throws(SparkError) -> [FlatTable] {
    guard let (first, count) = try vector(field, stride: 4) else { return [] }
    var result: [FlatTable] = []
    for index in 0..<count {
      let place = first + 4 * index
      result.append(
        try FlatTable(bytes, at: place + Int(try bytes.integer(at: place, as: UInt32.self))))
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  /// A little-endian number at a distance from the beginning.
  func integer<T: FixedWidthInteger>(at offset: Int, as type: T.Type) throws(SparkError) -> T {
    guard offset >= 0, offset <= count - MemoryLayout<T>.size else {
      throw .malformed("a message ends too early")
    }
    return withUnsafeBytes {
      T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: T.self))
    }
  }
}
