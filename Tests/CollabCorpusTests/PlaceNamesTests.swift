import Foundation
import Testing

@testable import CollabCorpus

@Suite struct PlaceNamesTests {
  @Test func countries() {
    #expect(Countries.name(of: "SA") == "Saudi Arabia")
    #expect(Countries.name(of: "ci") == "Côte d’Ivoire")
    #expect(Countries.name(of: "XX") == "XX")
    #expect(Countries.name(of: "Utopia") == "Utopia")
  }

  /// Every code that the time zone database lists has a name.
  @Test func allCountriesHaveNames() throws {
    let file = "/usr/share/zoneinfo/iso3166.tab"
    guard let table = try? String(contentsOfFile: file, encoding: .utf8) else {
      print("skipped: there is no \(file)")
      return
    }
    let codes = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").first.map(String.init) }
    #expect(codes.count > 240)
    for code in codes { #expect(Countries.name(of: code) != code) }
  }

  @Test(arguments: [
    ("Dept. of Physics, University of Aberdeen, AB24 3UE, Aberdeen, UK", "University of Aberdeen"),
    ("Institut für Informatik, Universität Zürich, Schweiz", "Universität Zürich"),
    ("Google Research, Brain Team, Zürich", "Google Research"),
    (
      "Computer Science Division, University of California, Berkeley, CA 94720",
      "University of California, Berkeley"
    ),
    ("University of California, 94720 USA", "University of California"),
    (
      "Max Planck Institute for Software Systems, Kaiserslautern; Germany",
      "Max Planck Institute for Software Systems"
    ),
    ("IBM", "IBM"), ("Mitsubishi Electric, Cambridge", "Mitsubishi Electric"),
    ("Room 7, 12 High Street, Oxford", "Room 7"), ("", ""), (" , ", " , "),
    (
      "King Fahd University of Petroleum and Minerals",
      "King Fahd University of Petroleum and Minerals"
    ),
  ])
  func institutions(affiliation: String, name: String) {
    #expect(Institutions.name(in: affiliation) == name)
  }
}
