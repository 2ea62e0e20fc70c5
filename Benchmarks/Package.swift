// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that using Entente never resolves what only measuring needs.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "entente", path: "..")],
  targets: [
    .target(name: "Measuring"),
    .target(
      name: "DyadYearPanel", dependencies: [.product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "FitBenchmark",
      dependencies: ["DyadYearPanel", "Measuring", .product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "GLMBenchmark",
      dependencies: ["DyadYearPanel", "Measuring", .product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "CoverageStudy", dependencies: [.product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "DiagnosticsBenchmark", dependencies: [.product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "BargainingBenchmark",
      dependencies: [.product(name: "Entente", package: "entente")]),
    .executableTarget(
      name: "ReadBenchmark", dependencies: [.product(name: "Entente", package: "entente")]),
  ],
  swiftLanguageModes: [.v6]
)
