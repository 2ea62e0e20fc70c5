/// Nodes joined by edges that fix how the value of one follows from that of the other: a union-find
/// that carries the gain along, and remembers the components in which edges contradict each other.
///
/// A component without contradiction leaves one value free, which decides all others (Zaslavsky 1989
/// calls such a gain graph balanced). O(E) up to the inverse Ackermann function.
struct GainForest {
  /// How gains combine along a path.
  enum Law {
    case sums, products
  }

  private let law: Law
  /// A disagreement below this counts as rounding: in sums, in units of the gains' size, which the
  /// caller brings to one; in products, relative to the gain.
  private static let rounding = 1e-9

  private var parents: [Int32]
  /// The value of a node over that of its parent.
  private var gains: [Double]
  private var isFree: [Bool]

  init(_ law: Law, nodes: Int) {
    self.law = law
    parents = Array(0..<Int32(nodes))
    gains = [Double](repeating: law == .sums ? 0 : 1, count: nodes)
    isFree = [Bool](repeating: true, count: nodes)
  }

  /// Whether a node's component leaves a value free, and its root.
  mutating func component(of node: Int) -> (root: Int, isFree: Bool) {
    let root = find(node).root
    return (root, isFree[root])
  }

  /// A node whose value is fixed by something else.
  mutating func fix(_ node: Int) { isFree[find(node).root] = false }

  /// The value of the first node is that of the second combined with the gain.
  mutating func join(_ first: Int, _ second: Int, gain: Double) {
    let (left, leftGain) = find(first)
    let (right, rightGain) = find(second)
    if left == right {
      let found = combined(leftGain, inverse(rightGain))
      let scale = law == .sums ? 1 : abs(gain)
      if abs(found - gain) > GainForest.rounding * scale { isFree[left] = false }
      return
    }
    parents[left] = Int32(right)
    gains[left] = combined(combined(gain, rightGain), inverse(leftGain))
    isFree[right] = isFree[left] && isFree[right]
  }

  private mutating func find(_ node: Int) -> (root: Int, gain: Double) {
    var path: [Int] = []
    var current = node
    while Int(parents[current]) != current {
      path.append(current)
      current = Int(parents[current])
    }
    var gain = law == .sums ? 0.0 : 1
    for step in path.reversed() {
      gain = combined(gains[step], gain)
      gains[step] = gain
      parents[step] = Int32(current)
    }
    return (current, path.isEmpty ? (law == .sums ? 0 : 1) : gains[node])
  }

  private func combined(_ a: Double, _ b: Double) -> Double { law == .sums ? a + b : a * b }
  private func inverse(_ a: Double) -> Double { law == .sums ? -a : 1 / a }
}
