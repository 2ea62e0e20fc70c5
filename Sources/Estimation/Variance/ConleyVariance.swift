import Expressions
import Frames
import Numerics

import func Foundation.asin
import func Foundation.cos
import func Foundation.sin

/// Spatial variance (Conley 1999): errors of rows within a distance may be correlated.
///
///     M = sum_i sum_j K(d_ij / cutoff) s_i s_j',
///
/// with d the great-circle distance on a sphere of radius 6371.01 km (haversine) and K the uniform
/// kernel (1 up to the cutoff) or Bartlett's (1 - d/cutoff). Rows at one location are summed first;
/// locations are binned into bands of latitude one cutoff high and sorted by longitude within, so
/// that a location meets only those in reach: O(n k + C log C + P k) for C locations and P pairs
/// within reach. The result need not be positive semidefinite.
struct ConleyVariance: VarianceEstimator {
  let latitude: Expression
  let longitude: Expression
  /// In kilometres.
  let cutoff: Double
  let kernel: SpatialKernel

  static let forms = [
    VocabularyForm(
      "conley", "latitude, longitude, km[, bartlett]",
      summary: "correlated within a distance (Conley 1999); degrees north and east")
  ]

  init(latitude: Expression, longitude: Expression, cutoff: Double, kernel: SpatialKernel) {
    (self.latitude, self.longitude) = (latitude, longitude)
    (self.cutoff, self.kernel) = (cutoff, kernel)
  }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let arguments = call.arguments
    guard (3...4).contains(arguments.count), let cutoff = Double(arguments[2]),
      let kernel = SpatialKernel(
        rawValue: arguments.count == 4 ? arguments[3] : SpatialKernel.uniform.rawValue)
    else { return nil }
    self.init(
      latitude: try ExpressionParser.parse(arguments[0]),
      longitude: try ExpressionParser.parse(arguments[1]), cutoff: cutoff, kernel: kernel)
  }

  var spelling: SpelledCall {
    SpelledCall(
      name: "conley",
      arguments: ["\(latitude)", "\(longitude)", "\(cutoff)"]
        + (kernel == .uniform ? [] : [kernel.rawValue]))
  }
  var numbers: [Expression] { [latitude, longitude] }
  var corrected: CorrectedVariance { .space }

  /// Mean radius of the earth in kilometres.
  static let radius = 6371.01

  /// - Throws: `EstimationError.invalidCutoff`, `.cutoffCoversAll`, `.invalidCoordinate`,
  ///   `.tooFewClusters` (fewer than two locations).
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    let system = problem.system
    let latitudes = try problem.degrees(latitude, limit: 90)
    let longitudes = try problem.degrees(longitude, limit: 360)
    guard cutoff > 0, cutoff.isFinite else { throw .invalidCutoff(cutoff) }
    let places = Places(latitudes: latitudes, longitudes: longitudes)
    guard places.count > 1 else {
      throw .tooFewClusters(key: "\(latitude), \(longitude)", found: places.count)
    }
    let sums = system.sums(by: places.codes, count: places.count)
    let stride = system.rows.stride
    let index = BandIndex(places, reach: cutoff / ConleyVariance.radius)
    var smoothed = sums
    var pairs = 0
    index.forEachPair { first, second, angle in
      let share = angle * ConleyVariance.radius / cutoff
      guard share <= 1 else { return }
      pairs += 1
      let weight = kernel == .uniform ? 1 : 1 - share
      for column in 0..<stride {
        smoothed[first * stride + column] += 2 * weight * sums[second * stride + column]
      }
    }
    // Scores sum to zero, so a kernel of one everywhere leaves nothing.
    guard kernel != .uniform || pairs < places.count * (places.count - 1) / 2 else {
      throw .cutoffCoversAll(cutoff, locations: places.count)
    }
    var result = VarianceEstimate(
      system.sandwich(system.symmetricProducts(sums, smoothed)),
      factor: problem.small.factor(
        of: corrected,
        nesting: [latitudes, longitudes].map {
          [
            KeyCodes([Column(name: "", storage: .double($0))], rows: RowSelection(all: $0.count))
              .codes
          ]
        }),
      groups: places.count,
      reference: problem.reference,
      label: "spatial (Conley 1999; \(cutoff) km, \(kernel.rawValue) kernel)")
    result.notes += problem.indefinite(result.covariance)
    return result
  }
}

/// How the weight of a pair of rows falls with their distance.
public enum SpatialKernel: String, Sendable, CaseIterable {
  /// One up to the cutoff, zero beyond.
  case uniform
  /// 1 - distance/cutoff.
  case bartlett
}

