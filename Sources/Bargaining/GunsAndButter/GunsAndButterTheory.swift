/// Guns and butter as a theory: both models at one set of inputs.
public struct GunsAndButterTheory: Theory {
  /// As `entente solve` spells it.
  public static let name = "guns-and-butter"
  /// The line that lists of theories print.
  public static let title = "When contracting out security by an alliance pays."
  /// Inputs at which the price of an ally shows, and at which the paper's claim is reversed.
  public static var examples: [TheoryExample] {
    [
      TheoryExample(settings: [TheorySetting("d", [1.5])], words: ""),
      TheoryExample(
        settings: [TheorySetting("rho", [0.5])], words: "where the paper's claim is reversed"),
    ]
  }

  /// Resources, yields, demands and the cost of an alliance.
  public var parameters = GunsAndButter.Parameters()
  /// Nothing: both models are solved at the parameters.
  public var question = NoInputs()

  /// The values of the reference numbers.
  public init() {}

  /// What both models say.
  public struct Solution: Sendable, Equatable {
    /// The model that was solved.
    public var model: GunsAndButter
    /// Security fixed at what must be had.
    public var fixed: GunsAndButter.Fixed
    /// Security chosen at its price.
    public var flexible: GunsAndButter.Flexible
    /// What the fixed model implies over states.
    public var probit: GunsAndButter.ImpliedProbit
  }

  /// - Throws: What `GunsAndButter` throws for inputs outside their domain.
  public func check() throws(BargainingError) { _ = try GunsAndButter(parameters) }

  /// Of the first-order condition, as a share of its terms: some rounding errors of them.
  private static let tolerance = 1e-12
  /// Of the log odds of guns against butter, so that the digits that are printed are right.
  private static let oddsTolerance = 1e-8

  /// Both models and the probit that the fixed one implies, all in closed form or by one root.
  /// - Throws: What `check` throws, and `BargainingError.outOfDomain` for inputs so far from 1 that a
  ///   utility is no number.
  public func solve() throws(BargainingError) -> Solution {
    let model = try GunsAndButter(parameters)
    let (fixed, flexible) = (model.fixed, model.flexible)
    for (value, name) in [
      (fixed.gain, "the gain at fixed security"), (flexible.gain, "the gain at flexible security"),
      (flexible.gainByDemand, "the gain by demand"),
    ] {
      try Domain.require(
        value.isFinite, name, value, "a number of the size of doubles",
        "Express Y, theta and N in other units, so that they lie nearer to 1, or move rho nearer to 1."
      )
    }
    try Domain.require(
      flexible.residual <= Self.tolerance, "the residual of the choice of guns", flexible.residual,
      "at most \(Self.tolerance) of its terms", "Take inputs that lie nearer to 1.")
    try Domain.require(
      flexible.oddsError <= Self.oddsTolerance, "rho", parameters.inverseElasticity,
      "a number at which rounding of theta and Y does not decide how much butter is left",
      "Take a smaller rho, or read the model of fixed security with N = 1, its limit.")
    return Solution(model: model, fixed: fixed, flexible: flexible, probit: model.probit)
  }
}
