/// Guns and butter as a theory: both models at one set of inputs.
public struct GunsAndButterTheory: Theory {
  public static let name = "guns-and-butter"
  public static let title = "When contracting out security by an alliance pays."
  public static var examples: [TheoryExample] {
    [
      TheoryExample(settings: [TheorySetting("d", [1.5])], words: ""),
      TheoryExample(
        settings: [TheorySetting("rho", [0.5])], words: "where the paper's claim is reversed"),
    ]
  }

  public var parameters = GunsAndButter.Parameters()
  public var question = NoInputs()

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

  public func check() throws(BargainingError) { _ = try GunsAndButter(parameters) }

  /// - Throws: `BargainingError.outOfDomain`, also for inputs so far from 1 that a utility is no
  ///   number.
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
