/// What this release calls itself.
public enum Version {
  /// The version, for example `0.1.0`.
  public static let text = "0.1.0"
}
