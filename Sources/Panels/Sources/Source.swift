import Frames

/// A table of others that Entente knows how to read: file, columns and units, codes, coverage,
/// citation and terms. The table itself is never a part of the project.
public struct Source: Sendable, Equatable {
  /// A column under the name it has in Entente.
  public struct Variable: Sendable, Equatable {
    /// The column in the file.
    public let original: String
    /// The column in Entente.
    public let name: String
    /// `percent`, `current US$`, `0/1`; empty for codes and names.
    public let unit: String
    /// What it says.
    public let meaning: String

    /// A column of the file, its new name, unit and meaning.
    public init(_ original: String, _ name: String, unit: String = "", _ meaning: String) {
      self.original = original
      self.name = name
      self.unit = unit
      self.meaning = meaning
    }
  }

  /// How rows and years lie in the file.
  public enum Shape: Sendable, Equatable {
    /// A row for each unit and year.
    case long
    /// A column for each year, named by it; read into a column `year` and one of values.
    case yearColumns(name: String, unit: String, meaning: String)
  }

  /// A conversion of codes on reading.
  public struct Code: Sendable, Equatable {
    /// The column as renamed.
    public let column: String
    /// What its codes are.
    public let scheme: CodeScheme
    /// The new column of COW codes.
    public let newColumn: String
    /// Whether a dated code stands for its lineage.
    public let reading: CodeReading
    /// Codes that the conventions of the study decide.
    public let overrides: [String: String]
    /// Whether a code nobody knows stops the reading. A table with entities of its own keeps them
    /// without a COW code; the ledger counts them either way.
    public let refusesUnknown: Bool

    /// A conversion of one column.
    public init(
      _ column: String, _ scheme: CodeScheme, as newColumn: String, reading: CodeReading = .dated,
      overrides: [String: String] = [:], refusesUnknown: Bool = true
    ) {
      self.column = column
      self.scheme = scheme
      self.newColumn = newColumn
      self.reading = reading
      self.overrides = overrides
      self.refusesUnknown = refusesUnknown
    }
  }

  /// What a study calls it.
  public let name: String
  /// What it is, in a line.
  public let title: String
  /// File names, the first that is found is read; gzip or not.
  public let files: [String]
  /// The columns that must be there, in the order in which they are read.
  public let variables: [Variable]
  /// Whether columns that are not described are kept under their own names.
  public let keepsOthers: Bool
  /// How rows and years lie in the file.
  public let shape: Shape
  /// The column of years after renaming; `nil` for a table without years.
  public let time: String?
  /// Conversions to COW codes, in order.
  public let codes: [Code]
  /// Several rows of one key become one by these rules, others are left out; none for no change.
  public let collapse: [Aggregation]
  /// The keys of an undirected table whose rows are also wanted with the members exchanged.
  public let mirrored: [String]
  /// What identifies a row after reading.
  public let key: [String]
  /// What it claims to describe.
  public let coverage: Coverage
  /// Spellings of missing beyond the empty cell and NA.
  public let missing: Set<String>
  /// Columns that look like numbers and are text.
  public let textColumns: [String]
  /// How the file spells characters.
  public let encoding: TextEncoding
  /// What to cite.
  public let citation: String
  /// On what terms the table may be used.
  public let terms: String
  /// What to know before use: traps of units, vintage, direction.
  public let remarks: [String]

  /// A description; the years, key and coverage are those after reading.
  public init(
    name: String, title: String, files: [String], variables: [Variable], keepsOthers: Bool = false,
    shape: Shape = .long, time: String? = "year", codes: [Code] = [],
    collapse: [Aggregation] = [], mirrored: [String] = [], key: [String], coverage: Coverage,
    missing: Set<String> = [], textColumns: [String] = [], encoding: TextEncoding = .utf8,
    citation: String, terms: String, remarks: [String] = []
  ) {
    self.name = name
    self.title = title
    self.files = files
    self.variables = variables
    self.keepsOthers = keepsOthers
    self.shape = shape
    self.time = time
    self.codes = codes
    self.collapse = collapse
    self.mirrored = mirrored
    self.key = key
    self.coverage = coverage
    self.missing = missing
    self.textColumns = textColumns
    self.encoding = encoding
    self.citation = citation
    self.terms = terms
    self.remarks = remarks
  }

  /// All sources, by subject.
  public static let catalogue: [Source] =
    tradeSources + economySources + securitySources + politicsSources + stateSources

  /// The source of that name.
  /// - Throws: `.unknownSource`, with the names that come close.
  public static func named(_ name: String) throws(PanelsError) -> Source {
    guard let source = catalogue.first(where: { $0.name == name }) else {
      throw .unknownSource(
        name, closest: NearestNames.closest(to: name, among: catalogue.map(\.name)))
    }
    return source
  }
}

/// A source as read: its rows under Entente's names, and what was done to get there.
public struct SourceTable: Sendable, Equatable {
  /// The description it was read by.
  public let source: Source
  /// The file that was read.
  public let path: String
  /// The rows.
  public let frame: Frame
  /// What the source claims to describe, for the join.
  public let coverage: Coverage
  /// What became of its codes, conversion by conversion.
  public let conversions: [ConversionLedger]
  /// Steps that changed the number of rows, with the numbers.
  public let notes: [String]
}
