import Estimation
import Frames
import LinearAlgebra

/// A simulated panel of directed dyad-years with known coefficients.
///
/// Regressors mix a dyad's level, shocks to its two members in a year and noise; the outcome adds a
/// dyad effect, shocks shared by every row of a unit in a year (dyadic dependence), t errors with
/// three degrees of freedom, and 0.5% of rows that are off by twenty.
public struct DyadYearPanel: Sendable {
  /// How many units and years.
  public enum Size: String, Sendable, CaseIterable {
    /// 49,000 rows.
    case small = "S"
    /// 1,990,000 rows.
    case medium = "M"
    /// 8,970,000 rows.
    case large = "L"

    var units: Int {
      switch self {
      case .small: 50
      case .medium: 200
      case .large: 300
      }
    }

    var years: Int {
      switch self {
      case .small: 20
      case .medium: 50
      case .large: 100
      }
    }
  }

  public static let slopes = [0.5, -0.25, 0.1, 0, 1, -0.75, 0.3, 0.05]

  public let units: Int
  public let years: Int
  public let exporters: [Int32]
  public let importers: [Int32]
  public let outcome: [Double]
  /// Rows x 8.
  public let regressors: Matrix

  public var rowCount: Int { outcome.count }

  /// Draws the panel, dyad by dyad, years ascending.
  public init(_ size: Size, seed: UInt64 = 20_210_101) {
    let (units, years) = (size.units, size.years)
    self.units = units
    self.years = years
    let count = units * (units - 1) * years
    let slopes = DyadYearPanel.slopes
    var generator = Xoshiro(seed: seed)
    func draws(_ count: Int) -> [Double] { (0..<count).map { _ in generator.normal() } }
    let regressorShocks = draws(units * years)
    let outcomeShocks = draws(units * years)
    var matrix = Matrix(rows: count, columns: slopes.count)
    var (exporters, importers): ([Int32], [Int32]) = ([], [])
    var outcome: [Double] = []
    exporters.reserveCapacity(count)
    importers.reserveCapacity(count)
    outcome.reserveCapacity(count)
    var row = 0
    matrix.values.withUnsafeMutableBufferPointer { x in
      for exporter in 0..<units {
        for importer in 0..<units where importer != exporter {
          let effect = 2 * generator.normal()
          for year in 0..<years {
            let left = exporter * years + year
            let right = importer * years + year
            var y = effect
            for column in slopes.indices {
              let shared = column % 2 == 0 ? regressorShocks[left] + regressorShocks[right] : 0
              let value = generator.normal() + 0.3 * shared + 0.2 * effect
              x[column * count + row] = value
              y += slopes[column] * value
            }
            y += 0.5 * (outcomeShocks[left] + outcomeShocks[right]) + generator.heavyTailed()
            if generator.uniform() < 0.005 { y += generator.uniform() < 0.5 ? 20 : -20 }
            outcome.append(y)
            exporters.append(Int32(exporter))
            importers.append(Int32(importer))
            row += 1
          }
        }
      }
    }
    self.exporters = exporters
    self.importers = importers
    self.outcome = outcome
    regressors = matrix
  }

  /// The regression of the outcome on the regressors with dyads absorbed.
  public func design() -> Design {
    let labels = (0..<units).map { "u\($0)" }
    let dyads = (0..<rowCount).map { Int32($0 / years) }
    let count = units * (units - 1)
    let names = regressors.columns
    return Design(
      formula: "y ~ " + (1...names).map { "x\($0)" }.joined(separator: " + ") + " | dyad",
      outcomeName: "y", outcome: outcome, terms: (1...names).map { "x\($0)" },
      matrix: regressors, hasIntercept: false,
      absorbed: [Grouping(name: "dyad", codes: dyads, labels: (0..<count).map { "d\($0)" })],
      factors: [
        "exporter": Grouping(name: "exporter", codes: exporters, labels: labels),
        "importer": Grouping(name: "importer", codes: importers, labels: labels),
      ], sample: Sample(offered: rowCount, rows: Array(0..<rowCount), dropped: []))
  }
}
