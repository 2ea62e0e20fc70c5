import Bargaining
import Documents
import Estimation
import Typesetting

/// Could this study have seen the effect? What `entente design alliance-concessions` asks.
public struct PowerQuestion: Question {
  /// `entente design alliance-concessions`.
  public static let name = ["design", "alliance-concessions"]
  /// One table of records, in every format, and a figure.
  public static let printing = Printing.drawing

  /// Inputs of the theory that makes the worlds.
  public var settings: [TheorySetting] = []
  /// How many patrons, a setting each; at least 1.
  public var patrons: NumberList = [1]
  /// How many allies, at least 2.
  public var allies: NumberList = [10, 20, 40, 80]
  /// How many years, at least 8.
  public var years: NumberList = [60]
  /// What the protege's stake is multiplied by.
  public var effect: NumberList = [0.5, 1]
  /// Standard deviations of a dyad-year's shock, in hundredths of exports.
  public var noise: NumberList = [2]
  /// Effects that the regression absorbs; the word `none` for none.
  public var absorb = NameList(["patron^ally", "patron^year"])
  /// The variances to compare.
  public var variances: [Variance] = [.cluster(by: "ally")]
  /// Worlds a setting, at least 2.
  public var worlds = 200
  /// Coverage of the intervals.
  public var level = 0.95
  /// The seed of the first world.
  public var seed: UInt64 = 1
  /// Results do not depend on it.
  public var threads = ThreadCount()

  /// The settings that are customary.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.readSettings(into: &settings, of: AllianceConcessions.Parameters.self)
    try members.read("patrons", into: &patrons)
    try members.read("allies", into: &allies)
    try members.read("years", into: &years)
    try members.read("effect", into: &effect)
    try members.read("noise", into: &noise)
    try members.read("absorb", into: &absorb)
    try members.read("vcov", into: &variances)
    try members.read("worlds", into: &worlds)
    try members.read("level", into: &level)
    try members.read("seed", into: &seed)
    try members.read("threads", into: &threads)
  }

  /// Refuses sizes and counts below the least ones that stand beside them.
  public func check() throws(RequestError) {
    _ = try design()
    try settings.requireDistinct()
  }

  /// What is asked, with the theory's inputs at their defaults.
  private func design() throws(RequestError) -> PowerDiagnosis {
    var design = PowerDiagnosis()
    design.patrons = try patrons.counts(from: 1, of: "patrons")
    design.allies = try allies.counts(from: 2, of: "allies")
    design.years = try years.counts(from: 8, of: "years")
    design.effects = effect.values
    design.noises = noise.values
    guard !design.effects.isEmpty, !design.noises.isEmpty,
      (design.effects + design.noises).allSatisfy({ $0 >= 0 })
    else {
      throw RequestError(
        "\(member: "effect") and \(member: "noise") are numbers of at least 0.")
    }
    design.absorbed = absorb.names == ["none"] ? [] : absorb.names
    design.variances = variances
    guard worlds >= 2 else { throw RequestError("\(member: "worlds") is at least 2.") }
    design.worlds = worlds
    guard level > 0, level < 1 else {
      throw RequestError("\(member: "level") lies between 0 and 1.")
    }
    design.level = level
    design.seed = seed
    design.threads = try threads.count
    return design
  }

  /// The cells as a table, a document and a figure.
  public func answer(progress: (String) -> Void) throws -> Answer {
    var design = try design()
    for setting in settings { try design.parameters.set(setting.name, to: setting.values) }
    return try design.run(progress: progress).answer(of: design)
  }
}
