extension Frame {
  /// The rows of this frame, then those of another; columns of either that the other lacks are
  /// missing there.
  ///
  /// Whole numbers meet fractions as fractions; numbers and text of one name do not meet.
  /// - Throws: `FrameError.notNumeric`.
  public func appendingRows(of other: Frame) throws(FrameError) -> Frame {
    var columns: [Column] = []
    let absentBelow = [Int?](repeating: nil, count: other.rowCount)
    let absentAbove = [Int?](repeating: nil, count: rowCount)
    for upper in self.columns {
      let lower =
        other.contains(upper.name)
        ? try other.column(upper.name) : upper.gathered(absentBelow)
      columns.append(try upper.appending(lower))
    }
    for lower in other.columns where !contains(lower.name) {
      columns.append(try lower.gathered(absentAbove).appending(lower))
    }
    return try Frame(columns)
  }
}

extension Column {
  func appending(_ other: Column) throws(FrameError) -> Column {
    guard isNumeric == other.isNumeric else {
      throw .notNumeric(column: name, purpose: "the other half of the table")
    }
    let states =
      (0..<count).map { presence(at: $0) } + (0..<other.count).map { other.presence(at: $0) }
    switch (storage, other.storage) {
    case (.integer(let upper), .integer(let lower)):
      return Column(name: name, label: label, storage: .integer(upper + lower), presence: states)
    case (.text, .text):
      let texts =
        (0..<count).map { text(at: $0) } + (0..<other.count).map { other.text(at: $0) }
      var column = Column(name: name, label: label, texts: texts)
      column.presence = states.contains { $0 != .present } ? states : nil
      return column
    default:
      let values =
        (0..<count).map { double(at: $0) ?? 0 }
        + (0..<other.count).map { other.double(at: $0) ?? 0 }
      return Column(name: name, label: label, storage: .double(values), presence: states)
    }
  }
}
