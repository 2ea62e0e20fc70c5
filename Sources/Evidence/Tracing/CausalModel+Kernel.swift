extension CausalModel {
  /// P(setting `cause` would change `effect` | the data): the share of causal types, among those
  /// that produce the data, in which `effect` differs between `cause` on and off, all other nodes
  /// responding.
  ///
  /// O(T n) for T causal types.
  /// - Throws: `EvidenceError.caseFile` with `badModel` for an unknown node, or `impossibleData`.
  public func probabilityOfEffect(
    of cause: String, on effect: String, given data: [String: Bool]
  ) throws(EvidenceError) -> Double {
    try probability(in: tally(of: place(cause), on: place(effect)), given: data)
  }

  /// Weights of the causal types by the state of the world that they produce, and of those in which
  /// the effect depends on the cause.
  struct Tally {
    /// By the state, a bit a node.
    var matching: [Double]
    var affected: [Double]
  }

  /// Enumerates the causal types once; every question about the pair is then a sum of at most 16
  /// terms.
  func tally(of cause: Int, on effect: Int) -> Tally {
    let states = 1 << nodes.count
    var tally = Tally(
      matching: [Double](repeating: 0, count: states),
      affected: [Double](repeating: 0, count: states))
    var choice = [Int](repeating: 0, count: nodes.count)
    repeat {
      let weight = choice.indices.reduce(1) { $0 * weights[$1][choice[$1]] }
      let world = Int(values(choice, setting: nil))
      tally.matching[world] += weight
      let on = values(choice, setting: (cause, 1)) >> UInt32(effect) & 1
      let off = values(choice, setting: (cause, 0)) >> UInt32(effect) & 1
      if on != off { tally.affected[world] += weight }
    } while advance(&choice)
    return tally
  }

  /// The share of affected types among those that agree with the data.
  func probability(
    in tally: Tally, given data: [String: Bool]
  ) throws(EvidenceError) -> Double {
    var observed: [(node: Int, value: Int)] = []
    for (name, value) in data.sorted(by: { $0.key < $1.key }) {
      observed.append((try place(name), value ? 1 : 0))
    }
    var (matching, affected) = (0.0, 0.0)
    for world in tally.matching.indices
    where observed.allSatisfy({ world >> $0.node & 1 == $0.value }) {
      matching += tally.matching[world]
      affected += tally.affected[world]
    }
    guard matching > 0 else {
      throw .caseFile(
        .impossibleData(
          data.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value ? 1 : 0)" }
            .joined(separator: ", ")))
    }
    return affected / matching
  }

  /// The state of all nodes, bit by bit, under a causal type.
  private func values(_ choice: [Int], setting: (node: Int, value: UInt32)?) -> UInt32 {
    var world: UInt32 = 0
    for index in nodes.indices {
      var value: UInt32
      if let setting, setting.node == index {
        value = setting.value
      } else {
        var state: UInt32 = 0
        for (bit, parent) in parents[index].enumerated() {
          state |= (world >> UInt32(parent) & 1) << UInt32(bit)
        }
        value = types[index][choice[index]] >> state & 1
      }
      value &= 1
      world |= value << UInt32(index)
    }
    return world
  }

  /// The next causal type; `false` after the last.
  private func advance(_ choice: inout [Int]) -> Bool {
    for index in choice.indices {
      choice[index] += 1
      if choice[index] < types[index].count { return true }
      choice[index] = 0
    }
    return false
  }

  func place(_ name: String) throws(EvidenceError) -> Int {
    guard let place = nodes.firstIndex(where: { $0.name == name }) else {
      throw Self.bad(
        "has no node '\(name)'",
        "Its nodes are \(nodes.map(\.name).joined(separator: ", ")).")
    }
    return place
  }
}
