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
  /// - Throws: What `check` throws.
  public func solve() throws(BargainingError) -> Solution {
    let model = try GunsAndButter(parameters)
    return Solution(
      model: model, fixed: model.fixed, flexible: model.flexible, probit: model.probit)
  }
}
