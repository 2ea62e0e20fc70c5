import Bargaining
import Numerics

/// Weights from the box of the Monte Carlo reference: import weights in [1, 1.75], export weights in
/// [1, 1.6], the public's between the given least value and its government's.
struct RandomPolitics {
  var generator: Xoshiro256
  var equalImports = false
  var isSymmetric = false
  var leastPublicExport = 1.0

  init(seed: UInt64) { generator = Xoshiro256(seed: seed) }

  private mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * generator.uniform()
  }

  private mutating func side() -> (PoliticalWeights, PoliticalWeights) {
    let imports = uniform(1, 1.75)
    let exports = uniform(1, 1.6)
    let publicImports = equalImports ? imports : uniform(1, imports)
    let publicExports = uniform(leastPublicExport, exports)
    return (
      PoliticalWeights(import: imports, export: exports),
      PoliticalWeights(import: publicImports, export: publicExports)
    )
  }

  mutating func next() throws -> TradePolitics {
    let home = side()
    let foreign = isSymmetric ? home : side()
    return try TradePolitics(
      homeGovernment: home.0, foreignGovernment: foreign.0, homePublic: home.1,
      foreignPublic: foreign.1)
  }
}
