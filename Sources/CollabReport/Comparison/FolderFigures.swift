import CollabAlgorithms
import CollabBibliography
import CollabCore
import CollabCorpus
import Foundation

/// The file of a folder that holds its figures for gates and comparisons.
struct FolderFigures {
  /// Its name.
  static let fileName = "figures.json"

  /// The figures that are known, by id.
  var values: [String: Double]
  /// The names that may belong together, each as one text.
  var suggestions: [String]

  /// Reads the file of a folder; `nil` where it has none.
  ///
  /// - Throws: ``FileError``.
  static func read(inFolder folder: String) throws(FileError) -> FolderFigures? {
    let path = folder + "/" + fileName
    guard FileOutput.isRegular(path) else { return nil }
    return try FolderFigures(try FileInput.bytes(of: path), of: path)
  }

  /// Reads figures.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - path: the file, for messages.
  /// - Throws: ``FileError`` for another content.
  init(_ bytes: [UInt8], of path: String) throws(FileError) {
    guard let file = JSON(parsing: bytes), let figures = file["figures"] else {
      throw FileError("cannot read '\(path)': it holds no figures")
    }
    values = Dictionary(
      figures.members.compactMap { member in member.value.numberValue.map { (member.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    suggestions = (file["suggestions"]?.elements ?? []).map { suggestion in
      (suggestion["people"]?.elements ?? []).compactMap(\.textValue).joined(separator: " and ")
    }
  }
}

extension Report {
  /// The figures of ``GateFigure/ofReports``, with the names that may belong together.
  var figuresFile: JSON {
    let values = namedFigures
    return [
      "version": .string(Version.text),
      "figures": .object(
        GateFigure.ofReports.map { figure in
          .init(figure.id, values[figure.id].map(JSON.number) ?? .null)
        }),
      "suggestions": .array(
        suggestions.map { suggestion in
          [
            "people": .array(
              suggestion.people.map { .string(corpus.bibliography.people.label($0)) }),
            "kind": .string(suggestion.id), "reason": .string(suggestion.reason),
          ]
        }),
    ]
  }

  /// The figures that gates name, by id; `nan` for what is not known.
  var namedFigures: [String: Double] {
    let counts = statistics.bibliography
    func share(_ count: Int) -> Double {
      counts.works == 0 ? .nan : Double(count) / Double(counts.works)
    }
    func messages(_ severity: Diagnostic.Severity) -> Double {
      Double(corpus.bibliography.diagnostics.count { $0.severity == severity })
    }
    return [
      "works": Double(worksCounted), "authors": Double(statistics.vertices),
      "ties": Double(statistics.edges), "clusters": Double(clustering.profiles.count),
      "components": Double(statistics.components),
      "largest-component-share": statistics.vertices == 0
        ? .nan : Double(statistics.largestComponent) / Double(statistics.vertices),
      "modularity": clustering.quality.modularity,
      "stability": clustering.stability?.mean(\.adjustedRand) ?? .nan,
      "sources": Double(statistics.sources.count),
      "entries": Double(counts.entries), "merged-entries": Double(counts.mergedEntries),
      "incomplete-share": share(counts.incompleteWorks),
      "no-author-share": share(counts.worksWithoutAuthors),
      "no-year-share": share(counts.worksWithoutYear),
      "no-citations-share": share(counts.worksWithoutCitations),
      "suggestions": Double(suggestions.count), "errors": messages(.error),
      "warnings": messages(.warning), "notes": messages(.note),
    ]
  }
}
