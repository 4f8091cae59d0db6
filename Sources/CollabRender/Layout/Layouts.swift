public import CollabCore

/// The list of all layouts: a new one is one file and one line here.
public enum Layouts {
  /// The layouts, the default first, in the order of help and documentation.
  public static let all = Catalog<Layout>(
    kind: "layout",
    [
      .multilevel, .vos, .linLog, .stress,
      .graphviz("dot", "layers from top to bottom"),
      .graphviz("neato", "stress majorisation, for small graphs"),
      .graphviz("fdp", "springs, for small graphs"),
      .graphviz("sfdp", "multilevel springs, for large graphs"),
      .graphviz("circo", "circles"),
      .graphviz("twopi", "rings around a centre"),
      .graphviz("osage", "rows of components"),
      .graphviz("patchwork", "a treemap"),
    ])
}
