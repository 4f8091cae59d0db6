public import CollabCore

/// The list of all layouts: a new one is one file and one line here.
public enum Layouts {
  /// The layouts, the default first, in the order of help and documentation.
  public static let all = Catalog<Layout>(
    kind: "layout",
    [
      .multilevel, .vos, .linLog, .stress,
      .graphviz("dot", "layers from top to bottom", most: 15_000),
      .graphviz("neato", "stress majorisation, for small graphs", most: 20_000),
      .graphviz("fdp", "springs, for small graphs", most: 20_000),
      .graphviz("sfdp", "multilevel springs, for large graphs", most: 400_000),
      .graphviz("circo", "circles", most: 15_000),
      .graphviz("twopi", "rings around a centre", most: 40_000),
      .graphviz("osage", "rows of components", most: 400_000),
      .graphviz("patchwork", "a treemap", most: 400_000),
    ])
}
