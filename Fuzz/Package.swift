// swift-tools-version: 6.2
import PackageDescription

// Built by scripts/fuzz.sh with `-sanitize=fuzzer`, which brings libFuzzer, and `-enable-testing`,
// which lets targets choose the size of pieces.
let package = Package(
  name: "collab-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "..")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CFuzzer",
        .product(name: "CollabAlgorithms", package: "collab"),
        .product(name: "CollabBibliography", package: "collab"),
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabCorpus", package: "collab"),
        .product(name: "CollabDigest", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CollabRender", package: "collab"),
        .product(name: "CollabReport", package: "collab"),
        .product(name: "CollabStore", package: "collab"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
