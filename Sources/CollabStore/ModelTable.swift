import CollabBibliography
import GRDB

/// The table in which a corpus file keeps what evidence weighs; see ``IdentityModel``.
struct ModelTable {
  let database: Database

  private static let weight = "weight "

  /// The model; `nil` where the file has none.
  func read() throws -> IdentityModel? {
    let row = try StoredRows(database, "SELECT name, value FROM identity_model")
    var values: [String: Double] = [:], count = 0
    while try row.next() {
      let value: Double = try row.value(1)
      guard value.isFinite, abs(value) < 1e15 else { throw StoreError.malformed }
      values[try row.value(0)] = value
      count += 1
    }
    if count == 0 { return nil }
    var weights: [Double] = []
    while let weight = values[Self.weight + "\(weights.count + 1)"] { weights.append(weight) }
    guard let bias = values["bias"], let apart = values["apart"], let groups = values["groups"],
      groups >= 1, let works = values["works"], works >= 0, let learnt = values["learnt"],
      weights.count + 5 == count
    else { throw StoreError.malformed }
    return IdentityModel(
      weights: weights, bias: bias, apart: apart, groupsPerPerson: groups, isLearnt: learnt != 0,
      workCount: Int(works))
  }

  /// Replaces the model.
  func write(_ model: IdentityModel?) throws {
    try database.execute(sql: "DELETE FROM identity_model")
    guard let model else { return }
    var rows = model.weights.enumerated().map { (Self.weight + "\($0.offset + 1)", $0.element) }
    rows += [
      ("bias", model.bias), ("apart", model.apart), ("groups", model.groupsPerPerson),
      ("learnt", model.isLearnt ? 1 : 0), ("works", Double(model.workCount)),
    ]
    let insert = try RowInserter(database, into: "identity_model", "name, value")
    for (name, value) in rows {
      insert.add(name)
      insert.add(value)
      try insert.run()
    }
  }
}
