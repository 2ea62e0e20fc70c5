import Estimation
import Foundation
import Frames
import Numerics

/// A simulated panel of directed dyad-years with known coefficients.
///
/// Regressors mix a dyad's level, shocks to its two members in a year and noise; the outcome adds a
/// dyad effect, shocks shared by every row of a unit in a year (dyadic dependence), t errors with
/// three degrees of freedom, and 0.5% of rows that are off by twenty.
public struct DyadYearPanel: Sendable {
  /// How many units and years, and which pairs of units have rows.
  public enum Size: String, Sendable, CaseIterable {
    /// 599,500 rows.
    case small = "S"
    /// 1,990,000 rows.
    case medium = "M"
    /// 10,017,200 rows.
    case large = "L"
    /// Two thirds of the units enter late, and 8% of the rest of the rows are missing.
    case unbalanced = "MU"
    /// Each unit trades with its four neighbours on a ring alone.
    case ring = "R"
    /// As many rows as the ring, every pair among them.
    case dense = "D"

    var units: Int {
      switch self {
      case .small: 110
      case .medium, .unbalanced: 200
      case .large: 317
      case .ring: 200
      case .dense: 29
      }
    }

    var years: Int {
      switch self {
      case .small, .medium, .ring, .dense: 50
      case .unbalanced: 70
      case .large: 100
      }
    }

    /// The first year of a unit.
    func entry(_ unit: Int) -> Int {
      self == .unbalanced && unit % 3 > 0 ? (unit * 37) % (years - 20) : 0
    }

    func links(_ exporter: Int, _ importer: Int) -> Bool {
      guard self == .ring else { return exporter != importer }
      let distance = abs(exporter - importer)
      return (1...2).contains(min(distance, units - distance))
    }

    var missingShare: Double { self == .unbalanced ? 0.08 : 0 }
  }

  public static let slopes = [0.5, -0.25, 0.1, 0, 1, -0.75, 0.3, 0.05]

  public let units: Int
  public let years: Int
  public let exporters: [Int32]
  public let importers: [Int32]
  /// Numbers of the directed dyads, ascending.
  public let dyads: [Int32]
  /// Years from 0.
  public let rowYears: [Int32]
  public let outcome: [Double]
  /// Rows x 8.
  public let regressors: ColumnMatrix

  public var rowCount: Int { outcome.count }

  /// Draws the panel, dyad by dyad, years ascending.
  public init(_ size: Size, seed: UInt64 = 20_210_101) {
    let (units, years) = (size.units, size.years)
    self.units = units
    self.years = years
    let slopes = DyadYearPanel.slopes
    var generator = Xoshiro256(seed: seed)
    func draws(_ count: Int) -> [Double] { (0..<count).map { _ in generator.normal() } }
    let regressorShocks = draws(units * years)
    let outcomeShocks = draws(units * years)
    var columns = [[Double]](repeating: [], count: slopes.count)
    var (exporters, importers, dyads, rowYears): ([Int32], [Int32], [Int32], [Int32]) = (
      [], [], [], []
    )
    var outcome: [Double] = []
    var dyad: Int32 = 0
    for exporter in 0..<units {
      for importer in 0..<units where size.links(exporter, importer) {
        let effect = 2 * generator.normal()
        let before = outcome.count
        for year in max(size.entry(exporter), size.entry(importer))..<years {
          if size.missingShare > 0, generator.uniform() < size.missingShare { continue }
          let left = exporter * years + year
          let right = importer * years + year
          var y = effect
          for column in slopes.indices {
            let shared = column % 2 == 0 ? regressorShocks[left] + regressorShocks[right] : 0
            let value = generator.normal() + 0.3 * shared + 0.2 * effect
            columns[column].append(value)
            y += slopes[column] * value
          }
          y +=
            0.5 * (outcomeShocks[left] + outcomeShocks[right])
            + generator.studentT(degreesOfFreedom: 3)
          if generator.uniform() < 0.005 { y += generator.uniform() < 0.5 ? 20 : -20 }
          outcome.append(y)
          exporters.append(Int32(exporter))
          importers.append(Int32(importer))
          dyads.append(dyad)
          rowYears.append(Int32(year))
        }
        if outcome.count > before { dyad += 1 }
      }
    }
    self.exporters = exporters
    self.importers = importers
    self.dyads = dyads
    self.rowYears = rowYears
    self.outcome = outcome
    let count = outcome.count
    regressors = ColumnMatrix(rows: count, columns: columns)
  }

  /// Which effects are absorbed.
  public enum Effects: Sendable {
    case dyad
    /// Dyad, exporter-year and importer-year.
    case threeWay
  }

  /// The regression of the outcome on the regressors.
  public func design(_ effects: Effects = .dyad) -> Design {
    let labels = (0..<units).map { "u\($0)" }
    let names = regressors.columns
    var absorbed = [
      Grouping(name: "dyad", codes: dyads, labels: (0...(dyads.last ?? 0)).map { "d\($0)" })
    ]
    if effects == .threeWay {
      let cells = (0..<(units * years)).map { "c\($0)" }
      for (name, members) in [("exporter^year", exporters), ("importer^year", importers)] {
        let codes = zip(members, rowYears).map { $0 * Int32(years) + $1 }
        absorbed.append(Grouping(name: name, codes: codes, labels: cells))
      }
    }
    return Design(
      formula: "y ~ " + (1...names).map { "x\($0)" }.joined(separator: " + ") + " | "
        + absorbed.map(\.name).joined(separator: " + "),
      outcomeName: "y", outcome: outcome, terms: (1...names).map { .variable("x\($0)") },
      matrix: regressors, hasIntercept: false, absorbed: absorbed,
      factors: [
        "exporter": Grouping(name: "exporter", codes: exporters, labels: labels),
        "importer": Grouping(name: "importer", codes: importers, labels: labels),
      ], sample: Sample(offered: rowCount, rows: Array(0..<rowCount), dropped: []))
  }

  /// The panel as a table.
  public func frame() throws -> Frame {
    func whole(_ name: String, _ values: [Int32]) -> Column {
      Column(name: name, storage: .integer(values.map { .init($0) }))
    }
    let x = (0..<regressors.columns).map { column in
      Column(name: "x\(column + 1)", storage: .double(regressors[column: column]))
    }
    return try Frame(
      [
        whole("exporter", exporters), whole("importer", importers), whole("dyad", dyads),
        whole("year", rowYears), Column(name: "y", storage: .double(outcome)),
      ] + x)
  }

  /// Writes the panel for other programs: the row count as a 64-bit integer, then exporter,
  /// importer, dyad and year as 32-bit integers, then the outcome and x1 to x8 as doubles, column
  /// by column, in this machine's byte order.
  public func write(to path: String) throws {
    var data = Data()
    func append<Element>(_ values: [Element]) {
      values.withUnsafeBytes { data.append(contentsOf: $0) }
    }
    append([Int64(rowCount)])
    for column in [exporters, importers, dyads, rowYears] { append(column) }
    append(outcome)
    for column in 0..<regressors.columns { append(regressors[column: column]) }
    try data.write(to: URL(fileURLWithPath: path))
  }
}
