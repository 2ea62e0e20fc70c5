import Testing

/// Expects two numbers to agree to a relative or an absolute tolerance, whichever is looser, and
/// prints both numbers, their difference and the row when they do not.
public func expectClose(
  _ found: Double, _ expected: Double, relative: Double = 0, absolute: Double = 0,
  _ row: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = abs(found - expected)
  let allowed = max(absolute, relative * abs(expected))
  let close = difference <= allowed || found == expected
  #expect(
    close,
    "\(row()) found \(found), expected \(expected), difference \(difference), allowed \(allowed)",
    sourceLocation: sourceLocation)
}

/// Expects two sequences of numbers to agree element by element.
public func expectClose(
  _ found: some Sequence<Double>, _ expected: some Sequence<Double>, relative: Double = 0,
  absolute: Double = 0, _ row: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let left = Array(found)
  let right = Array(expected)
  #expect(left.count == right.count, "\(row()) lengths differ", sourceLocation: sourceLocation)
  for (index, pair) in zip(left, right).enumerated() {
    expectClose(
      pair.0, pair.1, relative: relative, absolute: absolute, "\(row()) [\(index)]",
      sourceLocation: sourceLocation)
  }
}
