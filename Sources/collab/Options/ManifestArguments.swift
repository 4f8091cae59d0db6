import CollabCore
import CollabReport

/// The options of a manifest as arguments of `collab report`.
enum ManifestArguments {
  /// The arguments that lead to the options of a manifest.
  ///
  /// Files that options name are not among them, because a manifest holds only their digests.
  static func arguments(for options: [JSON.Member]) -> [String] {
    func isGiven(_ name: String) -> Bool {
      switch options.first(where: { $0.name == name })?.value {
      case nil, .null, .bool(false): false
      default: true
      }
    }
    return options.flatMap { option -> [String] in
      switch (option.name, option.value) {
      case ("set", .object(let settings)):
        return settings.map { "--set=\($0.name)=\($0.value.line)" }
      case ("columns", .array(let columns)):
        return columns.compactMap { text(of: $0).map { "--column=" + $0 } }
      case ("by", .array(let measures)):
        let ids = measures.compactMap(text)
        let isUsual = [0, Int.max].contains { authors in
          Ranking.usualMeasures(ofAuthors: authors).map(\.id) == ids
        }
        return isUsual ? [] : ["--by=" + ids.joined(separator: ",")]
      case ("path", .array(let names)):
        let names = names.compactMap(text)
        return names.isEmpty ? [] : ["--path"] + names
      case ("radius", _) where !isGiven("ego"), ("layout", _) where isGiven("pinned"): return []
      // The date is that of SOURCE_DATE_EPOCH.
      case ("date", _): return []
      case (let name, _) where name.hasSuffix("SHA256"): return []
      case (let name, .bool(let isOn)): return isOn ? [flag(name)] : []
      case (let name, .array(let values)):
        return values.compactMap { text(of: $0).map { "\(flag(name))=\($0)" } }
      case (let name, let value): return text(of: value).map { ["\(flag(name))=\($0)"] } ?? []
      }
    }
  }

  /// `maxAuthors` as `--max-authors`.
  private static func flag(_ name: String) -> String {
    "--" + name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
  }

  /// A single value as an argument; `nil` for what is none.
  private static func text(of value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .int, .number: value.line
    default: nil
    }
  }
}
