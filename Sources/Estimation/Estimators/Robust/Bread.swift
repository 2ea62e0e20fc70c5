/// What stands on both sides of the meat in a robust variance of an M-estimate.
///
/// An M-estimate solves sum psi(r_i/s) s x_i = 0. Its influence function has the derivative of that
/// sum as its bread (Huber 1981, section 7.6; Stefanski and Boos 2002, equation 10). A weighted
/// regression at the final robustness weights has another one, which estimates the derivative only
/// where psi is linear: for the biweight it is too large, and errors are too small.
///
/// The choice does not touch conventional variances or least squares.
public enum Bread: String, Sendable, CaseIterable {
  /// (X'WX)^-1 with the final robustness weights: what a robust variance of a weighted `lm` gives,
  /// as in published dyadic errors of `rlm` fits.
  case weights
  /// H^-1 with H = X'DX, D = diag(psi'(r/s)), after the absorbed effects are profiled out.
  case derivative

  /// For a table's note.
  var words: String {
    switch self {
    case .weights: "bread of the final weights"
    case .derivative: "derivative bread"
    }
  }
}
