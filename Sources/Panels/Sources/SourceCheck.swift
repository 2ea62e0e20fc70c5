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
}

extension Source {
  /// Reads the source and compares it with its description.
  public func check(in folders: [String]) -> SourceCheck {
    let table: SourceTable
    do throws(PanelsError) {
      table = try read(in: folders)
    } catch {
      let status: SourceCheck.Status =
        switch error {
        case .sourceAbsent: .absent
        case .header: .wrongHeader
        default: .unreadable
        }
      return SourceCheck(
        source: name, status: status, path: try? locate(in: folders), rows: nil, yearsFound: nil,
        yearsDeclared: coverage.years, problems: [error.description], notes: [])
    }
    var problems: [String] = []
    let years = time.flatMap { table.frame.years(of: $0) }
    if let years, let declared = coverage.years,
      years.lowerBound < declared.lowerBound || years.upperBound > declared.upperBound
    {
      problems.append(
        "years \(years.lowerBound)-\(years.upperBound) go beyond the declared "
          + "\(declared.lowerBound)-\(declared.upperBound)")
    }
    if let repeated = table.frame.repeatedKeys(key), repeated > 0 {
      problems.append(
        "\(repeated) values of \(key.joined(separator: ", ")) occur in more than one row")
    }
    let notes =
      table.notes
      + table.conversions.filter { $0.unconverted > 0 || $0.overridden > 0 }.map(\.description)
    return SourceCheck(
      source: name, status: .present, path: table.path, rows: table.frame.rowCount,
      yearsFound: years, yearsDeclared: coverage.years, problems: problems, notes: notes)
  }
}

extension Frame {
  /// The first and last value of a column of years.
  fileprivate func years(of name: String) -> ClosedRange<Int>? {
    guard let column = try? column(name) else { return nil }
    var range: ClosedRange<Int>?
    for row in 0..<rowCount {
      guard let year = column.integer(at: row).map({ Int($0) }) else { continue }
      range = min(year, range?.lowerBound ?? year)...max(year, range?.upperBound ?? year)
    }
    return range
  }

  /// How many values of the keys occur in more than one row.
  fileprivate func repeatedKeys(_ keys: [String]) -> Int? {
    let columns = keys.compactMap { try? column($0) }
    guard !keys.isEmpty, columns.count == keys.count else { return nil }
    let codes = KeyCodes(columns, rows: RowSelection(all: rowCount))
    return KeyIndex(codes.codes, count: codes.count).repeatedCount
  }
}
