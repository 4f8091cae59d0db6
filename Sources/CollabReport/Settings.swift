package import CollabAlgorithms
import CollabCore

extension [String: Double] {
  /// Those of these settings that are for some parameters.
  package func taken(by parameters: [Parameter]) -> Self {
    filter { name, _ in parameters.contains { $0.name == name } }
  }

  /// - Throws: ``OptionError`` for a setting that nothing of what was asked for has.
  package func check(against offered: [Parameter]) throws(OptionError) {
    for name in keys.sorted() where !offered.contains(where: { $0.name == name }) {
      let nearest = nearestName(to: name, among: offered.map(\.name))
      throw OptionError(
        "nothing asked for has a parameter '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
  }
}
