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

  /// The rows with whole-number keys as text labels, whose order differs from the numbers'.
  public func relabelled(_ keys: String...) throws -> Frame {
    var result = self
    for key in keys {
      let old = try column(key)
      try result.set(
        Column(
          name: key, texts: (0..<rowCount).map { "s\((Int(old.double(at: $0)!) * 37) % 101)" }))
    }
    return result
  }
}
