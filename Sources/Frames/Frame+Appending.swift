extension Frame {
  /// This frame with the rows of another below it.
  ///
  /// Columns are matched by name; a column that the other lacks is missing there. Integers and
  /// doubles mix to doubles.
  /// - Throws: `FrameError.kindMismatch` where one frame holds text and the other numbers;
  ///   `FrameError.noColumn` where the other has a column that this one lacks.
  public func appending(_ other: Frame) throws(FrameError) -> Frame {
    for name in other.names { _ = try column(name) }
    var joined: [Column] = []
    for column in columns {
      guard other.contains(column.name) else {
        let rows = (0..<rowCount).map(Optional.some) + Array(repeating: nil, count: other.rowCount)
        joined.append(column.gathered(rows))
        continue
      }
      joined.append(try column.appending(try other.column(column.name)))
    }
    return try Frame(joined)
  }
}

extension Column {
  fileprivate func appending(_ other: Column) throws(FrameError) -> Column {
    let storage: Storage
    switch (self.storage, other.storage) {
    case (.integer(let upper), .integer(let lower)): storage = .integer(upper + lower)
    case (.text(let codes, let levels), .text(let otherCodes, let otherLevels)):
      var numbers = Dictionary(
        levels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
      var all = levels
      let translated = otherLevels.map { level -> Int32 in
        if let known = numbers[level] { return known }
        numbers[level] = Int32(all.count)
        all.append(level)
        return Int32(all.count - 1)
      }
      // An absent cell's code may point nowhere when the column has no levels at all.
      let moved = otherCodes.map { Int($0) < translated.count ? translated[Int($0)] : 0 }
      storage = .text(codes: codes + moved, levels: all)
    case (.text, _), (_, .text):
      throw .kindMismatch(name, found: other.isNumeric ? "numbers" : "text")
    default:
      storage = .double(doubles + other.doubles)
    }
    let states: [Presence]? =
      presence == nil && other.presence == nil
      ? nil
      : (presence ?? Array(repeating: .present, count: count))
        + (other.presence ?? Array(repeating: .present, count: other.count))
    return Column(name: name, label: label, storage: storage, presence: states)
  }

  private var doubles: [Double] {
    switch storage {
    case .double(let values): values
    case .integer(let values): values.map(Double.init)
    case .text: []
    }
  }
}
