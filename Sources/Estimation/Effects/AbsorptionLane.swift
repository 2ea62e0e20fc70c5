/// What a sweep over the rows carries at a time: eight columns in SIMD registers, or one.
///
/// Eight columns of one group are one cache line, so that a gather costs one memory access for all
/// of them; a single column (an outcome) does not pay for seven that are empty.
protocol AbsorptionLane: Sendable {
  /// Columns carried.
  static var width: Int { get }
  static var zero: Self { get }
  /// The first `width` of eight numbers.
  init(lanes: SIMD8<Double>)
  /// The columns' numbers, padded with zeros.
  var lanes: SIMD8<Double> { get }
  static func load(_ pointer: UnsafePointer<Double>) -> Self
  func store(_ pointer: UnsafeMutablePointer<Double>)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func * (left: Self, right: Double) -> Self
}

extension SIMD8: AbsorptionLane where Scalar == Double {
  static var width: Int { 8 }
  @inline(__always) init(lanes: SIMD8<Double>) { self = lanes }
  var lanes: SIMD8<Double> { self }
  @inline(__always) static func load(_ pointer: UnsafePointer<Double>) -> Self {
    UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }
  @inline(__always) func store(_ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }
}

extension Double: AbsorptionLane {
  static var width: Int { 1 }
  @inline(__always) init(lanes: SIMD8<Double>) { self = lanes[0] }
  var lanes: SIMD8<Double> {
    var result = SIMD8<Double>()
    result[0] = self
    return result
  }
  @inline(__always) static func load(_ pointer: UnsafePointer<Double>) -> Double {
    pointer.pointee
  }
  @inline(__always) func store(_ pointer: UnsafeMutablePointer<Double>) { pointer.pointee = self }
}

/// Row weights, or one for every row.
protocol RowWeights {
  subscript(row: Int) -> Double { get }
}

/// One for every row: multiplications by it compile to nothing.
struct UnitWeights: RowWeights {
  @inline(__always) subscript(row: Int) -> Double { 1 }
}

/// Given weights.
struct GivenWeights: RowWeights {
  let values: UnsafePointer<Double>
  @inline(__always) subscript(row: Int) -> Double { values[row] }
}
