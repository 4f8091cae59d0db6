// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CollabAlgorithms", package: "collab"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
