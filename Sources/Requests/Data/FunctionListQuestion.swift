import Documents
import Expressions
import Typesetting

/// The functions of formulas and study variables: what `entente functions` asks.
public struct FunctionListQuestion: Question {
  /// `entente functions`.
  public static let name = ["functions"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// All functions.
  public init() {}
  /// There is nothing to read.
  public init(_ members: inout Members) throws(DocumentError) {}

  /// A row a function, by family.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let families = FunctionCatalogue.Family.allCases.map { family in
      (family, FunctionCatalogue.entries.filter { $0.family == family })
    }
    let lines = families.flatMap { family, entries in
      ["\n\(family.rawValue)"]
        + entries.map { "  \($0.usage)\n      \($0.summary)" }
    }
    let rows = families.flatMap { family, entries in
      entries.map { [family.rawValue, $0.usage, $0.summary] }
    }
    return Answer(
      tables: [try PlainTable(headers: ["Family", "Function", "What it computes"], rows: rows)],
      document: .object([
        (
          "functions",
          .array(
            rows.map {
              .object([
                ("family", .text($0[0])), ("usage", .text($0[1])), ("summary", .text($0[2])),
              ])
            })
        )
      ]), text: lines.joined(separator: "\n"))
  }
}
