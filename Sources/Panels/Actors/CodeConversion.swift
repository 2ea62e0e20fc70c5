/// How a column of codes is turned into a column of another scheme.
public struct CodeConversion: Sendable {
  /// Where the year of a row comes from.
  public enum Year: Sendable, Equatable {
    /// A column of whole numbers.
    case column(String)
    /// One year for all rows: 2016 gives the codes of today to rows of all years, so that Germany
    /// is COW 255 throughout, as in many published tables.
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

  /// The column of codes.
  public var column: String
  /// What its codes are.
  public var scheme: CodeScheme
  /// What they become.
  public var target: CodeScheme
  /// The name of the new column: whole numbers for COW and GW, text otherwise.
  public var newColumn: String
  /// Where the year of a row comes from.
  public var year: Year
  /// Which of two states gets a year that they share; default: the longer.
  public var yearRule: YearRule
  /// Whether a dated code stands for its own dates or for its lineage; default: dates.
  public var reading: CodeReading
  /// Codes decided by the table's own conventions, tried first: `["European Union": "1000"]`.
  public var overrides: [String: String]
  /// What becomes of rows that cannot be converted; default: refuse unknown codes.
  public var policy: Policy

  /// A conversion of one column.
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
