import Frames

/// What became of a column of codes: every row is in exactly one of the counts.
public struct ConversionLedger: Sendable, Equatable {
  /// One code that was not converted.
  public struct Entry: Sendable, Equatable {
    /// The code as written.
    public let code: String
    /// The rows that carry it.
    public let rows: Int
    /// The first and last year of those rows; `nil` in a table without years.
    public let years: ClosedRange<Int>?
    /// What is known instead: the territory's name, the spells, or the nearest known codes.
    public let detail: String
  }

  /// The column that was converted.
  public let column: String
  /// What its codes are.
  public let scheme: CodeScheme
  /// What they became.
  public let target: CodeScheme
  /// Rows before.
  public let rowsIn: Int
  /// More than `rowsIn` where an undated row stands for several codes; fewer where rows are left out.
  public let rowsOut: Int
  /// Rows of the input whose code was found or overridden.
  public let converted: Int
  /// Rows that an override decided (a part of `converted`).
  public let overridden: Int
  /// Rows without a code or without a year.
  public let absent: Int
  /// Codes nobody knows, in order of the code.
  public let unknown: [Entry]
  /// States that the scheme does not count in that year.
  public let notAStateThen: [Entry]
  /// Territories and groups of states.
  public let territories: [Entry]

  /// Codes that an override decides and that no row has, in order.
  public let unusedOverrides: [String]

  /// Whether codes are unknown, or decided and never met.
  public var isDoubtful: Bool { !unknown.isEmpty || !unusedOverrides.isEmpty }

  /// Rows that were not converted.
  public var unconverted: Int { rowsIn - converted }
}

extension ConversionLedger: CustomStringConvertible {
  /// One line: rows converted, and for each reason why not the rows with up to five examples.
  public var description: String {
    func list(_ label: String, _ entries: [Entry]) -> String {
      guard !entries.isEmpty else { return "" }
      let rows = entries.reduce(0) { $0 + $1.rows }
      let examples = entries.prefix(5).map { entry in
        entry.code + (entry.years.map { " \($0.lowerBound)-\($0.upperBound)" } ?? "")
      }
      return
        "; \(label) \(Plural.count(rows, "row")) (\(entries.count): \(examples.joined(separator: ", "))"
        + (entries.count > 5 ? ", ...)" : ")")
    }
    return
      "\(column): \(scheme.rawValue) to \(target.rawValue), \(rowsIn) rows in, \(rowsOut) out, "
      + "\(converted) converted" + (overridden > 0 ? " (\(overridden) by override)" : "")
      + (absent > 0 ? "; \(absent) without code or year" : "")
      + list("unknown", unknown) + list("not a state then", notAStateThen)
      + list("territories and groups", territories)
      + (unusedOverrides.isEmpty
        ? "" : "; overrides that no row has: \(unusedOverrides.joined(separator: ", "))")
  }
}
