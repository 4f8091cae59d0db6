import CollabCore

extension Reader {
  /// The XML of DBLP, whole or in pieces, and answers of its search.
  static let dblp = Reader(
    id: "dblp", summary: "DBLP XML, dump or search; answers of its API (JSON)",
    fileExtensions: ["xml", "json"],
    sniff: { head in
      if head.isJSON {
        return head.hasMember("hits") && head.hasMember("hit") && head.hasMember("info")
          ? .certain : .no
      }
      if head.contains("<dblp") { return .certain }
      let hasKeys = ["journals/", "conf/", "homepages/", "series/", "books/"].contains {
        head.contains("key=\"" + $0)
      }
      return hasKeys && head.contains("mdate=") ? .likely : .no
    },
    read: { input, sink in
      if input.bytes.first(where: { $0 > 0x20 }) == 0x7B {
        readDBLPAnswer(input, into: &sink)
        return
      }
      format.read(input, into: &sink, state: RecordWriter()) { writer, tape, line, sink in
        var impossible: ImpossibleValue?
        sink.withStore {
          impossible = DBLPWriter.write(tape, line: line, by: &writer, into: &$0)
        }
        if let impossible { sink.tell(of: impossible, line: line) }
      }
    })
}

private let format = XMLRecordFormat(
  id: "dblp",
  records: [
    "article", "inproceedings", "proceedings", "book", "incollection", "phdthesis",
    "mastersthesis", "www", "data", "person",
  ],
  names: Name.allCases.map { "\($0)" }, isFlat: true)

/// What is looked at, by its number on the tape.
private enum Name: Int32, CaseIterable {
  case author, title, year, journal, booktitle, ee, key, orcid, publtype
  case article, inproceedings, proceedings, book, incollection, phdthesis, mastersthesis, www, data
  case person

  /// The kind of work in CSL's words.
  var type: StaticString? {
    switch self {
    case .article: "article-journal"
    case .inproceedings: "paper-conference"
    case .proceedings, .book: "book"
    case .incollection: "chapter"
    case .phdthesis, .mastersthesis: "thesis"
    case .www: "webpage"
    case .data: "dataset"
    default: nil
    }
  }
}

/// Writes records straight into the store: DBLP is the largest input there is.
private struct DBLPWriter {
  /// Writes a record; not a home page, which stands for a person and is no work.
  ///
  /// - Returns: a year that cannot be.
  static func write(
    _ tape: XMLTape, line: Int, by writer: inout RecordWriter, into store: inout RecordStore
  ) -> ImpossibleValue? {
    let root = tape.nodes[0]
    var row = RecordStore.Row(line: UInt32(clamping: line))
    return tape.text.withUnsafeBufferPointer { text in
      tape.values.withUnsafeBufferPointer { values in
        let record = DBLPWriter(tape: tape, text: text, values: values)
        let name = Name(rawValue: root.name), key = record.attribute(.key, of: 0)
        let isHomePage = key.map { $0.starts(with: "homepages/".utf8) } ?? false
        if name == .person || name == .www && isHomePage { return nil }
        let impossible = record.write(&row, name, key: key, by: &writer, into: &store)
        store.close(row)
        return impossible
      }
    }
  }

  let tape: XMLTape
  let text: UnsafeBufferPointer<UInt8>
  let values: UnsafeBufferPointer<UInt8>

