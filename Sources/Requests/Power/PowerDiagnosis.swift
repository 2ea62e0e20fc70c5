import Bargaining
import Estimation
import Expressions
import Frames
import Machine
import Numerics

/// Could this study have seen the effect? Many worlds of the alliance model are drawn for every
/// combination of sizes, effects and noises, the study's regression is run in each, and its power,
/// bias and coverage are counted (Blair, Cooper, Coppock and Humphreys 2019).
///
///     exports ~ election*support + ally_growth | absorbed effects
///
/// The quantity is the interaction of election and support; its truth is the theory's.
public struct PowerDiagnosis: Sendable {
  /// One world size and strength.
  public struct Setting: Sendable, Equatable {
    /// How many patrons there are.
    public var patrons: Int
    /// How many allies each patron has.
    public var allies: Int
    /// How many years every dyad has.
    public var years: Int
    /// What the protege's stake v is multiplied by.
    public var effect: Double
    /// Standard deviation of a dyad-year's shock.
    public var noise: Double
  }

  /// What was counted in one setting under one variance.
  public struct Cell: Sendable, Equatable {
    /// The size and strength of its worlds.
    public var setting: Setting
    /// As `--vcov` spells it.
    public var variance: String
    /// How many worlds were drawn.
    public var worlds: Int
    /// Worlds in which the variance could not be had, and why.
    public var refused: Int
    /// Why the variance could not be had, where it could not.
    public var refusal: String?
    /// The theory's interaction.
    public var truth: Double
    /// The mean over worlds.
    public var meanEstimate: Double
    /// Standard deviation of the estimates over worlds.
    public var spread: Double
    /// Root mean square of the standard errors; `nil` where there were none.
    public var standardError: Double?
    /// Shares of the worlds with an interval: holding the truth, and excluding zero.
    public var coverage: Double?
    /// Share of the intervals that exclude zero.
    public var power: Double?
    /// Share of the intervals that exclude zero on the wrong side.
    public var wrongSign: Double?

    /// Mean estimate minus truth.
    public var bias: Double { meanEstimate - truth }

    /// Worlds that gave an interval.
    public var answered: Int { worlds - refused }

    /// Standard error of the coverage over so many worlds.
    public var coverageError: Double? {
      coverage.map { ($0 * (1 - $0) / Double(max(1, answered))).squareRoot() }
    }
  }

  /// Numbers of patrons, a setting each.
  public var patrons = [1]
  /// Numbers of allies of each patron.
  public var allies = [10, 20, 40, 80]
  /// Numbers of years.
  public var years = [60]
  /// What the protege's stake v is multiplied by.
  public var effects = [0.5, 1.0]
  /// Standard deviations of a dyad-year's shock, in hundredths of exports.
  public var noises = [2.0]
  /// Effects that the regression absorbs.
  public var absorbed = ["patron^ally", "patron^year"]
  /// The variances whose coverage and power are counted, all in the same worlds.
  public var variances: [Variance] = [.cluster(by: "ally")]
  /// The rule of variances that count clusters; the others have none.
  public var smallSample = SmallSampleRule.stata
  /// How many worlds were drawn.
  public var worlds = 200
  /// Coverage that the intervals aim at; power is that of the test at one minus it.
  public var level = 0.95
  /// World k of a setting is drawn from stream k of this seed.
  public var seed: UInt64 = 1
  /// Results do not depend on it.
  public var threads = 1
  /// The world but for its size and noise, which the settings give.
  public var options = AllianceWorld.Options()
  /// The theory's inputs but for the stake, which the effects multiply.
  public var parameters = AllianceConcessions.Parameters()

  /// The customary settings.
  public init() {}

  /// The settings, each list varied within the one before it.
  public var settings: [Setting] {
    var result: [Setting] = []
    for patron in patrons {
      for year in years {
        for noise in noises {
          for effect in effects {
            for ally in allies {
              result.append(
                Setting(patrons: patron, allies: ally, years: year, effect: effect, noise: noise))
            }
          }
        }
      }
    }
    return result
  }

  /// The term whose coefficient is looked for.
  private static let interaction = Term.product("election", "support")

  /// The regression that every world is put through.
  public var formula: String {
    "exports ~ election*support + ally_growth"
      + (absorbed.isEmpty ? "" : " | " + absorbed.joined(separator: " + "))
  }

