// swift-tools-version: 6.2
import PackageDescription

// Floors: a target imports only targets on lower floors. README.md draws the house.
let package = Package(
  name: "entente",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "entente", targets: ["entente"]),
    .library(
      name: "Entente",
      targets: [
        "Numerics", "Frames", "Typesetting", "Documents", "Expressions", "Panels", "Estimation",
        "Bargaining", "Evidence", "Interpretation", "Exhibits", "Studies",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Floor 0: system libraries, threads, memory, hashes.
    .systemLibrary(
      name: "CLAPACK",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .systemLibrary(
      name: "CReadStat",
      providers: [.apt(["libreadstat-dev"]), .brew(["readstat"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Machine"),

    // Floor 1: numbers and tables.
    .target(name: "Numerics", dependencies: ["CLAPACK", "Machine"]),
    .target(name: "Frames", dependencies: ["CReadStat", "CZlib", "Machine"]),
    .target(name: "Typesetting", dependencies: ["Frames"]),

    // Floor 2: YAML, JSON and tables as one value that knows its line.
    .target(
      name: "Documents", dependencies: ["Frames", .product(name: "Yams", package: "Yams")]),

    // Floor 2: the one grammar of formulas and study variables, and the panel index it knows.
    .target(name: "Expressions", dependencies: ["Frames"]),

    // Floor 3: the field's data and the field's estimators.
    .target(
      name: "Panels", dependencies: ["Documents", "Frames", "Machine"],
      resources: [.embedInCode("Facts")]),
    .target(
      name: "Estimation", dependencies: ["Frames", "Expressions", "Numerics", "Machine"]),
    .target(
      name: "Bargaining", dependencies: ["Expressions", "Frames", "Numerics", "Machine"]),

    // Floor 4: what a fit, and what cases, say about the question.
    .target(
      name: "Evidence",
      dependencies: ["Documents", "Frames", "Numerics", "Panels", "Machine"],
      resources: [.embedInCode("Cases")]),
    .target(
      name: "Interpretation",
      dependencies: ["Estimation", "Expressions", "Frames", "Numerics", "Machine"]),

    // Floor 5: tables and figures.
    .target(
      name: "Exhibits",
      dependencies: ["Typesetting", "Estimation", "Bargaining", "Evidence", "Interpretation"]),

    // Floor 6: from raw tables to a report.
    .target(
      name: "Studies",
      dependencies: [
        "Documents", "Machine", "Numerics", "Frames", "Expressions", "Panels", "Estimation",
        "Bargaining", "Evidence", "Interpretation", "Exhibits", "Typesetting",
      ],
      resources: [.embedInCode("BuiltIn")]),

    // Floor 7: parse, call, print.
    .executableTarget(
      name: "entente",
      dependencies: [
        "Studies", "Panels", "Exhibits", "Typesetting", "Evidence", "Bargaining", "Interpretation",
        "Estimation",
        "Expressions", "Frames",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestSupport", dependencies: ["Estimation", "Expressions", "Frames", "Numerics"],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "FramesTests", dependencies: ["Frames", "CReadStat", "CZlib", "TestSupport"]),
    .testTarget(name: "MachineTests", dependencies: ["Machine", "TestSupport"]),
    .testTarget(name: "NumericsTests", dependencies: ["Numerics", "TestSupport"]),
    .testTarget(
      name: "ExpressionsTests",
      dependencies: ["Expressions", "Frames", "Numerics", "TestSupport"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"]),
    .testTarget(
      name: "PanelsTests",
      dependencies: ["Documents", "Panels", "Frames", "Machine", "TestSupport"]),
    .testTarget(
      name: "EstimationTests",
      dependencies: ["Estimation", "Expressions", "Frames", "Numerics", "TestSupport"]),
    .testTarget(
      name: "BargainingTests",
      dependencies: ["Bargaining", "Frames", "Numerics", "TestSupport"]),
    .testTarget(
      name: "EvidenceTests",
      dependencies: ["Documents", "Evidence", "Frames", "Numerics", "TestSupport"]),
    .testTarget(
      name: "InterpretationTests",
      dependencies: [
        "Interpretation", "Estimation", "Expressions", "Frames", "Numerics", "TestSupport",
      ]),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting", "Frames", "TestSupport"]),
    .testTarget(
      name: "ExhibitsTests",
      dependencies: [
        "Exhibits", "Typesetting", "Bargaining", "Evidence", "Interpretation", "Estimation",
        "Expressions", "Numerics", "TestSupport",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Documents", "Panels", "Bargaining", "Estimation", "Expressions", "Frames",
        "Numerics", "TestSupport",
      ]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["entente", "Estimation", "Expressions", "Frames", "TestSupport"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
