extension Column {
  /// The first cell that keeps an otherwise numeric column from being numbers; `nil` where the column
  /// is numeric, or is text in its own right.
  ///
  /// A column of numbers with a stray word in it is read as text. It counts as such when more than
  /// half of its distinct texts are numbers.
  public var strayText: (row: Int, text: String)? {
    guard case .text(let codes, let levels) = storage else { return nil }
    // `Double` reads `inf` and `nan` too, which are no numbers here.
    let isNumber = levels.map { Double($0)?.isFinite ?? false }
    guard 2 * isNumber.count(where: { $0 }) > levels.count else { return nil }
    for row in codes.indices where isPresent(at: row) && !isNumber[Int(codes[row])] {
      return (row, levels[Int(codes[row])])
    }
    return nil
  }
}
