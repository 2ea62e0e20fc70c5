import ArgumentParser
import Estimation
import Requests

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

struct AllianceDesignCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "alliance-concessions",
    abstract: "The interaction of elections and commitment, in worlds of the alliance model.",
    discussion: """
      Every combination of the lists is a setting; in each, worlds are drawn from the model that \
      `entente solve alliance-concessions` solves, and
          exports ~ election*support + ally_growth | absorbed effects
      is fitted by least squares under every variance. --set changes the model's inputs.
      """)

  private static let standard = PowerQuestion()

  @OptionGroup var inputs: TheorySettings
  @OptionGroup var printing: OutputOptions
  @OptionGroup var drawing: FigureOptions
  @OptionGroup var threads: ThreadOptions

  @Option(numbers: "Patrons, as in 1,3,12.")
  var patrons = standard.patrons

  @Option(numbers: "Allies.")
  var allies = standard.allies

  @Option(numbers: "Years.")
  var years = standard.years

  @Option(numbers: "Effects: what the protege's stake is multiplied by.")
  var effect = standard.effect

  @Option(numbers: "Standard deviations of a dyad-year's shock, in hundredths of exports.")
  var noise = standard.noise

  @Option(names: "Absorbed effects; none for none.")
  var absorb = standard.absorb

  @Option(vocabulary: "A variance, as `entente fit` takes it; repeatable.")
  var vcov = standard.variances

  @Option(help: "Worlds a setting.")
  var worlds = standard.worlds

  @Option(help: "Coverage of the intervals.")
  var level = standard.level

  @Option(help: "The seed of the first world.")
  var seed = standard.seed

  var output: RequestOutput { printing.request(drawing) }

  func question() -> PowerQuestion {
    var question = PowerQuestion()
    question.settings = inputs.settings
    question.patrons = patrons
    question.allies = allies
    question.years = years
    question.effect = effect
    question.noise = noise
    question.absorb = absorb
    question.variances = vcov
    question.worlds = worlds
    question.level = level
    question.seed = seed
    question.threads = threads.count
    return question
  }
}
