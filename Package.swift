// swift-tools-version: 6.2
import PackageDescription

// Floors: a target imports only targets on lower floors. README.md draws the house.
let package = Package(
  name: "entente",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "Entente",
      targets: [
        "LinearAlgebra", "Frames", "Expressions", "Panels", "Estimation"
      ]),
  ],
  targets: [
    // Floor 0: system libraries and threads.
    .systemLibrary(
      name: "CLAPACK",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .systemLibrary(
      name: "CReadStat",
      providers: [.apt(["libreadstat-dev"]), .brew(["readstat"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Parallel"),

    // Floor 1: numbers and tables.
    .target(name: "LinearAlgebra", dependencies: ["CLAPACK", "Parallel"]),
    .target(name: "Frames", dependencies: ["CReadStat", "CZlib", "Parallel"]),

    // Floor 2: the one grammar of formulas and study variables, and the panel index it knows.
    .target(name: "Expressions", dependencies: ["Frames"]),

    // Floor 3: the field's data and the field's estimators.
    .target(
      name: "Panels", dependencies: ["Frames", "Expressions"],
      resources: [.embedInCode("Facts")]),
    .target(
      name: "Estimation", dependencies: ["Frames", "Expressions", "LinearAlgebra", "Parallel"]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "FramesTests", dependencies: ["Frames", "CReadStat", "CZlib", "TestSupport"]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "TestSupport"]),
    .testTarget(name: "PanelsTests", dependencies: ["Frames", "Panels", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
