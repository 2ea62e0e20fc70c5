import Evidence
import Typesetting

extension AuditedTrace {
  /// The case as one JSON object: all items, and under `without_audited` those the audit leaves.
  public var json: JSONValue {
    guard case .object(let members) = all.json else { return all.json }
    var rest: [(key: String, value: JSONValue)] = [("excluded", .texts(excluded))]
    if let sound {
      rest += [
        ("posterior", sound.byHypothesis(sound.posterior)), ("intervals", sound.intervalsJSON),
        ("one_witness", sound.byHypothesis(sound.oneWitness)),
        ("break_even_prior", .optional(sound.breakEvenPrior)), ("sweep", sound.sweepJSON),
        ("leave_one_out", sound.leaveOneOutJSON),
      ]
    }
    return .object(members + [("without_audited", .object(rest))])
  }
}

extension ProcessTrace {
  /// The weights, posteriors and what they hang on; `decibels` are against each rival.
  public var json: JSONValue {
    .object([
      ("case", .text(record.id)), ("name", .text(record.name)),
      ("focal", .text(hypotheses[focal].id)),
      ("prior", byHypothesis(hypotheses.map(\.prior))),
      ("items", .array(items.map { itemJSON($0) })),
      ("clusters", .array(clusters.map { clusterJSON($0) })),
      (
        "not_counted",
        .array(
          idle.map { .object([("id", .text($0.id)), ("reason", .text($0.reason))]) })
      ),
      ("posterior", byHypothesis(posterior)), ("intervals", intervalsJSON),
      ("one_witness", byHypothesis(oneWitness)), ("sweep", sweepJSON),
      ("break_even_prior", .optional(breakEvenPrior)),
      ("leave_one_out", leaveOneOutJSON),
    ])
  }

  func byHypothesis(_ values: [Double]) -> JSONValue {
    .object(zip(hypotheses, values).map { ($0.id, .number($1)) })
  }

  var intervalsJSON: JSONValue {
    .object(
      zip(hypotheses, intervals).map {
        ($0.id, .array([.number($1.lowerBound), .number($1.upperBound)]))
      })
  }

  var sweepJSON: JSONValue {
    .array(
      sweep.map { .object([("prior", .number($0.prior)), ("posterior", .number($0.posterior))]) })
  }

  var leaveOneOutJSON: JSONValue {
    .array(
      clusters.map { weight in
        .object([
          ("source", .text(weight.cluster.key)),
          ("items", .texts(weight.cluster.items.map(\.id))),
          ("posterior", byHypothesis(weight.posteriorWithout)),
        ])
      })
  }

  private func rivals(_ decibels: [Double?]) -> JSONValue {
    .object(
      zip(hypotheses, decibels).enumerated().filter { $0.offset != focal }.map {
        ($0.element.0.id, .optional($0.element.1))
      })
  }

  private func itemJSON(_ weight: ItemWeight) -> JSONValue {
    let likelihoods = weight.item.judgement?.likelihoods ?? []
    return .object([
      ("id", .text(weight.item.id)), ("date", .text(weight.item.date.text)),
      ("kind", .text(weight.item.kind.rawValue)), ("source", .text(weight.cluster)),
      ("seen", .bool(weight.item.isSeen)), ("test", .text(weight.kind.rawValue)),
      ("probabilities", byHypothesis(likelihoods.map(\.value))),
      ("p", .number(weight.p)), ("q", .number(weight.q)),
      ("lr_positive", .optional(weight.q > 0 ? weight.p / weight.q : nil)),
      ("lr_negative", .optional(weight.q < 1 ? (1 - weight.p) / (1 - weight.q) : nil)),
      ("reliability", .number(weight.item.reliability)),
      ("decibels", rivals(weight.decibels)), ("decibels_against_rest", .optional(weight.against)),
      ("expected_learning", .number(weight.expectedLearning)),
      ("because", .text(weight.item.judgement?.reason ?? "")),
    ])
  }

  private func clusterJSON(_ weight: ClusterWeight) -> JSONValue {
    .object([
      ("source", .text(weight.cluster.key)),
      ("items", .texts(weight.cluster.items.map(\.id))),
      ("rule", .text(weight.cluster.ruleName)),
      ("probabilities", byHypothesis(weight.likelihoods.map(\.value))),
      ("decibels", rivals(weight.decibels)), ("decibels_against_rest", .optional(weight.against)),
    ])
  }
}

extension EvidenceCluster {
  /// How its items are taken together.
  var ruleName: String {
    guard items.count > 1 else { return "one item" }
    return switch rule {
    case .shared(let share): "shared \(share)"
    case .correlation(let correlation): "correlation \(correlation)"
    case .joint: "joint, as stated"
    }
  }
}
