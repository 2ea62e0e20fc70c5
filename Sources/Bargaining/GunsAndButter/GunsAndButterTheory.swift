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

  public func solve() throws(BargainingError) -> Solution {
    let model = try GunsAndButter(parameters)
    return Solution(
      model: model, fixed: model.fixed, flexible: model.flexible, probit: model.probit)
  }
}
