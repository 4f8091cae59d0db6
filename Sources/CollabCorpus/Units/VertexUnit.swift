import CollabCore

/// What a vertex of a network stands for.
public enum VertexUnit: String, Sendable, CaseIterable {
  /// People, and groups where they are asked for.
  case authors
  /// The institutions of their affiliations.
  case institutions
  /// The countries of their affiliations.
  case countries

  /// The word for one of them: `author`, `institution`, `country`.
  public var noun: String {
    switch self {
    case .authors: "author"
    case .institutions: "institution"
    case .countries: "country"
    }
  }

  /// The word for one of them where people are spoken of: `person`, `institution`, `country`.
  package var word: String { self == .authors ? "person" : noun }
  /// The same with its article: `an author`, `an institution`, `a country`.
  package var withArticle: String { self == .countries ? "a country" : "an \(noun)" }
  /// The word for several of them: `people`, `institutions`, `countries`.
  package var words: String { self == .authors ? "people" : rawValue }
  /// The word for one that shares a work with another: `coauthor`, `partner`.
  package var partner: String { self == .authors ? "coauthor" : "partner" }

  /// The words for these instead of words about people; none for authors.
  package var substitutes: [String: String] {
    if self == .authors { return [:] }
    return [
      "author": noun, "authors": rawValue, "coauthor": partner, "coauthors": partner.plural,
      "person": noun, "people": rawValue, "who": "that", "whom": "which", "someone": "another",
    ]
  }

  /// A text about authors as one about these: `number of coauthors` as `number of partners`.
  package func worded(_ text: String) -> String {
    let words = substitutes
    if words.isEmpty { return text }
    var result = "", word = ""
    for character in text.replacing("an author ", with: withArticle + " ") + " " {
      if character.isLetter {
        word.append(character)
      } else {
        result += words[word] ?? word
        result.append(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }

  /// A number of them: `1 person`, `3,425 institutions`.
  package func counted(_ count: Int) -> String { CollabCore.counted(count, word, words) }
}
