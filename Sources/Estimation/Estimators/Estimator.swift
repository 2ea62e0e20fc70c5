import Expressions

/// How the coefficients are estimated. `Estimator.methods` is the list of all; each is a folder beside
/// this file, which also adds its spelling in code (`.m(.huber())`).
public struct Estimator: Vocabulary {
  let method: any EstimatorMethod

  init(_ method: any EstimatorMethod) { self.method = method }

  /// Every estimator, in the order in which help lists their forms.
  static let methods: [any EstimatorMethod.Type] = [
    LeastSquaresEstimator.self, MEstimator.self, MMEstimator.self,
    GeneralizedLinearEstimator.self,
  ]

  /// For messages: "not a known estimator".
  public static let noun = "estimator"
  /// The forms of all methods, in the order in which help lists them.
  public static var forms: [VocabularyForm] { methods.flatMap { $0.forms } }

  /// Reads `ols`, `m`, `m(huber, 1.5)`, `m(bisquare)`, `mm`, `ppml`, `probit`, `logit` ...
  public init(reading text: String) throws(VocabularyError) {
    if let call = SpelledCall(text) {
      for type in Estimator.methods where type.forms.contains(where: { $0.name == call.name }) {
        if let method = type.init(call) {
          self.init(method)
          return
        }
      }
    }
    throw VocabularyError(noun: Estimator.noun, found: text, expected: Estimator.choices)
  }

  /// `ols`, `m(huber, 1.345)`.
  public var name: String { method.name }
  /// The name, so that it reads back as the same estimator.
  public var description: String { name }
  /// In the head of a table: `OLS`, `M (Huber, k = 1.345)`.
  public var label: String { method.label }
  /// What `Fit.scale` is under it.
  public var scaleLabel: String { method.scaleLabel }
  /// How the linear predictor becomes the expected outcome.
  public var link: Link { method.link }
  /// Whether estimates are a fixed linear map of the outcome, as least squares'.
  public var isLinear: Bool { method.isLinear }
  /// Whether robust variances can have either bread (`Bread`).
  public var hasBreads: Bool { method.hasBreads }

  /// Whether both are one method with the same tuning.
  public static func == (left: Estimator, right: Estimator) -> Bool {
    AnyHashable(left.method) == AnyHashable(right.method)
  }

  /// By method and tuning.
  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(method)) }
}
