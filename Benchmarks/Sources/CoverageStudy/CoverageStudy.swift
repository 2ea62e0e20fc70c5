import Estimation
import Expressions
import Foundation
import Frames
import Numerics

/// How often 95% intervals hold the truth where rows that share a member are correlated.
///
///     CoverageStudy [worlds] [seed]
///
/// prints a Markdown table; the article Coverage of the module Estimation holds it.
@main struct CoverageStudy {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    let worlds = arguments.first.flatMap { Int($0) } ?? 2000
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
    print("| units | interval | worlds | x | t |\n|---|---|---|---|---|")
    // Randomization estimates every draw anew: fewer worlds, fewer still of the larger ones.
    for (world, redrawn) in [
      (DyadicWorld(units: 20), worlds / 2), (DyadicWorld(units: 50), worlds / 4),
      (DyadicWorld(units: 100), worlds / 20), (DyadicWorld(units: 200), 0),
      (DyadicWorld(patrons: 3, allies: 80), worlds / 2),
    ] {
      try intervals(world, worlds: worlds, seed: seed)
      if redrawn > 0 { try randomization(world, worlds: redrawn, seed: seed) }
      fflush(nil)
    }
  }

  private static func intervals(_ world: DyadicWorld, worlds: Int, seed: UInt64) throws {
    let variances: [(String, Variance)] = [
      ("conventional", .homoskedastic), ("cluster by first", .cluster(by: "first")),
      ("cluster by second", .cluster(by: "second")),
      ("cluster by both", .multiwayCluster(by: ["first", "second"])),
      ("CR2 by treated side", .cr2(by: world.treatedKey)),
      ("dyadic", .dyadic("first", "second")),
    ]
    var counts: [String: Count] = [:]
    let names = variances.map(\.0) + ["jackknife over units", "wild bootstrap by treated side"]
    for number in 0..<worlds {
      let stream = RandomStream(seed: seed, stream: UInt64(number))
      var generator = stream.generator()
      let design = world.drawn(&generator)
      for (name, variance) in variances {
        let specification = Specification(estimator: .ols, variance: variance)
        let fit = try Fit(design, specification)
        for row in fit.rows {
          counts[name, default: Count()].add(row.term.name, row.confidenceLow, row.confidenceHigh)
        }
        guard variance == .homoskedastic else { continue }
        for (name, method) in [
          ("jackknife over units", Resampling.jackknife(["first", "second"])),
          (
            "wild bootstrap by treated side",
            .wildCluster(by: world.treatedKey, draws: 199, weights: .rademacher)
          ),
        ] {
          // A bootstrap takes as long as all else together.
          if name.hasPrefix("wild"), number >= worlds / 4 { continue }
          let found = try ResampledInference(
            design, specification, fit: fit, method, seed: stream.ownSeed)
          for row in found.rows {
            counts[name, default: Count()].add(
              row.term.name, row.confidenceLow ?? -.infinity, row.confidenceHigh ?? .infinity)
          }
        }
      }
    }
    for name in names {
      guard let count = counts[name] else { continue }
      print(
        "| \(world.name) | \(name) | \(count.worlds) | \(count.share("x")) | \(count.share("t")) |")
    }
  }

  /// 1 - the rejection rate of the true hypothesis, which is what an interval by inversion covers.
  private static func randomization(_ world: DyadicWorld, worlds: Int, seed: UInt64) throws {
    let specification = Specification(
      estimator: .ols, variance: .cluster(by: world.treatedKey))
    let formula = try Formula("y ~ x + t")
    var kept = 0
    for number in 0..<worlds {
      let stream = RandomStream(seed: seed, stream: UInt64(number))
      var generator = stream.generator()
      let frame = try world.frameWithoutEffect(world.drawn(&generator))
      var builder = DesignBuilder(frame)
      let fit = try Fit(
        builder.design(formula, variance: specification.variance), specification)
      let found = try ResampledInference(
        randomizing: frame, formula, specification, fit: fit,
        .randomization(treatment: "t", strata: nil, draws: 99, assignedTo: world.treatedKey),
        seed: stream.ownSeed)
      if let pValue = found.row("t")?.pValue, pValue > 0.05 { kept += 1 }
    }
    print(
      "| \(world.name) | randomization of t | \(worlds) | |"
        + String(format: " %.3f |", Double(kept) / Double(worlds)))
  }

  private struct Count {
    private var covered: [String: Int] = [:]
    private var rows: [String: Int] = [:]

    /// A negative variance gives no interval and covers nothing.
    mutating func add(_ term: String, _ low: Double?, _ high: Double?) {
      guard let truth = DyadicWorld.truth[term] else { return }
      rows[term, default: 0] += 1
      if let low, let high, low <= truth, truth <= high { covered[term, default: 0] += 1 }
    }

    var worlds: Int { rows["x"] ?? 0 }

    func share(_ term: String) -> String {
      String(format: "%.3f", Double(covered[term] ?? 0) / Double(rows[term] ?? 1))
    }
  }
}
