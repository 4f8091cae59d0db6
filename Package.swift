// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The suite runs on optimized libraries; to optimize the tests as well takes minutes and gains seconds.
let tests = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// The libraries, lowest first; each may know only those named after it.
let libraries: [(name: String, knows: [Target.Dependency])] = [
  ("CollabCore", []),
  ("CollabDigest", ["COpenSSL"]),
  ("CollabGraph", ["CollabCore"]),
  ("CollabAlgorithms", ["CollabCore", "CollabGraph"]),
  (
    "CollabBibliography",
    ["CollabCore", "CollabDigest", "CSimdjson", "CLibXML2", "CCompression", "CArchive"]
  ),
  (
    "CollabStore",
    [
      "CollabCore", "CollabBibliography", .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "GRDBSQLite", package: "GRDB.swift"),
    ]
  ),
  ("CollabCorpus", ["CollabCore", "CollabGraph", "CollabAlgorithms", "CollabBibliography"]),
  (
    "CollabRender",
    [
      "CollabCore", "CollabDigest", "CollabGraph", "CollabAlgorithms", "CGraphviz", "CCompression",
    ]
  ),
  (
    "CollabReport",
    [
      "CollabCore", "CollabDigest", "CollabGraph", "CollabAlgorithms", "CollabBibliography",
      "CollabCorpus", "CollabRender",
    ]
  ),
  (
    "CollabKit",
    [
      "CollabCore", "CollabGraph", "CollabAlgorithms", "CollabBibliography", "CollabCorpus",
      "CollabRender", "CollabReport",
    ]
  ),
]

/// Where libraries keep the parts of their interactive pages.
let pages = ["CollabRender": "Explorer/Page", "CollabReport": "Review/Page"]

/// The programs of `Examples`, one file each; the tests run them.
let examples = [
  "MapOfCoauthors", "GraphWithoutBibliography", "OwnMeasure", "OwnReader", "ReportInMemory",
]

let package = Package(
  name: "collab",
  platforms: [.macOS(.v15)],
  products: libraries.map { .library(name: $0.name, targets: [$0.name]) }
    + [
      .library(name: "CommandOptions", targets: ["CommandOptions"]),
      .executable(name: "collab", targets: ["collab"]),
    ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
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
        .apt(["zlib1g-dev", "liblzma-dev"]),
        .brew(["xz"]),
      ]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
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
        // Pages are part of the binary, so that the tool stays one file.
        resources: pages[$0.name].map { [.embedInCode($0)] },
        swiftSettings: strict,
        linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
    }
    + [
      // What `collab` and `collab-spark` ask for alike.
      .target(
        name: "CommandOptions",
        dependencies: [
          "CollabCore", "CollabGraph",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: strict),
      .executableTarget(
        name: "collab",
        dependencies: [
          "CommandOptions", "CollabCore", "CollabDigest", "CollabGraph", "CollabAlgorithms",
          "CollabBibliography",
          "CollabStore", "CollabCorpus", "CollabRender", "CollabReport",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "Yams", package: "Yams"),
        ],
        swiftSettings: strict),
    ]
    + libraries.filter { $0.name != "CollabKit" }.map {
      .testTarget(
        name: $0.name + "Tests",
        dependencies: [.target(name: $0.name)] + $0.knows
          // What is written for other programs is read back.
          + ($0.name == "CollabRender" ? ["CollabBibliography"] : []) + ["CollabTestSupport"],
        swiftSettings: tests)
    }
    + examples.map { name in
      .executableTarget(
        name: name,
        // What CollabKit re-exports is named as well: a change of it must compile them again.
        dependencies: ["CollabKit"] + (libraries.first { $0.name == "CollabKit" }?.knows ?? []),
        path: "Examples",
        exclude: examples.filter { $0 != name }.map { $0 + ".swift" }, swiftSettings: strict)
    }
    + [
      // Measures what only the package can switch off; see Benchmarks/README.md.
      .executableTarget(
        name: "people-without", dependencies: ["CollabCore", "CollabBibliography"],
        path: "Benchmarks/Identity/Without", swiftSettings: strict),
      .target(
        name: "CollabTestSupport",
        dependencies: ["CollabCore", "CollabGraph"],
        path: "Tests/CollabTestSupport", swiftSettings: tests),
      .testTarget(
        name: "CommandLineTests",
        dependencies: [
          "collab", "CollabCore", "CollabBibliography", "CollabCorpus", "CollabGraph",
          "CollabTestSupport", .product(name: "Yams", package: "Yams"),
        ] + examples.map { .target(name: $0) },
        exclude: ["Inputs", "Transcripts"],
        swiftSettings: tests),
    ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
