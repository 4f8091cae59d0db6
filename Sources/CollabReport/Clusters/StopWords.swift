/// Words that say nothing of a topic, by language: function words, and the small change of titles.
struct StopWords: Sendable {
  /// A language by its bit; a text is of the language of most of its function words.
  typealias Languages = UInt8

  /// The languages of the first words of the table that it was made with; 0 for none.
  private let languages: [Languages]
  private static let lists: [(words: String, isEverywhere: Bool)] = [
    (english, false), (german, false), (french, false), (spanish, false), (italian, false),
    (portuguese, false), (dutch, false), (everywhere, true),
  ]

  /// Puts the words into a table, which must be empty.
  init(into table: inout WordTable) {
    var languages: [Languages] = []
    for (index, list) in Self.lists.enumerated() {
      for word in list.words.split(separator: " ") {
        let number = table.number(of: Array(word.utf8)[...])
        if number == languages.count { languages.append(0) }
        languages[number] |= list.isEverywhere ? .max : 1 << index
      }
    }
    self.languages = languages
  }

  /// The language of a text: that of most of its words, of equal ones the first; English where no
  /// word tells.
  func language(of tokens: [TopicText.Token]) -> Languages {
    var best: (count: Int, language: Languages) = (0, 1)
    guard tokens.contains(where: { $0.word < languages.count }) else { return best.language }
    for index in 0..<(Self.lists.count - 1) {
      let language: Languages = 1 << index
      let count = tokens.count { holds($0.word, in: language) }
      if count > best.count { best = (count, language) }
    }
    return best.language
  }

  func holds(_ word: Int, in language: Languages) -> Bool {
    word < languages.count && languages[word] & language != 0
  }

  private static let english = """
    a about above across after against all along also among an and any are around as at based be \
    been before being beneath between beyond both but by can case could do does doing done down \
    during each either else even ever every few for from further get gets had has have having here \
    how however if in into is it its itself just less let like make makes many may might more most \
    much must near need needs neither no nor not now of off on once one only onto or other others \
    our out over own per rather same shall should since so some still such than that the their them \
    then there these they this those through thus to too toward towards two under until up upon us \
    use used using very via was way we well were what when where whether which while who whom whose \
    why will with within without would yet you your three four five first second new novel non part \
    approach approaches analysis effect effects method methods paper results review study studies \
    survey case towards case
    """
  private static let german = """
    aber als am an auch auf aus bei beim bis das dass dem den der des die durch ein eine einem einen \
    einer eines für gegen ihre ihrer im in ist kein keine mit nach nicht oder ohne seine seiner sich \
    sind sowie über um und unter vom von vor wie wird werden zu zum zur zwischen beitrag beiträge \
    neue neuen untersuchung untersuchungen
    """
  private static let french = """
    à au aux avec ce ces cette chez comme dans de des dont du elle en entre est et il la le les leur \
    leurs mais ou où par pas plus pour que qui quoi sa sans se ses son sont sous sur un une vers \
    analyse approche étude méthode nouveau nouvelle
    """
  private static let spanish = """
    al como con de del desde el en entre es hacia hasta la las lo los más no o para por que se sin \
    sobre son su sus un una unas unos y análisis estudio método nueva nuevo
    """
  private static let italian = """
    a ai al alla alle come con da dal dalla de degli dei del della delle dello di e è fra gli i il in \
    la le lo nei nel nella nelle nello non o per più sono su sul sulla tra un una uno analisi metodo \
    nuova nuovo studio
    """
  private static let portuguese = """
    a ao aos as às com como da das de do dos e é em entre mais na nas no nos o os ou para por que são \
    se sem seu sobre sua um uma análise estudo método nova novo
    """
  private static let dutch = """
    aan als bij de deze die dit door een en het in is met naar niet of om onder ook op over te tot \
    tussen uit van voor wordt worden zijn
    """
  private static let everywhere = """
    comment corrigendum erratum editorial foreword introduction preface reply van von der
    """
}
