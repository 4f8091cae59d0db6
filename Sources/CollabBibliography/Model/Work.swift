/// A work, merged from all entries that speak of it.
public struct Work: Sendable {
  /// The entries that it was merged from, in canonical order.
  public var entries: [Provenance]
  /// Why the second and each later entry was taken for the same work: `doi`, `title`, `abstract`.
  public var mergeReasons: [String]
  /// The identifiers, sorted.
  public var identifiers: [Identifier]
  /// The title; `nil` for an untitled work.
  public var title: String?
  /// The abstract, where the title is missing.
  public var abstract: String?
  /// When it appeared.
  public var date: PartialDate?
  /// Where it appeared.
  public var venue: String?
  /// The kind of work in CSL's words.
  public var type: String?
  /// The field or category.
  public var field: String?
  /// The keywords of all entries, each once whatever its case, in the order of the entries.
  public var keywords: [String]
  /// The people and groups of the byline, in order, each once: indices into
  /// ``Bibliography/people``.
  public var authors: [Int]
  /// The affiliations given beside each author, aligned with ``authors``; empty where none are.
  public var authorAffiliations: [[String]]
  /// The countries stated beside each author, aligned with ``authors``; empty where none are. See
  /// ``Contributor/countries``.
  public var authorCountries: [[String]]
  /// Those of the ``authors``, at the end, whose page lists the work although no byline shows them.
  public var unlistedAuthors: [Int]
  /// Authors whose name stands more than once on the byline.
  public var repeatedAuthors: [Int]
  /// Whether authors are missing because every source cuts the byline or shows none.
  public var isIncomplete: Bool
  /// Affiliations of the work as a whole.
  public var affiliations: [String]
  /// The greatest number of citations that a source states, and the index of that source.
  public var citations: (count: Int, source: Int)?
  /// A page of the work.
  public var url: String?

  /// What to call the work in a list: its title, or the beginning of its abstract.
  public var label: String {
    if let title { return title }
    guard let abstract else { return "(untitled)" }
    let words = abstract.split(separator: " ").prefix(9).joined(separator: " ")
    return "[" + words + " …]"
  }
}

/// The works of a bibliography, kept in columns; each is written out when it is asked for.
public struct Works: RandomAccessCollection, Sendable {
  var store = RecordStore()
  /// The source of each record.
  var sources: [UInt32] = []
  var merged = MergedRecords()
  /// Where each work's authors begin; one more entry than works.
  var authorOffsets: [UInt32] = [0]
  var authors: [UInt32] = []
  /// Affiliations beside each author, as terms; empty where no source gives any.
  var affiliations: [UInt32] = []
  var incomplete: [Bool] = []
  var unlisted: [Int: [Int]] = [:]
  var repeated: [Int: [Int]] = [:]
  /// The mentions that rulings took off a work's byline.
  var dropped: [Int: [UInt32]] = [:]

  /// Where the first work stands.
  public var startIndex: Int { 0 }
  /// Behind the last work.
  public var endIndex: Int { authorOffsets.count - 1 }

  /// The people and groups of a work's byline, in order, each once.
  ///
  /// - Complexity: O(1); the work is not written out.
  public func authors(ofWork work: Int) -> ArraySlice<UInt32> {
    authors[Int(authorOffsets[work])..<Int(authorOffsets[work + 1])]
  }

  /// The index of the source whose entry brought a work.
  public func firstSource(ofWork work: Int) -> Int {
    Int(sources[Int(merged.records[Int(merged.offsets[work])])])
  }

  /// The year in which a work appeared, and its citations; `nil` where no source says.
  public func facts(ofWork work: Int) -> (year: Int?, citations: Int?) {
    var year: Int32?, citations: Int32?
    for place in merged.offsets[work]..<merged.offsets[work + 1] {
      let row = store.rows[Int(merged.records[Int(place)])]
      if row.year != RecordStore.Row.unknown { year = Swift.min(year ?? row.year, row.year) }
      if row.citations != RecordStore.Row.unknown {
        citations = Swift.max(citations ?? row.citations, row.citations)
      }
    }
    return (year.map { Int($0) }, citations.map { Int($0) })
  }

  /// Years and citations of all works, as ``facts(ofWork:)`` gives them, with a number for what no
  /// source says.
  ///
  /// - Complexity: O(entries).
  public func facts(unknown: Int32) -> (years: [Int32], citations: [Int32]) {
    var years: [Int32] = [], citations: [Int32] = []
    years.reserveCapacity(count)
    citations.reserveCapacity(count)
    for work in indices {
      let facts = facts(ofWork: work)
      years.append(facts.year.map { Int32(clamping: $0) } ?? unknown)
      citations.append(facts.citations.map { Int32(clamping: $0) } ?? unknown)
    }
    return (years, citations)
  }

  /// The bylines of all works, one behind the other, and where each begins; one more entry than
  /// works. A byline is that of ``authors(ofWork:)``.
  public var bylines: (offsets: [UInt32], authors: [UInt32]) { (authorOffsets, authors) }

