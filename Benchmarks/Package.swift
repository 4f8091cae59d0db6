// swift-tools-version: 6.2
import PackageDescription

func toolkit(_ modules: String...) -> [Target.Dependency] {
  modules.map { .product(name: "Collab" + $0, package: "collab") }
}

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "collab", path: "..")],
  targets: [
    .target(name: "PlainCPlusPlus", path: "PlainCPlusPlus", cxxSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "Stopwatch", path: "Stopwatch"),
    .executableTarget(
      name: "kernels",
      dependencies: ["PlainCPlusPlus", "Stopwatch"]
        + toolkit("Core", "Bibliography", "Corpus", "Graph", "Algorithms"),
      path: "Kernels", exclude: ["peers.py"]),
    .executableTarget(
      name: "readers",
      dependencies: ["Stopwatch"] + toolkit("Core", "Bibliography", "Corpus", "Graph"),
      path: "Readers/Sources"),
    .executableTarget(
      name: "layouts",
      dependencies: ["Stopwatch"] + toolkit("Core", "Bibliography", "Corpus", "Graph", "Render"),
      path: "Layout", exclude: ["run.sh"]),
  ],
  swiftLanguageModes: [.v6]
)
