import Documents

/// A question to a causal model: did the cause make the difference, given what is known and for
/// each way the clues may turn out?
public struct CausalQuestion: Equatable, Sendable {
  /// What a pattern of clues would say.
  public struct Answer: Equatable, Sendable {
    /// The clues looked at; empty before any.
    public let clues: [String: Bool]
    /// That the cause made the difference.
    public let probability: Double
  }

  /// The model asked.
  public let model: CausalModel
  /// The node that is set.
  public let cause: String
  /// The node that is looked at.
  public let effect: String
  /// What is known before the clues.
  public let given: [String: Bool]
  /// Nodes that may be looked at, in order.
  public let clues: [String]
  /// Before any clue, then for one clue, two clues and so on, in the order of ``clues``.
  public let answers: [Answer]

  /// Asks for every pattern of clues; a pattern that the model cannot produce has no answer.
  public init(
    _ model: CausalModel, cause: String, effect: String, given: [String: Bool], clues: [String]
  ) throws(EvidenceError) {
    self.model = model
    self.cause = cause
    self.effect = effect
    self.given = given
    self.clues = clues
    let subsets = (0..<(1 << clues.count)).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    let tally = model.tally(of: try model.place(cause), on: try model.place(effect))
    var answers: [Answer] = []
    for subset in subsets {
      let looked = clues.indices.filter { subset >> $0 & 1 == 1 }
      for pattern in 0..<(1 << looked.count) {
        var seen: [String: Bool] = [:]
        for (bit, clue) in looked.enumerated() { seen[clues[clue]] = pattern >> bit & 1 == 1 }
        do {
          let probability = try model.probability(
            in: tally, given: given.merging(seen) { known, _ in known })
          answers.append(Answer(clues: seen, probability: probability))
        } catch {
          guard case .caseFile(.impossibleData) = error, !seen.isEmpty else { throw error }
        }
      }
    }
    self.answers = answers
  }

  init(_ node: DocumentNode) throws {
    let keys = try node.entries(known: ["nodes", "effect-of", "on", "given", "clues"])
    guard let list = keys["nodes"], let cause = try keys["effect-of"]?.text(),
      let effect = try keys["on"]?.text()
    else { throw node.wrong("`nodes:`, `effect-of:` and `on:`") }
    var nodes: [CausalModel.Node] = []
    for (name, node) in try list.entries() {
      var parents: [CausalModel.Parent] = []
      if node.value.mapping != nil {
        for (parent, way) in try node.entries() {
          guard let effect = CausalModel.Effect(rawValue: try way.text()) else {
            throw way.wrong("any, rising or falling")
          }
          parents.append(CausalModel.Parent(parent, effect))
        }
      } else if try node.text() != "root" {
        throw node.wrong("root, or parents such as {I: rising}")
      }
      nodes.append(CausalModel.Node(name, parents: parents))
    }
    let model = try CausalModel(nodes)
    var given: [String: Bool] = [:]
    for (name, value) in try keys["given"]?.entries() ?? [] {
      switch try value.text().lowercased() {
      case "1", "true", "yes": given[name] = true
      case "0", "false", "no": given[name] = false
      default: throw value.wrong("1 where it is known to be so, or 0 where it is not")
      }
    }
    let clues = try keys["clues"]?.texts() ?? []
    guard Set(clues).count == clues.count, clues.count <= CausalModel.nodeLimit else {
      throw node.wrong("`clues:` that name nodes, each once")
    }
    try self.init(model, cause: cause, effect: effect, given: given, clues: clues)
  }
}
