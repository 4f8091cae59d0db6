import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography
@testable import CollabStore

/// Whatever is joined in whatever order, all at once or through a corpus file, gives the same.
@Suite struct JoiningTests {
  private static let inputs = [
    ("a.txt", "profile-page", "Zoe Empty\n\nCV\nh-index117\n0papers\n6,829citations\n\n0 Papers\n"),
    (
      "b.bib", "bibtex",
      "@article{x, author={Ada Byron and Bob Cem}, title={A title here}, year={2001}}\n"
    ),
    (
      "c.bib", "bibtex",
      "@article{x, title={A title here}, year={2001}}\n@misc{y, author={Zoe Empty}}\n@bad{"
    ),
    ("d.edges", "edge-list", "1 2\n2 3 0.5\n3 3\n4 x y z\n"),
    ("e.json", "csl-json", "[]"),
    (
      "f.net", "pajek",
      "*Vertices 3\n1 \"Pat One\"\n2 \"Pia Two\"\n3 \"Isolde Lone\"\n*Edges\n1 2 3\n"
    ),
    (
      "g-map.txt", "vosviewer",
      "id\tlabel\tx\ty\n1\tDee One\t0\t0\n2\tEve Two\t1\t1\n3\tFay Three\t1\t1\n"
    ),
    ("g-network.txt", "edge-list", "1\t2\t4\n2\t3\t5\n"),
    ("h.csv", "csv", "Title,Authors,Year\nAnother title,\"Ada Byron; Zoe Empty\",2002\n,,\nx\n"),
    ("i.txt", "profile-page", "Ada Byron\n\nCV\nh-index3\n2papers\n9citations\n\n2 Papers\n"),
    ("j.ris", "ris", ""),
  ]

  private func sources() throws -> [ReadSource] {
    try Self.inputs.flatMap { name, format, text in
      var options = LoadOptions()
      options.reader = try Readers.all.entry(format)
      return Bibliography.read(Array(text.utf8), name: name, options: options).sources
    }
  }

  private func described(_ sources: [ReadSource]) throws -> String {
    let library = try Bibliography(merging: sources)
    let label = { (person: Int) in library.people.label(person) }
    var text = ""
    dump(Array(library.works), to: &text)
    dump(Array(library.people), to: &text)
    dump(library.sources, to: &text)
    dump(library.ties.map { "\(label($0.a)) -- \(label($0.b)): \($0.weight)" }, to: &text)
    dump(
      library.reported.map { "\(label($0.person)) \($0.figure) \($0.source)" }, to: &text)
    dump(library.diagnostics.map { "\($0) \($0.column ?? 0)" }, to: &text)
    return text
  }

  /// By hand: who has which figures and ties.
  @Test func everyoneKeepsTheirOwn() throws {
    let library = try Bibliography(merging: sources())
    let label = { (person: Int) in library.people.label(person) }
    #expect(
      library.reported.map { "\(label($0.person)) \($0.figure.figure) \(Int($0.figure.value))" }
        == [
          "Zoe Empty h-index 117", "Zoe Empty papers 0", "Zoe Empty citations 6829",
          "Ada Byron h-index 3", "Ada Byron papers 2", "Ada Byron citations 9",
        ])
    #expect(
      Set(library.ties.map { Set([label($0.a), label($0.b)]).sorted().joined(separator: "-") })
        == ["1-2", "2-3", "Dee One-Eve Two", "Eve Two-Fay Three", "Pat One-Pia Two"])
    #expect(library.people.contains { $0.label == "Isolde Lone" })
  }

  @Test func everyOrderAndEveryPair() throws {
    let all = try sources()
    let whole = try described(all)
    var random = SplitMix64(seed: 5)
    for _ in 0..<20 { #expect(try described(all.shuffled(using: &random)) == whole) }
    for first in all {
      for second in all where first.source.name < second.source.name {
        #expect(try described([first, second]) == described([second, first]))
      }
    }
  }

  @Test func everySplitThroughACorpus() throws {
    let all = try sources()
    let whole = try described(all)
    var random = SplitMix64(seed: 6)
    for turn in 0..<12 {
      let folder = try TemporaryFolder()
      let path = folder.path("lab.sqlite")
      let order = all.shuffled(using: &random)
      let parts = turn == 0 ? order.map { [$0] } : split(order, &random)
      for part in parts {
        _ = try Store.add(part, to: path) { stored, _ in
          try Bibliography(merging: stored)
        }
      }
      #expect(try described(Store.open(path).sources()) == whole)
    }
  }

  private func split(
    _ sources: [ReadSource], _ random: inout SplitMix64
  ) -> [[ReadSource]] {
    var parts = [[ReadSource]](repeating: [], count: 1 + random.below(4))
    for source in sources { parts[random.below(parts.count)].append(source) }
    return parts
  }

  /// What a corpus holds and is given beside it counts once.
  @Test func theSameInputInACorpusAndBesideIt() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("d.edges")
    try Data("1 2\n2 3 0.5\n".utf8).write(to: URL(fileURLWithPath: file))
    let read = try Bibliography.read([file], execution: .serial).sources
    let library = try Bibliography.load([file], beside: read, execution: .serial)
    #expect(library.ties.map(\.weight) == [1, 0.5])
    #expect(library.diagnostics.map(\.id) == ["input.repeated"])
  }

  /// Numbers that a store handed out stay valid whatever is appended to it, and whenever.
  @Test func storesKeepTheirNumbers() throws {
    let names = (0..<12).map { Contributor(PersonName(given: "N", family: "Name\($0)")) }
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var store = RecordStore(), known: [(UInt32, Contributor)] = []
      var expected: [Contributor] = []
      for _ in 0..<8 {
        let name = names[random.below(names.count)]
        switch random.below(3) {
        case 0: known.append((store.intern(mention: name), name))
        case 1: known.append((store.intern(label: "L"), Contributor(PersonName(family: "L"))))
        default:
          var other = RecordStore()
          if random.below(2) == 0 { _ = other.intern(mention: names[random.below(names.count)]) }
          if random.below(2) == 0 {
            var record = CollabBibliography.Record(line: 1)
            record.byline = [name]
            other.append(record)
            expected.append(name)
          }
          store.append(contentsOf: other)
        }
      }
      for (number, name) in known { #expect(store.contributor(number) == name) }
      #expect((0..<store.count).map { store.record($0).byline } == expected.map { [$0] })
    }
  }
}
