/// Gauss-Hermite nodes and weights for a standard normal Z: E f(Z) = sum_k w_k f(z_k), exact for
/// polynomials of degree 2 n - 1 (Golub and Welsch 1969).
///
/// Nodes are roots of the orthonormal polynomial p_n of the recurrence
/// sqrt(k + 1) p_{k+1} = z p_k - sqrt(k) p_{k-1}, isolated by Sturm counts and sharpened by Newton;
/// weights are 1 / (n p_{n-1}(z)^2). O(n^2).
public struct NormalQuadrature: Sendable, Equatable {
  /// Ascending.
  public let nodes: [Double]
  /// One a node; they sum to 1.
  public let weights: [Double]

  /// The rule of 80 nodes that the alliance model integrates with.
  public static let eighty = NormalQuadrature(count: 80)

  /// A rule with the given number of nodes, 2 to 180; beyond that weights leave the range of doubles.
  public init(count: Int) {
    precondition((2...180).contains(count), "a rule has 2 to 180 nodes")
    let limit = 2 * Double(count).squareRoot() + 1
    var nodes: [Double] = []
    var weights: [Double] = []
    for index in 0..<count {
      var (low, high) = (-limit, limit)
      // Forty halvings isolate a root; Newton then doubles its digits.
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if NormalQuadrature.rootsBelow(middle, count: count) > index {
          high = middle
        } else {
          low = middle
        }
      }
      var node = (low + high) / 2
      for _ in 0..<4 {
        let (value, before) = NormalQuadrature.polynomials(at: node, count: count)
        node -= value / (Double(count).squareRoot() * before)
      }
      let (_, before) = NormalQuadrature.polynomials(at: node, count: count)
      nodes.append(node)
      weights.append(1 / (Double(count) * before * before))
    }
    // The rule is symmetric; rounding is not.
    for index in 0..<(count / 2) {
      let other = count - 1 - index
      let node = (nodes[other] - nodes[index]) / 2
      (nodes[index], nodes[other]) = (-node, node)
      let weight = (weights[other] + weights[index]) / 2
      (weights[index], weights[other]) = (weight, weight)
    }
    if count % 2 == 1 { nodes[count / 2] = 0 }
    self.nodes = nodes
    self.weights = weights
  }

  /// Eigenvalues of the Jacobi matrix below `x`, by the signs of its leading minors.
  private static func rootsBelow(_ x: Double, count: Int) -> Int {
    var below = 0
    var pivot = 1.0
    for order in 0..<count {
      pivot = (order == 0 ? 0 : -Double(order) / pivot) - x
      if pivot == 0 { pivot = 1e-300 }
      if pivot < 0 { below += 1 }
    }
    return below
  }

  private static func polynomials(at x: Double, count: Int) -> (value: Double, before: Double) {
    var before = 0.0
    var value = 1.0
    for order in 0..<count {
      let next = (x * value - Double(order).squareRoot() * before) / Double(order + 1).squareRoot()
      (before, value) = (value, next)
    }
    return (value, before)
  }
}
