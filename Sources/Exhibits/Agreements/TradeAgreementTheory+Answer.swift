import Bargaining
import Typesetting

extension TradeAgreementTheory: AnswerableTheory {
  /// The points and curves, the power path, or the claims.
  public enum FigureKind: String, Sendable, CaseIterable {
    /// Figure 1 of DeRemer (2023) under both reciprocity rules.
    case tariffSpace = "tariff-space"
    /// Tariffs and payoffs along the frontier.
    case frontier
    /// Where in the space of weights the claims hold.
    case claims
  }

  /// The points with their evidence, and what a little more power changes.
  public func tables(_ solution: Solution) -> [TextTable] { solution.tables }

  /// Weights, points with certificates, shifts, claims, and the curves of tariff space where they
  /// were asked for.
  public func document(_ solution: Solution) -> JSONValue { solution.json }

  /// Where the paper's claims hold and fail at these weights, a sentence each.
  public func findings(_ solution: Solution) -> [String] { solution.sentences }

  /// Works out what the solution does not hold: the curves of tariff space, the power path, the
  /// maps.
  /// - Throws: `BargainingError` for what has no solution, `ExhibitError` for what cannot be drawn.
  public func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure {
    let agreement = solution.agreement
    switch kind {
    case .tariffSpace: return TariffSpacePlot(try solution.space ?? TariffSpace(agreement))
    case .frontier: return try PowerPathPlot(agreement, solution.reciprocity)
    case .claims: return try ClaimRegionsPlot(agreement.politics, solution.reciprocity)
    }
  }
}
