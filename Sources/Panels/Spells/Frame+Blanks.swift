import Frames

extension Frame {
  /// Puts 0 where a column has no value in a year that is covered.
  /// - Parameters:
  ///   - time: the column of years; every row is covered where there is none.
  ///   - covered: the years; all of them where `nil`.
  /// - Returns: how many cells became 0.
  mutating func fillBlanks(
    of name: String, time: String?, covered: ClosedRange<Int>?
  ) throws(PanelsError) -> Int {
    let column = try needed(name)
    guard column.isNumeric else {
      throw .frame(.notNumeric(column: name, purpose: "a blank that says 0"))
    }
    let years = try time.map { (name) throws(PanelsError) in try needed(name) }
    guard var states = column.presence else { return 0 }
    var zeros: [Int] = []
    for row in states.indices where states[row] == .missing {
      if let years, let covered {
        guard let year = years.integer(at: row), covered.contains(Int(year)) else { continue }
      }
      states[row] = .present
      zeros.append(row)
    }
    var filled = column
    switch column.storage {
    case .double(var values):
      for row in zeros { values[row] = 0 }
      filled.storage = .double(values)
    case .integer(var values):
      for row in zeros { values[row] = 0 }
      filled.storage = .integer(values)
    case .text: break
    }
    filled.presence = states.contains { $0 != .present } ? states : nil
    do throws(FrameError) { try set(filled) } catch { throw .frame(error) }
    return zeros.count
  }
}
