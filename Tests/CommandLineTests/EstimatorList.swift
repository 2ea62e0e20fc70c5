import Estimation
import Foundation
import TestSupport
import Testing

/// What each reference file of `Tests/Fixtures` holds and how the same numbers are made:
/// `Fixtures/estimator-list.json`, which `scripts/reference-table` reads too.
struct EstimatorList: Decodable, Sendable {
  struct Tolerance: Decodable, Sendable {
    var relative: Double?
    var absolute: Double?
    var reason: String
  }

  /// Options of the command line by name.
  struct Options: Decodable, Sendable {
    var vcov: String?
    var small_sample: String?
    var psi: String?
    var tuning: String?
    var bread: String?
    var tolerance: Double?
    var weights: String?
  }

  /// A variance of the reference and ours for it.
  struct Block: Decodable, Sendable {
    var block: [String]
    var vcov: String
    var small_sample: String?
    var tolerance: String
    /// Ratios that our variance is multiplied by to follow a convention that no rule of ours has.
    var factor: [[Double]]?
    var pearson_dispersion: Bool?
    var degrees: [String]?
    var options: Options?
    var why: String?
    /// Another test that compares it, where it takes long.
    var compared_by: String?
  }

  /// Numbers of another command; `fields` are its members with their places in the reference.
  struct Quantity: Decodable, Sendable {
    var block: [String]
    var arguments: [String]
    var found: [String]
    var fields: [String: [String]]
    var tolerance: String
  }

  struct Kernel: Decodable, Sendable {
    var block: [String]
  }

  struct Model: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    /// Its own folder in `Tests/Fixtures`, with the reference and its table `data.csv`; the list's where
    /// absent.
    var fixture: String?
    var formula: String
    var estimator: String
    var options: Options?
    var coefficients: [[String]]
    var tolerance: String
    var scalars: [String: String]?
    var blocks: [Block]
    var quantities: [Quantity]?
    var kernel: Kernel?
    var unread: [String: String]?
    var compared_by: String?

    var testDescription: String { file }

    /// The folder of its reference in `Tests/Fixtures`.
    func folder(_ list: EstimatorList) -> String { fixture ?? list.folder }

    /// The members of the reference that are compared or explained.
    var accounted: Set<String> {
      var keys = Set(coefficients.map { $0[0] }).union(scalars?.keys.sorted() ?? [])
      keys.formUnion(unread?.keys.sorted() ?? [])
      keys.formUnion(blocks.map { $0.block[0] })
      for quantity in quantities ?? [] { keys.formUnion(quantity.fields.values.map { $0[0] }) }
      if let kernel { keys.insert(kernel.block[0]) }
      return keys
    }

    /// What is fitted for a block, or for the coefficients.
    func specification(_ block: Block? = nil) -> Specification? {
      let psi = block?.options?.psi ?? options?.psi ?? (estimator == "mm" ? "bisquare" : "huber")
      let tuning = options?.tuning
      let chosen: Estimator?
      switch estimator {
      case "m": chosen = Psi(named: psi, tuning: tuning).map { .m($0) }
      case "mm": chosen = Psi(named: psi, tuning: tuning).map { .mm($0) }
      default: chosen = try? Estimator(reading: estimator)
      }
      let rule = block == nil ? options?.small_sample : block?.small_sample
      guard let chosen,
        let variance = try? Variance(reading: block?.vcov ?? options?.vcov ?? "iid"),
        let small = SmallSampleRule(rawValue: rule ?? "none"),
        let bread = Bread(rawValue: block?.options?.bread ?? "weights")
      else { return nil }
      var result = Specification(
        estimator: chosen, variance: variance, smallSample: small, bread: bread)
      if let tolerance = options?.tolerance { result.options.tolerance = tolerance }
      return result
    }
  }

  var folder: String
  var table: String
  var tolerances: [String: Tolerance]
  var excused: [String: String]
  var unread: [String: String]
  var models: [Model]

  /// The project's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The list as it is stored beside the tests.
  static let stored = Result {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/estimator-list.json")
    return try JSONDecoder().decode(EstimatorList.self, from: Data(contentsOf: path))
  }
}
