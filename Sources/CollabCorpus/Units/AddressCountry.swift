import CollabBibliography

/// The country of an affiliation as papers print it.
enum AddressCountry {
  /// The country that the end of an address names, as a code of ISO 3166-1; `nil` where none is
  /// certain. A name or a code that may mean something else, such as `Georgia`, `Korea` or `CA`,
  /// is not taken.
  ///
  /// - Complexity: O(length).
  static func code(in address: String) -> String? {
    let parts = parts(of: address)
    guard let last = parts.last else { return nil }
    if let code = code(of: last) { return code }
    let words = last.split { $0.isWhitespace || $0 == "." && !last.contains("U.") }
    if let open = last.lastIndex(of: "("), last.hasSuffix(")") {
      return code(of: String(last[last.index(after: open)...].dropLast()))
    }
    // "Tianjin 300072, Peoples R China" and "Boston, MA 02115 USA": postcodes may stand before.
    for start in words.indices.dropFirst() {
      let rest = words[start...].joined(separator: " "), before = words[..<start]
      let isAbbreviation = abbreviations.contains(rest)
      let followsCode =
        before.contains { $0.contains(where: \.isNumber) }
        || before.count == 1 && states.contains(String(before[0]))
      if isAbbreviation || followsCode, let code = code(of: rest) { return code }
    }
    if words.count == 2, states.contains(String(words[0])),
      !statesWithForeignPostcodes.contains(String(words[0])),
      words[1].split(separator: "-").first?.count == 5,
      words[1].allSatisfy({ $0.isNumber || $0 == "-" })
    {
      return "US"
    }
    return words.isEmpty || fold(last) != "georgia" ? nil : georgia(parts)
  }

  /// Whether a text is nothing but the name or the code of a country.
  static func isCountry(_ text: String) -> Bool { code(of: text) != nil || text.isCode }

  /// The country of a name, or of a code that stands for nothing else.
  static func code(of text: String) -> String? {
    let text = text.trimmed
    if text.isCode { return ambiguousCodes.contains(text) ? nil : text }
    return codes[fold(text)]
  }

  /// The parts of an address between commas, without addresses of mail.
  private static func parts(of address: String) -> [String] {
    let text = address.split(separator: "Electronic address").first.map(String.init) ?? address
    return text.split { $0 == "," || $0 == ";" || $0.isNewline }
      .map { part in
        part.split(whereSeparator: \.isWhitespace).filter { !$0.contains("@") }
          .joined(separator: " ").droppingEndPunctuation
      }
      .filter { !$0.isEmpty }
  }

  private static func georgia(_ parts: [String]) -> String? {
    parts.dropLast().contains { ["tbilisi", "batumi", "kutaisi"].contains(fold($0)) } ? "GE" : nil
  }

  private static func fold(_ text: String) -> String {
    Folding.key(text.replacing("&", with: " and "))
  }

  private static let abbreviations: Set<String> = ["USA", "U.S.A", "UK", "U.K", "PRC", "UAE"]

  /// Codes that are those of states and provinces, too.
  private static let ambiguousCodes: Set<String> = states.union([
    "NL", "NU", "PE", "SK", "SA", "YT",
  ])

  /// The states of the United States by their codes.
  static let states = Set(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY
    NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Those whose code is that of a country with postcodes of five digits.
  private static let statesWithForeignPostcodes: Set<String> = [
    "DE", "ID", "IL", "LA", "MA", "ME", "MN", "NC", "SD", "VA",
  ]

  /// Names of countries, folded, with their codes.
  private static let codes: [String: String] = {
    var result: [String: String] = [:]
    for (code, name) in Countries.all { result[fold(name)] = code }
    for line in variants.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: ":")
      for name in words[1].split(separator: ";") { result[fold(String(name))] = String(words[0]) }
    }
    for name in ["Georgia", "Congo", "Korea", "Saint Martin"] { result[fold(name)] = nil }
    return result
  }()

  private static let variants = """
    AE: UAE; U Arab Emirates
    AT: Österreich; Republic of Austria
    BA: Bosnia; Bosnia-Herzegovina; Bosnia & Herceg
    BE: Belgique; België; Belgien
    BN: Brunei Darussalam
    BO: Plurinational State of Bolivia
    BR: Brasil
    CD: Democratic Republic of the Congo; Democratic Republic of Congo; DRC; Dem Rep Congo
    CG: Republic of the Congo; Republic of Congo
    CH: Schweiz; Suisse; Svizzera
    CI: Ivory Coast
    CN: P.R. China; P. R. of China; PRC; People's Republic of China; Peoples R China
    CN: People's Republic of China (PRC); China (PRC); Mainland China
    CV: Cape Verde
    CZ: Czech Republic
    DE: Deutschland; Federal Republic of Germany; BRD
    DK: Danmark
    ES: España
    FI: Suomi
    GB: UK; Great Britain; England; Scotland; Wales; Northern Ireland; Britain; North Ireland
    GR: Hellas
    HK: Hong Kong SAR; Hong Kong SAR China
    IE: Republic of Ireland; Eire
    IR: Islamic Republic of Iran; IR Iran
    IT: Italia
    KP: DPR Korea; Democratic People's Republic of Korea; DPRK
    KR: Republic of Korea; S. Korea; Rep. of Korea; Korea Republic; Korea South
    LA: Lao PDR; Lao People's Democratic Republic
    MD: Republic of Moldova
    MK: Macedonia; Republic of Macedonia; Republic of North Macedonia
    MM: Burma
    MO: Macau; Macao SAR
    MX: Méx.
    NL: The Netherlands; Holland; Nederland; Netherland
    NO: Norge
    PL: Polska
    PS: State of Palestine; Palestinian Territory; Palestinian Territories
    RS: Republic of Serbia
    RU: Russian Federation
    SA: Kingdom of Saudi Arabia; KSA
    SE: Sverige
    SG: Republic of Singapore
    SI: Republic of Slovenia
    SK: Slovak Republic
    SY: Syrian Arab Republic
    SZ: Swaziland
    TL: East Timor
    TR: Turkey; Turkiye; Republic of Turkey
    TW: Taiwan R.O.C.; Taiwan ROC
    TZ: United Republic of Tanzania
    US: USA; U.S.A.; U.S.; United States of America; The United States
    US: Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Florida; Hawaii; Idaho
    US: Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts
    US: Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire
    US: New Jersey; New Mexico; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania
    US: Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia
    US: West Virginia; Wisconsin; Wyoming; Washington DC; Washington D.C.
    VN: Viet Nam
    XK: Kosovo; Republic of Kosovo
    """
}

extension String {
  /// Whether it is a code of ISO 3166-1 in capitals.
  var isCode: Bool {
    utf8.count == 2 && utf8.allSatisfy { 0x41...0x5A ~= $0 } && Countries.name(of: self) != self
  }

  /// Without blanks and punctuation at its end, but for a closing bracket with its opening one.
  var droppingEndPunctuation: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace || ".,:;-–·*†‡".contains(last) {
      text = text.dropLast()
    }
    return String(text)
  }
}
