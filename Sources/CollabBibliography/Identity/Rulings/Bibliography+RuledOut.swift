extension Bibliography {
  /// Suggestions without the people whom rulings tell from the first of them.
  func notRuledOut(_ suggestions: [Suggestion]) -> [Suggestion] {
    if rulings.partNobody { return suggestions }
    return suggestions.compactMap { suggestion in
      guard let first = suggestion.people.first else { return nil }
      let tags = rulings.tags(of: people.mentions(of: first))
      var suggestion = suggestion
      suggestion.people.removeAll { person in
        person != first
          && rulings.parting(tags, rulings.tags(of: people.mentions(of: person))) != nil
      }
      return suggestion.people.count > 1 ? suggestion : nil
    }
  }
}
