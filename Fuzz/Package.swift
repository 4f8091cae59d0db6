// swift-tools-version: 6.2
import PackageDescription

// Built by scripts/fuzz.sh with `-sanitize=fuzzer`, which brings libFuzzer.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "..")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CFuzzer",
        .product(name: "CollabBibliography", package: "collab"),
        .product(name: "CollabCore", package: "collab"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
