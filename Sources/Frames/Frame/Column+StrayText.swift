extension Column {
  /// A cell that keeps a column of numbers from being one.
  public struct StrayText: Sendable, Equatable {
    /// Its row, from 0.
    public var row: Int
    /// What it holds, control characters spelled out.
    public var text: String
    /// What to do about it, as sentences.
    public var remedy: String
  }

  /// The first cell that keeps an otherwise numeric column from being numbers; `nil` where the column
  /// is numeric, or is text in its own right.
  ///
  /// A column of numbers with a stray word in it is read as text. It counts as such when more than
  /// half of its distinct texts are numbers, be it in a dress that the reader has to be told of: with a
  /// decimal comma, separators of thousands, a currency, a percent sign, a footnote. A column in which
  /// every text is a number is stray where numbers would merge some of them, or could not hold one.
  public var strayText: StrayText? {
    guard case .text(let codes, let levels) = storage, !levels.isEmpty else { return nil }
    let numbers = levels.map { SpelledNumber($0) }
    if numbers.allSatisfy({ $0 != nil }) {
      guard let loss = SpelledNumber.loss(levels, numbers) else { return nil }
      return stray(
        codes, levels, at: { $0 == loss.place },
        remedy: { text in
          (loss.twin.map { "It is the same number as '\(levels[$0])'. " }
            ?? "No column of doubles holds it exactly. ")
            + "Declare the column: \(CSVOptions.Setting.text.said(name)) keeps its spellings apart, "
            + "\(CSVOptions.Setting.number.said(name)) reads them as numbers."
        })
    }
    let dresses = zip(levels, numbers).map { $1 == nil ? NumberDress($0) : nil }
    let meant = zip(numbers, dresses).count { $0 != nil || $1 != nil }
    guard 2 * meant > levels.count else { return nil }
    let commas = dresses.filter { $0 == .decimalComma }.count
    return stray(
      codes, levels, at: { numbers[$0] == nil },
      remedy: { text in
        NumberDress(text)?.remedy(column: name, text: text, besideDecimalCommas: commas > 0)
          ?? "Correct it or leave the cell empty; if it says that there is no number, say "
          + "\(CSVOptions.Setting.missing.said(text.showingControls))."
      })
  }

  /// The first cell of a column of text that is no number, or the first cell where all are numbers;
  /// `nil` for numbers, and where no cell holds anything.
  package var firstWord: StrayText? {
    guard case .text(let codes, let levels) = storage else { return nil }
    if let strayText { return strayText }
    let areNumbers = levels.map { SpelledNumber($0) != nil }
    let all = areNumbers.allSatisfy(\.self)
    return stray(
      codes, levels, at: { all || !areNumbers[$0] },
      remedy: { text in
        all
          ? "Every cell is a number: read the column as numbers, "
            + "\(CSVOptions.Setting.number.said(name))."
          : "Correct it or leave the cell empty; if it says that there is no number, say "
            + "\(CSVOptions.Setting.missing.said(text.showingControls))."
      })
  }

  private func stray(
    _ codes: [Int32], _ levels: [String], at isStray: (Int) -> Bool, remedy: (String) -> String
  ) -> StrayText? {
    for row in codes.indices where isPresent(at: row) && isStray(Int(codes[row])) {
      let text = levels[Int(codes[row])]
      return StrayText(row: row, text: text.showingControls, remedy: remedy(text))
    }
    return nil
  }
}
