import Evidence
import Typesetting

extension CaseFileTrace {
  /// Posteriors, weights and what they hang on, with a figure where cases were weighed.
  public var answer: Answer {
    Answer(
      tables: tables, document: json,
      figures: [.init("posteriors") { try PosteriorPlot(self) }])
  }

  /// The posteriors first, then the weights of each case, then the causal model.
  public var tables: [TextTable] {
    (cases.isEmpty ? [] : [posteriorTable]) + cases.flatMap { $0.tables }
      + [modelTable].compactMap(\.self)
  }

  /// A sentence a case: the answer, and how far it can be moved.
  public var readings: [String] { cases.map(Self.reading) }

  /// What every case comes to, with and without the items in doubt.
  public var posteriorTable: TextTable {
    let groups = cases.map { entry -> [TextTable.Row] in
      entry.all.hypotheses.indices.map { index in
        var cells = [
          TextTable.Cell("\(entry.all.record.name): \(entry.all.hypotheses[index].id)"),
          .number(Self.percent(entry.all.hypotheses[index].prior)),
        ]
        for trace in [entry.all, entry.sound] {
          cells += [
            trace.map { .number(Self.percent($0.posterior[index])) } ?? .empty,
            trace.map {
              .interval(
                "(\(Self.percent($0.intervals[index].lowerBound)), "
                  + "\(Self.percent($0.intervals[index].upperBound)))")
            } ?? .empty,
          ]
        }
        return TextTable.Row(cells)
      }
    }
    var notes = [
      "Probabilities in percent. Bounds: the least and greatest posterior when every stated "
        + "probability may lie anywhere in its bounds, all of them on the same side at once."
    ]
    for entry in cases {
      notes.append(Self.reading(entry))
    }
    notes += caseFile.hypotheses.map { "\($0.id): \($0.statement)" }
    notes += caseFile.limits
    return TextTable(
      title: "What the evidence says: \(caseFile.title)",
      headers: [
        "Case and hypothesis", "Prior", "All items", "Bounds", "Without doubtful", "Bounds",
      ],
      alignments: [.leading, .trailing, .trailing, .center, .trailing, .center], groups: groups,
      notes: notes)
  }

  /// A sentence on how far a case's answer can be moved.
  static func reading(_ entry: AuditedTrace) -> String {
    let trace = entry.sound ?? entry.all
    let focal = trace.hypotheses[trace.focal].id
    let posterior = percent(trace.posterior[trace.focal])
    var words = "\(trace.record.name): "
    if entry.excluded.isEmpty {
      words += "the audit leaves every item that counts; '\(focal)' stands at \(posterior)%"
    } else {
      words +=
        "the audit casts doubt on \(entry.excluded.joined(separator: ", ")); without them "
        + "'\(focal)' stands at \(posterior)%"
    }
    if let prior = trace.breakEvenPrior {
      words += "; it would pass one half from a prior of \(percent(prior))% on"
    }
    let drop = trace.clusters.min {
      $0.posteriorWithout[trace.focal] < $1.posteriorWithout[trace.focal]
    }
    if let drop {
      words +=
        "; without its weightiest source (\(drop.cluster.key)) it is "
        + "\(percent(drop.posteriorWithout[trace.focal]))%"
    }
    return words + "; if all items counted as one witness, "
      + "\(percent(trace.oneWitness[trace.focal]))%."
  }

  /// A percentage whose distance from 0 and 100 stays visible.
  static func percent(_ value: Double) -> String {
    let percent = 100 * value
    if percent > 0, percent < 0.1 { return "<0.1" }
    if percent > 99.9, percent < 100 { return ">99.9" }
    return NumberFormat(digits: 1).string(percent)
  }

  private var modelTable: TextTable? {
    guard let question = caseFile.causalModel else { return nil }
    let format = NumberFormat(digits: 3)
    let rows = question.answers.map { answer in
      let seen = question.clues.compactMap { clue in
        answer.clues[clue].map { "\(clue) = \($0 ? 1 : 0)" }
      }
      return TextTable.Row([
        TextTable.Cell(seen.isEmpty ? "no clue" : seen.joined(separator: ", ")),
        .number(format.string(answer.probability)),
      ])
    }
    let given = question.given.sorted { $0.key < $1.key }
      .map { "\($0.key) = \($0.value ? 1 : 0)" }.joined(separator: ", ")
    return TextTable(
      title: "Did \(question.cause) make the difference to \(question.effect)? Given \(given)",
      headers: ["Clues", "Probability"], alignments: [.leading, .trailing], groups: [rows],
      notes: [
        "Exact enumeration of causal types with flat weights over the nodal types that the allowed "
          + "directions leave: "
          + zip(question.model.nodes, question.model.types)
          .map { "\($0.name) \($1.count)" }.joined(separator: ", ") + "."
      ])
  }

  /// The cases as one JSON object.
  public var json: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("ledger", .text(caseFile.name)), ("title", .text(caseFile.title)),
      ("question", .text(caseFile.question)), ("exclusivity", .text(caseFile.exclusivity)),
      (
        "hypotheses",
        .array(
          caseFile.hypotheses.map {
            .object([
              ("id", .text($0.id)), ("statement", .text($0.statement)),
              ("prior", .number($0.prior)), ("other", .bool($0.isOther)),
            ])
          })
      ), ("cases", .array(cases.map(\.json))), ("limits", .texts(caseFile.limits)),
    ]
    if let question = caseFile.causalModel {
      members.append(
        (
          "causal_model",
          .array(
            question.answers.map { answer in
              .object([
                (
                  "clues",
                  .object(
                    question.clues.compactMap { clue in
                      answer.clues[clue].map { (clue, .integer($0 ? 1 : 0)) }
                    })
                ), ("probability", .number(answer.probability)),
              ])
            })
        ))
    }
    return .object(members)
  }
}
