import ArgumentParser
import Bargaining
import Estimation
import Exhibits
import Studies
import Typesetting

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

  @OptionGroup var model: ModelCommandOptions

  @Option(help: "Patrons, as in 1,3,12.")
  var patrons = "1"

  @Option(help: "Allies.")
  var allies = "10,20,40,80"

  @Option(help: "Years.")
  var years = "60"

  @Option(help: "Effects: what the protege's stake is multiplied by.")
  var effect = "0.5,1"

  @Option(help: "Standard deviations of a dyad-year's shock, in hundredths of exports.")
  var noise = "2"

  @Option(help: "Absorbed effects; none for none.")
  var absorb = "patron^ally,patron^year"

  @Option(help: "A variance, as `entente fit` takes it; repeatable.")
  var vcov: [String] = ["cluster:ally"]

  @Option(help: "Worlds a setting.")
  var worlds = 200

  @Option(help: "The seed of the first world.")
  var seed: UInt64 = 1

  @Option(help: "Threads; results do not depend on it.")
  var threads = 2

  func validate() throws { _ = try design() }

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    var design = try design()
    try model.apply { try design.parameters.set($0, $1) }
    let cells = try design.run { line.report($0) }
    line.finish()
    try model.draw { () throws(ExhibitError) in try cells.figure(design) }
    print(
      model.format == "json"
        ? cells.json(design).text
        : cells.table(design).render(TableFormat.named(model.format) ?? .text))
  }

  private func design() throws -> DesignDiagnosis {
    var design = DesignDiagnosis()
    design.patrons = try counts(patrons, "--patrons", least: 1)
    design.allies = try counts(allies, "--allies", least: 2)
    design.years = try counts(years, "--years", least: 8)
    design.effects = try ModelCommandOptions.numbers(effect, of: "--effect")
    design.noises = try ModelCommandOptions.numbers(noise, of: "--noise")
    guard !design.effects.isEmpty, !design.noises.isEmpty,
      (design.effects + design.noises).allSatisfy({ $0 >= 0 })
    else { throw ValidationError("--effect and --noise are numbers of at least 0.") }
    design.absorbed =
      absorb == "none" ? [] : try ModelOptions.names(absorb, of: "--absorb")
    design.variances = try vcov.map { try ModelOptions.vocabulary("--vcov", $0) }
    guard worlds >= 2, threads >= 1 else {
      throw ValidationError("--worlds is at least 2 and --threads at least 1.")
    }
    design.worlds = worlds
    design.seed = seed
    design.threads = threads
    return design
  }

  private func counts(_ text: String, _ option: String, least: Int) throws -> [Int] {
    let numbers = try ModelCommandOptions.numbers(text, of: option)
    guard !numbers.isEmpty,
      numbers.allSatisfy({ $0 == $0.rounded() && $0 >= Double(least) && $0 <= 100_000 })
    else { throw ValidationError("\(option) is a list of whole numbers of at least \(least).") }
    return numbers.map { Int($0) }
  }
}
