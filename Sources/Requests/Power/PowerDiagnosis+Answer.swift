import Exhibits
import Typesetting

extension [PowerDiagnosis.Cell] {
  /// The cells as a table, a document and a figure.
  public func answer(of design: PowerDiagnosis) -> Answer {
    Answer(
      tables: [table(design)], document: json(design),
      figures: [.init("power") { try figure(design) }])
  }

  /// The level of the intervals, as `95%`.
  private func level(_ design: PowerDiagnosis) -> String { NumberFormat.percent(design.level) }

  /// One row a setting and variance.
  private func table(_ design: PowerDiagnosis) -> TextTable {
    let plain = NumberFormat(digits: 4, style: .significant)
    let three = NumberFormat(digits: 3)
    func number(_ value: Double?, _ format: NumberFormat) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? "refused"
    }
    let refusals = compactMap(\.refusal)
    var notes = [
      "Interaction of election and support in `\(design.formula)`, least squares, "
        + "\(design.worlds) worlds a row, seed \(design.seed). Power: \(level(design)) intervals that "
        + "exclude zero. Coverage: those that hold the truth."
    ]
    if let worst = compactMap(\.coverageError).max() {
      notes.append("Standard error of a coverage: at most \(three.string(worst)).")
    }
    for refusal in refusals where !notes.contains("Refused: " + refusal) {
      notes.append("Refused: " + refusal)
    }
    return TextTable(
      title: "Could this study have seen the effect?",
      headers: [
        "Patrons", "Allies", "Years", "Effect", "Noise", "Variance", "Truth", "Bias", "Spread",
        "SE", "Coverage", "Power",
      ],
      alignments: [
        .trailing, .trailing, .trailing, .decimal, .decimal, .leading, .decimal, .decimal,
        .decimal, .decimal, .decimal, .decimal,
      ],
      groups: [
        map { cell in
          TextTable.Row([
            .number("\(cell.setting.patrons)"), .number("\(cell.setting.allies)"),
            .number("\(cell.setting.years)"), .number("\(cell.setting.effect)"),
            .number("\(cell.setting.noise)"), TextTable.Cell(cell.variance),
            .number(plain.string(cell.truth)), .number(three.string(cell.bias)),
            .number(three.string(cell.spread)), number(cell.standardError, three),
            number(cell.coverage, three), number(cell.power, three),
          ])
        }
      ], notes: notes)
  }

  /// The cells with full precision.
  private func json(_ design: PowerDiagnosis) -> JSONValue {
    .object([
      ("design", .text("alliance-concessions")), ("formula", .text(design.formula)),
      ("seed", .count(design.seed)), ("worlds", .integer(design.worlds)),
      ("confidence_level", .number(design.level)),
      (
        "cells",
        .array(
          map { cell in
            .object([
              ("patrons", .integer(cell.setting.patrons)),
              ("allies", .integer(cell.setting.allies)),
              ("years", .integer(cell.setting.years)), ("effect", .number(cell.setting.effect)),
              ("noise", .number(cell.setting.noise)), ("vcov", .text(cell.variance)),
              ("worlds", .integer(cell.worlds)), ("refused", .integer(cell.refused)),
              ("refusal", cell.refusal.map { .text($0) } ?? .null), ("truth", .number(cell.truth)),
              ("mean_estimate", .number(cell.meanEstimate)), ("bias", .number(cell.bias)),
              ("sd_estimate", .number(cell.spread)),
              ("rms_std_error", .optional(cell.standardError)),
              ("coverage", .optional(cell.coverage)), ("power", .optional(cell.power)),
              ("wrong_sign", .optional(cell.wrongSign)),
            ])
          })
      ),
    ])
  }

  /// How far below its level the axis of coverage reaches at least.
  private static var coverageMargin: Double { 0.1 }

  /// Power, coverage and relative bias by the longest list of sizes, a curve for each combination of
  /// the rest.
  /// - Throws: `ExhibitError.nothingToShow`.
  private func figure(_ design: PowerDiagnosis) throws(ExhibitError) -> CurvePlot {
    typealias Point = SVGDocument.Point
    typealias Setting = PowerDiagnosis.Setting
    let axes: [(title: String, count: Int, value: (Setting) -> Double)] = [
      ("Allies", design.allies.count, { Double($0.allies) }),
      ("Years", design.years.count, { Double($0.years) }),
      ("Effect (stakes relative to the model)", design.effects.count, { $0.effect }),
      ("Noise (standard deviation)", design.noises.count, { $0.noise }),
      ("Patrons", design.patrons.count, { Double($0.patrons) }),
    ]
    var axis = 0
    for index in axes.indices where axes[index].count > axes[axis].count { axis = index }
    func title(_ cell: PowerDiagnosis.Cell) -> String {
      let setting = cell.setting
      var words: [String] = []
      if axis != 0, design.allies.count > 1 { words.append("\(setting.allies) allies") }
      if axis != 1, design.years.count > 1 { words.append("\(setting.years) years") }
      if axis != 2, design.effects.count > 1 { words.append("effect \u{00D7} \(setting.effect)") }
      if axis != 3, design.noises.count > 1 { words.append("noise \(setting.noise)") }
      if axis != 4, design.patrons.count > 1 { words.append("\(setting.patrons) patrons") }
      if design.variances.count > 1 || words.isEmpty { words.append(cell.variance) }
      return words.joined(separator: ", ")
    }
    var titles: [String] = []
    for cell in self where !titles.contains(title(cell)) { titles.append(title(cell)) }
    func curves(_ value: (PowerDiagnosis.Cell) -> Double?) -> [CurvePlot.Curve] {
      titles.enumerated().compactMap { index, name in
        let points = filter { title($0) == name }.compactMap { cell in
          value(cell).map { Point(axes[axis].value(cell.setting), $0) }
        }
        return points.isEmpty
          ? nil
          : CurvePlot.Curve(
            title: name, points: points.sorted { $0.x < $1.x }, color: index + 1,
            hasMarkers: true)
      }
    }
    let horizontal = axes[axis].title
    var power = CurvePlot.Panel(
      title: "Power", horizontalTitle: horizontal, verticalTitle: "Intervals that exclude zero",
      curves: curves(\.power))
    power.thresholds = [.init(0.8, label: "80%", isVertical: false)]
    power.verticalCover = [0, 1]
    var coverage = CurvePlot.Panel(
      title: "Coverage", horizontalTitle: horizontal,
      verticalTitle: "Intervals that hold the truth", curves: curves(\.coverage))
    coverage.thresholds = [.init(design.level, label: level(design), isVertical: false)]
    coverage.verticalCover = [Swift.max(0, design.level - Self.coverageMargin), 1]
    var bias = CurvePlot.Panel(
      title: "Bias", horizontalTitle: horizontal, verticalTitle: "Bias over the spread",
      curves: curves { $0.spread > 0 ? $0.bias / $0.spread : nil })
    bias.thresholds = [.init(0, label: "", isVertical: false)]
    bias.verticalCover = [-0.5, 0.5]
    var options = CurvePlot.Options()
    options.aspect = 1.0
    options.title = "Design diagnosis"
    options.summary = "Power, coverage and bias of the interaction by \(horizontal.lowercased())."
    options.caption = [
      "Each point: \(design.worlds) worlds of the alliance model, the interaction of election and "
        + "support, least squares with \(design.absorbed.joined(separator: " and ")) absorbed, "
        + "\(design.variances.map(\.name).joined(separator: "; ")). \(level(design)) intervals."
    ]
    return try CurvePlot(
      panels: [power, coverage, bias].filter { !$0.curves.isEmpty }, options: options)
  }
}
