import Estimation
import Typesetting

/// Estimates of a model that can also be written as one JSON object, so that tables and documents are
/// made of a fit and of a pooled one alike.
public protocol DocumentedEstimates: ModelEstimates {
  /// Terms with their errors and intervals, and the rules behind the numbers.
  var json: JSONValue { get }
}

extension Fit: DocumentedEstimates {}

extension ModelEstimates {
  /// Columns dropped because others span them. Fits that are pooled identify the same terms.
  var redundantTerms: [RedundantTerm] { fits[0].redundantTerms }
}
