// swift-tools-version: 6.2
import PackageDescription

// Kept apart from the library, so that its graph never resolves what only measurements need.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "entente", path: "..")],
  targets: [
    .executableTarget(
      name: "ReadBenchmark", dependencies: [.product(name: "Entente", package: "entente")])
  ],
  swiftLanguageModes: [.v6]
)
