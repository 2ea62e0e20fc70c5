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

  /// Both models and the probit that the fixed one implies, all in closed form or by one root.
  /// - Throws: What `check` throws, and `BargainingError.outOfDomain` for inputs so far from 1 that a
  ///   utility is no number.
  public func solve() throws(BargainingError) -> Solution {
    let model = try GunsAndButter(parameters)
    let (fixed, flexible) = (model.fixed, model.flexible)
    try Domain.require(
      [fixed.gain, flexible.gain, flexible.gainByDemand, flexible.residual]
        .allSatisfy(\.isFinite),
      "rho", parameters.inverseElasticity, "inputs at which every utility is a finite number",
      "Express the inputs in other units, so that rho and the others lie nearer to 1.")
    return Solution(model: model, fixed: fixed, flexible: flexible, probit: model.probit)
  }
}
