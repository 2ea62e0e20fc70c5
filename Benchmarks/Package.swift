// swift-tools-version: 6.2
import PackageDescription

<<<<<<< HEAD
// Kept apart from the library, so that its graph never resolves what only measurements need.
=======
// A package of its own, so that using Entente never resolves what only measuring needs.
>>>>>>> estimation
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "entente", path: "..")],
  targets: [
<<<<<<< HEAD
    .executableTarget(
      name: "ReadBenchmark", dependencies: [.product(name: "Entente", package: "entente")])
=======
    .target(
      name: "DyadYearPanel", dependencies: [.product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "FitBenchmark",
      dependencies: ["DyadYearPanel", .product(name: "Entente", package: "entente")]),
>>>>>>> estimation
  ],
  swiftLanguageModes: [.v6]
)
