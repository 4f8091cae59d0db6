// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "readers",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "../..")],
  targets: [
    .executableTarget(
      name: "readers",
      dependencies: [
        .product(name: "CollabBibliography", package: "collab"),
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
