import Foundation
import Frames
import TestSupport

/// A small panel of directed dyad-years with a count and an event, for generalized linear models.
///
/// eta = 0.4 x1 - 0.3 x2 + dyad effect / 2; the count is Poisson with mean exp(eta), the event is
/// one where eta plus a logistic draw is positive. A row's x1 depends on its dyad's effect.
struct SimulatedOutcomes {
  var units: Int
  var years: Int
  var generator: SplitMix
  static let slopes = [0.4, -0.3]

  init(units: Int, years: Int, seed: UInt64) {
    self.units = units
    self.years = years
    generator = SplitMix(seed: seed)
  }

  /// Columns exporter, importer, dyad, year, x1, x2, level, f (frequency), p (precision), count,
  /// event.
  mutating func frame() throws -> Frame {
    var columns: [[Double]] = Array(repeating: [], count: 11)
    var dyad = 0
    for exporter in 0..<units {
      for importer in 0..<units where importer != exporter {
        let effect = generator.normal()
        dyad += 1
        for year in 0..<years {
          let x1 = generator.normal() + 0.3 * effect
          let x2 = generator.normal()
          let eta = Self.slopes[0] * x1 + Self.slopes[1] * x2 + 0.5 * effect
          let u = generator.uniform()
          let row = [
            Double(exporter), Double(importer), Double(dyad), 1950 + Double(year), x1, x2, effect,
            Double(1 + Int(generator.uniform() * 3)), 0.5 + generator.uniform(),
            poisson(mean: exp(eta)), eta + log(u / (1 - u)) > 0 ? 1 : 0,
          ]
          for column in row.indices { columns[column].append(row[column]) }
        }
      }
    }
    let names = [
      "exporter", "importer", "dyad", "year", "x1", "x2", "level", "f", "p", "count", "event",
    ]
    return try Frame(zip(names, columns).map { Column(name: $0, storage: .double($1)) })
  }

  /// By inversion, for small means.
  private mutating func poisson(mean: Double) -> Double {
    var rest = generator.uniform()
    var share = exp(-mean)
    var count = 0.0
    while rest > share, count < 1000 {
      rest -= share
      count += 1
      share *= mean / count
    }
    return count
  }
}
