import Frames

/// What an expression evaluates to, before it becomes a column: one value for all rows, or one a row.
enum Series {
  case number(Double)
  case word(String)
  case numbers([Double], [Presence]?)
  case words(codes: [Int32], levels: [String], [Presence]?)

  init(_ column: Column) {
    switch column.storage {
    case .double(let values): self = .numbers(values, column.presence)
    case .integer(let values): self = .numbers(values.map(Double.init), column.presence)
    case .text(let codes, let levels):
      self = .words(codes: codes, levels: levels, column.presence)
    }
  }

  /// As a column of the given length.
  func column(_ name: String, count: Int) -> Column {
    switch self {
    case .number(let value):
      Column(name: name, storage: .double(Array(repeating: value, count: count)))
    case .word(let value):
      Column(
        name: name, storage: .text(codes: Array(repeating: 0, count: count), levels: [value]))
    case .numbers(let values, let presence):
      Column(name: name, storage: .double(values), presence: presence)
    case .words(let codes, let levels, let presence):
      Column(name: name, storage: .text(codes: codes, levels: levels), presence: presence)
    }
  }

  var isText: Bool {
    switch self {
    case .word, .words: true
    case .number, .numbers: false
    }
  }

  var presence: [Presence]? {
    switch self {
    case .number, .word: nil
    case .numbers(_, let presence): presence
    case .words(_, _, let presence): presence
    }
  }

  /// Absent if either is; outside coverage wins over missing, because it says more, and what an operation
  /// has no result for over both.
  static func joined(_ left: [Presence]?, _ right: [Presence]?) -> [Presence]? {
    guard let left else { return right }
    guard let right else { return left }
    return zip(left, right).map { Presence(rawValue: max($0.rawValue, $1.rawValue))! }
  }
}
