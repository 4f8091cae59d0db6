import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

@Suite struct VOSviewerReaderTests {
  @Test func aMapNamesTheItemsOfTheNetworkBesideIt() throws {
    let (sources, _) = try read(["map.txt", "network.txt"])
    #expect(
      Set(sources.flatMap(\.content.isolated)) == [
        "waltman, ludo [1]", "van eck; \"nees\" jan", "newman, m", "waltman, ludo [9]",
      ])
    let ties = sources.flatMap { GraphReading($0.content).ties }
    #expect(
      ties == [
        .init(ends: ["newman, m", "van eck; \"nees\" jan"], weight: 0.5),
        .init(ends: ["van eck; \"nees\" jan", "waltman, ludo [1]"], weight: 22),
      ])
    #expect(
      sources.flatMap(\.content.diagnostics).map(\.id) == [
        "vosviewer.shared-label", "edge-list.both-directions", "vosviewer.joined",
      ])
  }

  @Test func severalPairsInAFolderAreToldApartByTheirNames() throws {
    let names = ["map.txt", "network.txt", "comma-map.txt", "comma-network.txt"]
    let (sources, _) = try read(names)
    let joined = sources.filter { !$0.content.ties.isEmpty }.map { GraphReading($0.content).ties }
    #expect(joined[0] == [.init(ends: ["Newman, M", "Watts"], weight: 1)])
    #expect(joined[1].map(\.ends)[0] == ["newman, m", "van eck; \"nees\" jan"])
  }

  @Test func idsThatTheMapDoesNotHaveAreLeftAsTheyAre() throws {
    let (sources, _) = try read(["comma-map.txt", "network.txt"])
    #expect(sources.flatMap(\.content.ties).map(\.a).contains("1"))
  }

  @Test func brokenItemsAreToldAndTheOthersKept() throws {
    let reading = try GraphReading(fixture: "vosviewer/broken-map.txt")
    #expect(reading.isolated == ["\"Bob", "3", "Ada"])
    let start = "vosviewer/broken-map.txt:"
    #expect(
      reading.diagnostics
        == [
          "3:1: error: expected the id of the vertex [vosviewer.vertex]",
          "4:1: error: the id 1 belongs to a vertex above [vosviewer.vertex]",
          "5:1: warning: a quotation mark is not closed [vosviewer.quote]",
        ].map { start + $0 })
  }

  private func read(
    _ names: [String]
  ) throws -> (sources: [ReadSource], diagnostics: [CollabCore.Diagnostic]) {
    var read = try Bibliography.read(names.map { SharedData.fixture("vosviewer/" + $0).path })
    VOSviewerFiles.join(&read.sources)
    return read
  }
}
