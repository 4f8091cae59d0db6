import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// The real exports: that one bibliography reads the same whichever tool wrote it.
@Suite(.enabled(if: SharedData.has("data"))) struct RealFilesTests {
  /// Every fortieth collection; the whole folder takes the debug build too long.
  @Test func aclAnthology() throws {
    let folder = try #require(SharedData.url("data/acl-anthology/xml"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names.enumerated().filter({ $0.offset % 40 == 7 }).map(\.element) {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      let papers =
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "<paper ").count - 1
      let result = try ReaderResult(bytes, format: "acl")
      #expect(result.sink.records.count == papers, "\(name)")
      // One author is `Mingliang Zhang1`.
      let found = result.diagnostics.filter { $0.hasSuffix("record.name-cleaned") }
      #expect(result.diagnostics.count == found.count, "\(name)")
      #expect(found.count == (name == "2022.naacl.xml" ? 1 : 0), "\(name)")
    }
  }

  private func ris(_ name: String) throws -> [Record] {
    let path = "data/formats/asreview-cff/Datasets/RIS/\(name).ris"
    return Array(try ReaderResult.shared(path, format: "ris").sink.records)
  }

  /// What a record says whoever exported it: the DOI, the year, and the family names with the
  /// first initials.
  private func gist(_ record: Record) -> String {
    let names = record.byline.map { author in
      "\(author.name.particle) \(author.name.family) \(author.name.given.first.map(String.init) ?? "")"
    }
    let doi = record.identifiers.first { $0.scheme == .doi }?.value ?? "-"
    return ([doi, record.date.map { String($0.year) } ?? "-"] + names).joined(separator: "|")
  }

  @Test(arguments: [
    [
      "_baseline_covidence_endnote", "_baseline_covidence_mendeley", "_baseline_covidence_refworks",
      "_baseline_covidence_zotero",
    ],
    ["_baseline_cochrane_endnote", "_baseline_cochrane_procite", "_baseline_cochrane_refman"],
  ])
  func oneToolInSeveralDialects(names: [String]) throws {
    var gists: [[String]] = []
    for name in names { gists.append(try ris(name).map(gist)) }
    for other in gists.dropFirst() { #expect(other == gists[0]) }
  }

  /// The same references through eight tools, matched by DOI.
  @Test func oneBibliographyThroughManyTools() throws {
    var byDOI: [String: Set<String>] = [:]
    for tool in [
      "embase", "endnote", "eppireviewer", "mendeley", "rayyan", "refworks", "zotero",
      "covidence_zotero",
    ] {
      for record in try ris("_baseline_" + tool) {
        let gist = gist(record)
        #expect(gist.hasPrefix("10."), "\(tool): \(gist)")
        byDOI[String(gist.prefix { $0 != "|" }), default: []].insert(gist)
      }
    }
    for (doi, gists) in byDOI { #expect(gists.count == 1, "\(doi): \(gists.sorted())") }
  }

  /// The hundred references of the baseline as RIS, CSV and TSV of Lens, and through Citavi.
  @Test func theBaselineInFourFormats() throws {
    let lines = try ris("_baseline"), citavi = try ris("_baseline_citavi")
    let comma = try ReaderResult.shared(
      "data/formats/asreview-cff/Datasets/CSV/_baseline.csv", format: "lens")
    let tabs = try ReaderResult.shared(
      "data/formats/asreview-cff/Datasets/TSV/_baseline.tsv", format: "lens")
    #expect(lines.count == 100 && comma.records.count == 100)
    #expect(comma.sink.records.map(gist) == tabs.sink.records.map(gist))
    let byTitle = Dictionary(
      comma.sink.records.compactMap { r in r.title.map { ($0.lowercased(), r) } },
      uniquingKeysWith: { a, _ in a })
    var matched = 0
    for record in lines {
      guard let other = byTitle[(record.title ?? "").lowercased()] else { continue }
      matched += 1
      #expect(record.byline.count == other.byline.count, "\(record.title ?? "")")
      #expect(record.date?.year == other.date?.year, "\(record.title ?? "")")
    }
    #expect(matched >= 90)
    #expect(citavi.count == 100)
  }
}
