import Documents
import Frames

/// The description of a table that Entente knows how to read: file, columns and units, codes,
/// coverage, citation and terms. The table itself is never a part of the project.
///
/// Descriptions are documents, built in or the user's own; the article on source files has their
/// grammar.
public struct Source: Sendable, Equatable {
  /// A column under the name it has in Entente.
  public struct Variable: Sendable, Equatable {
    /// What the column may be called in the file; the first name that is there counts.
    public let originals: [String]
    /// The column in Entente.
    public let name: String
    /// `percent`, `current US$`, `0/1`; empty for codes and names.
    public let unit: String
    /// What it says.
    public let meaning: String
    /// Whether a file without it is read all the same.
    public let isOptional: Bool
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
  }

  /// What a study changes of a conversion.
  public struct CodeChange: Sendable, Hashable {
    /// The column of COW numbers.
    public let newColumn: String
    /// Codes that the study decides, before those of the description.
    public let overrides: [String: String]
    /// As the description says, where `nil`.
    public let refusesUnknown: Bool?
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
  /// How rows of spells become rows of years; `nil` for a table of any other kind.
  public let spells: SpellYears?
  /// Columns in which a cell without a value says 0, in the years covered.
  public let blankIsZero: [String]
  /// Conversions to COW codes, in order.
  public internal(set) var codes: [Code]
  /// Several rows of one key become one by these rules, others are left out; none for no change.
  public let collapse: [Aggregation]
  /// The keys of an undirected table whose rows are also wanted with the members exchanged.
  public let mirrored: [String]
  /// What identifies a row after reading; nothing does where it is empty.
  public let key: [String]
  /// What it claims to describe.
  public let coverage: Coverage
  /// How the file is read, where it is text; columns by their names in Entente.
  public let reading: CSVOptions
  /// What to cite.
  public let citation: String
  /// On what terms the table may be used.
  public let terms: String
  /// What to know before use: traps of units, vintage, direction.
  public let remarks: [String]

  /// The description with a study's changes of its conversions.
  /// - Throws: ``PanelsError/noConversion(source:column:known:)``.
  func changing(_ changes: [CodeChange]) throws(PanelsError) -> Source {
    var changed = self
    for change in changes {
      guard let place = codes.firstIndex(where: { $0.newColumn == change.newColumn }) else {
        throw .noConversion(
          source: name, column: change.newColumn, known: codes.map(\.newColumn))
      }
      let code = changed.codes[place]
      changed.codes[place] = Code(
        column: code.column, scheme: code.scheme, newColumn: code.newColumn, reading: code.reading,
        overrides: code.overrides.merging(change.overrides) { $1 },
        refusesUnknown: change.refusesUnknown ?? code.refusesUnknown)
    }
    return changed
  }

  /// The columns after reading, but for others that are kept under their own names.
  var names: [String] {
    var names = variables.map(\.name) + codes.map(\.newColumn)
    if case .yearColumns(let value, _, _) = shape { names += ["year", value] }
    if let spells { names.append(spells.yearColumn) }
    return names
  }
}
