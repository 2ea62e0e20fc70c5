import Expressions
import Frames

/// A model beside a table that holds several versions of its data, one below the other, as `mice`
/// (`complete(imputed, "long")`) and Stata (`mi`, style flong) write multiple imputations, or draws of a
/// measure: a column numbers the versions. Each version is estimated by itself, and the fits are pooled
/// by Rubin's rules (`PooledFit`).
///
/// Lags and their kin look within a version alone. The rows before imputation, which both programs
/// number 0 where they are kept, are no version: they are refused where they can be told.
public struct ImputedModel: Sendable {
  /// One version of the data.
  public struct Version: Sendable {
    /// The number as it stands in the table.
    public let label: String
    /// The model beside its rows alone.
    public let prepared: PreparedModel
  }

  /// What is estimated in every version.
  public let model: Model
  /// The column that numbers the versions.
  public let column: String
  /// In the order in which the table first has them.
  public let versions: [Version]
  /// The place of the version that is numbered 0.
  private let original: Int?

  /// Splits the table and builds the design of each version.
  /// - Parameter panel: unit and time, for formulas that use `lag` and its kin.
  /// - Throws: `EstimationError.missingImputation` for a row without a number, `.oneImputation`,
  ///   `.inImputation` for what a version does not allow, `.unsupported` for inference by resampling;
  ///   `FrameError` for a column that is not there; and the errors of building a design.
  public init(
    _ model: Model, frame: Frame, numberedBy column: String, panel: PanelKeys? = nil
  ) throws {
    if let method = model.inference {
      throw EstimationError.unsupported(
        Refusal(
          "\(method) of several imputations",
          because: "what pools p-values of draws is not settled",
          instead: "leave it out, or ask for it within one imputation"))
    }
    let numbers = try frame.column(column)
    let codes = KeyCodes([numbers], rows: RowSelection(all: frame.rowCount))
    if let row = codes.codes.firstIndex(of: KeyCodes.absent) {
      throw EstimationError.missingImputation(column: column, row: row + 1)
    }
    guard codes.count > 1 else {
      throw EstimationError.oneImputation(column: column, found: codes.count)
    }
    var rows = [[Int?]](repeating: [], count: codes.count)
    for (row, code) in codes.codes.enumerated() { rows[Int(code)].append(row) }
    self.model = model
    self.column = column
    original = codes.firstRows.firstIndex { numbers.double(at: Int($0)) == 0 }
    versions = try zip(codes.firstRows, rows).map { first, rows in
      let label = numbers.text(at: Int(first)) ?? ""
      let part = frame.gathered(rows)
      let index = try panel.map { try PanelIndex(part, units: $0.units, time: $0.time) }
      do {
        return Version(
          label: label, prepared: try PreparedModel(model, frame: part, panel: index))
      } catch let error as EstimationError {
        throw EstimationError.inImputation(label, error)
      }
    }
  }

  /// Estimates every version and pools the fits.
  /// - Parameter progress: is told how many fits of how many are done.
  /// - Throws: `EstimationError.inImputation` for what one version does not allow, `.poolMismatch`
  ///   where versions identify other terms, `.rowsBeforeImputation`.
  public func fit(progress: (Int, Int) -> Void = { _, _ in }) throws(EstimationError) -> PooledFit {
    var fits: [Fit] = []
    for version in versions {
      do throws(EstimationError) {
        fits.append(try version.prepared.fit())
      } catch {
        throw .inImputation(version.label, error)
      }
      progress(fits.count, versions.count)
    }
    try requireNoOriginal(fits)
    return try PooledFit(fits, named: versions.map { "imputation \($0.label)" })
  }

  /// What is numbered 0 and loses rows that every other version keeps is the table before imputation.
  private func requireNoOriginal(_ fits: [Fit]) throws(EstimationError) {
    guard let original else { return }
    let others = fits.indices.filter { $0 != original }.map { fits[$0].sample.count }
    guard let least = others.min(), fits[original].sample.count < least else { return }
    throw .rowsBeforeImputation(
      column: column, used: fits[original].sample.count, others: least)
  }
}