  /// Whether authors of a work are missing; see ``Work/isIncomplete``.
  public func isIncomplete(_ work: Int) -> Bool { incomplete[work] }

  /// Those whose name stands more than once on a work's byline.
  public func repeatedAuthors(ofWork work: Int) -> [Int] { repeated[work, default: []] }

  /// Whether no source gives the work a title.
  public func isUntitled(_ work: Int) -> Bool {
    (merged.offsets[work]..<merged.offsets[work + 1]).allSatisfy {
      store.rows[Int(merged.records[Int($0)])].title == 0
    }
  }

  /// The identifiers of a work, as in ``Work``.
  ///
  /// - Complexity: O(*i* log *i*) for its identifiers; the rest of the work is not written out.
  public func identifiers(ofWork work: Int) -> [Identifier] {
    let all = merged.records(ofWork: work).flatMap { record in
      store.identifierRange(Int(record)).compactMap { store.identifier($0) }
    }
    return all.count > 1 ? Set(all).sorted() : all
  }

  /// The title, the abstract where there is none, and the keywords of a work, as in ``Work``.
  ///
  /// - Complexity: O(*e*) for its entries; the rest of the work is not written out.
  public func topic(
    ofWork work: Int
  ) -> (title: String?, abstract: String?, keywords: [String]) {
    let rows = rows(work)
    let title = rows.first { $0.row.title != 0 }.flatMap { store.texts.text($0.row.title) }
    let abstract =
      title == nil
      ? rows.first { $0.row.abstract != 0 }.flatMap { store.texts.text($0.row.abstract) } : nil
    return (title, abstract, keywords(rows))
  }

  /// A work.
  ///
  /// - Complexity: O(*e* + *a*) for its entries and authors.
  public subscript(work: Int) -> Work {
    let rows = rows(work)
    func first(_ column: (RecordStore.Row) -> UInt32) -> UInt32 {
      for row in rows where column(row.row) != 0 { return column(row.row) }
      return 0
    }
    let places = Int(authorOffsets[work])..<Int(authorOffsets[work + 1])
    let title = store.texts.text(first { $0.title })
    let records = Int(merged.offsets[work])..<Int(merged.offsets[work + 1])
    return Work(
      entries: rows.map {
        Provenance(
          source: Int(sources[$0.record]), line: Int($0.row.line), key: store.texts.text($0.row.key)
        )
      },
      mergeReasons: merged.reasons[records].dropFirst().map { MergedRecords.word($0) },
      identifiers: identifiers(ofWork: work),
      title: title, abstract: title == nil ? store.texts.text(first { $0.abstract }) : nil,
      date: date(rows), venue: store.terms.text(first { $0.venue }),
      type: store.terms.text(first { $0.type }), field: store.terms.text(first { $0.field }),
      keywords: keywords(rows),
      authors: authors[places].map { Int($0) },
      authorAffiliations: aligned(places) { store.terms.list($0) },
      authorCountries: aligned(places) { store.terms.countries($0) },
      unlistedAuthors: unlisted[work, default: []], repeatedAuthors: repeated[work, default: []],
      isIncomplete: incomplete[work], affiliations: store.terms.list(first { $0.affiliations }),
      citations: citations(rows), url: store.texts.text(first { $0.url }))
  }

  /// What is known of the affiliations of some authorships; empty where nothing is.
  private func aligned(_ places: Range<Int>, _ known: (UInt32) -> [String]) -> [[String]] {
    let lists = affiliations.isEmpty ? [] : affiliations[places].map(known)
    return lists.allSatisfy(\.isEmpty) ? [] : lists
  }

  private func rows(_ work: Int) -> [(record: Int, row: RecordStore.Row)] {
    merged.records(ofWork: work)
      .map { (Int($0), store.rows[Int($0)]) }
  }

  private func keywords(_ rows: [(record: Int, row: RecordStore.Row)]) -> [String] {
    let lists = rows.filter { $0.row.keywords != 0 }.map { store.terms.list($0.row.keywords) }
    return lists.count > 1 ? Keywords.distinct(Array(lists.joined())) : lists.first ?? []
  }

  /// The earliest year that an entry gives, with the most precise date of that year.
  private func date(_ rows: [(record: Int, row: RecordStore.Row)]) -> PartialDate? {
    let dates = rows.compactMap(\.row.date)
    guard let year = dates.map(\.year).min() else { return nil }
    let ofYear = dates.filter { $0.year == year }
    return ofYear.filter { $0.day != nil }.min() ?? ofYear.filter { $0.month != nil }.min()
      ?? ofYear.first
  }

  private func citations(
    _ rows: [(record: Int, row: RecordStore.Row)]
  ) -> (count: Int, source: Int)? {
    let stated = rows.filter { $0.row.citations != RecordStore.Row.unknown }
    guard let greatest = stated.map(\.row.citations).max(),
      let entry = stated.first(where: { $0.row.citations == greatest })
    else { return nil }
    return (Int(greatest), Int(sources[entry.record]))
  }
}
