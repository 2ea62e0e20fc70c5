extension LoyaltyCoercion {
  /// What the patron does about a loss.
  public struct Response: Sendable, Equatable {
    /// f.
    public var framing: Double
    /// m.
    public var transfer: Double
    /// The minimised cost.
    public var cost: Double
    /// Whether f + m = 1 binds: the loss is wholly averted.
    public var isComplete: Bool
  }

  /// A claim and its answer.
  public struct Outcome: Sendable, Equatable {
    /// q1.
    public var posterior: Double
    /// Lo.
    public var loss: Double
    /// The patron's best answer.
    public var response: Response
    /// m0.
    public var transferWithoutClaim: Double
    /// zeta f.
    public var backfire: Double
    /// B (m - m0) - k - zeta f.
    public var claimGain: Double
    /// Whether the junior claims.
    public var claims: Bool
    /// Whether there is a claim and it moves a material transfer of at least m_bar.
    public var success: Bool
  }

  /// The patron's best answer to a loss.
  ///
  /// f = Lo (1 - l) / kF and m = Lo / kM where they sum to less than one; else both in proportion to
  /// (1 - l) / kF and 1 / kM. The problem is convex, so this is the one minimum.
  public func response(loss: Double, record: Double) -> Response {
    let framingEase = (1 - record) / parameters.framingCost
    let transferEase = 1 / parameters.transferCost
    var framing = loss * framingEase
    var transfer = loss * transferEase
    let isComplete = framing + transfer > 1
    if isComplete {
      framing = framingEase / (framingEase + transferEase)
      transfer = transferEase / (framingEase + transferEase)
    }
    var cost = loss * (1 - framing - transfer) + parameters.transferCost * transfer * transfer / 2
    if framing > 0 { cost += framing * framing / (2 * framingEase) }
    return Response(framing: framing, transfer: transfer, cost: cost, isComplete: isComplete)
  }

  /// The outcome at the model's own record, decided on the record that the junior believes it has.
  ///
  /// - Parameter believedRecord: l_J; a junior that thinks itself more loyal than the audience does
  ///   makes claims that fail. The record itself where absent.
  public func outcome(believedRecord: Double? = nil) -> Outcome {
    let actual = outcome(record: parameters.record, stake: parameters.interconnection * audience)
    guard let believedRecord else { return actual }
    let believed = outcome(record: believedRecord, stake: parameters.interconnection * audience)
    var result = actual
    result.claims = believed.claims
    result.success = believed.claims && actual.response.transfer >= parameters.materialTransfer
    return result
  }

  /// The outcome for a record and a stake I R.
  func outcome(record: Double, stake: Double) -> Outcome {
    let posterior = posterior(record: record)
    let loss = stake * (posterior - parameters.prior)
    let response = response(loss: loss, record: record)
    let without = self.response(loss: parameters.notice * loss, record: record)
    let backfire = parameters.backfire * response.framing
    let gain =
      parameters.transferValue * (response.transfer - without.transfer) - parameters.claimCost
      - backfire
    return Outcome(
      posterior: posterior, loss: loss, response: response,
      transferWithoutClaim: without.transfer, backfire: backfire, claimGain: gain,
      claims: gain > 0, success: gain > 0 && response.transfer >= parameters.materialTransfer)
  }
}
