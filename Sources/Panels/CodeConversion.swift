/// How a column of codes is turned into a column of another scheme.
public struct CodeConversion: Sendable {
  /// Where the year of a row comes from.
  public enum Year: Sendable, Equatable {
    case column(String)
    case fixed(Int)
    /// The table has no years (distances): every row is repeated for each code its lineage ever
    /// had, so that DEU joins rows of COW 255 and of COW 260.
    case undated
  }

  /// What becomes of rows whose code cannot be converted.
  public enum Policy: String, Sendable {
    /// Fail if there is a code that nobody knows. Territories, groups and states that the scheme
    /// does not count in that year are missing.
    case refuseUnknown
    /// They are missing, and the ledger counts them.
    case keepMissing
    /// The rows are left out, and the ledger counts them.
    case dropRows
  }

  public var column: String
  public var scheme: CodeScheme
  public var target: CodeScheme
  /// The name of the new column: whole numbers for COW and GW, text otherwise.
  public var newColumn: String
  public var year: Year
  public var yearRule: YearRule
  public var reading: CodeReading
  /// Codes decided by the table's own conventions, tried first: `["European Union": "1000"]`.
  public var overrides: [String: String]
  public var policy: Policy

  public init(
    column: String, scheme: CodeScheme, to target: CodeScheme, as newColumn: String, year: Year,
    yearRule: YearRule = .mostDays, reading: CodeReading = .dated,
    overrides: [String: String] = [:], policy: Policy = .refuseUnknown
  ) {
    self.column = column
    self.scheme = scheme
    self.target = target
    self.newColumn = newColumn
    self.year = year
    self.yearRule = yearRule
    self.reading = reading
    self.overrides = overrides
    self.policy = policy
  }
}
