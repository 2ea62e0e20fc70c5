import Estimation
import Exhibits
import Typesetting

/// Several models of one table side by side, or one under several variances: what `entente compare`
/// asks for.
public struct ComparisonRequest: Sendable {
  public var base: FitRequest
  public var formulas: [String]
  /// That of `base` where empty.
  public var variances: [Variance]

  public init(_ base: FitRequest, formulas: [String], variances: [Variance] = []) {
    self.base = base
    self.formulas = formulas
    self.variances = variances
  }

  /// The fits with their column heads, formulas first and variances within.
  public struct Result: Sendable {
    public var fits: [(title: String, fit: Fit)]
    public var notes: [String]

    /// One table of all fits, and each fit's document.
    public var answer: Answer {
      get throws {
        let documents = fits.map { fit in
          JSONValue.object([("title", .text(fit.title)), ("fit", fit.fit.json)])
        }
        return Answer(
          tables: [try RegressionTable(models: fits)],
          document: .object([("fits", .array(documents))]), notes: notes)
      }
    }
  }

  /// Reads the table once and fits every pair of formula and variance.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    let chosen = variances.isEmpty ? [base.specification.variance] : variances
    var result = Result(fits: [], notes: [])
    var first: PreparedModel?
    for (number, formula) in formulas.enumerated() {
      for variance in chosen {
        var request = base
        request.formula = formula
        request.specification.variance = variance
        let prepared = try PreparedModel(request, frame: first?.frame, progress: progress)
        if first == nil { first = prepared }
        progress("fitting model \(number + 1), \(variance.name)")
        let fit = try Fit(prepared.design, request.specification)
        let title =
          formulas.count == 1
          ? variance.name
          : "(\(number + 1)) \(fit.outcomeName)"
            + (chosen.count == 1 ? "" : ", \(variance.name)")
        result.fits.append((title, fit))
        for note in prepared.notes where !result.notes.contains(note) { result.notes.append(note) }
      }
    }
    return result
  }
}
