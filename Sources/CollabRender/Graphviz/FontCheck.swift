internal import CGraphviz
import CollabCore
import Foundation

/// Whether names of each script can be drawn, and from which font they are taken.
enum FontCheck {
  /// A script, a name of many in it, and the packages that bring a font.
  private static let scripts: [(name: String, sample: String, debian: String, homebrew: String)] = [
    ("Latin", "Łukasz Nguyễn", "fonts-dejavu-core", "font-dejavu"),
    ("Greek", "Παπαδόπουλος", "fonts-dejavu-core", "font-dejavu"),
    ("Cyrillic", "Иванов", "fonts-dejavu-core", "font-dejavu"),
    ("Armenian", "Պետրոսյան", "fonts-dejavu-core", "font-noto-sans-armenian"),
    ("Georgian", "გელაშვილი", "fonts-dejavu-core", "font-noto-sans-georgian"),
    ("Hebrew", "כהן", "fonts-noto-core", "font-noto-sans-hebrew"),
    ("Arabic", "محمد", "fonts-noto-core", "font-noto-sans-arabic"),
    ("Devanagari", "शर्मा", "fonts-noto-core", "font-noto-sans-devanagari"),
    ("Bengali", "রহমান", "fonts-noto-core", "font-noto-sans-bengali"),
    ("Tamil", "குமார்", "fonts-noto-core", "font-noto-sans-tamil"),
    ("Telugu", "రెడ్డి", "fonts-noto-core", "font-noto-sans-telugu"),
    ("Thai", "สมชาย", "fonts-noto-core", "font-noto-sans-thai"),
    ("Ethiopic", "አበበ", "fonts-noto-core", "font-noto-sans-ethiopic"),
    ("Han", "王李张陳", "fonts-noto-cjk", "font-noto-sans-cjk"),
    ("Kana", "さとうサトウ", "fonts-noto-cjk", "font-noto-sans-cjk"),
    ("Hangul", "김이박", "fonts-noto-cjk", "font-noto-sans-cjk"),
  ]

  /// One part a script. Graphviz says whether all its glyphs are there; Fontconfig, where the
  /// system has it, says which family has them.
  static func parts() -> [SystemPart] {
    scripts.map { script in
      let missing = try? TextMetrics.missingGlyphs(in: [script.sample])
      let isMissing = missing?.isEmpty != true
      return SystemPart(
        .font, script.name, isMissing ? nil : family(for: script.sample),
        isMissing: isMissing, debian: script.debian, homebrew: script.homebrew)
    }
  }

  /// The family that a text of the usual typefaces is taken from; `nil` where it is not known.
  private static func family(for text: String) -> String? {
    let families = TextMetrics.fonts.split(separator: ",").map { strdup(String($0)) }
    defer { for family in families { free(family) } }
    let names = families.map { UnsafePointer($0) }
    let scalars = text.unicodeScalars.filter { $0 != " " }.map(\.value)
    var name = [CChar](repeating: 0, count: 256)
    guard
      collab_font_family(names, names.count, scalars, scalars.count, &name, name.count) != 0
    else { return nil }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }
}
