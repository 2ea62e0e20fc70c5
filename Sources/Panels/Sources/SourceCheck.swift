import Frames

/// Whether a source is present and is what its description says.
public struct SourceCheck: Sendable, Equatable {
  /// What was found.
  public enum Status: String, Sendable {
    /// Found and read.
    case present
    /// In none of the folders.
    case absent
    /// A described column is not in the header.
    case wrongHeader = "wrong-header"
    /// The file cannot be read, or holds codes that are not known.
    case unreadable
    /// The description itself cannot be read.
    case badDescription = "bad-description"
  }

  /// The name of the source.
  public let source: String
  /// What was found.
  public let status: Status
  /// The file, if there is one.
  public let path: String?
  /// After reading: year columns are rows, several rows of a key one.
  public let rows: Int?
  /// The first and last year in the table.
  public let yearsFound: ClosedRange<Int>?
  /// The years of the declared coverage.
  public let yearsDeclared: ClosedRange<Int>?
  /// What is wrong, or worth knowing; empty when all is as described.
  public let problems: [String]
  /// What was done on reading.
  public let notes: [String]
  /// Conversions with codes that became no number although they stand for no territory or group, or
  /// with overrides that were never met.
  public let doubts: [String]

  /// Compares a table that was read with its description.
  init(of table: SourceTable) {
    let source = table.source
    var problems: [String] = []
    let years = source.time.flatMap { table.frame.years(of: $0) }
    if let years, let declared = source.coverage.years,
      years.lowerBound < declared.lowerBound || years.upperBound > declared.upperBound
    {
      problems.append(
        "years \(years.lowerBound)-\(years.upperBound) go beyond the declared "
          + "\(declared.lowerBound)-\(declared.upperBound)")
    }
    if let repeated = table.frame.repeatedKeys(source.key), repeated > 0 {
      problems.append(
        "\(repeated) values of \(source.key.joined(separator: ", ")) occur in more than one row")
    }
    self.source = source.name
    status = .present
    path = table.file.path
    rows = table.frame.rowCount
    yearsFound = years
    yearsDeclared = source.coverage.years
    self.problems = problems
    notes =
      table.notes
      + table.conversions.filter { $0.unconverted > 0 || $0.overridden > 0 }.map(\.description)
    doubts = table.conversions.filter { $0.isDoubtful || !$0.notAStateThen.isEmpty }.map(
      \.description)
  }

  /// What a source that could not be read is.
  init(_ source: Source, refused error: PanelsError, in folders: [String]) {
    let status: Status =
      switch error {
      case .sourceAbsent: .absent
      case .header: .wrongHeader
      default: .unreadable
      }
    self.init(
      source.name, failed: status, problem: error.description,
      path: try? source.locate(in: folders), years: source.coverage.years)
  }

  /// What could not be read.
  init(
    _ name: String, failed status: Status, problem: String, path: String? = nil,
    years: ClosedRange<Int>? = nil
  ) {
    source = name
    self.status = status
    self.path = path
    rows = nil
    yearsFound = nil
    yearsDeclared = years
    problems = [problem]
    notes = []
    doubts = []
  }
}

extension Source {
  /// Reads the source and compares it with its description.
  public func check(in folders: [String]) -> SourceCheck {
    do {
      return SourceCheck(of: try read(in: folders))
    } catch {
      return SourceCheck(self, refused: error, in: folders)
    }
  }
}

extension Frame {
  /// The first and last value of a column of years; `nil` where it is not there, or holds none.
  package func years(of name: String) -> ClosedRange<Int>? {
    guard let column = try? column(name) else { return nil }
    var range: ClosedRange<Int>?
    for row in 0..<rowCount {
      guard let year = column.integer(at: row).map({ Int($0) }) else { continue }
      range = min(year, range?.lowerBound ?? year)...max(year, range?.upperBound ?? year)
    }
    return range
  }

  /// How many values of the keys occur in more than one row; `nil` where a key is not there, as an
  /// optional column may be, or where nothing is said to tell rows apart.
  fileprivate func repeatedKeys(_ keys: [String]) -> Int? {
    let columns = keys.compactMap { try? column($0) }
    guard !keys.isEmpty, columns.count == keys.count else { return nil }
    let codes = KeyCodes(columns, rows: RowSelection(all: rowCount))
    return KeyIndex(codes.codes, count: codes.count).repeatedCount
  }
}
