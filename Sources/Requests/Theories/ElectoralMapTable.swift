import Bargaining
import Frames
import Panels

/// Reads an electoral map from a table of results by state, which the source `us-electoral-map`
/// describes: columns `state`, `dem` and `rep` (shares of the vote) and `elec_votes`, and `year`
/// where there are several elections.
public struct ElectoralMapTable: Sendable, Equatable {
  /// The states' names.
  public var names: [String]
  /// The incumbent's margin.
  public var margins: [Double]
  /// Electoral votes.
  public var votes: [Double]

  /// The party whose candidate is the incumbent.
  public enum Party: String, Sendable, CaseIterable {
    case dem, rep
  }

  /// The map of one election.
  /// - Throws: what reading throws; `ElectoralMapError` for a year that the table does not have or a state
  ///   without its numbers.
  public init(file: String, year: Int?, incumbent: Party) throws {
    let frame = try SourceCatalogue.builtIn.source("us-electoral-map").read(file: file).frame
    let state = try frame.column("state")
    let (dem, rep) = (try frame.column("dem"), try frame.column("rep"))
    let electoral = try frame.column("elec_votes")
    names = []
    margins = []
    votes = []
    var years: [Int64] = []
    for row in 0..<frame.rowCount {
      if let year {
        let found = try frame.column("year").integer(at: row)
        if let found, !years.contains(found) { years.append(found) }
        guard found == Int64(year) else { continue }
      }
      guard let first = dem.double(at: row), let second = rep.double(at: row),
        let count = electoral.double(at: row), let name = state.text(at: row)
      else {
        throw ElectoralMapError.incompleteState(file: file, row: row + 1)
      }
      names.append(name)
      margins.append(incumbent == .dem ? first - second : second - first)
      votes.append(count)
    }
    guard !names.isEmpty else {
      let known = years.sorted().map(String.init)
      throw ElectoralMapError.noElection(file: file, year: year, known: known)
    }
    if Set(names).count < names.count {
      throw ElectoralMapError.severalElections(file: file)
    }
  }

  /// The electors of the Electoral College since 1964.
  private static let electors = 538.0

  /// The votes of all states in the table.
  private var total: Double { votes.reduce(0, +) }
  /// More than half of them.
  private var majority: Double { (total / 2).rounded(.down) + 1 }

  /// What electoral votes the table lacks, and what majority that makes; `nil` for a full college.
  public var remark: String? {
    guard total != Self.electors else { return nil }
    func text(_ votes: Double) -> String { NumberList(values: [votes]).description }
    let isDistrictThere = names.contains {
      ["DC", "D.C.", "DISTRICT OF COLUMBIA", "WASHINGTON DC", "WASHINGTON, D.C."]
        .contains($0.uppercased())
    }
    let gap = abs(Self.electors - total)
    return "The table's electoral votes sum to \(text(total)), "
      + "\(text(gap)) \(total < Self.electors ? "fewer" : "more") than the Electoral College's "
      + "\(text(Self.electors))"
      + (isDistrictThere ? "" : " (the District of Columbia, which has 3, is not in it)")
      + ". The majority needed is \(text(majority)) of the table's, where the College's is 270; "
      + "set need to change it."
  }

  /// Gives a model this map, and a majority of its votes.
  public func apply(to theory: inout AllianceConcessionsTheory) {
    theory.parameters.margins = margins
    theory.parameters.votes = votes
    theory.parameters.majority = majority
    theory.stateNames = names
    theory.mapRemarks = remark.map { [$0] } ?? []
  }
}
