/// The words by which ``Byline`` tells what is no name.
extension Byline {
  static let ellipses: Set<Character> = ["…", "⋯", "‥"]

  /// Without points, in small letters.
  static let more: Set<String> = [
    "et al", "etal", "et alii", "et alia", "et aliae", "et others", "others", "and al",
    "et coll", "among others", "many others", "several others", "und andere", "u andere",
    "et autres", "y otros", "y cols", "e outros", "e altri", "i inni", "i in", "i dr", "и др",
    "и другие", "等", "等人", "ほか",
  ]
  /// Marks that are names or initials where they are written in capitals.
  static let moreIfSmall: Set<String> = ["u a", "more", "al", "al et", "and more", "m fl", "e a"]
  static let joiners: Set<String> = ["and", "plus", "with", "und"]
  static let counts: Set<String> = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "several", "many", "some",
  ]
  static let moreNouns: Set<String> = [
    "more", "others", "other", "authors", "additional", "more authors", "other authors",
    "additional authors", "further authors", "coauthors", "co authors", "more coauthors",
    "more names",
    "weitere", "andere", "autres", "otros", "outros", "altri",
  ]
  /// The last words of marks at the end of a text.
  static let lastWords: Set<String> = [
    "al", "etal", "alii", "alia", "aliae", "others", "other", "more", "authors", "additional",
    "coauthors", "names", "ua", "a", "andere", "weitere", "autres", "otros", "cols", "coll",
    "outros", "altri", "inni", "in", "dr", "др", "другие", "et", "fl",
  ]

  static let unnamed: Set<String> = [
    "anonymous", "anon", "anonym", "anonyme", "anonymus", "anónimo", "anonimo", "anonymous author",
    "anonymous authors", "anonymous author s", "anonymous submission", "no authors listed",
    "no author listed", "no author name available", "no author names available", "no author",
    "no authors", "no author given", "no author specified", "author unknown", "authors unknown",
    "unknown author", "unknown authors", "author not known", "unknown", "unbekannt", "inconnu",
    "desconocido", "author", "authors", "s n", "sine nomine", "n n", "n a", "not available",
    "not applicable", "not given", "not listed", "not specified", "not known", "none", "nil",
    "null", "undefined", "various", "various authors", "佚名", "匿名",
  ]
  static let pages: Set<String> = ["page", "pages", "pp", "figure", "figures", "table", "tables"]
  static let memberships: Set<String> = [
    "senior", "student", "graduate", "life", "associate", "affiliate", "honorary", "founding",
    "ieee", "acm",
  ]
  static let societies: Set<String> = [
    "ieee", "acm", "osa", "optica", "siam", "aaai", "iet", "aps", "asme", "spie",
  ]
  /// Titles that a name has not by chance, without points.
  static let certain: Set<String> = [
    "phd", "dphil", "dsc", "scd", "mph", "msc", "bsc", "mphil", "mbbs", "mbchb", "dvm", "vmd",
    "pharmd", "psyd", "drph", "frcp", "frcs", "frcpc", "frcsc", "facs", "facp", "faan", "mba",
    "msn",
    "bsn", "esq", "dds", "dmd", "mscph", "mres", "llm",
  ]
  static let possible: Set<String> = ["md", "ma", "ms", "ba", "bs", "rn", "do", "jd"]

  /// Words that send a name through the rules; see ``PlainWords``.
  static let ruled = NameParser.collectives.union(NameParser.seats)
    .union(NameParser.loneCollectives).union(titles)
    .union(NameMarks.honorifics).union(["by", "nan"])
    // The last words of countries, and endings of addresses.
    .union(NameParser.countries.map { String($0.split(separator: " ").last ?? "") })

  private static let titles = Set(
    """
    and anonymous anon anonym anonyme anonymus anonimo unknown unbekannt author authors others none
    nil null undefined various member fellow al alii listed submission ieee s.n n.n n.a phd ph.d dphil
    d.phil dsc d.sc msc m.sc bsc b.sc mph m.p.h mbbs mba dvm pharmd psyd drph
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
