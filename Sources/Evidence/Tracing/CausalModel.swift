/// A causal model of at most four yes-or-no nodes, asked by counting causal types.
///
/// A nodal type says what a node does for every state of its parents; a node with k parents has
/// 2^(2^k) of them, fewer where an effect may go one way only. A causal type is one nodal type a
/// node. All are enumerated and weighted, so that probabilities are exact up to rounding
/// (Humphreys and Jacobs 2015, 2023).
public struct CausalModel: Equatable, Sendable {
  /// Which way a parent may move a node, whatever the other parents do.
  public enum Effect: String, Sendable, CaseIterable {
    case any, rising, falling
  }

  /// A parent of a node.
  public struct Parent: Equatable, Sendable {
    /// The name of the node.
    public let name: String
    /// Which way it may move the node.
    public let effect: Effect

    /// A parent that may move the node either way unless said.
    public init(_ name: String, _ effect: Effect = .any) {
      self.name = name
      self.effect = effect
    }
  }

  /// A node with its parents, which stand before it.
  public struct Node: Equatable, Sendable {
    /// The name of the node.
    public let name: String
    /// Its parents, the first as the lowest bit of a state.
    public let parents: [Parent]

    /// A node; one without parents is a root.
    public init(_ name: String, parents: [Parent] = []) {
      self.name = name
      self.parents = parents
    }
  }

  /// Nodes that can be enumerated: four of them have at most 2 · 4 · 16 · 256 causal types.
  public static let nodeLimit = 4

  /// Nodes, causes before effects.
  public let nodes: [Node]
  /// The nodal types of each node: bit s is the node's value when its parents, the first as the
  /// lowest bit, are in state s.
  public let types: [[UInt32]]
  /// The weight of each nodal type; those of a node sum to 1.
  let weights: [[Double]]
  /// The places of each node's parents.
  let parents: [[Int]]

  /// A model with flat weights over the nodal types that remain.
  /// - Throws: `EvidenceError.caseFile` with `badModel`.
  public init(_ nodes: [Node]) throws(EvidenceError) {
    try self.init(nodes, weights: [:])
  }

  /// A model with weights for nodal types: of a root, its probability of being true comes last.
  ///
  /// - Parameter weights: By node, one number a nodal type in their order, as pseudo-counts of a
  ///   Dirichlet prior whose mean is used; flat for nodes left out.
  /// - Throws: `EvidenceError.caseFile` with `badModel`.
  public init(_ nodes: [Node], weights: [String: [Double]]) throws(EvidenceError) {
    guard (1...Self.nodeLimit).contains(nodes.count) else {
      throw Self.bad(
        "has \(nodes.count) nodes where 1 to \(Self.nodeLimit) can be enumerated",
        "Leave out what the question does not turn on.")
    }
    var known: [String] = []
    var types: [[UInt32]] = []
    var shares: [[Double]] = []
    for node in nodes {
      guard !known.contains(node.name) else {
        throw Self.bad("has two nodes called '\(node.name)'", "Rename one.")
      }
      let parents = node.parents.map(\.name)
      guard parents.allSatisfy(known.contains), Set(parents).count == parents.count else {
        throw Self.bad(
          "gives '\(node.name)' the parents \(parents.joined(separator: ", ")), which are not each "
            + "a node named once before it", "Put causes before their effects, without circles.")
      }
      known.append(node.name)
      let own = Self.types(node)
      let stated = weights[node.name] ?? own.map { _ in 1 }
      let sum = stated.reduce(0, +)
      guard stated.count == own.count, stated.allSatisfy({ $0 >= 0 && $0.isFinite }), sum > 0 else {
        throw Self.bad(
          "has \(stated.count) weights for '\(node.name)', which has \(own.count) nodal types",
          "Give one weight of at least 0 for each, not all 0.")
      }
      types.append(own)
      shares.append(stated.map { $0 / sum })
    }
    for name in weights.keys.sorted() where !known.contains(name) {
      throw Self.bad("has weights for '\(name)', which is no node", "Correct the name.")
    }
    self.nodes = nodes
    self.types = types
    self.weights = shares
    parents = nodes.map { node in
      node.parents.compactMap { parent in nodes.firstIndex { $0.name == parent.name } }
    }
  }

  static func bad(_ reason: String, _ remedy: String) -> EvidenceError {
    .caseFile(.badModel(reason: reason, remedy: remedy))
  }

  /// The nodal types that the allowed effects leave.
  private static func types(_ node: Node) -> [UInt32] {
    let states = 1 << node.parents.count
    return (UInt64(0)..<(UInt64(1) << UInt64(states))).map(UInt32.init).filter { type in
      node.parents.enumerated().allSatisfy { bit, parent in
        (0..<states).allSatisfy { state in
          guard state & (1 << bit) == 0 else { return true }
          let off = type >> UInt32(state) & 1
          let on = type >> UInt32(state | 1 << bit) & 1
          switch parent.effect {
          case .any: return true
          case .rising: return off <= on
          case .falling: return off >= on
          }
        }
      }
    }
  }
}
