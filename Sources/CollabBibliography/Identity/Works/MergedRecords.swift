/// The records of each work, in canonical order.
struct MergedRecords: Sendable {
  /// Where each work's records begin; one more entry than works.
  var offsets: [UInt32] = [0]
  var records: [UInt32] = []
  /// Why each record is there; 0 for the first of a work.
  var reasons: [UInt8] = []

  /// The records of a work.
  func records(ofWork work: Int) -> ArraySlice<UInt32> {
    records[Int(offsets[work])..<Int(offsets[work + 1])]
  }

  static let title: UInt8 = 100
  static let abstract: UInt8 = 101

  /// The reason that an identifier is; `nil` where a scheme does not number works.
  static func reason(of scheme: Identifier.Scheme) -> UInt8? {
    switch scheme {
    case .isbn, .orcid, .local: nil
    default: Identifier.Scheme.allCases.firstIndex(of: scheme).map { UInt8($0 + 1) }
    }
  }

  static func word(_ reason: UInt8) -> String {
    switch reason {
    case title: "title"
    case abstract: "abstract"
    default: Identifier.Scheme.allCases[Int(reason) - 1].rawValue
    }
  }
}
