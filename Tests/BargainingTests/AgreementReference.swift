import Bargaining
import TestSupport

/// The reference points of the two-country agreement.
enum AgreementReference {
  struct Weights: Decodable {
    var gMG, gEG, gMG_star, gEG_star, gMW, gEW, gMW_star, gEW_star: Double

    func politics() throws -> TradePolitics {
      try TradePolitics(
        homeGovernment: PoliticalWeights(import: gMG, export: gEG),
        foreignGovernment: PoliticalWeights(import: gMG_star, export: gEG_star),
        homePublic: PoliticalWeights(import: gMW, export: gEW),
        foreignPublic: PoliticalWeights(import: gMW_star, export: gEW_star))
    }
  }

  struct State: Decodable {
    var tau_x, tau_y_star, p_x, p_x_world, p_y, p_y_star, imports_x_home, exports_y_home: Double
    var tariff_revenue_home, tariff_revenue_foreign, G, G_star, W, W_star: Double
    var corner_home, corner_foreign: Bool?
    var rho, lambda_R, lam: Double?
    var individually_rational_home, individually_rational_foreign, soc, interior: Bool?
  }

  struct Pair: Decodable {
    var tau_x, tau_y_star, rho: Double
  }

  struct SecondOrder: Decodable {
    var G_xx, G_yy, Gstar_xx, Gstar_yy: Double
  }

  struct Power: Decodable {
    var dtau_x_dlambda, dtau_y_star_dlambda, paper_formula_dtau_x, paper_formula_dtau_y: Double
    var dG_dlambda, dGstar_dlambda, dW_dlambda, dWstar_dlambda: Double
    var dG_terms_of_trade, dG_import_local_price, dG_export_local_price: Double
    var dW_own_tariff_leg, dW_foreign_tariff_leg: Double
    var public_gains: Bool
  }

  struct Point: Decodable {
    var id: String
    var weights: Weights
    var nash, rules, public_preferred_W: State
    var rules_volume_reciprocity: Pair
    var lambda_soc_range: [Double]
    var remark1_tauW_gt_tauG, remark1_paper_condition, remark1_exact_condition: Bool
    var remark1_local_W_gradient: Double
    var second_order: SecondOrder
    var frontier: [State]
    var power_derivative: Power
    var lambda_foreign_tariff_zero, lambda_home_tariff_zero, public_vs_nash_home: Double
  }

  struct Linear: Decodable {
    var points: [Point]
  }

  struct Isoelastic: Decodable {
    struct Point: Decodable {
      var weights: [String]
      var nash, rules, dtau, H: [Double]
      var rho, lambda_R, p_x, p_x_world, p_y_star, p_y, imports_x, exports_y: Double
      var G, G_star, W, W_star, dW_dlambda, dG_dlambda, remark1_gradient: Double
      var paper_elasticity_error: Double

      func politics() throws -> TradePolitics {
        let numbers = weights.compactMap(Double.init)
        func pair(_ first: Int) -> PoliticalWeights {
          PoliticalWeights(import: numbers[first], export: numbers[first + 1])
        }
        return try TradePolitics(
          homeGovernment: pair(0), foreignGovernment: pair(2), homePublic: pair(4),
          foreignPublic: pair(6))
      }
    }
    var points: [Point]
  }

  static func read<Document: Decodable>(_ type: Document.Type, _ name: String) throws -> Document {
    try Fixture.decode(type, "trade-agreement/\(name).json")
  }
}
