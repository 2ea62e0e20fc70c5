/// What a source claims to describe, so that an absent row can be told apart: missing, zero, or
/// outside what the source ever covered.
///
/// A table of disputes has a row only where there was one: within its coverage an absent row is a
/// zero (`absentMeans: .zero`), after its last year it is nothing at all. Cells of years outside
/// coverage are taken out even where the table has them, because tables that are expanded to later
/// years carry zeros there which nobody observed.
public struct Coverage: Sendable, Equatable {
  /// What an absent row within coverage says.
  public enum AbsentMeaning: String, Sendable {
    /// The value is not known.
    case missing
    /// The event did not happen, the tie did not exist: numeric columns are 0, text is missing.
    case zero
  }

  /// Which units the source describes.
  public enum Units: Sendable, Equatable {
    /// Every unit there is.
    case all
    /// Those that occur in the table, each key for itself.
    case asObserved
    /// Those that occur in any key: the members of dyads. In a table of undirected dyads the unit
    /// of the highest number never comes first.
    case asObservedMembers
    /// These codes, and no others.
    case listed([Int64])
  }

  /// Years of one column that differ from those of the table.
  public struct ColumnYears: Sendable, Equatable {
    /// The column, by its name in the source.
    public let column: String
    /// Its first and last year.
    public let years: ClosedRange<Int>

    /// A column covered for other years than its table.
    public init(column: String, years: ClosedRange<Int>) {
      self.column = column
      self.years = years
    }
  }

  /// `nil` for a table without years.
  public var years: ClosedRange<Int>?
  /// Columns whose years are others than `years`.
  public var columnYears: [ColumnYears]
  /// Which units are described; those that occur where nobody says.
  public var units: Units?
  /// What no row within coverage says; default: missing.
  public var absentMeans: AbsentMeaning

  /// A declaration of coverage.
  public init(
    years: ClosedRange<Int>?, columnYears: [ColumnYears] = [], units: Units? = nil,
    absentMeans: AbsentMeaning = .missing
  ) {
    self.years = years
    self.columnYears = columnYears
    self.units = units
    self.absentMeans = absentMeans
  }

  /// The years in which a column is covered; `nil` for all.
  public func years(of column: String) -> ClosedRange<Int>? {
    columnYears.first { $0.column == column }?.years ?? years
  }
}
