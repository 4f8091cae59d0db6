import CollabCore

/// An input as its reader understood it, before anything is merged.
public struct ReadSource: Sendable {
  /// What the input is.
  public var source: Source
  /// What its reader found.
  public var content: RecordSink

  /// Creates a read source.
  public init(source: Source, content: RecordSink) {
    self.source = source
    self.content = content
  }
}

extension Bibliography {
  /// Merges what was read into works and people.
  ///
  /// The order of `inputs` does not matter: they are taken by name and then by content.
  ///
  /// - Parameters:
  ///   - inputs: what was read.
  ///   - policy: which names are one person.
  ///   - rulings: the user's rulings on people, works and places.
  ///   - model: what evidence weighed before; `nil` learns it. It is learnt anew, too, where the
  ///     corpus has grown or shrunk by more than a tenth.
  ///   - kept: who stood where when the same was merged before; an empty one asks for
  ///     ``IdentityFindings/kept``.
  ///   - detail: which decisions on people are kept with their reasons.
  ///   - comparesRulings: whether people are also resolved without the rulings, to say which of
  ///     them change nothing.
  ///   - comparesPolicies: whether it is counted whom other policies would take for one person.
  ///   - threshold: the log-odds above which evidence joins.
  ///   - execution: threads, progress and cancellation.
  /// - Complexity: O(*r* log *r* + *a*) for *r* records and *a* authorships.
  public init(
    merging inputs: [ReadSource], names policy: NamePolicy = .resolve,
    rulings: Rulings = Rulings(), model: IdentityModel? = nil, people kept: KeptPeople? = nil,
    detail: IdentityDetail = .none,
    comparesRulings: Bool = false, comparesPolicies: Bool = false,
    threshold: Double = IdentityFindings.threshold,
    execution: Execution = .serial
  ) throws(Cancellation) {
    self.init()
    var inputs = inputs
    inputs.sort {
      ($0.source.name, $0.source.sha256, $0.source.format)
        < ($1.source.name, $1.source.sha256, $1.source.format)
    }
    VOSviewerFiles.join(&inputs)
    sources = inputs.map(\.source)
    diagnostics = inputs.flatMap(\.content.diagnostics)
    var store = RecordStore(), sourceOf: [UInt32] = []
    var figures: [(mention: UInt32, source: Int, figure: ReportedFigure)] = []
    var stated: [StatedTie] = [], isolated: [String] = []
    for index in inputs.indices {
      let content = inputs[index].content
      inputs[index].content = RecordSink(file: content.file)
      sourceOf += repeatElement(UInt32(index), count: content.store.count)
      store.append(contentsOf: content.store)
      figures += content.reported.map {
        (store.intern(mention: Contributor($0.person)), index, $0)
      }
      stated += content.ties
      isolated += content.isolated
    }
    entryCount = store.count
    var labels: [String: UInt32] = [:]
    let labelMention = { (label: String) in
      if let known = labels[label] { return known }
      let mention = store.intern(label: label)
      labels[label] = mention
      return mention
    }
    var tied = stated.map { (a: labelMention($0.a), b: labelMention($0.b), weight: $0.weight) }
    for label in isolated { _ = labelMention(label) }

    let keys = try NameKeys(store.mentions, execution: execution)
    let files = sources.map(\.name)
    var merger = try WorkMerger(
      store: store, sources: sourceOf, files: files, names: keys, execution: execution)
    let merged = merger.merge()
    var bylines = BylineMerger(store: store, names: keys)
    store = RecordStore()
    var offsets: [UInt32] = [0], authorships: [RecordStore.Authorship] = []
    var incomplete: [Bool] = [], unlistedCounts: [Int: Int] = [:]
    for work in 0..<merged.offsets.count - 1 {
      let records = merged.records(ofWork: work)
      if records.count == 1, let record = records.first,
        bylines.store.rows[Int(record)].owner == 0
      {
        // Nothing to complete, as nearly always.
        authorships += bylines.store.authorships[bylines.store.byline(Int(record))]
        offsets.append(UInt32(authorships.count))
        incomplete.append(bylines.store.rows[Int(record)].bylineIsCut)
        continue
      }
      let byline = bylines.byline(of: records)
      authorships += byline.authors
      offsets.append(UInt32(authorships.count))
      incomplete.append(byline.isIncomplete)
      if byline.unlistedOwners > 0 { unlistedCounts[work] = byline.unlistedOwners }
    }
    let place = { [rows = bylines.store.rows, files] (record: UInt32) in
      (file: files[Int(sourceOf[Int(record)])], line: Int(rows[Int(record)].line))
    }
    let told = merger.diagnostics + bylines.messages { "\(place($0).file):\(place($0).line)" }
    diagnostics += told.map { record, message in
      Diagnostic(
        message.id, message.severity, message.message, file: place(record).file,
        line: place(record).line)
    }
    let ruled = RulingBinder(
      rulings, store: bylines.store, names: bylines.names, authorships: authorships,
      offsets: offsets, merged: merged, others: figures.map(\.mention) + labels.values,
      labels: labels, unlistedCounts: unlistedCounts)
    let unruled = rulings.isEmpty ? nil : (authorships: authorships, offsets: offsets)
    if unruled != nil {
      (authorships, offsets, unlistedCounts) =
        (ruled.authorships, ruled.offsets, ruled.unlistedCounts)
      bylines = BylineMerger(store: ruled.store, names: ruled.names)
      figures = figures.map { (ruled.current($0.mention), $0.source, $0.figure) }
        .filter { !ruled.nobodies.contains($0.mention) }
      labels = labels.filter { !ruled.nobodies.contains($0.value) }
      tied.removeAll { ruled.nobodies.contains($0.a) || ruled.nobodies.contains($0.b) }
    }
    var isUsed = [Bool](repeating: false, count: bylines.names.count)
    for authorship in authorships { isUsed[Int(authorship.mention)] = true }
    for figure in figures { isUsed[Int(figure.mention)] = true }
    for mention in labels.values { isUsed[Int(mention)] = true }
    let used = isUsed.indices.filter { isUsed[$0] }.map { UInt32($0) }
    var resolver = PeopleResolver(
      store: bylines.store, names: bylines.names, authorships: authorships, offsets: offsets,
      used: used, policy: policy, rulings: ruled.bound)
    // What spelling alone leaves open stays a suggestion where evidence does not join it.
    var bySpelling = policy.usesEvidence ? resolver.following(.standard) : nil
    let undecided = comparesPolicies ? resolver : nil
    resolver.resolve()
    bySpelling?.resolve()
    let suggestions = (bySpelling ?? resolver).suggestions
    let identities =
      policy.usesEvidence
      ? try resolver.identities(
        of: merged, model: model, kept: rulings.rulings.isEmpty && detail == .none ? kept : nil,
        detail: detail, threshold: threshold, execution: execution) : nil
    let (people, personOf, personAt) = try People.make(
      from: &resolver, representatives: identities?.representatives, works: merged,
      execution: execution)
    if let undecided {
      policies = PolicyComparison.policies.filter { $0 != policy }.map { other in
        var resolved = undecided.following(other)
        if other == .standard, let bySpelling { resolved = bySpelling } else { resolved.resolve() }
        return PolicyComparison(
          resolved, mentions: authorships.lazy.map(\.mention), people: personAt)
      }
    }
    diagnostics += rulings.diagnostics + ruled.bound.diagnostics + resolver.contradictions
    if let query = identities?.resolver.nameQuery, let identities {
      let mention = authorships[Int(identities.places[Int(query.place)])].mention
      diagnostics.append(query.note(bylines.store.contributor(mention)?.name.display ?? ""))
    }
    if policy != .resolve || identities?.resolver.model.isLearnt == false {
      diagnostics += ruled.bound.unlisted
    }
    if let unruled, comparesRulings {
      var plain = PeopleResolver(
        store: bylines.store, names: bylines.names, authorships: unruled.authorships,
        offsets: unruled.offsets, used: Set(unruled.authorships.map(\.mention)).sorted(),
        policy: policy, rulings: BoundRulings())
      plain.resolve()
      let people =
        policy.usesEvidence
        ? try plain.identities(
          of: merged, model: model, detail: .none, execution: execution
        ).representatives
        : unruled.authorships.map { UInt32(plain.sets.find(Int($0.mention))) }
      diagnostics += ruled.redundant(people, before: unruled.authorships)
    }
    identity = identities.map { identities in
      IdentityFindings(identities, personAt: personAt) {
        [store = bylines.store, authorships] place in
        store.contributor(authorships[place].mention)?.name.display ?? ""
      }
    }
    self.people = people
    works = Works(store: bylines.store, sources: sourceOf, merged: merged)
    works.dropped = ruled.dropped
    works.takeAuthors(
      authorships, offsets: offsets, personAt: personAt, unlistedCounts: unlistedCounts)
    works.incomplete = incomplete
    self.rulings = ruled.bound
    institutionRulings = rulings.institutions
    if detail != .none {
      places = PlacesOfBylines(
        mentions: authorships.map(\.mention), people: personAt, offsets: offsets)
    }
    ties = mergedTies(tied.map { (Int(personOf[Int($0.a)]), Int(personOf[Int($0.b)]), $0.weight) })
    let loops = tied.count { personOf[Int($0.a)] == personOf[Int($0.b)] }
    if loops > 0 {
      diagnostics.append(
        Diagnostic(
          "merge.loop", .note,
          "\(loops == 1 ? "1 tie joins" : "\(loops) ties join") two names of one person: left out"))
    }
    reported = figures.map { (Int(personOf[Int($0.mention)]), $0.source, $0.figure) }
    suggestionSearch = SuggestionSearch(
      known: suggestions.map { suggestion in
        Suggestion(
          people: Set(suggestion.mentions.map { Int(personOf[Int($0)]) }).sorted(),
          id: suggestion.id, reason: suggestion.reason)
      }.filter { $0.people.count > 1 })
  }
}

