import Frames

extension Frame {
  /// The same rows, each repeated.
  public func repeated(by name: String) throws -> Frame {
    let weights = try column(name)
    return gathered(
      (0..<rowCount).flatMap { row in
        Array(repeating: Optional(row), count: Int(weights.double(at: row)!))
      })
  }

  /// The rows in another order.
  public func shuffled(seed: UInt64) -> (frame: Frame, rows: [Int]) {
    var generator = SplitMix(seed: seed)
    let keyed = (0..<rowCount).map { (generator.uniform(), $0) }
    let rows = keyed.sorted { $0 < $1 }.map(\.1)
    return (gathered(rows.map { $0 }), rows)
  }
}
