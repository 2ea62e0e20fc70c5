import Expressions

/// Which variance of the estimates is computed. `Variance.methods` is the list of all; each is a file
/// beside this one, which also adds its spelling in code (`.cluster(by:)`).
public struct Variance: Vocabulary {
  /// How it is computed.
  let method: any VarianceEstimator

  init(_ method: any VarianceEstimator) { self.method = method }

  /// Every variance, in the order in which help lists their forms.
  static let methods: [any VarianceEstimator.Type] = [
    ConventionalVariance.self, HeteroskedasticVariance.self, ClusterVariance.self,
    BiasReducedVariance.self, ClusterJackknifeVariance.self, DyadicVariance.self,
    TwoModeVariance.self, DriscollKraayVariance.self, NeweyWestVariance.self, ConleyVariance.self,
  ]

  /// For messages: "not a known variance".
  public static let noun = "variance"
  /// The forms of all methods, in the order in which help lists them.
  public static var forms: [VocabularyForm] { methods.flatMap { $0.forms } }

  /// Reads `cluster(ally)` and `cluster:ally`, `dyadic(a, b)` and `dyadic:a,b`, `iid`, `hc0` ...
  public init(reading text: String) throws(VocabularyError) {
    var reason: String?
    if let call = SpelledCall(text) {
      for type in Variance.methods where type.forms.contains(where: { $0.name == call.name }) {
        do {
          if let method = try type.init(call) {
            self.init(method)
            return
          }
        } catch { reason = "\(error)" }
      }
    }
    throw VocabularyError(
      noun: Variance.noun, found: text, expected: Variance.choices, reason: reason)
  }

  /// As in `--vcov`: `iid`, `hc1`, `cluster:dyad`, `dyadic:exp,imp`.
  public var name: String { method.spelling.spelling }
  /// The name, so that it reads back as the same variance.
  public var description: String { name }

  /// Whether it is clustered by keys, which small-sample rules count. Dyads are not counted unless
  /// that is asked for.
  public var countsClusters: Bool { method is ClusterVariance }

  /// The groupings of rows that it uses.
  public var keys: [GroupingKey] { method.keys }
  /// The numbers that it measures time or distance by.
  public var numbers: [Expression] { method.numbers }
  /// What a bootstrap draws that goes with it; `nil` where none does.
  public var bootstrapUnits: BootstrapUnits? { method.bootstrapUnits }
  var pairsMembers: Bool { method.pairsMembers }
  var needsUnit: Bool { method.needsUnit }

  /// Whether both are one method with the same keys and numbers.
  public static func == (left: Variance, right: Variance) -> Bool {
    AnyHashable(left.method) == AnyHashable(right.method)
  }

  /// By method, keys and numbers.
  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(method)) }
}
