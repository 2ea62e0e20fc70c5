import Estimation
import Expressions
import Frames
import Numerics

/// Worlds of directed dyads in which every unit's rows share shocks.
///
///     y_ij = 1 + 0.5 x_ij + 0.5 t + a_i + a_j + e_ij,   x_ij = u_i + u_j + v_ij,
///
/// with t = 1 for a random half of the treated side's units and everything else standard normal:
/// regressor and error are both correlated across all rows that share a member.
struct DyadicWorld {
  static let truth = ["x": 0.5, "t": 0.5]

  let name: String
  /// Factors and shapes, which do not change from world to world.
  private let template: Design
  private let firsts: [Int]
  private let seconds: [Int]
  private let units: Int
  private let treated: Range<Int>
  private let treatsSecond: Bool

  /// A complete network of one set of units; the first member is treated.
  init(units: Int) {
    var firsts: [Int] = []
    var seconds: [Int] = []
    for first in 0..<units {
      for second in 0..<units where second != first {
        firsts.append(first)
        seconds.append(second)
      }
    }
    self.init(
      name: "\(units) units", firsts: firsts, seconds: seconds, units: units, treated: 0..<units,
      treatsSecond: false)
  }

  /// Every patron with every ally; allies are treated.
  init(patrons: Int, allies: Int) {
    let rows = patrons * allies
    self.init(
      name: "\(patrons) patrons, \(allies) allies", firsts: (0..<rows).map { $0 / allies },
      seconds: (0..<rows).map { patrons + $0 % allies }, units: patrons + allies,
      treated: patrons..<(patrons + allies), treatsSecond: true)
  }

  private init(
    name: String, firsts: [Int], seconds: [Int], units: Int, treated: Range<Int>, treatsSecond: Bool
  ) {
    self.name = name
    self.firsts = firsts
    self.seconds = seconds
    self.units = units
    self.treated = treated
    self.treatsSecond = treatsSecond
    let labels = (0..<units).map(String.init)
    func grouping(_ key: String, _ codes: [Int]) -> Grouping {
      Grouping(name: key, codes: codes.map { Int32($0) }, labels: labels)
    }
    let rows = firsts.count
    template = Design(
      formula: "y ~ x + t", outcomeName: "y", outcome: [Double](repeating: 0, count: rows),
      terms: [.intercept, .variable("x"), .variable("t")],
      matrix: ColumnMatrix(
        columns: (0..<3).map { _ in [Double](repeating: 1, count: rows) }),
      hasIntercept: true,
      factors: ["first": grouping("first", firsts), "second": grouping("second", seconds)],
      sample: Sample(offered: rows, rows: Array(0..<rows), dropped: []))
  }

  /// The unit that treatment is assigned to.
  var treatedKey: GroupingKey { treatsSecond ? "second" : "first" }

  /// One world.
  func drawn(_ generator: inout Xoshiro256) -> Design {
    var design = template
    let rows = firsts.count
    let shocks = (0..<units).map { _ in generator.normal() }
    let traits = (0..<units).map { _ in generator.normal() }
    var order = Array(treated)
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(generator.uniform() * Double(last + 1)))
    }
    var isTreated = [Double](repeating: 0, count: units)
    for unit in order.prefix(order.count / 2) { isTreated[unit] = 1 }
    for row in 0..<rows {
      let (first, second) = (firsts[row], seconds[row])
      let x = traits[first] + traits[second] + generator.normal()
      let t = isTreated[treatsSecond ? second : first]
      design.matrix[column: 1][row] = x
      design.matrix[column: 2][row] = t
      design.outcome[row] =
        1 + 0.5 * x + 0.5 * t + shocks[first] + shocks[second] + generator.normal()
    }
    return design
  }

  /// A world as a frame, with the treatment's true effect taken off the outcome, so that no effect
  /// is the true hypothesis.
  func frameWithoutEffect(_ design: Design) throws -> Frame {
    let rows = firsts.count
    let x = design.matrix[column: 1]
    let t = design.matrix[column: 2]
    let y = (0..<rows).map { design.outcome[$0] - 0.5 * t[$0] }
    return try Frame([
      Column(name: "y", storage: .double(y)), Column(name: "x", storage: .double(x)),
      Column(name: "t", storage: .double(t)),
      Column(name: "first", storage: .integer(firsts.map { Int64($0) })),
      Column(name: "second", storage: .integer(seconds.map { Int64($0) })),
    ])
  }
}
