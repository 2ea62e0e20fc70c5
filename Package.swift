// swift-tools-version: 6.2
import PackageDescription

// Floors: a target imports only targets on lower floors. README.md draws the house, and scripts/house
// checks that it stands as drawn.
let package = Package(
  name: "entente",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "entente", targets: ["entente"]),
    .library(
      name: "Entente",
      targets: [
        "Numerics", "Frames", "Typesetting", "Documents", "Expressions", "Panels", "Estimation",
        "Bargaining", "Evidence", "Interpretation", "Exhibits", "Studies", "Requests",
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

    // Floor 2: documents that know their lines, the one grammar, and exhibits without a subject.
    .target(
      name: "Documents", dependencies: ["Frames", .product(name: "Yams", package: "Yams")]),
    .target(name: "Expressions", dependencies: ["Frames"]),
    .target(name: "Typesetting", dependencies: ["Frames"]),

    // Floor 3: the field's data, the field's estimators, the field's theories.
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
      dependencies: ["Documents", "Frames", "Panels", "Machine"],
      resources: [.embedInCode("Cases")]),
    .target(
      name: "Interpretation",
      dependencies: ["Estimation", "Expressions", "Frames", "Numerics", "Machine"]),

    // Floor 5: tables and figures.
    .target(
      name: "Exhibits",
      dependencies: [
        "Frames", "Typesetting", "Expressions", "Estimation", "Bargaining", "Evidence",
        "Interpretation",
      ]),

    // Floor 6: from raw tables to a report.
    .target(
      name: "Studies",
      dependencies: [
        "Documents", "Machine", "Frames", "Expressions", "Panels", "Estimation",
        "Bargaining", "Evidence", "Interpretation", "Exhibits", "Typesetting",
      ],
      resources: [.embedInCode("BuiltIn")]),

    // Floor 7: what can be asked, by a command or by a document.
    .target(
      name: "Requests",
      dependencies: [
        "Documents", "Machine", "Numerics", "Frames", "Expressions", "Panels", "Estimation",
        "Bargaining", "Evidence", "Interpretation", "Exhibits", "Studies", "Typesetting",
      ]),

    // Floor 8: parse, ask, print.
    .executableTarget(
      name: "entente",
      dependencies: [
        "Requests", "Studies", "Panels", "Exhibits", "Typesetting", "Evidence", "Bargaining",
        "Interpretation", "Estimation", "Expressions", "Frames", "Documents",
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
      name: "RequestsTests",
      dependencies: [
        "Requests", "Bargaining", "Documents", "Estimation", "Frames", "Interpretation",
        "Typesetting", "TestSupport",
      ]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "entente", "Documents", "Estimation", "Expressions", "Frames", "Requests", "TestSupport",
      ],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
