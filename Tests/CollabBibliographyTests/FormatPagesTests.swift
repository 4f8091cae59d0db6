import CollabCore
import CollabTestSupport
import Foundation
import Testing

@testable import CollabBibliography

/// Every format has its page, and every page tells of every message that its reader has, and of
/// no other; pages of tables and of tagged text name every field that is read.
@Suite struct FormatPagesTests {
  private static let sources = SharedData.checkout.appendingPathComponent(
    "Sources/CollabBibliography")

  /// The page of a format, or another article.
  private static func page(_ path: String) throws -> String {
    try String(
      contentsOf: sources.appendingPathComponent("CollabBibliography.docc/\(path).md"),
      encoding: .utf8)
  }

  /// The ids of messages on the pages of formats, and on the page of messages of all formats.
  private static let told: [String: Set<String>] = {
    let ids = Readers.all.entries.map(\.id)
    return Dictionary(
      uniqueKeysWithValues: ids.map { id in
        let text = (try? page("Formats/" + id) + page("MessagesOfAllFormats")) ?? ""
        return (id, Set(text.matches(of: #/`([a-z-]+\.[a-z0-9-]+)`/#).map { String($0.1) }))
      })
  }()

  /// Whether a message that a reader gave stands on its page or on that of all formats.
  static func tells(_ id: String, of message: String) -> Bool {
    told[id]?.contains(message) ?? false
  }

  @Test(arguments: Readers.all.entries.map(\.id)) func aPageForEveryFormat(id: String) throws {
    let page = try Self.page("Formats/" + id)
    let parts = [
      "Specification", "Dialects", "Which field goes where", "What is dropped", "Diagnostics",
    ]
    for part in parts { #expect(page.contains("\n## \(part)\n"), "\(part)") }
    #expect(page.contains("`--from \(id)`"))
    #expect(page.contains("<doc:MessagesOfAllFormats>"))
    let messages = try Self.readerMessages.get().filter { $0.hasPrefix(id + ".") }
      .union(Self.layerMessages(of: id))
    for message in messages { #expect(page.contains("`\(message)`"), "\(message)") }
    let possible = try messages.union(Self.graphMessages(of: id))
    let diagnostics = page.split(separator: "## Diagnostics").last ?? ""
    for match in diagnostics.matches(of: #/`([a-z-]+\.[a-z0-9-]+)`/#)
    where match.1.hasPrefix(id + ".") {
      #expect(possible.contains(String(match.1)), "nothing tells \(match.1)")
    }
  }

  @Test func whatAllFormatsShareHasAPage() throws {
    let page = try Self.page("MessagesOfAllFormats")
    let messages = try ["Input", "Identity"].map { try Self.messages(in: $0) }
      .reduce(Self.readerMessages.get().filter { $0.hasPrefix("record.") }) { $0.union($1) }
    for message in messages where !message.hasSuffix(".vosviewer") {
      #expect(page.contains("| `\(message)` |"), "\(message)")
    }
    for match in page.matches(of: #/\| `([a-z-]+\.[a-z0-9-]+)` \|/#) {
      #expect(messages.contains(String(match.1)), "nothing tells \(match.1)")
    }
  }

  @Test(arguments: [TableSchema.general, .scopus, .ieee, .lens, .dimensions].map(\.id))
  func everyColumnStandsOnThePage(id: String) throws {
    let formats = [TableSchema.general, .scopus, .ieee, .lens, .dimensions]
    let format = try #require(formats.first { $0.id == id })
    let page = try Self.page("Formats/" + id).lowercased()
    for column in format.columns { #expect(page.contains("`\(column.name)`"), "\(column.name)") }
  }

  @Test func everyMeaningOfAColumnStandsOnThePage() throws {
    let page = try Self.page("Formats/csv")
    for role in ColumnRole.allCases { #expect(page.contains("`\(role.name)`"), "\(role.name)") }
  }

  @Test func everyFieldOfBibTeXStandsOnThePage() throws {
    let page = try Self.page("Formats/bibtex")
    for (name, _) in BibTeXField.names { #expect(page.contains("`\(name)`"), "\(name)") }
  }

  @Test(arguments: [
    ("ris", "RISReader", ""), ("medline", "MEDLINEReader", ""), ("wos", "WebOfScienceRecord", ""),
    ("wos-tab", "WebOfScienceRecord", ""), ("endnote-tagged", "EndNoteTaggedReader", "%"),
  ]) func everyTagStandsOnThePage(id: String, file: String, mark: String) throws {
    let source = try Self.text("Formats/Tagged/\(file).swift")
    let page = try Self.page("Formats/" + id)
    let calls = source.matches(of: #/(?:first|all|lines|text|list)\((("[A-Z0-9+]+",? ?)+)\)/#)
    let tags = calls.flatMap { $0.1.matches(of: #/[A-Z0-9+]+/#).map { String($0.0) } }
    #expect(tags.count > 8)
    for tag in tags { #expect(page.contains("`\(mark)\(tag)`"), "\(tag)") }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
  }

  /// The code of all readers, and the ids of messages that it spells out.
  private static let readers = Result { try swift("Formats") + swift("Syntax") }
  private static let readerMessages = readers.map(messages(of:))

  /// The ids of messages that the code of a folder spells out.
  private static func messages(in folder: String) throws -> Set<String> {
    messages(of: try swift(folder))
  }

  private static func messages(of text: String) -> Set<String> {
    Set(text.matches(of: #/"([a-z-]+\.[a-z0-9-]+)"/#).map { String($0.1) })
  }

  private static func swift(_ folder: String) throws -> String {
    let files = FileManager.default.enumerator(
      at: sources.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    var text = ""
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
    }
    return text
  }

  /// The messages of the layers that put a format's id before them.
  private static func layerMessages(of id: String) throws -> Set<String> {
    let layers = [
      ("XMLRecordFormat", ["Syntax/XML/XMLRecords", "Syntax/XML/XMLRun", "Syntax/XML/XMLSession"]),
      ("JSONRecordFormat", ["Syntax/JSONRecords"]), ("TableSchema", ["Formats/Tables/TableSchema"]),
    ]
    var found: Set<String> = []
    for (layer, files) in layers where try uses(readers.get(), layer, of: "id", id) {
      for file in files {
        let text = try text("\(file).swift")
        for match in text.matches(of: #/"\\\((?:format\.)?id\)\.([a-z-]+)"/#) {
          found.insert(id + "." + match.1)
        }
        for match in text.matches(of: #/(?:fail\(|what:)\s*"([a-z-]+)"/#) {
          found.insert(id + "." + match.1)
        }
      }
    }
    // Only there columns are named by the user.
    if id != "csv" { found.remove(id + ".missing-column") }
    return found
  }

  /// The messages that a graph may bring about in a format; which of them do, its fixtures show.
  private static func graphMessages(of id: String) throws -> Set<String> {
    guard try uses(readers.get(), "StatedGraph<[A-Za-z]+>", of: "format", id) else { return [] }
    let text =
      try text("Formats/Graphs/StatedGraph.swift") + text("Formats/Graphs/GraphMLReader.swift")
    let ids = text.matches(of: #/format \+ "\.([a-z-]+)"/#).map { String($0.1) }
    let counted = text.matches(of: #/note\(&sink, [a-z]+, "([a-z-]+)"/#).map { String($0.1) }
    return Set((ids + counted).map { id + "." + $0 })
  }

  private static func uses(
    _ text: String, _ type: String, of label: String, _ id: String
  ) throws -> Bool {
    text.contains(try Regex("\(type)\\(\\s*\(label): \"\(id)\""))
  }
}
