/// The regression of the model's exports on 1, s, e and s e: what the equilibria would look like to
/// the paper's specification. Saturated in e, it is a line for each kind of year.
public struct ExportRegression: Sendable, Equatable {
  /// Exports at a record of 0 outside elections.
  public var level: Double
  /// Exports by record outside elections.
  public var slope: Double
  /// What an election adds to the level.
  public var electionLevel: Double
  /// What an election adds to the slope: the interaction.
  public var electionSlope: Double

  /// Records that are spread evenly over this range.
  private static let range = -2.0...3.0
  private static let steps = 20

  /// Solves the model at 21 records from -2 to 3 in both kinds of year and fits the lines.
  /// - Throws: What `AllianceConcessions.equilibrium` throws.
  public init(_ model: AllianceConcessions) throws(BargainingError) {
    let width = Self.range.upperBound - Self.range.lowerBound
    let signals = (0...Self.steps).map {
      Self.range.lowerBound + width * Double($0) / Double(Self.steps)
    }
    let other = try Self.line(model, signals, election: false)
    let election = try Self.line(model, signals, election: true)
    level = other.level
    slope = other.slope
    electionLevel = election.level - other.level
    electionSlope = election.slope - other.slope
  }

  private static func line(
    _ model: AllianceConcessions, _ signals: [Double], election: Bool
  ) throws(BargainingError) -> (level: Double, slope: Double) {
    var exports: [Double] = []
    for signal in signals {
      exports.append(try model.equilibrium(signal: signal, election: election).exports)
    }
    let mean = signals.reduce(0, +) / Double(signals.count)
    let level = exports.reduce(0, +) / Double(exports.count)
    let across = zip(signals, exports).reduce(0.0) { $0 + ($1.0 - mean) * ($1.1 - level) }
    let along = signals.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    return (level - across / along * mean, across / along)
  }
}
