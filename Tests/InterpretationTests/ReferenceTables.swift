import Estimation
import Expressions
import Foundation
import Frames
import TestSupport

/// Reference tables of the development machine.
enum ReferenceTables {
  static let panel = Result { try TableFile.read(SharedTables.path("oracle/estimators/panel.csv")) }

  static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let path = SharedTables.path("oracle/estimators/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func design(
    _ frame: Frame, _ formula: String, _ variance: Variance = .homoskedastic
  ) throws -> Design {
    var builder = DesignBuilder(frame)
    return try builder.design(try Formula(formula), variance: variance)
  }

  static func fit(
    _ frame: Frame, _ formula: String, _ specification: Specification = .init(estimator: .ols)
  ) throws -> Fit {
    try Fit(try design(frame, formula, specification.variance), specification)
  }
}

/// A named covariance, as the reference tables hold it.
struct NamedCovariance: Decodable {
  var names: [String]
  var V: [[Double]]
}
