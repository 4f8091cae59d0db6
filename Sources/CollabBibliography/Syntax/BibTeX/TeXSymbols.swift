/// What TeX's commands stand for.
enum TeXSymbols {
  /// Accents over and under a letter, as combining marks.
  static let accents: [String: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}",
    ".": "\u{307}", "\"": "\u{308}", "h": "\u{309}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}",
    "U": "\u{30E}", "G": "\u{30F}", "f": "\u{311}", "d": "\u{323}", "textsubring": "\u{325}",
    "textcommabelow": "\u{326}", "c": "\u{327}", "k": "\u{328}", "b": "\u{331}", "t": "\u{361}",
    "textcommaabove": "\u{313}", "textgravedbl": "\u{30F}", "cyrbreve": "\u{306}",
    "textvbaraccent": "\u{30D}", "textdoublegrave": "\u{30F}", "acute": "\u{301}",
    "grave": "\u{300}", "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}",
    "widetilde": "\u{303}", "bar": "\u{304}", "overline": "\u{305}", "breve": "\u{306}",
    "dot": "\u{307}", "ddot": "\u{308}", "mathring": "\u{30A}", "check": "\u{30C}",
    "vec": "\u{20D7}",
  ]

  private static let dropped: Set<String> = [
    "hspace", "vspace", "label", "cite", "citep", "citet", "color", "fontsize",
    "phantom", "hphantom", "vphantom", "href", "textcolor", "bibinfo", "bibfield", "bibnamefont",
    "bibfnamefont", "sortas", "switchargs", "hskip", "thanks", "footnote",
  ]

  /// Commands that only say how their argument looks, or nothing.
  static let styles: Set<String> = [
    "emph", "em", "textit", "it", "itshape", "textsl", "sl", "textbf", "bf", "bfseries", "textsc",
    "sc", "scshape", "texttt", "tt", "ttfamily", "textsf", "sf", "textrm", "rm", "rmfamily",
    "textup", "textmd", "textnormal", "normalfont", "underline", "uline", "text", "mbox", "hbox",
    "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak", "mathscr",
    "cal", "bm", "boldsymbol", "pmb", "operatorname", "mathop", "mathord", "ensuremath",
    "displaystyle", "textstyle", "scriptstyle", "left", "right", "big", "Big", "bigl", "bigr",
    "Bigl", "Bigr", "limits", "nolimits", "frac", "tfrac", "dfrac", "binom", "textsuperscript",
    "textsubscript", "sp", "sb", "tiny", "scriptsize", "footnotesize", "small", "normalsize",
    "large", "Large", "LARGE", "huge", "Huge", "uppercase", "lowercase", "MakeUppercase",
    "MakeLowercase", "url", "path", "nolinkurl", "relax", "null", "protect", "nobreak",
    "linebreak", "allowbreak", "break", "noindent", "nocase", "enquote", "textquote", "mkbibquote",
    "mkbibemph", "foreignlanguage", "ignorespaces", "unskip", "thinspace", "negthinspace", "kern",
    "selectlanguage", "textcyr", "xspace", "hyp", "natexlab", "and", "And", "AND",
  ]

  /// Whether a command's argument is no text. Files call the command by which they sort as they like:
  /// `\noopsort`, `\SortNoop`, `\NOOP`.
  static func isDropped(_ command: String) -> Bool {
    dropped.contains(command) || command.utf8.count >= 4 && command.lowercased().contains("noop")
  }

  /// Whether what a command stands for is known.
  static func isKnown(_ command: String) -> Bool {
    symbols[command] != nil || accents[command] != nil || styles.contains(command)
      || isDropped(command)
  }

  /// Letters and signs.
  static let symbols: [String: String] = {
    var table: [String: String] = [
      // Letters.
      "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
      "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
      "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
      "textschwa": "ə", "textcrh": "ħ", "textcrb": "ƀ", "hbar": "ħ", "textphi": "ɸ",
      // Signs.
      "&": "&", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
      "textunderscore": "_", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
      "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
      "textquotesingle": "'", "textquotedbl": "\"", "quotesinglbase": "‚", "quotedblbase": "„",
      "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
      "textexclamdown": "¡", "textquestiondown": "¿", "textbar": "|", "textless": "<",
      "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{",
      "rbrace": "}", "textdollar": "$", "textsection": "§", "S": "§", "textparagraph": "¶",
      "P": "¶", "dag": "†", "textdagger": "†", "ddag": "‡", "textdaggerdbl": "‡",
      "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
      "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥",
      "textcent": "¢", "textdegree": "°", "degree": "°", "textpm": "±", "pm": "±", "mp": "∓",
      "times": "×", "texttimes": "×", "div": "÷", "textdiv": "÷", "cdot": "·",
      "textperiodcentered": "·", "bullet": "•", "textbullet": "•", "ldots": "…", "dots": "…",
      "textellipsis": "…", "cdots": "⋯", "textmu": "µ", "textordfeminine": "ª",
      "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
      "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "slash": "/",
      "textasteriskcentered": "*", "textnumero": "№", "textperthousand": "‰", "prime": "′",
      "textprime": "′", "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ",
      // Mathematics.
      "infty": "∞", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
      "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫",
      "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "cup": "∪",
      "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "partial": "∂", "nabla": "∇",
      "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "to": "→", "rightarrow": "→",
      "leftarrow": "←", "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓",
      "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "mapsto": "↦", "otimes": "⊗",
      "oplus": "⊕", "perp": "⊥", "parallel": "∥", "mid": "|", "vert": "|", "langle": "⟨",
      "rangle": "⟩", "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "star": "⋆", "ast": "∗", "circ": "∘",
      "wedge": "∧", "vee": "∨", "neg": "¬", "angle": "∠", "triangle": "△", "varnothing": "∅",
      "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan",
      "max": "max", "min": "min", "lim": "lim", "sup": "sup", "inf": "inf", "det": "det",
      "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    ]
    let greek: [(String, String, String)] = [
      ("alpha", "α", ""), ("beta", "β", ""), ("gamma", "γ", "Γ"), ("delta", "δ", "Δ"),
      ("epsilon", "ϵ", ""), ("varepsilon", "ε", ""), ("zeta", "ζ", ""), ("eta", "η", ""),
      ("theta", "θ", "Θ"), ("vartheta", "ϑ", ""), ("iota", "ι", ""), ("kappa", "κ", ""),
      ("lambda", "λ", "Λ"), ("mu", "μ", ""), ("nu", "ν", ""), ("xi", "ξ", "Ξ"), ("pi", "π", "Π"),
      ("rho", "ρ", ""), ("sigma", "σ", "Σ"), ("tau", "τ", ""), ("upsilon", "υ", "Υ"),
      ("phi", "ϕ", "Φ"), ("varphi", "φ", ""), ("chi", "χ", ""), ("psi", "ψ", "Ψ"),
      ("omega", "ω", "Ω"),
    ]
    for (name, small, capital) in greek {
      table[name] = small
      table["text" + name] = small
      if !capital.isEmpty { table[name.prefix(1).uppercased() + name.dropFirst()] = capital }
    }
    return table
  }()
}
