import ArgumentParser
import Bargaining
import Exhibits

struct SolveGunsAndButterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guns-and-butter",
    abstract: "When contracting out security by an alliance pays.",
    discussion: """
      entente solve guns-and-butter --set d=1.5
      entente solve guns-and-butter --set rho=0.5       where the paper's claim is reversed
      """)

  @OptionGroup var model: ModelCommandOptions

  func run() throws {
    var parameters = GunsAndButter.Parameters()
    try model.apply { try parameters.set($0, $1) }
    try model.show(try GunsAndButter(parameters).report())
  }
}
