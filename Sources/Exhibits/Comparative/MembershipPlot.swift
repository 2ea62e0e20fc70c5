import Evidence
import Typesetting

/// Membership in the outcome against membership in a solution's model: the XY plot of fuzzy sets.
///
/// Sufficiency puts cases above the diagonal. The lines at 0.5 divide typical cases (upper right),
/// deviant in consistency (lower right), deviant in coverage (upper left) and irrelevant ones.
public struct MembershipPlot: Figure {
  /// How the figure is set.
  public struct Options: Sendable {
    /// How wide it is set.
    public var width = FigureStyle.Width.single
    /// For readers who cannot see the figure; not drawn.
    public var title = "Membership in outcome and solution"
    /// Sentences below the caption that the figure writes itself.
    public var notes: [String] = []

    /// A single column, without notes.
    public init() {}
  }

  /// Where a case stands.
  enum Standing: Int, CaseIterable {
    case typical, deviantInConsistency, deviantInCoverage, irrelevant

    init(x: Double, y: Double) {
      switch (x > 0.5, y > 0.5) {
      case (true, true): self = .typical
      case (true, false): self = .deviantInConsistency
      case (false, true): self = .deviantInCoverage
      case (false, false): self = .irrelevant
      }
    }

    var title: String {
      switch self {
      case .typical: "typical"
      case .deviantInConsistency: "deviant in consistency"
      case .deviantInCoverage: "not explained"
      case .irrelevant: "irrelevant"
      }
    }

    var marker: Marker {
      switch self {
      case .typical: .circle
      case .deviantInConsistency: .square
      case .deviantInCoverage: .triangle
      case .irrelevant: .hollowCircle
      }
    }

    var color: String {
      switch self {
      case .typical: FigureStyle.color(0)
      case .deviantInConsistency: FigureStyle.color(1)
      case .deviantInCoverage: FigureStyle.color(5)
      case .irrelevant: FigureStyle.gray
      }
    }
  }

  /// Cases of equal memberships, drawn as one point.
  struct Spot {
    var x: Double
    var y: Double
    var names: [String]
    var standing: Standing { Standing(x: x, y: y) }
  }

  private static let samePlace = 1e-9

  let spots: [Spot]
  let outcome: String
  let formula: String
  let fit: SufficiencyFit
  let kind: Solution.Kind
  let options: Options

  /// The plot of one model of a solution.
  ///
  /// - Parameter model: Its position among the solution's models.
  /// - Throws: `nothingToShow` where there is no such model.
  public init(
    _ analysis: ComparativeAnalysis, solution kind: Solution.Kind = .intermediate, model: Int = 0,
    options: Options = Options()
  ) throws(ExhibitError) {
    let models = analysis.solution(kind).models
    guard models.indices.contains(model) else {
      throw .nothingToShow(
        exhibit: "XY plot", reason: "the \(kind.rawValue) solution has no model \(model + 1)")
    }
    let table = analysis.memberships
    var spots: [Spot] = []
    for (index, name) in table.cases.enumerated() {
      let (x, y) = (models[model].memberships[index], table.outcomeValues[index])
      // 1 - 0.33 and 0.67 are one place on paper.
      if let same = spots.firstIndex(where: {
        abs($0.x - x) < Self.samePlace && abs($0.y - y) < Self.samePlace
      }) {
        spots[same].names.append(name)
      } else {
        spots.append(Spot(x: x, y: y, names: [name]))
      }
    }
    self.spots = spots
    outcome = table.outcome
    formula = models[model].terms.map { $0.label(table.conditions) }.joined(separator: " + ")
    fit = models[model].fit
    self.kind = kind
    var named = options
    if models.count > 1 {
      named.notes.insert("Model \(model + 1) of \(models.count).", at: 0)
    }
    self.options = named
  }

  /// The square of memberships with its diagonal and the lines at 0.5, as SVG 1.1.
  public func svg() -> String { document().markup }

  var caption: [String] {
    func number(_ value: Double?) -> String {
      value.map { NumberFormat(digits: 3).string($0) } ?? "undefined"
    }
    return [
      "\(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()) solution: consistency "
        + "\(number(fit.consistency)), PRI \(number(fit.pri)), coverage \(number(fit.coverage)).",
      "Sufficiency puts cases on or above the diagonal. Right of 0.5 a case is in the solution, "
        + "above 0.5 in the outcome. Cases with the same memberships share a point.",
    ] + options.notes
  }

  var summary: String {
    let format = NumberFormat(digits: 2)
    return spots.map { spot in
      "\(spot.names.joined(separator: ", ")): solution \(format.string(spot.x)), outcome "
        + "\(format.string(spot.y)), \(spot.standing.title)"
    }.joined(separator: "; ") + "."
  }
}