/// Adds up parallel ties in the order of the inputs and leaves loops out.
private func mergedTies(
  _ ties: [(a: Int, b: Int, weight: Double)]
) -> [(a: Int, b: Int, weight: Double)] {
  var result: [(a: Int, b: Int, weight: Double)] = []
  let ordered = ties.indices.filter { ties[$0].a != ties[$0].b }
    .map { (low: min(ties[$0].a, ties[$0].b), high: max(ties[$0].a, ties[$0].b), order: $0) }
    .sorted { $0 < $1 }
  for tie in ordered {
    let weight = ties[tie.order].weight
    if let last = result.last, last.a == tie.low, last.b == tie.high {
      result[result.count - 1].weight += weight
    } else {
      result.append((tie.low, tie.high, weight))
    }
  }
  return result
}

extension Works {
  /// Takes the bylines over as people, each once a work.
  fileprivate mutating func takeAuthors(
    _ authorships: [RecordStore.Authorship], offsets: [UInt32], personAt: [UInt32],
    unlistedCounts: [Int: Int]
  ) {
    let hasAffiliations = authorships.contains { $0.affiliations != 0 }
    authors.reserveCapacity(authorships.count)
    authorOffsets.reserveCapacity(offsets.count)
    for work in 0..<offsets.count - 1 {
      let first = authors.count
      let range = Int(offsets[work])..<Int(offsets[work + 1])
      var seen: Set<UInt32> = []
      for place in range {
        let person = personAt[place]
        let isNew =
          range.count <= 16
          ? !authors[first...].contains(person) : seen.insert(person).inserted
        if isNew {
          authors.append(person)
          if hasAffiliations { affiliations.append(authorships[place].affiliations) }
          if place >= range.upperBound - unlistedCounts[work, default: 0] {
            unlisted[work, default: []].append(Int(person))
          }
        } else if repeated[work]?.contains(Int(person)) != true {
          repeated[work, default: []].append(Int(person))
        }
      }
      authorOffsets.append(UInt32(authors.count))
    }
  }
}
