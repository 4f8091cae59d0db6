import CollabAlgorithms
import CollabCore

extension Report {
  /// The day, or the year, that stands for the date of publication; `nil` where none is known.
  var statedDate: String? {
    options.date.map(\.description) ?? timeline.years.last.map { String($0.year) }
  }

  /// The report as a `Dataset` of schema.org, for the page: https://schema.org/Dataset.
  ///
  /// - Parameters:
  ///   - tables: the files that hold the figures.
  ///   - inputs: what they were computed from.
  func dataset(of tables: [ArtifactFolder.File], inputs: [Manifest.Input]) -> JSON {
    var members: [JSON.Member] = [
      .init("@context", "https://schema.org/"), .init("@type", "Dataset"),
      .init("name", .string(options.title)), .init("description", .string(headline)),
    ]
    if let statedDate { members.append(.init("datePublished", .string(statedDate))) }
    if let first = timeline.years.first?.year, let last = timeline.years.last?.year {
      members.append(
        .init(
          "temporalCoverage", .string(first == last ? String(first) : "\(first)/\(last)")))
    }
    let measures = ranking.columns.filter { !$0.scores.values.allSatisfy(\.isNaN) }.map(\.measure)
    members += [
      .init(
        "variableMeasured",
        .array(
          measures.map {
            [
              "@type": "PropertyValue", "name": .string($0.id), "description": .string($0.summary),
            ]
          })),
      .init(
        "distribution",
        .array(
          tables.map {
            [
              "@type": "DataDownload", "name": .string($0.name), "contentUrl": .string($0.name),
              "encodingFormat": "text/csv", "contentSize": .string("\($0.bytes.count) B"),
              "sha256": .string($0.sha256),
            ]
          })),
      .init(
        "isBasedOn",
        .array(
          inputs.map {
            [
              "@type": "MediaObject", "name": .string($0.name), "sha256": .string($0.sha256),
            ]
          })),
    ]
    return .object(members)
  }
}
