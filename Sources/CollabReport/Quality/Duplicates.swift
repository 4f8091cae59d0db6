public import CollabBibliography
import CollabCore

/// The works that several entries speak of, with the reason for taking them for one.
public enum Duplicates {
  /// One row an entry: the work's number among those shown, its title, where the entry stands and
  /// why it was taken for the work of the entry before.
  public static func table(of bibliography: Bibliography) -> Table {
    var table = Table([.init("work"), .init("title"), .init("entry"), .init("reason")])
    var number = 0
    for work in bibliography.works where work.entries.count > 1 {
      number += 1
      for (index, entry) in work.entries.enumerated() {
        let place = "\(bibliography.sources[entry.source].name):\(entry.line)"
        table.append([
          .count(number), .text(work.label), .text(place + (entry.key.map { " \($0)" } ?? "")),
          index == 0 ? .unknown : .text(work.mergeReasons[index - 1]),
        ])
      }
    }
    return table
  }
}
