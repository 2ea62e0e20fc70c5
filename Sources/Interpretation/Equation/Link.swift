import Estimation
import Foundation
import Numerics

/// How the linear predictor eta becomes the expected outcome mu: mu = g^-1(eta).
public enum Link: String, Sendable, Equatable, CaseIterable {
  case identity
  /// mu = exp(eta), as in Poisson pseudo-maximum likelihood.
  case log
  /// mu = Phi(eta)
  case probit
  /// mu = 1 / (1 + exp(-eta))
  case logit

  /// mu at a linear predictor.
  public func mean(_ eta: Double) -> Double {
    switch self {
    case .identity: eta
    case .log: exp(eta)
    case .probit:
      eta < 0 ? NormalDistribution.upperTail(-eta) : 1 - NormalDistribution.upperTail(eta)
    case .logit: 1 / (1 + exp(-eta))
    }
  }

  /// d mu / d eta
  public func slope(_ eta: Double) -> Double {
    switch self {
    case .identity: return 1
    case .log: return exp(eta)
    case .probit: return exp(-eta * eta / 2) / (2 * Double.pi).squareRoot()
    case .logit:
      let tail = exp(-abs(eta))
      return tail / ((1 + tail) * (1 + tail))
    }
  }

  /// d^2 mu / d eta^2
  public func curvature(_ eta: Double) -> Double {
    switch self {
    case .identity: 0
    case .log: exp(eta)
    case .probit: -eta * slope(eta)
    case .logit: slope(eta) * (1 - 2 * mean(eta))
    }
  }

  /// The link of a fit's estimator.
  public init(_ estimator: Estimator) {
    switch estimator {
    case .ols, .m, .mm: self = .identity
    case .ppml: self = .log
    case .probit: self = .probit
    case .logit: self = .logit
    }
  }
}
