/// A variable whose coefficient differs by level of an effect (`dyad[year]`).
public struct AbsorbedSlope: Sendable, Equatable {
  /// The variable, as the formula computes it.
  public var variable: String
  /// The effect in whose levels the coefficient differs.
  public var grouping: Grouping
  /// n values.
  public var values: [Double]
  /// The position among `Design.absorbed` of the same factor's intercepts; `nil` if they are not
  /// absorbed.
  public var intercepts: Int?

  /// A slope of n values over a grouping of n rows.
  public init(variable: String, grouping: Grouping, values: [Double], intercepts: Int?) {
    self.variable = variable
    self.grouping = grouping
    self.values = values
    self.intercepts = intercepts
  }

  /// `dyad[[year]]`
  public var name: String { "\(grouping.name)[[\(variable)]]" }

  /// `dyad[year]`, an effect that has intercepts beside its slopes.
  var nameWithIntercepts: String { "\(grouping.name)[\(variable)]" }

  /// The values as the solver uses them: centred within levels where intercepts span the
  /// difference, and of mean square one, so that the coefficients of slopes and intercepts are of a
  /// size.
  var scaledValues: [Double] {
    var result = values
    var sizes = [Double](repeating: 0, count: grouping.levelCount)
    for (row, code) in grouping.codes.enumerated() {
      sizes[Int(code)] = max(sizes[Int(code)], abs(values[row]))
    }
    if intercepts != nil {
      var sums = [Double](repeating: 0, count: grouping.levelCount)
      var counts = sums
      for (row, code) in grouping.codes.enumerated() {
        sums[Int(code)] += values[row]
        counts[Int(code)] += 1
      }
      for (row, code) in grouping.codes.enumerated() {
        result[row] -= sums[Int(code)] / counts[Int(code)]
      }
    }
    // Where the variable is constant within a level, what centring leaves is rounding.
    var spreads = [Double](repeating: 0, count: grouping.levelCount)
    for (row, code) in grouping.codes.enumerated() {
      spreads[Int(code)] = max(spreads[Int(code)], abs(result[row]))
    }
    for (row, code) in grouping.codes.enumerated()
    where spreads[Int(code)] <= AbsorbedSlope.roundingShare * sizes[Int(code)] {
      result[row] = 0
    }
    let square = result.reduce(0) { $0 + $1 * $1 } / Double(max(1, result.count))
    guard square > 0 else { return result }
    let divisor = square.squareRoot()
    return result.map { $0 / divisor }
  }

  private static let roundingShare = 1e-12

  /// By level, whether a row has it.
  var usedLevels: [Bool] {
    var used = [Bool](repeating: false, count: grouping.levelCount)
    for code in grouping.codes { used[Int(code)] = true }
    return used
  }

  /// By level, whether something identifies its slope: whether the variable varies within it (or is
  /// not zero, where no intercepts are absorbed).
  var variesWithin: [Bool] {
    var varies = [Bool](repeating: false, count: grouping.levelCount)
    for (value, code) in zip(scaledValues, grouping.codes) where value != 0 {
      varies[Int(code)] = true
    }
    return varies
  }
}
