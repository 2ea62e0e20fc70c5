import Machine

extension Column {
  /// The rows at the given positions, in that order; a `nil` position gives an absent cell.
  public func gathered(_ rows: [Int?], absent: Presence = .missing) -> Column {
    func pick<T>(_ values: [T], _ filler: T) -> [T] {
      rows.map { $0.map { values[$0] } ?? filler }
    }
    let newStorage: Storage =
      switch storage {
      case .double(let values): .double(pick(values, 0))
      case .integer(let values): .integer(pick(values, 0))
      case .text(let codes, let levels): .text(codes: pick(codes, 0), levels: levels)
      }
    let states = rows.map { row in row.map { presence(at: $0) } ?? absent }
    var column = Column(name: name, label: label, storage: newStorage, presence: states)
    column.valueLabels = valueLabels
    return column
  }

  /// The rows at the given positions, in that order; a negative position gives a missing cell.
  package func gathered(at rows: [Int32]) -> Column {
    let newStorage: Storage =
      switch storage {
      case .double(let values): .double(Column.picked(values, rows))
      case .integer(let values): .integer(Column.picked(values, rows))
      case .text(let codes, let levels): .text(codes: Column.picked(codes, rows), levels: levels)
      }
    var column = Column(
      name: name, label: label, storage: newStorage, presence: states(at: rows))
    column.valueLabels = valueLabels
    return column
  }

  private func states(at rows: [Int32]) -> [Presence]? {
    guard let presence else {
      guard rows.contains(where: { $0 < 0 }) else { return nil }
      return rows.map { $0 < 0 ? .missing : .present }
    }
    return rows.map { $0 < 0 ? .missing : presence[Int($0)] }
  }

  private static func picked<Value: BitwiseCopyable & AdditiveArithmetic>(
    _ values: [Value], _ rows: [Int32]
  ) -> [Value] {
    LargePages.inlined(rows.count) { target in
      for (place, row) in rows.enumerated() {
        (target + place).initialize(to: row < 0 ? .zero : values[Int(row)])
      }
    }
  }
}
