/// What can be wrong with a case file, and with the questions put to it.
public enum CaseFileFault: Equatable, Sendable {
  /// The file cannot be read at all.
  case unreadable(file: String, reason: String)
  /// A table without the columns of a case file.
  case missingColumn(file: String, name: String, known: [String])
  /// Two things of a kind carry one key.
  case repeated(kind: String, id: String)
  /// An item of a case that the case file does not have.
  case unknownCase(String, item: String, closest: [String], known: [String])
  /// A key that points to nothing: a source, a note, an item, a person, a hypothesis.
  case unknownReference(kind: String, id: String, usedIn: String, closest: [String])
  /// Items that depend on, follow or explain themselves, in the order of the circle.
  case circular(relation: String, items: [String])
  /// An item that rests on no document.
  case noSource(item: String)
  /// A date in none of the forms.
  case badDate(String, usedIn: String)
  /// A probability below 0 or above 1, or bounds that do not hold it.
  case badProbability(item: String, hypothesis: String, value: Double)
  /// A probability of exactly 0 or 1 that is not flagged as following by logic.
  case certainProbability(item: String, hypothesis: String, value: Double)
  /// An item with probabilities under some hypotheses only.
  case missingProbability(item: String, hypothesis: String)
  /// Probabilities without a written reason.
  case noReason(usedIn: String)
  /// A reliability, a band or a dependence out of its range.
  case badNumber(name: String, usedIn: String, value: Double, expected: String)
  /// Fewer than two hypotheses, or none that stands for every other answer.
  case hypotheses(found: Int, others: Int)
  /// Priors that do not sum to 1.
  case priorSum(Double)
  /// A joint probability that its margins rule out.
  case jointOutOfBounds(
    cluster: String, hypothesis: String, value: Double, low: Double, high: Double)
  /// A correlation stated for other than two items.
  case correlationCount(cluster: String, found: Int)
  /// A case in which no item has probabilities.
  case nothingToWeigh(caseName: String)
  /// The items rule out every hypothesis.
  case contradiction(caseName: String)
  /// A causal model that cannot be enumerated.
  case badModel(reason: String, remedy: String)
  /// Data that no causal type of the model allows.
  case impossibleData(String)
  /// A register or a table of transfers without what is needed.
  case noTransfers(recipient: String, closest: [String])
  /// A case none of whose items has a date that a timeline could show.
  case nothingToPlace(String)
}
