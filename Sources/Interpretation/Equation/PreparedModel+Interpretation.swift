import Estimation
import Expressions

extension PreparedModel {
  /// The column by which averages over rows are weighted: that of the fit's weights, whatever they say
  /// of a row.
  public var averagingWeights: String? {
    model.weights.map { Expression(.variable($0.name)).description }
  }

  /// A fit of the model as an equation of its variables.
  public func equation(_ fit: Fit) throws(InterpretationError) -> ModelEquation {
    try ModelEquation(fit, frame: frame, panel: panel, weights: averagingWeights)
  }

  /// Whether an interaction of the model is what its line makes of it.
  public func diagnostics(
    of treatment: String, over moderator: String,
    options: InteractionDiagnostics.Options = .init()
  ) throws(InterpretationError) -> InteractionDiagnostics {
    try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: treatment, moderator: moderator),
      specification: model.specification, options: options)
  }
}

extension PreparedModel {
  /// What values can be given to in an equation of the model: its variables, and calls that reach
  /// beyond their row. Known before the model is estimated.
  package var settableVariables: [Expression] {
    var found: [Expression] = []
    for factor in design.terms.flatMap(\.factors) where factor.expression != nil {
      for atom in factor.source.atoms where !found.contains(atom) { found.append(atom) }
    }
    return found
  }

  /// Refuses a name that no variable of the model has.
  /// - Throws: `unknownVariable`, as an equation of a fit of the model would.
  package func requireVariable(_ name: String) throws(InterpretationError) {
    let settable = settableVariables
    let parsed = try? ExpressionParser.parse(name)
    guard let parsed, settable.contains(parsed) else {
      throw .unknownVariable(name, available: settable.map(\.description))
    }
  }

  /// Refuses a term that the model does not have, or has several of.
  /// - Throws: `unknownTerm`, `ambiguousTerm`.
  package func requireTerm(_ reference: TermReference) throws(InterpretationError) {
    let positions = design.terms.positions(of: reference)
    guard !positions.isEmpty else {
      throw .unknownTerm(reference.name, available: design.terms.map(\.name))
    }
    guard positions.count == 1 else {
      throw .ambiguousTerm(reference.name, spelled: positions.map { design.terms[$0].name })
    }
  }
}