  private func write(
    _ row: inout RecordStore.Row, _ name: Name?, key: UnsafeBufferPointer<UInt8>?,
    by writer: inout RecordWriter, into store: inout RecordStore
  ) -> ImpossibleValue? {
    var impossible: ImpossibleValue?
    if let key {
      row.key = store.add(text: key)
      writer.identify("dblp", key, in: &store)
    }
    let isInformal = attribute(.publtype, of: 0).map { $0.starts(with: "informal".utf8) } ?? false
    if let type = isInformal ? "article" : name?.type {
      row.type = store.intern(
        term: UnsafeBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount))
    }
    var hasDOI = false
    var node = 1
    let end = Int(tape.nodes[0].end)
    while node < end {
      let bytes = content(node)
      switch Name(rawValue: tape.nodes[node].name) {
      case .author: write(author: node, bytes, by: &writer, into: &store)
      case .title:
        if isPlainText(bytes) {
          let stop =
            bytes.last == 0x2E && (bytes.count < 2 || bytes[bytes.count - 2] != 0x2E) ? 1 : 0
          row.title = store.add(text: UnsafeBufferPointer(rebasing: bytes.dropLast(stop)))
        } else if let title = element(node).stated {
          row.title = add(withoutFullStop(title), &store)
        }
      case .year:
        if let date = year(bytes) ?? PartialDate(text: element(node).text) {
          row.year = Int32(clamping: date.year)
        } else {
          impossible = ImpossibleValue(year: element(node).text, of: nil)
        }
      case .journal, .booktitle:
        if isPlainText(bytes) {
          row.venue = store.intern(term: bytes)
        } else if let venue = element(node).stated {
          row.venue = intern(venue, &store)
        }
      case .ee: write(address: bytes, &row, hasDOI: &hasDOI, by: &writer, into: &store)
      default: break
      }
      node = Int(tape.nodes[node].end)
    }
    return impossible
  }

  private func write(
    author node: Int, _ bytes: UnsafeBufferPointer<UInt8>, by writer: inout RecordWriter,
    into store: inout RecordStore
  ) {
    var identifiers: [UnsafeBufferPointer<UInt8>] = []
    var schemes: [StaticString] = []
    var name = bytes
    if bytes.count > 5, bytes[bytes.count - 5] == 0x20, bytes.suffix(4).allSatisfy(\.isDigit) {
      name = UnsafeBufferPointer(rebasing: bytes.dropLast(5))
      identifiers.append(bytes)
      schemes.append("dblp")
    }
    let orcid = attribute(.orcid, of: node)
    let isPlain = orcid.map(isORCID) ?? true
    if let orcid, isPlain {
      identifiers.append(orcid)
      schemes.append("orcid")
    }
    if isPlain,
      let mention = writer.naturalName(
        name, identifiers: identifiers, schemes: schemes, in: &store)
    {
      store.appendAuthor(mention)
    } else if let author = dblpPerson(element(node)) {
      store.appendAuthor(store.intern(mention: author))
    }
  }

  private func write(
    address bytes: UnsafeBufferPointer<UInt8>, _ row: inout RecordStore.Row, hasDOI: inout Bool,
    by writer: inout RecordWriter, into store: inout RecordStore
  ) {
    let isDOI = bytes.starts(with: "https://doi.org/10.".utf8)
    if isDOI, !hasDOI, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
      hasDOI = true
      writer.identify(
        "doi", UnsafeBufferPointer(rebasing: bytes.dropFirst(16)), lowercase: true, in: &store)
      if row.url == 0 { row.url = store.add(text: bytes) }
      return
    }
    let address = String(decoding: bytes, as: UTF8.self).collapsed
    var record = Record(line: 0)
    if address.contains("doi.org/10."), !hasDOI { record.identify(.doi, address) }
    if address.contains("arxiv.org/abs/") { record.identify(.arxiv, address) }
    record.link(address)
    hasDOI = hasDOI || record.identifiers.contains { $0.scheme == .doi }
    for identifier in record.identifiers {
      var text = identifier.description
      text.withUTF8 { store.append(identifier: $0) }
    }
    if row.url == 0, let url = record.url { row.url = add(url, &store) }
  }

  private func element(_ node: Int) -> XMLElement { XMLElement(tape: tape, node: node) }

  private func content(_ node: Int) -> UnsafeBufferPointer<UInt8> {
    let node = tape.nodes[node]
    return UnsafeBufferPointer(rebasing: text[Int(node.textStart)..<Int(node.textEnd)])
  }

  private func attribute(_ name: Name, of node: Int) -> UnsafeBufferPointer<UInt8>? {
    let node = tape.nodes[node]
    for index in Int(node.attributesStart)..<Int(node.attributesEnd)
    where tape.attributes[index].name == name.rawValue {
      let (_, start, end) = tape.attributes[index]
      return start < end ? UnsafeBufferPointer(rebasing: values[Int(start)..<Int(end)]) : nil
    }
    return nil
  }

  private func intern(_ text: String, _ store: inout RecordStore) -> UInt32 {
    var text = text
    return text.withUTF8 { store.intern(term: $0) }
  }

  private func add(_ text: String, _ store: inout RecordStore) -> UInt32 {
    var text = text
    return text.withUTF8 { store.add(text: $0) }
  }

  private func year(_ bytes: UnsafeBufferPointer<UInt8>) -> PartialDate? {
    guard bytes.count == 4, bytes.allSatisfy(\.isDigit) else { return nil }
    let year = bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return year >= 1000 && year < 3000 ? PartialDate(year) : nil
  }

  private func isORCID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 19
      && bytes.indices.allSatisfy { index in
        index % 5 == 4
          ? bytes[index] == 0x2D
          : bytes[index].isDigit || index == 18 && bytes[index] == 0x58
      }
  }
}

/// `John Langford 0001`: the number tells people of one name apart and is no part of it.
private func dblpPerson(_ element: XMLElement) -> Contributor? {
  var person = dblpPerson(element.text)
  if let orcid = element["orcid"].flatMap({ Identifier(.orcid, $0) }) {
    person?.identifiers.append(orcid)
  }
  return person
}

func dblpPerson(_ text: String) -> Contributor? {
  var words = text.split(separator: " ")
  var identifiers: [Identifier] = []
  if let last = words.last, last.utf8.count == 4, words.count > 1, last.utf8.allSatisfy(\.isDigit) {
    words.removeLast()
    if let id = Identifier(.dblp, text) { identifiers.append(id) }
  }
  return NameText.natural(words.joined(separator: " ")).map {
    Contributor($0, identifiers: identifiers)
  }
}

/// DBLP and PubMed end every title in a full stop.
func withoutFullStop(_ title: String) -> String {
  title.hasSuffix(".") && !title.hasSuffix("..") ? String(title.dropLast()) : title
}
