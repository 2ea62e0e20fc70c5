import Bargaining
import Exhibits
import Numerics
import TestSupport
import Testing
import Typesetting

/// Every input of every theory at the ends of its domain: an error that names an input, or an answer
/// without a number that is none, whose nulls have their reasons.
@Suite(.tags(.failure)) struct TheoryExtremesTests {
  /// What may be said of a value that is not there.
  private static let words = ["nan", "inf", "-inf", "-nan", "nan%", "inf%"]

  /// Values at and next to the ends of a domain, and beyond them.
  private func extremes(of input: TheoryInput) -> [[Double]] {
    let sizes = InputDomain.sizes
    let candidates =
      [input.domain.low?.value, input.domain.high?.value].compactMap(\.self) + [
        0, 1, 1.0.nextDown, 1.0.nextUp, sizes.lowerBound, sizes.upperBound, -sizes.upperBound,
        Double.leastNonzeroMagnitude * 2000, 1e-160, 1e160, 1e308, 1e-6, 1e6,
      ]
    return candidates.map { value in
      switch input.shape {
      case .number, .optional: [value]
      // A list of another length would be refused for its length.
      case .list: Array(repeating: value, count: max(1, input.defaults.count))
      }
    }
  }

  private func check<Solved: AnswerableTheory>(_ theory: Solved, _ place: String) {
    let solution: Solved.Solution
    do { solution = try theory.solve() } catch {
      #expect(!error.description.isEmpty, "\(place)")
      return
    }
    let answer = theory.answer(solution)
    let tokens = answer.rendered(.table(.text)).lowercased()
      .split { " \n,;:()[]=".contains($0) }.map(String.init)
    for word in Self.words where tokens.contains(word) {
      Issue.record("\(place): the text has \(word)")
    }
    for path in unexplained(answer.document, "") {
      // An input that is not set is one of the inputs, and its help says that it may be absent.
      if path.hasPrefix("/params/") || path.hasPrefix("/question/") { continue }
      Issue.record("\(place): \(path) is null without a reason")
    }
  }

  /// Paths of nulls that have no reason beside them.
  private func unexplained(_ value: JSONValue, _ path: String) -> [String] {
    switch value {
    case .null: [path]
    case .number(let number): number.isFinite ? [] : [path + " (not finite)"]
    case .array(let items):
      items.enumerated().flatMap { unexplained($0.element, "\(path)/\($0.offset)") }
    case .object(let members):
      members.flatMap { key, value -> [String] in
        let hasReason = members.contains { $0.key == "reason" || $0.key == "\(key)_reason" }
        if case .null = value, hasReason { return [] }
        return unexplained(value, "\(path)/\(key)")
      }
    default: []
    }
  }

  private func sweep<Solved: AnswerableTheory>(
    _ type: Solved.Type, from start: Solved = Solved(), thinned: Int = 1, pairs: Int
  ) {
    let inputs = start.inputs
    for (place, input) in inputs.enumerated() {
      for (rank, values) in extremes(of: input).enumerated() where (place + rank) % thinned == 0 {
        guard let theory = try? start.setting(input.name, to: values) else { continue }
        check(theory, "\(type.name) \(input.name)=\(values)")
      }
    }
    var random = Xoshiro256(seed: 31)
    for _ in 0..<pairs {
      let chosen = (0..<2).map { _ in inputs[Int(Double(inputs.count) * random.uniform())] }
      let values = chosen.map { input -> [Double] in
        let all = extremes(of: input)
        return all[Int(Double(all.count) * random.uniform())]
      }
      let theory = try? start.setting(chosen[0].name, to: values[0])
        .setting(chosen[1].name, to: values[1])
      if let theory { check(theory, "\(type.name) \(chosen.map(\.name)) = \(values)") }
    }
  }

  @Test func tradeAgreement() { sweep(TradeAgreementTheory.self, pairs: 200) }
  @Test func loyaltyCoercion() { sweep(LoyaltyCoercionTheory.self, pairs: 200) }
  @Test func gunsAndButter() { sweep(GunsAndButterTheory.self, pairs: 200) }

  /// One state at one record, and some of the extremes, as every answer solves many elections.
  @Test func allianceConcessions() {
    var theory = AllianceConcessionsTheory()
    theory.parameters.margins = [-0.02]
    theory.parameters.votes = [1]
    theory.parameters.majority = 1
    theory.question.signals = [1]
    sweep(AllianceConcessionsTheory.self, from: theory, thinned: 7, pairs: 5)
  }

  /// One weight of the ally among three countries, and some of the extremes.
  @Test func tariffNetwork() {
    var theory = TariffNetworkTheory()
    theory.question.weights = [0.5]
    sweep(TariffNetworkTheory.self, from: theory, thinned: 13, pairs: 2)
  }
}
