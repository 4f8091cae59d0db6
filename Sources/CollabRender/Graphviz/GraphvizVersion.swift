internal import CGraphviz

/// What the linked Graphviz says of itself.
public enum GraphvizVersion {
  /// The version, for example `2.43.0`.
  public static var text: String {
    guard let context = gvContext() else { return "unknown" }
    defer { gvFreeContext(context) }
    return gvcVersion(context).map { String(cString: $0) } ?? "unknown"
  }
}
