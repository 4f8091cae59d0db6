// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "..")],
  targets: [
    .target(name: "PlainCPlusPlus", path: "PlainCPlusPlus", cxxSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "kernels",
      dependencies: [
        "PlainCPlusPlus",
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CollabAlgorithms", package: "collab"),
      ],
      path: "Kernels", exclude: ["peers.py"]),
    .executableTarget(
      name: "readers",
      dependencies: [
        .product(name: "CollabBibliography", package: "collab"),
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
      ],
      path: "Readers/Sources"),
    .executableTarget(
      name: "layouts",
      dependencies: [
        .product(name: "CollabBibliography", package: "collab"),
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CollabRender", package: "collab"),
      ],
      path: "Layout", exclude: ["run.sh"]),
  ],
  swiftLanguageModes: [.v6]
)
