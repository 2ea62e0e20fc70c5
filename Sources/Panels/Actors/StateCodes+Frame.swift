import Frames

extension StateCodes {
  /// Adds a column of codes in another scheme to a frame.
  /// - Throws: `.unknownCodes` under `.refuseUnknown`; `.frame` for a column that is not there.
  public func converting(
    _ frame: Frame, _ conversion: CodeConversion
  ) throws(PanelsError) -> (frame: Frame, ledger: ConversionLedger) {
    let source = try frame.needed(conversion.column)
    let years: Column? =
      if case .column(let name) = conversion.year { try frame.needed(name) } else { nil }
    var memo: [CodeQuestion: [CodeAnswer]] = [:]
    var tally = Tally()
    var rows: [Int?] = []
    var codes: [String?] = []
    rows.reserveCapacity(frame.rowCount)
    codes.reserveCapacity(frame.rowCount)

    for row in 0..<frame.rowCount {
      guard let text = source.text(at: row), let year = conversion.yearOf(row, years) else {
        tally.absent += 1
        if conversion.policy != .dropRows {
          rows.append(row)
          codes.append(nil)
        }
        continue
      }
      let question = CodeQuestion(text: text, year: year)
      let answers = memo[question] ?? answer(question, conversion)
      memo[question] = answers
      if let refusal = answers.first?.refusal {
        tally.note(refusal, text, year)
        if conversion.policy == .dropRows { continue }
        rows.append(row)
        codes.append(nil)
      } else {
        tally.converted += 1
        if conversion.overrides[text] != nil {
          tally.overridden += 1
          tally.overridingCodes.insert(text)
        }
        for answer in answers {
          rows.append(row)
          codes.append(answer.code)
        }
      }
    }

    let unknown = tally.entries(.unknown)
    guard conversion.policy != .refuseUnknown || unknown.isEmpty else {
      throw .unknownCodes(
        column: conversion.column, scheme: conversion.scheme,
        codes: unknown.map(\.code), rows: unknown.reduce(0) { $0 + $1.rows },
        closest: unknown.first?.detail ?? "")
    }
    let result: Frame
    do throws(FrameError) {
      var gathered = rows.count == frame.rowCount ? frame : frame.gathered(rows)
      try gathered.set(
        conversion.target.isNumeric
          ? Column(name: conversion.newColumn, integers: codes.map { $0.flatMap { Int64($0) } })
          : Column(name: conversion.newColumn, texts: codes))
      result = gathered
    } catch {
      throw .frame(error)
    }
    let ledger = ConversionLedger(
      column: conversion.column, scheme: conversion.scheme, target: conversion.target,
      rowsIn: frame.rowCount, rowsOut: rows.count, converted: tally.converted,
      overridden: tally.overridden, absent: tally.absent, unknown: unknown,
      notAStateThen: tally.entries(.notAStateThen), territories: tally.entries(.territory),
      unusedOverrides: conversion.overrides.keys.filter { !tally.overridingCodes.contains($0) }
        .sorted())
    return (result, ledger)
  }

  private func answer(_ question: CodeQuestion, _ conversion: CodeConversion) -> [CodeAnswer] {
    if let code = conversion.overrides[question.text] { return [CodeAnswer(code: code)] }
    let result = code(
      for: question.text, in: conversion.scheme, to: conversion.target, year: question.year,
      yearRule: conversion.yearRule, reading: conversion.reading)
    switch result {
    case .found(let code):
      return [CodeAnswer(code: code)]
    case .dependsOnYear:
      return lineage(of: question.text, in: conversion.scheme, to: conversion.target)
        .map { CodeAnswer(code: $0) }
    case .unknown(let closest):
      return [
        CodeAnswer(refusal: CodeRefusal(kind: .unknown, detail: NearestNames.sentence(closest)))
      ]
    case .territory(let name):
      return [CodeAnswer(refusal: CodeRefusal(kind: .territory, detail: name))]
    case .notAStateThen(let spells):
      let detail = spells.map(\.description).joined(separator: "; ")
      return [CodeAnswer(refusal: CodeRefusal(kind: .notAStateThen, detail: detail))]
    }
  }
}

private struct CodeQuestion: Hashable {
  let text: String
  /// `nil` for a table without years.
  let year: Int?
}

private struct CodeAnswer {
  var code: String?
  var refusal: CodeRefusal?
}

private struct CodeRefusal {
  enum Kind: Hashable { case unknown, territory, notAStateThen }
  let kind: Kind
  let detail: String
}

/// Counts of what was not converted, by kind and code.
private struct Tally {
  private struct Count {
    var rows = 0
    var years: ClosedRange<Int>?
    let detail: String
  }
  var converted = 0
  var overridden = 0
  var overridingCodes: Set<String> = []
  var absent = 0
  private var counts: [CodeRefusal.Kind: [String: Count]] = [:]

  mutating func note(_ refusal: CodeRefusal, _ text: String, _ year: Int?) {
    var count = counts[refusal.kind]?[text] ?? Count(detail: refusal.detail)
    count.rows += 1
    if let year {
      count.years =
        min(
          year, count.years?.lowerBound ?? year)...max(
          year, count.years?.upperBound ?? year)
    }
    counts[refusal.kind, default: [:]][text] = count
  }

  func entries(_ kind: CodeRefusal.Kind) -> [ConversionLedger.Entry] {
    (counts[kind] ?? [:]).sorted { $0.key < $1.key }.map { text, count in
      ConversionLedger.Entry(
        code: text, rows: count.rows, years: count.years, detail: count.detail)
    }
  }
}

extension CodeConversion {
  /// The year of a row; outer `nil` where a dated row has none.
  fileprivate func yearOf(_ row: Int, _ years: Column?) -> Int?? {
    switch year {
    case .undated: .some(nil)
    case .fixed(let year): year
    case .column: years?.integer(at: row).map { Int($0) }.map { .some($0) } ?? .none
    }
  }
}

extension Frame {
  /// The column, or the module's error.
  func needed(_ name: String) throws(PanelsError) -> Column {
    do { return try column(name) } catch { throw .frame(error) }
  }
}
