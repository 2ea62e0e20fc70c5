import Expressions
import Frames
import Panels

/// The rows of a composite actor: for each period, its members' rows reduced to one.
struct CompositeRows {
  let frame: Frame
  /// Who entered when, for the ledger: `1988-1998: 10 members; 1999-2003: 13 members`.
  let membership: String

  init(_ plan: Study.CompositePlan, time: String, in frame: Frame) throws {
    let years = try frame.column(time)
    let inYears = Expression(
      .call(
        "between",
        [
          .init(value: Expression(.variable(time))),
          .init(value: Expression(.number(Double(plan.years.lowerBound)))),
          .init(value: Expression(.number(Double(plan.years.upperBound)))),
        ]))
    let eligible = try CompositeRows.members(plan, in: frame, years: years)
    var members = try frame.filtered(eligible).filtered(inYears)
    guard members.rowCount > 0 else {
      throw StudyError.failed(step: "composite \(plan.name)", reason: "no row is a member's")
    }
    // One row a period: the first of each, with every aggregated column already its group's value.
    var evaluator = Evaluator(members)
    for aggregate in plan.columns {
      let group = GroupAggregate(
        aggregate.function, of: aggregate.column, by: [time],
        skipsMissing: aggregate.skipsMissing)
      try members.set(evaluator.column(group.expression, named: aggregate.column))
    }
    var first: [Int64: Int] = [:]
    var counts: [Int64: Int] = [:]
    let periods = try members.column(time)
    for row in 0..<members.rowCount {
      guard let period = periods.integer(at: row) else { continue }
      if first[period] == nil { first[period] = row }
      counts[period, default: 0] += 1
    }
    let order = first.keys.sorted()
    let rows = order.map { first[$0] }
    let kept = Set(plan.columns.map(\.column)).union([time])
    var columns: [Column] = []
    for column in members.columns {
      if let identity = plan.identity.first(where: { $0.column == column.name }) {
        columns.append(CompositeRows.constant(identity.value, like: column, count: rows.count))
      } else if kept.contains(column.name) {
        columns.append(column.gathered(rows))
      }
    }
    self.frame = try Frame(columns)
    membership = CompositeRows.runs(order.map { ($0, counts[$0] ?? 0) })
  }

  /// Which rows are members', whatever the period.
  private static func members(
    _ plan: Study.CompositePlan, in frame: Frame, years: Column
  ) throws -> [Bool] {
    switch plan.members {
    case .expression(let expression):
      var evaluator = Evaluator(frame)
      let verdict = try evaluator.column(expression)
      return (0..<frame.rowCount).map { (verdict.double(at: $0) ?? 0) != 0 }
    case .dated(let name, let column):
      let actor = try CompositeActor.named(name)
      let codes = try frame.column(column)
      return (0..<frame.rowCount).map { row in
        guard let code = codes.integer(at: row), let year = years.integer(at: row) else {
          return false
        }
        return actor.isMember(Int(code), year: Int(year))
      }
    }
  }

  /// A column of one value, of the kind that the panel's column has.
  private static func constant(_ value: String, like column: Column, count: Int) -> Column {
    switch column.storage {
    case .text:
      return Column(name: column.name, texts: Array(repeating: value, count: count))
    case .integer:
      if let whole = Int64(value) {
        return Column(name: column.name, integers: Array(repeating: whole, count: count))
      }
      fallthrough
    case .double:
      return Column(name: column.name, doubles: Array(repeating: Double(value), count: count))
    }
  }

  private static func runs(_ counts: [(year: Int64, members: Int)]) -> String {
    var runs: [(first: Int64, last: Int64, members: Int)] = []
    for (year, members) in counts {
      if let last = runs.last, last.members == members, last.last == year - 1 {
        runs[runs.count - 1].last = year
      } else {
        runs.append((year, year, members))
      }
    }
    return runs.map { run in
      let years = run.first == run.last ? "\(run.first)" : "\(run.first)-\(run.last)"
      return "\(years): \(run.members) rows"
    }.joined(separator: "; ")
  }
}
