import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Damaged expressions: an expression or a typed error, never a crash.
@Suite struct ExpressionFuzzTests {
  static let seeds = [
    "log(exports + 1) * mean(x, rows: 2, minimum: 1)", "predecessor(x, by = unit)",
    "if_else(x > 2 and not is_missing(y), x^2, -y) / 3e-2", "factor(unit, reference: \"a\")",
    "mean(x, by: unit^year, missing: skip)", "`x` == 1 || unit != 'b'", "change(x, -1):lag(y)",
  ]

  @Test(.tags(.failure), arguments: 1...20 as ClosedRange<UInt64>)
  func mutationsAreReadOrRefused(seed: UInt64) throws {
    var random = Xoshiro256(seed: seed)
    let alphabet = Array("xy()+-*/^:=<>!&|,\"'`.0e9 _~é\u{0}\n")
    let frame = try Frame([
      Column(name: "unit", texts: ["a", "a", "b"]), Column(name: "year", integers: [1, 2, 1]),
      Column(name: "x", doubles: [1, nil, 3]), Column(name: "y", doubles: [0, -1, 2]),
      Column(name: "exports", doubles: [5, 0, 1]),
    ])
    let panel = try PanelIndex(frame, units: ["unit"], time: "year")
    var read = 0
    for round in 0..<300 {
      var text = Array(Self.seeds[round % Self.seeds.count])
      for _ in 0...(random.next() % 4) {
        let position = Int(random.next() % UInt64(max(1, text.count)))
        let character = alphabet[Int(random.next() % UInt64(alphabet.count))]
        switch random.next() % 3 {
        case 0: text.insert(character, at: position)
        case 1: if !text.isEmpty { text.remove(at: position) }
        default: if !text.isEmpty { text[position] = character }
        }
      }
      do {
        let expression = try ExpressionParser.parse(String(text))
        read += 1
        #expect(try ExpressionParser.parse(expression.description) == expression, "\(String(text))")
        var evaluator = Evaluator(frame, panel: panel)
        let column = try evaluator.column(expression)
        #expect(column.count == 3)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    // Some mutations must survive, or the test would test nothing but refusals.
    #expect(read > 0)
  }
}