  /// Counts every setting.
  /// - Throws: `BargainingError` where the theory has no schedule at an effect, `ExpressionError`
  ///   for an effect that cannot be read, `PowerError` where a fit fails for another reason than its
  ///   variance.
  public func run(progress: (String) -> Void = { _ in }) throws -> [Cell] {
    // The theory changes with the effect alone, so it is solved once for each.
    let schedules = try effects.map { effect in
      var strengthened = parameters
      strengthened.commitmentValue *= effect
      return try ConcessionSchedule(try AllianceConcessions(strengthened))
    }
    var cells: [Cell] = []
    for (index, setting) in settings.enumerated() {
      progress("setting \(index + 1) of \(settings.count)")
      guard let position = effects.firstIndex(of: setting.effect) else { continue }
      cells += try count(setting, schedules[position])
    }
    return cells
  }

  private func count(_ setting: Setting, _ schedule: ConcessionSchedule) throws -> [Cell] {
    var options = options
    options.patrons = setting.patrons
    options.allies = setting.allies
    options.years = setting.years
    options.noise = setting.noise
    var plan = AllianceWorld()
    plan.options = options
    let world = try plan.solved(with: schedule)
    let truth =
      world.truth.first { $0.outcome == "exports" && $0.term == Self.interaction }?.value ?? 0
    let formula = try Formula(formula)
    let results = Parallel.map(blocks: worlds, threads: threads) { number in
      let seed = RandomStream(seed: seed, stream: UInt64(number)).ownSeed
      return Result { try estimates(try world.table(seed: seed).frame, formula) }
    }
    let answers = try results.map { try $0.get() }
    return variances.indices.map { index in
      cell(setting, variances[index].name, truth, answers.map { $0[index] })
    }
  }

  /// The interaction in one world, or why its variance could not be had.
  private enum Estimate: Sendable {
    case row(Fit.Row)
    case refused(String, estimate: Double)
  }

  private func estimates(_ frame: Frame, _ formula: Formula) throws -> [Estimate] {
    var options = Specification.Options()
    options.confidenceLevel = level
    func fit(_ variance: Variance) throws -> Fit.Row {
      let rule = variance.countsClusters ? smallSample : .none
      let model = Model(
        formula,
        specification: Specification(
          estimator: .ols, variance: variance, smallSample: rule, options: options))
      let fit = try PreparedModel(model, frame: frame).fit()
      guard let row = fit.row(.product(Self.interaction)) else {
        throw PowerError.noInteraction(absorbed: absorbed)
      }
      return row
    }
    let plain: Double
    do {
      plain = try fit(.homoskedastic).estimate
    } catch let error as EstimationError {
      throw PowerError.fit(error)
    }
    return try variances.map { variance in
      do {
        return .row(try fit(variance))
      } catch let error as EstimationError {
        // The conventional variance was had, so it is this one that the design does not allow.
        return .refused(error.description, estimate: plain)
      }
    }
  }

  private func cell(
    _ setting: Setting, _ variance: String, _ truth: Double, _ answers: [Estimate]
  ) -> Cell {
    var estimates: [Double] = []
    var refused = 0
    var refusal: String?
    var (covering, excluding, wrong) = (0, 0, 0)
    var squares = 0.0
    for answer in answers {
      switch answer {
      case .refused(let reason, let estimate):
        estimates.append(estimate)
        refused += 1
        refusal = reason
      case .row(let row):
        estimates.append(row.estimate)
        guard let error = row.standardError, let low = row.confidenceLow,
          let high = row.confidenceHigh
        else {
          refused += 1
          refusal = "the variance came out negative"
          continue
        }
        squares += error * error
        if low <= truth, truth <= high { covering += 1 }
        if low > 0 || high < 0 { excluding += 1 }
        if (truth > 0 && high < 0) || (truth < 0 && low > 0) { wrong += 1 }
      }
    }
    let count = Double(estimates.count)
    let mean = estimates.reduce(0, +) / count
    let deviation = estimates.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    let answered = answers.count - refused
    func share(_ number: Int) -> Double? {
      answered > 0 ? Double(number) / Double(answered) : nil
    }
    return Cell(
      setting: setting, variance: variance, worlds: answers.count, refused: refused,
      refusal: refusal, truth: truth, meanEstimate: mean, spread: deviation.squareRoot(),
      standardError: answered > 0 ? (squares / Double(answered)).squareRoot() : nil,
      coverage: share(covering), power: share(excluding), wrongSign: share(wrong))
  }
}
