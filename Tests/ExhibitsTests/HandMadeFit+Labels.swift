import Exhibits
import TestSupport

extension HandMadeFit {
  /// What tables and figures call its terms.
  static let labels: TermLabels = [
    "years_to_election": "Years to Election", "change_support": "Change Leader Support",
    "change_gdp": "Change GDP", "(Intercept)": "Constant",
  ]
}
