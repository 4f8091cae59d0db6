// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own, so that nobody who works on one machine builds gRPC.
let package = Package(
  name: "collab-spark",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "collab-spark", targets: ["collab-spark"])],
  dependencies: [
    .package(name: "collab", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(
      url: "https://github.com/apple/swift-protobuf", .upToNextMinor(from: "1.39.0"), traits: []),
    .package(url: "https://github.com/grpc/grpc-swift-2", .upToNextMinor(from: "2.4.3")),
    .package(
      url: "https://github.com/grpc/grpc-swift-nio-transport", .upToNextMinor(from: "2.9.2")),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf", .upToNextMinor(from: "2.4.1")),
  ],
  targets: [
    .target(
      name: "SparkConnect",
      dependencies: [
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
        .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict),
    .target(
      name: "CollabSpark",
      dependencies: [
        "SparkConnect",
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CollabAlgorithms", package: "collab"),
      ],
      resources: [.embedInCode("SQL")],
      swiftSettings: strict),
    .executableTarget(
      name: "collab-spark",
      dependencies: [
        "CollabSpark", "SparkConnect",
        .product(name: "CollabCore", package: "collab"),
        .product(name: "CollabAlgorithms", package: "collab"),
        .product(name: "CollabGraph", package: "collab"),
        .product(name: "CommandOptions", package: "collab"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SparkConnectTests", dependencies: ["SparkConnect"], exclude: ["Arrow", "arrow.py"],
      swiftSettings: strict),
    .testTarget(
      name: "CollabSparkTests",
      dependencies: [
        "CollabSpark", "SparkConnect", .product(name: "CollabCore", package: "collab"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
