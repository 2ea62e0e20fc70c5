import Frames

/// Why a table of results gives no electoral map.
public enum ElectoralMapError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A row without a number; rows count from 1.
  case incompleteState(file: String, row: Int)
  /// No state has results, of the year where one was named.
  case noElection(file: String, year: Int?, known: [String])
  /// A state has several rows, and no year was named.
  case severalElections(file: String)

  /// Where, what was found, and what to try.
  public var description: String {
    switch self {
    case .incompleteState(let file, let row):
      "\(file), row \(row): a state needs dem, rep and elec_votes; leave the row out or complete it."
    case .noElection(let file, nil, _):
      "\(file): it has no state; a row a state was expected. Look whether the file is whole."
    case .noElection(let file, let year?, let known):
      "\(file): no state has an election in \(year). The table has \(NearestNames.sentence(known)); "
        + "choose one of them as the year."
    case .severalElections(let file):
      "\(file): states appear more than once; choose one election by its year."
    }
  }
}
