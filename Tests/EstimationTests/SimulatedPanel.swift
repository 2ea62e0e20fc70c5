import Estimation
import Frames
import TestSupport

/// A small panel of directed dyad-years for identities, with text and numeric ids.
///
/// y = 1 + 0.5 x1 - 0.25 x2 + dyad effect + shocks shared by a unit's rows + noise, with some rows
/// far off.
struct SimulatedPanel {
  var units: Int
  var years: Int
  var generator: SplitMix
  static let slopes = [0.5, -0.25]

  init(units: Int, years: Int, seed: UInt64) {
    self.units = units
    self.years = years
    generator = SplitMix(seed: seed)
  }

  /// Columns exporter, importer, dyad, year, x1, x2, level (constant within dyads), f (frequency),
  /// p (precision), y.
  mutating func frame(outliers: Double = 0.02, shared: Double = 0.5) throws -> Frame {
    var columns: [[Double]] = Array(repeating: [], count: 10)
    let shocks = (0..<units).map { _ in generator.normal() }
    let unitTraits = (0..<units).map { _ in generator.normal() }
    var dyad = 0
    for exporter in 0..<units {
      for importer in 0..<units where importer != exporter {
        let effect = generator.normal()
        dyad += 1
        for year in 0..<years {
          let x1 = generator.normal() + unitTraits[exporter] + unitTraits[importer] + 0.3 * effect
          let x2 = generator.normal()
          var y = 1 + Self.slopes[0] * x1 + Self.slopes[1] * x2 + effect
          y += shared * (shocks[exporter] + shocks[importer]) + generator.normal()
          if generator.uniform() < outliers { y += 15 * (generator.uniform() - 0.5) }
          let row = [
            Double(exporter), Double(importer), Double(dyad), 1950 + Double(year), x1, x2, effect,
            Double(1 + Int(generator.uniform() * 3)), 0.5 + generator.uniform(), y,
          ]
          for column in row.indices { columns[column].append(row[column]) }
        }
      }
    }
    let names = ["exporter", "importer", "dyad", "year", "x1", "x2", "level", "f", "p", "y"]
    return try Frame(zip(names, columns).map { Column(name: $0, storage: .double($1)) })
  }
}
