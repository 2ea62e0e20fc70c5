/// What multiplies a robust variance, and the counts that enter it.
///
/// n observations, k slopes (with the intercept where there is one), K all parameters (k and the
/// levels of the absorbed effect), G clusters:
///
/// | variance | rule | factor |
/// |---|---|---|
/// | conventional | any | 1: the residual variance already divides by n - K |
/// | HC0, HC2, HC3 | any | 1: the name says the whole correction |
/// | HC1 | any | n/(n - K): Stata's `robust`, fixest's `hetero`, sandwich's HC1 |
/// | cluster | `none` | 1 |
/// | cluster | `stata`, `sandwich` | G/(G - 1) (n - 1)/(n - K), as dummies would give |
/// | cluster | `fixest` | G/(G - 1) (n - 1)/(n - K') |
/// | dyadic | `none` | 1 |
/// | dyadic | others | as cluster, with G the number of units |
///
/// K' is k + 1 where every level of the absorbed effect lies within one cluster (for the dyadic
/// variance: within one unordered dyad), else K.
/// Berge, Krantz and McDermott (fixest) document K' in `ssc()`.
struct SmallSample {
  let observations: Int
  /// k
  let slopes: Int
  /// K
  let parameters: Int

  init(_ sample: WorkingSample) {
    observations = sample.count
    slopes = sample.basis.rank
    parameters = sample.parameterCount
  }

  /// n/(n - K)
  var hc1Factor: Double { Double(observations) / Double(observations - parameters) }

  /// (n - 1)/(n - K), by which fixest multiplies the inverse information.
  var informationFactor: Double { Double(observations - 1) / Double(observations - parameters) }

  /// The factor of a variance with groups.
  /// - Parameter isNested: whether each level of the absorbed effect lies in one group.
  func groupFactor(_ rule: SmallSampleRule, groups: Int, isNested: Bool) -> Double {
    let counted: Int
    switch rule {
    case .none: return 1
    case .stata, .sandwich: counted = parameters
    case .fixest: counted = parameters > slopes && isNested ? slopes + 1 : parameters
    }
    let (n, g) = (Double(observations), Double(groups))
    return g / (g - 1) * (n - 1) / (n - Double(counted))
  }

  /// Whether every group of the absorbed effect has one code throughout.
  static func isNested(_ within: WithinTransform?, in codes: [Int32]...) -> Bool {
    guard let within else { return false }
    return zip(within.starts, within.starts.dropFirst()).allSatisfy { start, end in
      (start..<end).allSatisfy { row in codes.allSatisfy { $0[row] == $0[start] } }
    }
  }
}
