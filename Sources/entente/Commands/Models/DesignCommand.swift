import ArgumentParser
import Studies

struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract:
      "Could this study have seen the effect? Power, bias and coverage in simulated worlds.",
    discussion: """
      entente design alliance-concessions --allies 10,20,40,80 --effect 0.5,1 --figure design.png
      entente design alliance-concessions --worlds 1000 --allies 40 --effect 1 --patrons 1,3 \\
        --vcov cluster:ally --vcov dyadic:patron,ally
      """,
    subcommands: [AllianceDesignCommand.self])
}

struct AllianceDesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alliance-concessions",
    abstract: "The interaction of elections and commitment, in worlds of the alliance model.",
    discussion: """
      Every combination of the lists is a setting; in each, worlds are drawn from the model that \
      `entente solve alliance-concessions` solves, and
          exports ~ election*support + ally_growth | absorbed effects
      is fitted by least squares under every variance. --set changes the model's inputs.
      """)

  @OptionGroup var inputs: TheorySettings
  @OptionGroup var output: OutputOptions
  @OptionGroup var drawing: FigureOptions
  @OptionGroup var threads: ThreadOptions

  @Option(numbers: "Patrons, as in 1,3,12.")
  var patrons: NumberList = [1]

  @Option(numbers: "Allies.")
  var allies: NumberList = [10, 20, 40, 80]

  @Option(numbers: "Years.")
  var years: NumberList = [60]

  @Option(numbers: "Effects: what the protege's stake is multiplied by.")
  var effect: NumberList = [0.5, 1]

  @Option(numbers: "Standard deviations of a dyad-year's shock, in hundredths of exports.")
  var noise: NumberList = [2]

  @Option(help: "Absorbed effects; none for none.")
  var absorb = "patron^ally,patron^year"

  @Option(help: "A variance, as `entente fit` takes it; repeatable.")
  var vcov: [String] = ["cluster:ally"]

  @Option(help: "Worlds a setting.")
  var worlds = 200

  @Option(help: "The seed of the first world.")
  var seed: UInt64 = 1

  func validate() throws { _ = try question() }

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    let design = try design()
    let cells = try design.run { line.report($0) }
    line.finish()
    let answer = cells.answer(of: design)
    try drawing.write(answer)
    try output.write(answer)
  }

  /// What is asked, with the model's inputs as they were set.
  private func design() throws -> PowerDiagnosis {
    var design = try question()
    try inputs.apply(to: &design.parameters)
    return design
  }

  private func question() throws -> PowerDiagnosis {
    var design = PowerDiagnosis()
    design.patrons = try patrons.counts(from: 1, of: "--patrons")
    design.allies = try allies.counts(from: 2, of: "--allies")
    design.years = try years.counts(from: 8, of: "--years")
    design.effects = effect.values
    design.noises = noise.values
    guard !design.effects.isEmpty, !design.noises.isEmpty,
      (design.effects + design.noises).allSatisfy({ $0 >= 0 })
    else { throw ValidationError("--effect and --noise are numbers of at least 0.") }
    design.absorbed =
      absorb == "none" ? [] : try ModelOptions.names(absorb, of: "--absorb")
    design.variances = try vcov.map { try ModelOptions.vocabulary("--vcov", $0) }
    guard worlds >= 2 else { throw ValidationError("--worlds is at least 2.") }
    design.worlds = worlds
    design.seed = seed
    design.threads = threads.count
    return design
  }
}
