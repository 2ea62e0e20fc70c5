extension LoyaltyCoercion {
  /// The two cases of the paper as inputs. What differs between them is the paper's; the numbers are
  /// illustrative.
  public enum IllustrativeCase: String, Sendable, CaseIterable {
    /// Taiwan in the 1950s and 1960s: a loyal ally of a patron that feared for its reputation in Asia
    /// and Europe.
    case taiwan
    /// Pakistan: the same audience, and a record of visits to Beijing.
    case pakistan

    /// The model's inputs for the case.
    public var parameters: Parameters {
      var parameters = Parameters()
      switch self {
      case .taiwan: break
      case .pakistan: parameters.record = 0.2
      }
      return parameters
    }
  }
}
