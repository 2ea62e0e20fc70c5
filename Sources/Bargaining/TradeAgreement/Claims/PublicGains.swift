/// The claim that Home's public gains when Home's power rises (DeRemer 2023, section 4, stated there as
/// a preliminary finding), at one set of weights.
///
/// `dW/d lambda = W_x d tau_x + W_y d tau_y`. Proved:
/// 1. If public and government weigh import interests alike and `e^W Q_e >= D` at the export price (as
///    with `e^W >= 1`), both parts are positive: it is not a "mixed bag".
/// 2. If the public is over-liberalised (Remark 1 holds) and `e^W Q_e >= D`, it gains.
///
/// Otherwise it can lose. Test: `PublicGainsTests`.
public struct PublicGains: Sendable, Equatable {
  /// Why the public can be sure to gain.
  public enum Proof: String, Sendable {
    /// The first theorem.
    case equalImportWeights = "equal-import-weights"
    /// The second.
    case overLiberalised = "over-liberalised"
  }

  /// Why the public loses.
  public enum Failure: String, Sendable, CaseIterable {
    /// The government cares about import-competing profit so much more than its public that the
    /// higher tariff costs the public more than the lower foreign one brings.
    case importBias = "import-bias"
    /// The public counts exporters' profit for less than income, so dearer exports hurt it.
    case lowPublicExportWeight = "low-public-export-weight"
    /// Trade is so small that terms of trade hardly matter. The paper's 3/2 condition still says
    /// that the public is over-liberalised; the exact one does not.
    case nearAutarky = "near-autarky"
    /// Firms that buy the protected good weigh more with the public than with the government.
    case downstream
  }

  /// `dW/d lambda`, and its parts by tariff.
  public var gain: PowerShift.Gain
  /// The theorem that covers these weights, if one does.
  public var proof: Proof?
  /// Why the public loses; `nil` where it does not.
  public var failure: Failure?

  /// Whether the public's whole change is positive, by more than rounding.
  public var holds: Bool { gain.isPositive }
}

extension TariffBargain {
  /// The claim for Home's public; `nil` where the governments have no rules-based point.
  public func publicGains(_ reciprocity: Reciprocity = .termsOfTrade) -> PublicGains? {
    guard let point = rulesPoint(reciprocity, for: .government).point,
      let lambda = point.movableWeight
    else { return nil }
    return publicGains(at: point, lambda: lambda, reciprocity)
  }

  func publicGains(
    at point: AgreementPoint, lambda: Double, _ reciprocity: Reciprocity
  ) -> PublicGains {
    let shift = PowerShift(point, lambda: lambda, politics: politics)
    let gain = shift.people.home
    let government = politics.weights(.government, of: .home)
    let people = politics.weights(.people, of: .home)
    let remark = remarkOne(at: point, reciprocity, .home)
    let sold = people.exportWeight * point.foreignImports.exportSupply
    let exportsHelp = sold >= point.foreignImports.exporterDemand
    let sameDownstream =
      politics.downstreamShare == 0 || government.downstreamWeight == people.downstreamWeight
    // Both proofs need tariffs that move the way Remark 2 says, on a true maximum.
    let isRegular = shift.tariffs.home > 0 && shift.tariffs.foreign < 0
    var proof: PublicGains.Proof?
    if isRegular, exportsHelp {
      if government.importWeight == people.importWeight, sameDownstream {
        proof = .equalImportWeights
      } else if remark.holds {
        proof = .overLiberalised
      }
    }
    var failure: PublicGains.Failure?
    if !gain.isPositive {
      // A reason is one whose removal would turn the loss into a gain.
      let goodX = point.homeImports
      let fairExports =
        gain.total + max(0, 1 - people.exportWeight) * point.foreignImports.exportSupply
        * point.foreignImports.worldPassThrough * shift.tariffs.foreign
      let likeGovernment =
        gain.total + politics.downstreamShare
        * (people.downstreamWeight - government.downstreamWeight) * goodX.importerDemand
        * goodX.localPassThrough * shift.tariffs.home
      if !sameDownstream, likeGovernment > 0 {
        failure = .downstream
      } else if people.exportWeight < 1, fairExports > 0 {
        failure = .lowPublicExportWeight
      } else {
        let overLiberalisedByPaper =
          government.importWeight - people.importWeight
          < 1.5 * (government.exportWeight - max(1, people.exportWeight))
        failure = overLiberalisedByPaper ? .nearAutarky : .importBias
      }
    }
    return PublicGains(gain: gain, proof: proof, failure: failure)
  }
}
