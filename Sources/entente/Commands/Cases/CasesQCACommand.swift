import ArgumentParser
import Evidence
import Requests

struct CasesQCACommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "qca",
    abstract: "Qualitative comparative analysis: truth table and all three solutions.",
    discussion: """
      entente cases qca cases.csv --outcome SURV --conditions DEV,URB,LIT,IND,STB \\
        --consistency 0.8 --frequency 1 --expect DEV,URB,LIT,-,STB

      The file has one row a case: a column of names, and memberships from 0 to 1 or measures to \
      calibrate. Terms are written A*~B: A present and B absent.
      """)

  @Argument(help: "The table: .csv, .csv.gz, .tsv, .txt or .dta.")
  var file: String

  @OptionGroup(title: "Reading the table") var reading: ReadingOptions

  @Option(help: "The column of the outcome; ~Y explains the absence of Y.")
  var outcome: String

  @Option(
    help: "The columns of the conditions, as in A,B,C; at most 15.",
    transform: { try NameList($0) })
  var conditions: NameList

  @Option(help: "The least consistency of a row that leads to the outcome.")
  var consistency = 0.8

  @Option(help: "The least number of cases of a row; rows with fewer are remainders.")
  var frequency = 1

  @Option(help: "The least PRI of a row that leads to the outcome.")
  var pri: Double?

  @Option(help: "Rows from this consistency up to --consistency count as contradictions.")
  var contradiction: Double?

  @Option(
    parsing: .unconditional,
    help: "What theory expects of each condition, in their order: A, ~A or -.")
  var expect: String?

  @Flag(help: "Explain the absence of the outcome.")
  var negate = false

  @Option(
    help: """
      A case with a membership of exactly 0.5 in a condition belongs to no row of the truth table: \
      refuse it, or leave it unassigned, counted in consistency and coverage alone, and say so.
      """)
  var half = Memberships.Half.refuse

  @Option(
    help: """
      Make memberships of a measure: A=crisp:threshold, or A=direct:exclusion,crossover,inclusion \
      (.95 at the anchor; fsqca: for fsQCA's .9526). Repeatable.
      """)
  var calibrate: [String] = []

  @Option(name: .customLong("case"), help: "The column of case names; else the first of text.")
  var caseColumn: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Configurations about which nothing may be assumed, as in A*~B + C. Repeatable.")
  var exclude: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A condition declared necessary, as in A or A + ~B: nothing is assumed without it.")
  var necessary: [String] = []

  @Flag(help: "Bar assumptions made both for the outcome and for its absence.")
  var enhanced = false

  @Option(help: "Models to show: those with the fewest terms, or every irredundant one.")
  var scope: MinimalModels.Scope = .fewest

  @Option(help: "The most models of a solution to list; all are counted.")
  var models = 1000

  @Option(help: "Steps of work after which the search for models ends and says so.")
  var work = 1_000_000_000

  @Flag(help: "How far cutoffs and anchors can move, and what then remains.")
  var robustness = false

  @Option(help: "The solution of figure and robustness: complex, parsimonious or intermediate.")
  var solution: Solution.Kind = .intermediate

  @OptionGroup var printing: OutputOptions
  @OptionGroup var drawing: FigureOptions
  @OptionGroup var threads: ThreadOptions

  var output: RequestOutput { printing.request(drawing) }

  func question() throws -> ComparativeQuestion {
    var question = ComparativeQuestion(file: file, outcome: outcome, conditions: conditions)
    question.cutoffs = TruthTable.Cutoffs(
      consistency: consistency, frequency: frequency, pri: pri, contradiction: contradiction)
    question.expect = expect
    question.negate = negate
    question.half = half
    question.calibrate = calibrate
    question.caseColumn = caseColumn
    question.exclude = exclude
    question.necessary = necessary
    question.enhanced = enhanced
    question.scope = scope
    question.models = models
    question.work = work
    question.robustness = robustness
    question.solution = solution
    question.threads = threads.count
    question.reading = try reading.options
    return question
  }
}

extension Memberships.Half: ExpressibleByArgument {}
extension MinimalModels.Scope: ExpressibleByArgument {}
extension Solution.Kind: ExpressibleByArgument {}