extension Variance {
  /// Correlated within a distance in kilometres (Conley 1999); degrees north and east.
  public static func conley(
    latitude: Expression, longitude: Expression, cutoff: Double, kernel: SpatialKernel
  ) -> Variance {
    Variance(
      ConleyVariance(latitude: latitude, longitude: longitude, cutoff: cutoff, kernel: kernel))
  }
}

/// Distinct locations in radians, numbered by first appearance.
private struct Places {
  let codes: [Int32]
  let latitudes: [Double]
  let longitudes: [Double]
  var count: Int { latitudes.count }

  init(latitudes: [Double], longitudes: [Double]) {
    // One meridian, one name: -180 and 180 are the same place.
    let turned = longitudes.map { longitude -> Double in
      let rest = longitude.truncatingRemainder(dividingBy: 360)
      return rest < -180 ? rest + 360 : rest >= 180 ? rest - 360 : rest
    }
    let keys = KeyCodes(
      [latitudes, turned].map { Column(name: "", storage: .double($0)) },
      rows: RowSelection(all: latitudes.count))
    codes = keys.codes
    self.latitudes = keys.firstRows.map { latitudes[Int($0)] * .pi / 180 }
    self.longitudes = keys.firstRows.map { turned[Int($0)] * .pi / 180 }
  }
}

/// Locations by bands of latitude, each sorted by longitude.
private struct BandIndex {
  let places: Places
  /// The largest angle between two locations that are a pair.
  let reach: Double
  /// Positions of `places`, band by band, by longitude within.
  private let order: [Int]
  private let starts: [Int]
  private let height: Double

  init(_ places: Places, reach: Double) {
    self.places = places
    self.reach = reach
    // No more bands than locations, whatever the cutoff.
    height = max(reach, .pi / Double(max(1, places.count)))
    let height = height
    let bands = Int(Double.pi / height) + 1
    func band(_ place: Int) -> Int { Int((places.latitudes[place] + .pi / 2) / height) }
    order = (0..<places.count).sorted {
      (band($0), places.longitudes[$0], $0) < (band($1), places.longitudes[$1], $1)
    }
    var starts = [Int](repeating: 0, count: bands + 1)
    for place in order { starts[min(bands - 1, band(place)) + 1] += 1 }
    for index in 0..<bands { starts[index + 1] += starts[index] }
    self.starts = starts
  }

  /// Each unordered pair in reach (and some a little beyond) once, in a fixed order.
  func forEachPair(_ body: (_ first: Int, _ second: Int, _ angle: Double) -> Void) {
    let bands = starts.count - 1
    for band in 0..<bands {
      for position in starts[band]..<starts[band + 1] {
        visit(position, in: (position + 1)..<starts[band + 1], body)
        if band + 1 < bands {
          visit(position, in: starts[band + 1]..<starts[band + 2], body)
        }
      }
    }
  }

  private func visit(
    _ position: Int, in range: Range<Int>,
    _ body: (Int, Int, Double) -> Void
  ) {
    guard !range.isEmpty else { return }
    let first = order[position]
    let window = longitudeWindow(places.latitudes[first])
    let longitude = places.longitudes[first]
    func take(_ positions: Range<Int>) {
      for other in positions {
        let second = order[other]
        body(first, second, angle(first, second))
      }
    }
    guard window < .pi else { return take(range) }
    let low = lowerBound(longitude - window, in: range)
    let high = lowerBound((longitude + window).nextUp, in: range)
    take(low..<max(low, high))
    // Across the date line.
    if longitude - window < -.pi {
      take(max(high, lowerBound(longitude - window + 2 * .pi, in: range))..<range.upperBound)
    }
    if longitude + window > .pi {
      take(
        range
          .lowerBound..<max(
            range.lowerBound, min(low, lowerBound((longitude + window - 2 * .pi).nextUp, in: range))
          ))
    }
  }

  /// The largest difference of longitude at which a location can be in reach.
  private func longitudeWindow(_ latitude: Double) -> Double {
    // A cap around a pole meets every meridian.
    guard abs(latitude) + reach < .pi / 2 else { return .pi }
    let ratio = sin(reach) / cos(latitude)
    // A little more than asked for, so that rounding loses no pair; the distance decides.
    return ratio >= 1 ? .pi : asin(ratio) * (1 + 1e-9) + 1e-12
  }

  private func lowerBound(_ longitude: Double, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if places.longitudes[order[middle]] < longitude { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The great-circle angle between two locations (haversine).
  private func angle(_ first: Int, _ second: Int) -> Double {
    let (a, b) = (places.latitudes[first], places.latitudes[second])
    let latitude = sin((b - a) / 2)
    let longitude = sin((places.longitudes[second] - places.longitudes[first]) / 2)
    let square = latitude * latitude + cos(a) * cos(b) * longitude * longitude
    return 2 * asin(min(1, square.squareRoot()))
  }
}
