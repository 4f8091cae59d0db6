// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The libraries, lowest first; each may know only those named after it.
let libraries: [(name: String, knows: [Target.Dependency])] = [
  ("CollabCore", []),
  ("CollabBibliography", ["CollabCore", "CSimdjson", "CLibXML2", "CCompression", "COpenSSL"]),
  (
    "CollabStore",
    [
      "CollabCore", "CollabBibliography", .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "GRDBSQLite", package: "GRDB.swift"),
    ]
  ),
  ("CollabGraph", ["CollabCore", "CollabBibliography"]),
  ("CollabAlgorithms", ["CollabCore", "CollabGraph"]),
  (
    "CollabRender",
    [
      "CollabCore", "CollabBibliography", "CollabGraph", "CollabAlgorithms", "CGraphviz",
      "CCompression",
    ]
  ),
  (
    "CollabReport",
    ["CollabCore", "CollabBibliography", "CollabGraph", "CollabAlgorithms", "CollabRender"]
  ),
]

let package = Package(
  name: "collab",
  platforms: [.macOS(.v15)],
  products: libraries.map { .library(name: $0.name, targets: [$0.name]) }
    + [.executable(name: "collab", targets: ["collab"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CCompression",
      providers: [
        .apt(["zlib1g-dev", "liblzma-dev", "libzstd-dev", "libbz2-dev"]),
        .brew(["xz", "zstd", "bzip2"]),
      ]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(
      name: "CSimdjson",
      linkerSettings: [.linkedLibrary("simdjson")]),
  ]
    + libraries.map {
      .target(
        name: $0.name, dependencies: $0.knows,
        // The explorer's page is part of the binary, so that the tool stays one file.
        resources: $0.name == "CollabRender" ? [.embedInCode("Explorer/Page")] : nil,
        swiftSettings: strict,
        linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
    }
    + [
      .executableTarget(
        name: "collab",
        dependencies: [
          "CollabCore", "CollabBibliography", "CollabStore", "CollabGraph", "CollabAlgorithms",
          "CollabRender", "CollabReport",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: strict)
    ]
    + libraries.map {
      .testTarget(
        name: $0.name + "Tests",
        dependencies: [.target(name: $0.name)] + $0.knows + ["CollabTestSupport"],
        swiftSettings: strict)
    }
    + [
      .target(
        name: "CollabTestSupport",
        dependencies: ["CollabCore", "CollabBibliography", "CollabGraph"],
        path: "Tests/CollabTestSupport", swiftSettings: strict),
      .testTarget(
        name: "CommandLineTests",
        dependencies: ["collab", "CollabCore", "CollabBibliography", "CollabGraph", "CollabTestSupport"],
        exclude: ["Inputs", "Transcripts"],
        swiftSettings: strict),
    ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
