/// Tariffs of a network with what follows from them and the evidence for what they are called.
public struct NetworkTariffs: Sendable, Equatable {
  /// One tariff.
  public struct Entry: Sendable, Equatable {
    /// Its position in the network's sectors, from 0.
    public var sector: Int
    /// Who sets it.
    public var importer: Int
    /// Whom it is set against; nobody in particular under most-favoured-nation treatment.
    public var exporter: Int?
    /// Specific: in units of the price, negative for an import subsidy.
    public var tariff: Double
    /// Whether trade through it has ended.
    public var isProhibitive: Bool
  }

  /// By sector, then by importer or exporter.
  public var entries: [Entry]
  /// `V_i`: what each government maximises, alliances included.
  public var governments: [Double]
  /// `W_i`: each public's welfare.
  public var people: [Double]
  /// The most that any government could gain by changing one of its tariffs alone, over the whole
  /// range of tariffs. Zero, but for rounding, in a Nash equilibrium.
  public var unilateralGain: Double
  /// Sweeps until no tariff moved, and the last move.
  public var sweeps: Int
  /// In units of the price.
  public var lastMove: Double

  /// The mean of an importer's tariffs, on one exporter's goods or all.
  public func meanTariff(of importer: Int, on exporter: Int? = nil) -> Double? {
    let chosen = entries.filter {
      $0.importer == importer && (exporter == nil || $0.exporter == nil || $0.exporter == exporter)
    }
    if chosen.isEmpty { return nil }
    return chosen.reduce(0) { $0 + $1.tariff } / Double(chosen.count)
  }
}
