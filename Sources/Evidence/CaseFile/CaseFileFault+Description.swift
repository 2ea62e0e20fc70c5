import Frames

extension CaseFileFault: CustomStringConvertible {
  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file) cannot be read as a ledger: \(reason). A readable YAML or CSV file was expected; "
        + "check its path and permissions."
    case .missingColumn(let file, let name, let known):
      "\(file) has no column '\(name)', which a ledger needs. Its columns are "
        + "\(known.prefix(20).joined(separator: ", ")); rename one, or add it."
    case .repeated(let kind, let id):
      "two \(kind)s are called '\(id)' where keys must differ. Rename one of them."
    case .unknownCase(let name, let item, let closest, let known):
      "item \(item) belongs to the case '\(name)', which the ledger does not have. "
        + Self.meant(closest, or: "Its cases are \(NearestNames.sentence(known)).")
    case .unknownReference(let kind, let id, let usedIn, let closest):
      "\(usedIn) names the \(kind) '\(id)', which the ledger does not have. "
        + Self.meant(closest, or: "Add it, or correct the key.")
    case .circular(let relation, let items):
      items.count == 2
        ? "item \(items[0]) \(relation) itself, which no item can. Take it out of its own list."
        : "the items \(items.joined(separator: ", ")) go in a circle: each \(relation) the next. "
          + "Take one of them out of the other's list."
    case .noSource(let item):
      "item \(item) has no source; every item must say what it rests on. Name a key of `sources:` "
        + "with `source:`, or a note with `note:`."
    case .badDate(let text, let usedIn):
      "\(usedIn): '\(text)' is no date that can be read; 1972-10-22, 1972-10, 1972, late 1960s, "
        + "1971-06/1972-12, 1976 onward or undated was expected. Write it so."
    case .badProbability(let item, let hypothesis, let value):
      "item \(item) has the probability \(value) under '\(hypothesis)'; a number between 0 and 1, "
        + "with bounds around it, was expected. Correct it."
    case .certainProbability(let item, let hypothesis, let value):
      "item \(item) has a probability of exactly \(Int(value)) under '\(hypothesis)', which no "
        + "later evidence could undo. Choose a number between 0 and 1, or say with `logical:` why "
        + "it follows by logic."
    case .missingProbability(let item, let hypothesis):
      "item \(item) has probabilities, but none under '\(hypothesis)'; one for every hypothesis was "
        + "expected. Add it, or leave them all out if the item is context."
    case .noReason(let usedIn):
      "\(usedIn) has numbers without a reason; a sentence that a reader can disagree with was "
        + "expected. Write it under `because:`."
    case .badNumber(let name, let usedIn, let value, let expected):
      "\(usedIn) has the \(name) \(value); \(expected) was expected. Correct it."
    case .hypotheses(let found, let others):
      found < 2
        ? "the ledger has \(Plural.count(found, "hypothesis", "hypotheses")); rivals are needed, so at "
          + "least two were expected. State what else could be true."
        : "\(others) hypotheses are marked `other: true`; exactly one was expected, to stand for "
          + "every answer not stated. Mark one, with a prior above 0."
    case .priorSum(let sum):
      "the priors of the hypotheses sum to \(sum); 1 was expected. Leave them all out for equal "
        + "ones, or correct them."
    case .jointOutOfBounds(let cluster, let hypothesis, let value, let low, let high):
      "the items of '\(cluster)' are given a joint probability of \(value) under '\(hypothesis)'; "
        + "their own probabilities allow \(low) to \(high) (Fréchet bounds). Choose a weaker "
        + "dependence, or correct the probabilities."
    case .correlationCount(let cluster, let found):
      "a correlation is stated for '\(cluster)', which has \(found) items that count in one case; "
        + "two were expected. Use `shared:` or `joint:` instead."
    case .nothingToWeigh(let name):
      "no item of '\(name)' has probabilities, so there is nothing to update with. Add "
        + "`probabilities:` and `because:` to the items that bear on the hypotheses."
    case .contradiction(let name):
      "the items of '\(name)' rule out every hypothesis, the one for all other answers included. "
        + "Look at the items flagged `logical:`."
    case .badModel(let reason, let remedy): "the causal model \(reason). \(remedy)"
    case .impossibleData(let data):
      "no causal type of the model allows \(data); data that the model can produce were expected. "
        + "Loosen its restrictions, or correct the data."
    case .noTransfers(let recipient, let closest):
      "the tables of transfers have no recipient '\(recipient)'. "
        + Self.meant(closest, or: "Set `recipient:` of the case to the name they use.")
    case .nothingToPlace(let what):
      "\(what) has no dated item; a timeline needs at least one. Date its items."
    }
  }

  private static func meant(_ closest: [String], or otherwise: String) -> String {
    closest.isEmpty ? otherwise : "Did you mean \(NearestNames.sentence(closest))?"
  }
}
