/// A variable whose coefficient differs by level of an effect (`dyad[year]`).
public struct AbsorbedSlope: Sendable, Equatable {
  /// `dyad[[year]]`
  public var name: String
  public var grouping: Grouping
  /// n values.
  public var values: [Double]
  /// The position among `Design.absorbed` of the same factor's intercepts; `nil` if they are not
  /// absorbed.
  public var intercepts: Int?

  public init(name: String, grouping: Grouping, values: [Double], intercepts: Int?) {
    self.name = name
    self.grouping = grouping
    self.values = values
    self.intercepts = intercepts
  }

  /// The values as the solver uses them: centred within levels where intercepts span the
  /// difference, and of mean square one, so that the coefficients of slopes and intercepts are of a
  /// size.
  var scaledValues: [Double] {
    var result = values
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
    let square = result.reduce(0) { $0 + $1 * $1 } / Double(max(1, result.count))
    guard square > 0 else { return result }
    let divisor = square.squareRoot()
    return result.map { $0 / divisor }
  }
}
