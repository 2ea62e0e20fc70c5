/// How much a government or a public counts a unit of producers' profit against a unit of
/// consumers' surplus or tariff revenue (DeRemer 2023, equations 1 and 2).
public struct PoliticalWeights: Sendable, Equatable {
  /// `gamma_M`: profits of the sector that competes with imports.
  public var importWeight: Double
  /// `gamma_E`: profits of the sector that exports.
  public var exportWeight: Double
  /// Profits of domestic firms that buy the imported good; counts only where
  /// `TradePolitics.downstreamShare` is positive, and is not part of the paper.
  public var downstreamWeight: Double

  /// Weights of 1 leave a producer's profit as good as anyone's income.
  public init(import importWeight: Double, export exportWeight: Double, downstream: Double = 1) {
    self.importWeight = importWeight
    self.exportWeight = exportWeight
    downstreamWeight = downstream
  }

  /// Every unit of income counts alike.
  public static let benevolent = PoliticalWeights(import: 1, export: 1)
}

extension PoliticalWeights {
  /// The weights as a list of two, or of three where firms downstream count otherwise than anyone.
  public var values: [Double] {
    [importWeight, exportWeight] + (downstreamWeight == 1 ? [] : [downstreamWeight])
  }

  /// Weights from such a list.
  /// - Throws: `wrongCount` for fewer than two or more than three numbers.
  public init(_ values: [Double], of owner: String) throws(BargainingError) {
    guard values.count == 2 || values.count == 3 else {
      throw .wrongCount(
        parameter: owner, found: values.count,
        expected: "two, on import-competing and exporting profits, as in 1.2,1.1, or a third for "
          + "firms downstream,")
    }
    self.init(
      import: values[0], export: values[1], downstream: values.count == 3 ? values[2] : 1)
  }
}
