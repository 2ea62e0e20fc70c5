import Foundation

/// How a measured value becomes a membership in a set.
public enum Calibration: Sendable, Equatable {
  /// In (1) from the threshold on, out (0) below it.
  case crisp(threshold: Double)
  /// The direct method (Ragin 2008, ch. 5). With exclusion e, crossover c and inclusion i,
  ///
  ///     m = 1 / (1 + exp(-k)),   k = L (x - c) / (i - c)  on the side of i,
  ///                              k = L (x - c) / (c - e)  on the side of e,
  ///
  /// where L is the log odds at the anchors. Anchors rise, or fall where low values mean inclusion.
  /// Memberships are never rounded to 0 or 1.
  case direct(exclusion: Double, crossover: Double, inclusion: Double, logOdds: LogOdds)

  /// The log odds of full membership at the inclusion anchor: which of two customs.
  public enum LogOdds: String, Sendable, CaseIterable {
    /// ln 19: memberships of exactly .95 and .05 at the anchors (R package QCA, Dusa 2019).
    case ln19 = "direct"
    /// 3: memberships of .9526 and .0474 (fsQCA, Ragin 2008).
    case three = "fsqca"

    /// L: the log odds of membership at the inclusion anchor.
    public var value: Double {
      switch self {
      case .ln19: log(19)
      case .three: 3
      }
    }
  }

  /// Reads `A=crisp:10`, `A=direct:5,10,20` or `A=fsqca:5,10,20`.
  ///
  /// - Throws: `badCalibration`, `badAnchors`.
  public static func parse(
    _ text: String
  ) throws(EvidenceError) -> (column: String, calibration: Calibration) {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { throw .badCalibration(text) }
    let parts = sides[1].split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw .badCalibration(text) }
    let numbers = parts[1].split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.trimmingCharacters(in: .whitespaces)) }
    let anchors = numbers.compactMap { $0 }
    guard anchors.count == numbers.count else { throw .badCalibration(text) }
    let calibration: Calibration
    if parts[0] == "crisp", anchors.count == 1 {
      calibration = .crisp(threshold: anchors[0])
    } else if let odds = LogOdds(rawValue: parts[0]), anchors.count == 3 {
      calibration = .direct(
        exclusion: anchors[0], crossover: anchors[1], inclusion: anchors[2], logOdds: odds)
    } else {
      throw .badCalibration(text)
    }
    guard calibration.isSound else { throw .badAnchors(column: sides[0], anchors: anchors) }
    return (sides[0], calibration)
  }

  /// The anchors in the order in which they are written.
  public var anchors: [Double] {
    switch self {
    case .crisp(let threshold): [threshold]
    case .direct(let exclusion, let crossover, let inclusion, _):
      [exclusion, crossover, inclusion]
    }
  }

  /// What the anchors are called, in their order.
  public var anchorNames: [String] {
    switch self {
    case .crisp: ["threshold"]
    case .direct: ["exclusion", "crossover", "inclusion"]
    }
  }

  /// The same method with other anchors.
  func with(anchors: [Double]) -> Calibration {
    switch self {
    case .crisp: .crisp(threshold: anchors[0])
    case .direct(_, _, _, let odds):
      .direct(
        exclusion: anchors[0], crossover: anchors[1], inclusion: anchors[2], logOdds: odds)
    }
  }

  /// Whether the anchors are finite and run in one direction.
  public var isSound: Bool {
    let points = anchors
    guard points.allSatisfy(\.isFinite) else { return false }
    let steps = zip(points, points.dropFirst()).map { $1 - $0 }
    return steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 }
  }

  /// The membership of a value.
  public func membership(_ value: Double) -> Double {
    switch self {
    case .crisp(let threshold): return value >= threshold ? 1 : 0
    case .direct(let exclusion, let crossover, let inclusion, let odds):
      // The sign of inclusion - crossover carries the direction, so one comparison serves both.
      let isInside = (value - crossover) * (inclusion - crossover) >= 0
      let range = isInside ? inclusion - crossover : crossover - exclusion
      return 1 / (1 + exp(-odds.value * (value - crossover) / range))
    }
  }

  /// The calibration as the command line writes it, after the column's name.
  public var label: String {
    let points = anchors.map { "\($0)" }.joined(separator: ",")
    switch self {
    case .crisp: return "crisp:\(points)"
    case .direct(_, _, _, let odds): return "\(odds.rawValue):\(points)"
    }
  }
}
