import Frames

/// A join of two frames on declared keys, with a declared cardinality and a ledger.
///
/// Keys compare numbers by value, so an integer 2 meets a double 2.0, and texts byte by byte. A row
/// without a key never matches. Rows come out in the order of the left frame; where a left row meets several right
/// rows, these follow in their own order. Time is linear in the rows of both sides.
public struct Join: Sendable {
  /// Which left rows come out.
  public enum Kind: String, Sendable {
    /// Every left row stays.
    case left
    /// Only rows that match stay.
    case inner
  }

  /// How many rows of each side may share a key. There is no many to many: aggregate first.
  public enum Cardinality: String, Sendable {
    /// Both sides have one row a key.
    case oneToOne = "1:1"
    /// The right side has one row a key.
    case manyToOne = "m:1"
    /// The left side has one row a key, and is repeated: rows out can exceed rows in.
    case oneToMany = "1:m"
  }

  /// A column of the left frame and the column of the right frame that it must equal.
  public struct Key: Sendable, Equatable {
    /// The column of the left frame.
    public let left: String
    /// The column of the right frame.
    public let right: String

    /// A key of two names.
    public init(_ left: String, _ right: String) {
      self.left = left
      self.right = right
    }

    /// A key of one name on both sides.
    public init(_ name: String) { self.init(name, name) }
  }

  /// What the ledger calls it: usually the source.
  public var name: String
  /// Whether unmatched left rows stay; default: they do.
  public var kind: Kind
  /// How many rows may share a key; default: many to one.
  public var cardinality: Cardinality
  /// What must be equal.
  public var keys: [Key]
  /// Which key is time, by its left name; the other keys identify the unit.
  public var time: String?
  /// Put before the names of the columns that come from the right.
  public var prefix: String
  /// The right side's coverage; without it an absent row is missing.
  public var coverage: Coverage?

  /// A join on pairs of columns.
  public init(
    name: String, kind: Kind = .left, cardinality: Cardinality = .manyToOne, keys: [Key],
    time: String? = "year", prefix: String = "", coverage: Coverage? = nil
  ) {
    self.name = name
    self.kind = kind
    self.cardinality = cardinality
    self.keys = keys
    self.time = time
    self.prefix = prefix
    self.coverage = coverage
  }

  /// A join on columns of the same name on both sides.
  public init(
    name: String, kind: Kind = .left, cardinality: Cardinality = .manyToOne, on keys: [String],
    time: String? = "year", prefix: String = "", coverage: Coverage? = nil
  ) {
    self.init(
      name: name, kind: kind, cardinality: cardinality, keys: keys.map { Key($0) }, time: time,
      prefix: prefix, coverage: coverage)
  }

  /// Joins two frames: the left one's columns, then the right one's except its keys.
  /// - Throws: `.duplicateKey` where the declared cardinality is broken, `.columnClash`,
  ///   `.keyKinds`, `.noKeys`, and `.frame` for a key that is not there.
  public func callAsFunction(
    _ left: Frame, _ right: Frame
  ) throws(PanelsError) -> (frame: Frame, ledger: JoinLedger) {
    guard !keys.isEmpty else { throw .noKeys(join: name) }
    let columns = try keys.mapThrowing { (key) throws(PanelsError) in
      (left: try left.needed(key.left), right: try right.needed(key.right))
    }
    let brought = try broughtColumns(left, right)
    for pair in columns where pair.left.isNumeric != pair.right.isNumeric {
      throw .keyKinds(
        join: name, left: pair.left.name, right: pair.right.name,
        stray: pair.left.strayText ?? pair.right.strayText)
    }
    let codes = CommonKeyCodes(
      columns.map(\.left), rows: RowSelection(all: left.rowCount),
      columns.map(\.right), rows: RowSelection(all: right.rowCount))
    let index = KeyIndex(codes.right, count: codes.count)
    if cardinality != .oneToMany, let repeated = index.firstRepeated {
      throw duplicate(.right, right, repeated, index.repeatedCount)
    }
    if cardinality != .manyToOne {
      let own = KeyIndex(codes.left, count: codes.count)
      if let repeated = own.firstRepeated {
        throw duplicate(.left, left, repeated, own.repeatedCount)
      }
    }
    let matches = JoinMatches(codes, right: index, keepUnmatched: kind == .left)
    let cover = JoinCoverage(
      self, left: left, columns: columns, unmatched: matches.unmatchedLeft)
    var masked = CellCounts()
    var out: [Column] = left.columns
    // A many-to-one left join that kept every row leaves the left side as it is.
    if cardinality != .manyToOne || kind == .inner {
      let rows = matches.leftRows.map { Int?(Int($0)) }
      out = out.map { $0.gathered(rows) }
    }
    for column in brought {
      out.append(
        column.joined(matches, as: prefix + column.name, coverage: cover, counts: &masked))
    }
    let frame: Frame
    do throws(FrameError) { frame = try Frame(out) } catch { throw .frame(error) }
    let ledger = JoinLedger(
      join: self, left: left, right: right, matches: matches, cells: masked,
      absentLeft: codes.absentLeft, absentRight: codes.absentRight)
    return (frame, ledger)
  }

  private func broughtColumns(_ left: Frame, _ right: Frame) throws(PanelsError) -> [Column] {
    let keyNames = Set(keys.map(\.right))
    let brought = right.columns.filter { !keyNames.contains($0.name) }
    let clashes = brought.map { prefix + $0.name }.filter { left.contains($0) }
    guard clashes.isEmpty else { throw .columnClash(join: name, columns: clashes) }
    return brought
  }

  private func duplicate(
    _ side: PanelsError.Side, _ frame: Frame, _ rows: (Int, Int), _ count: Int
  ) -> PanelsError {
    .duplicateKey(
      join: name, side: side, key: keyTexts(frame, side, row: rows.0),
      rows: [rows.0 + 1, rows.1 + 1], duplicatedKeys: count)
  }

  /// `ccode 255`, `year 1990`.
  func keyTexts(_ frame: Frame, _ side: PanelsError.Side, row: Int) -> [String] {
    keys.map { key in
      let column = side == .left ? key.left : key.right
      // The column was found before any row was looked at.
      let text = (try? frame.column(column))?.text(at: row)
      return "\(column) \(text ?? "(absent)")"
    }
  }
}

extension Array {
  /// `map` that keeps the error's type.
  func mapThrowing<Out, Failure: Error>(
    _ transform: (Element) throws(Failure) -> Out
  ) throws(Failure) -> [Out] {
    var result: [Out] = []
    result.reserveCapacity(count)
    for element in self { result.append(try transform(element)) }
    return result
  }
}
