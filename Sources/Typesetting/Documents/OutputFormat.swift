/// How an answer is printed: its document in full precision, or its tables in one of their formats.
public enum OutputFormat: Sendable, Equatable {
  /// One document in full precision.
  case json
  /// Tables, as readers see them.
  case table(TableFormat)
}

extension OutputFormat: RawRepresentable, CaseIterable {
  /// The name that `--format` takes; `nil` for a word that is none of them.
  public init?(rawValue: String) {
    if rawValue == "json" {
      self = .json
    } else if let format = TableFormat(rawValue: rawValue) {
      self = .table(format)
    } else {
      return nil
    }
  }

  /// The name that `--format` takes.
  public var rawValue: String {
    switch self {
    case .json: "json"
    case .table(let format): format.rawValue
    }
  }

  /// Text, JSON, then the other forms of tables.
  public static var allCases: [OutputFormat] {
    [.table(.text), .json, .table(.csv), .table(.markdown), .table(.latex), .table(.html)]
  }
}
