import CollabCore

/// What a user knows about names: which are one person's, and which are not.
///
/// The file has one rule a line. `A = B` says that two names are one person's, who is shown as
/// `B`; `A != B` says that they are two people. `#` begins a comment. Names stand in either
/// order, `Last, First` or `First Last`. A rule goes before every other reason.
///
/// ```
/// # two of us publish as J. Smith
/// Steiner, Andreas Peter = Andreas Steiner
/// Xiaohai Zhai = Xiaohua Zhai
/// Jan Smith != Jane Smith
/// ```
public struct NameRules: Sendable, Equatable {
  /// One line of the file.
  struct Rule: Sendable, Equatable {
    var a: PersonName
    var b: PersonName
    var areOne: Bool
    var line: Int
  }

  private(set) var rules: [Rule] = []
  /// Lines that are no rule, and rules that contradict each other.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The file's name, for messages.
  let file: String

  /// No rules.
  public init() { file = "" }

  /// Reads the rules of a file.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - file: its name, for messages.
  public init(_ text: String, file: String) {
    self.file = file
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let content = line.prefix { $0 != "#" }.trimmed
      if content.isEmpty { continue }
      guard let rule = Self.rule(content, line: index + 1) else {
        diagnostics.append(
          Diagnostic(
            "names.broken-rule", .error, "expected 'Name = Name' or 'Name != Name'", file: file,
            line: index + 1, column: 1))
        continue
      }
      if rule.a == rule.b {
        diagnostics.append(
          rule.areOne
            ? Diagnostic(
              "names.unused-rule", .note, "both sides are the name '\(rule.a.display)'",
              file: file, line: rule.line, column: 1)
            : Diagnostic(
              "names.contradicting-rule", .error,
              "both sides are the name '\(rule.a.display)', which no rule can part: identifiers, such "
                + "as ORCID, tell people of one name apart; this rule is left out",
              file: file, line: rule.line, column: 1))
        continue
      }
      let opposite = rules.first {
        $0.areOne != rule.areOne
          && ($0.a == rule.a && $0.b == rule.b || $0.a == rule.b && $0.b == rule.a)
      }
      if let opposite {
        diagnostics.append(
          Diagnostic(
            "names.contradicting-rule", .error,
            "line \(opposite.line) says the opposite; this rule is left out", file: file,
            line: index + 1, column: 1))
      } else {
        rules.append(rule)
      }
    }
    leaveOutContradicted()
    if rules.isEmpty, diagnostics.isEmpty {
      diagnostics.append(
        Diagnostic("names.no-rule", .warning, "the file holds no rule", file: file))
    }
  }

  /// Leaves out rules that part two names which others make one by way of further names.
  private mutating func leaveOutContradicted() {
    guard rules.contains(where: { !$0.areOne }) else { return }
    var numbers: [PersonName: Int] = [:]
    for rule in rules {
      for name in [rule.a, rule.b] { numbers[name] = numbers[name] ?? numbers.count }
    }
    var sets = DisjointSets(numbers.count)
    func number(_ name: PersonName) -> Int { numbers[name] ?? 0 }
    for rule in rules where rule.areOne { sets.unite(number(rule.a), number(rule.b)) }
    rules.removeAll { rule in
      guard !rule.areOne, sets.find(number(rule.a)) == sets.find(number(rule.b)) else {
        return false
      }
      diagnostics.append(
        Diagnostic(
          "names.contradicting-rule", .error,
          "other rules make '\(rule.a.display)' and '\(rule.b.display)' one; this rule is left out",
          file: file, line: rule.line, column: 1))
      return true
    }
  }

  private static func rule(_ text: String, line: Int) -> Rule? {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    let areOne = !sides[0].hasSuffix("!")
    let left = areOne ? String(sides[0]) : String(sides[0].dropLast())
    guard let a = NameParser.name(left), let b = NameParser.name(String(sides[1])) else {
      return nil
    }
    return Rule(a: a, b: b, areOne: areOne, line: line)
  }
}

/// The rules of a user, with the mentions that they speak of.
struct BoundNameRules {
  /// Mentions that are one person's, the one to show last.
  private(set) var same: [(a: [UInt32], b: [UInt32])] = []
  /// Hashes of names that are two people's, in both orders.
  private var apart: Set<[UInt64]> = []
  /// The mentions of two people, with the line that says so.
  private var parted: [(a: [UInt32], b: [UInt32], line: Int)] = []
  private var file = ""
  private(set) var shown: Set<UInt32> = []
  private(set) var diagnostics: [Diagnostic] = []

  init() {}

  init(_ rules: NameRules, used: [UInt32], names: NameKeys, store: RecordStore) {
    guard !rules.rules.isEmpty else { return }
    file = rules.file
    var bearers: [UInt64: [UInt32]] = [:]
    for mention in used { bearers[names[mention].whole, default: []].append(mention) }
    for rule in rules.rules {
      let a = Self.mentions(of: rule.a, bearers, names, store)
      let b = Self.mentions(of: rule.b, bearers, names, store)
      if a.isEmpty || b.isEmpty {
        diagnostics.append(
          Diagnostic(
            "names.unused-rule", .note,
            "no work has the name '\((a.isEmpty ? rule.a : rule.b).display)'", file: rules.file,
            line: rule.line, column: 1))
      }
      guard let first = a.first, let second = b.first else { continue }
      if rule.areOne {
        same.append((a, b))
        shown.formUnion(b)
      } else {
        parted.append((a, b, rule.line))
        apart.insert([names[first].whole, names[second].whole])
        apart.insert([names[second].whole, names[first].whole])
      }
    }
  }

  /// What is to be said of rules that other reasons went before.
  func unfollowed(in sets: inout DisjointSets) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (a, b, line) in parted {
      let people = Set(a.map { sets.find(Int($0)) })
      if b.contains(where: { people.contains(sets.find(Int($0))) }) {
        found.append(
          Diagnostic(
            "names.unfollowed-rule", .warning,
            "the two names are one person's all the same: a shared identifier or other rules join them",
            file: file, line: line, column: 1))
      }
    }
    return found
  }

  /// Whether no two names are told apart.
  var isEmpty: Bool { apart.isEmpty }

  /// Whether two names are two people's.
  func areApart(_ a: NameKey, _ b: NameKey) -> Bool {
    !apart.isEmpty && apart.contains([a.whole, b.whole])
  }

  /// The mentions of a name: those of the very spelling where there are any, or else those that
  /// differ in accents, case and the like only.
  private static func mentions(
    of name: PersonName, _ bearers: [UInt64: [UInt32]], _ names: NameKeys, _ store: RecordStore
  ) -> [UInt32] {
    var scratch = RecordStore()
    let own = scratch.intern(mention: Contributor(name))
    var letters: [UInt8] = []
    let key = scratch.mentions.withBytes(own) { NameKey(term: $0, letters: &letters) }
    let alike = bearers[key.whole, default: []].filter { names[$0].isSameSpelling(key) }
    let exact = alike.filter { store.contributor($0)?.name.display == name.display }
    return exact.isEmpty ? alike : exact
  }
}
