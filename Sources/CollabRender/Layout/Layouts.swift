public import CollabCore

/// The list of all layouts: a new one is one file and one line here.
public enum Layouts {
  /// The layouts, the default first, in the order of help and documentation.
  public static let all = Catalog<Layout>(
    kind: "layout",
    [.islands, .multilevel, .vos, .linLog, .stress] + Layout.engines)
}
