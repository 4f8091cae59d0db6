public import CollabBibliography
public import CollabCore

/// People by name or identifier, one a line, as a user writes them; `#` begins a comment line.
public struct PeopleList: Sendable, Equatable {
  /// The name of the file, for messages.
  public let file: String
  private let lines: [(number: Int, text: String)]

  /// For more lines that name nobody the closest name is not looked for, which takes long.
  private static let maximumSuggestions = 10

  /// Two lists are equal if they name the same, in the same file.
  public static func == (a: PeopleList, b: PeopleList) -> Bool {
    a.file == b.file && a.lines.elementsEqual(b.lines, by: ==)
  }

  /// Takes the lines of a text.
  public init(_ text: String, file: String) {
    self.file = file
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .map { index, line in
        var line = line
        if index == 0, line.unicodeScalars.first == "\u{FEFF}" {
          line = Substring(line.unicodeScalars.dropFirst())
        }
        return (number: index + 1, text: line.trimmed)
      }
      .filter { !$0.text.isEmpty && !$0.text.hasPrefix("#") }
  }

  /// Whether no line names anybody.
  public var isEmpty: Bool { lines.isEmpty }

  /// The people that the lines name, with a message about each line that gives nobody.
  ///
  /// A line counts where it means one person, as ``PersonLookup/find(_:)`` decides.
  ///
  /// - Parameters:
  ///   - people: among whom they are looked for.
  ///   - vertices: the vertex of each person; `nil` for those who are not in the network.
  /// - Complexity: that of ``PersonLookup/find(_:)`` for each line; the closest name is looked for where
  ///   the first lines name nobody.
  public func find(in people: People, vertices: [Int?]) -> (Set<Int>, [Diagnostic]) {
    var found: Set<Int> = [], messages: [Diagnostic] = []
    guard !lines.isEmpty else { return ([], []) }
    let lookup = PersonLookup(people)
    var suggestions = 0
    for line in lines {
      func warn(_ id: String, _ text: String) {
        messages.append(Diagnostic("people.\(id)", .warning, text, file: file, line: line.number))
      }
      switch lookup.find(line.text, suggests: suggestions < Self.maximumSuggestions) {
      case .person(let person) where vertices[person] == nil:
        warn("not-in-network", "'\(people.label(person))' is not in the network")
      case .person(let person):
        found.insert(person)
        let others = lookup.namesakes(of: person, named: line.text)
        if !others.isEmpty {
          warn(
            "namesakes",
            "'\(line.text)' means one person, and not \(PersonLookup.list(others, of: people))"
          )
        }
      case .several(let several):
        warn(
          "ambiguous", "'\(line.text)' may mean any of \(PersonLookup.list(several, of: people))")
      case .nobody(let nearest):
        suggestions += 1
        warn(
          "unknown",
          "no person is called '\(line.text)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
    }
    return (found, messages)
  }
}
