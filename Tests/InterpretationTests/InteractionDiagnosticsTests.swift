import Estimation
import Expressions
import Frames
import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct InteractionDiagnosticsTests {
  /// R prints 15 digits.
  static let printed = 1e-8
  static let rounding = 1e-9

  /// Treatment 0/1 or continuous, whose effect is `effect(x)`.
  static func world(
    rows: Int = 400, seed: UInt64 = 3, binary: Bool = false, correlation: Double = 0,
    effect: (Double) -> Double
  ) throws -> Frame {
    var generator = Xoshiro256(seed: seed)
    var (d, x, z, y) = ([Double](), [Double](), [Double](), [Double]())
    for _ in 0..<rows {
      let moderator = generator.normal()
      let treatment =
        binary
        ? (generator.normal() + correlation * moderator > 0 ? 1.0 : 0)
        : generator.normal() + correlation * moderator
      let covariate = generator.normal()
      x.append(moderator)
      d.append(treatment)
      z.append(covariate)
      let signal = effect(moderator) * treatment + 0.3 * moderator + 0.2 * covariate
      y.append(signal + 0.5 * generator.normal())
    }
    return try Frame([
      Column(name: "y", storage: .double(y)), Column(name: "d", storage: .double(d)),
      Column(name: "x", storage: .double(x)), Column(name: "z", storage: .double(z)),
      Column(name: "g", texts: (0..<rows).map { "g\($0 % 40)" }),
    ])
  }

  static func data(
    _ frame: Frame, _ formula: String = "y ~ d*x + z", _ variance: Variance = .homoskedastic
  ) throws -> ModeratedDesign {
    try ModeratedDesign(
      try Design(frame, formula, variance), treatment: "d", moderator: "x")
  }

  static let panel = Result { () throws -> ModeratedDesign in
    try ModeratedDesign(
      try Design(
        try Fixture.panel.get(), "y ~ x1*x2 + x3 + x4", .hc1),
      treatment: "x1", moderator: "x2")
  }

  struct Kernel: Decodable {
    struct Block: Decodable {
      var X: [Double]
      var ME: [Double]
    }
    var estimates: [String: Block]

    enum CodingKeys: String, CodingKey { case estimates = "est.kernel" }
  }

  /// Made by Fixtures/interflex-kernel/windows.py (numpy 2, 2026-11-21): the windows of interflex
  /// 1.4.0 at bandwidth 0.5.
  static let windows = Result {
    try Fixture.decode([Double].self, "interflex-kernel/windows.json")
  }

  @Test(
    "The local fits agree with interflex at its windows; its windows at 0.5 are not ours",
    .tags(.reference))
  func kernel() throws {
    let expected = try Fixture.decode(Kernel.self, "estimators/interflex_kernel_bw0.5.json")
    let block = try #require(expected.estimates.values.first)
    let data = try Self.panel.get()
    let found = try KernelEstimator.estimates(data, at: block.X, windows: try Self.windows.get())
    for (index, estimate) in found.enumerated() {
      expectClose(estimate ?? 0, block.ME[index], relative: Self.printed)
    }
    // Up to 1.4.0 the mean density is taken over the empty tails too, which makes its windows 3.5
    // times narrower here than 0.5 at a typical row; 1.4.1 takes it over the rows, as we do.
    var options = KernelEstimator.Options()
    options.bandwidth = .adaptive(0.5)
    options.pointCount = block.X.count
    options.replicates = 0
    let ours = try KernelEstimator(data, options: options)
    for (own, theirs) in zip(ours.windows, try Self.windows.get()).dropFirst(3).dropLast(3) {
      expectClose(own / theirs, 3.49, relative: 0.01)
    }
  }

  @Test("A local fit with a boundless window is the linear model", .tags(.identity))
  func boundless() throws {
    let data = try Self.data(try Self.world { 1 + 0.5 * $0 })
    let fit = try Fit(data.design, Specification(estimator: .ols))
    let linear = try MarginalEffect(of: "d", by: "x", in: fit)
    let found = try KernelEstimator.estimates(data, at: [-1, 0, 1.3], windows: [1e6, 1e6, 1e6])
    for (value, estimate) in zip([-1, 0, 1.3], found) {
      expectClose(estimate ?? 0, try linear.at(value).estimate, relative: 1e-7)
    }
  }

  @Test("Replicates are the fits of repeated rows", .tags(.identity))
  func repetition() throws {
    let frame = try Self.world(rows: 60) { 1 + $0 * $0 }
    let twice = frame.gathered((0..<60).flatMap { [$0, $0 % 3 == 0 ? $0 : nil] }.compactMap { $0 })
    let weighted = {
      var copy = frame
      let counts = (0..<60).map { $0 % 3 == 0 ? 2.0 : 1 }
      try copy.set(Column(name: "w", storage: .double(counts)))
      return copy
    }
    var builder = DesignBuilder(try weighted())
    let design = try builder.design(
      try Formula("y ~ d*x + z"), weights: WeightColumn(.frequency, "w"))
    let one = try KernelEstimator.estimates(
      try ModeratedDesign(design, treatment: "d", moderator: "x"), at: [-0.5, 0.5],
      windows: [0.7, 0.7])
    let two = try KernelEstimator.estimates(
      try Self.data(twice), at: [-0.5, 0.5], windows: [0.7, 0.7])
    expectClose(one.map { $0 ?? 0 }, two.map { $0 ?? 1 }, relative: Self.rounding)
  }

  @Test(
    "The same seed gives the same bits on any number of threads; another seed other bands",
    .tags(.identity))
  func determinism() throws {
    let data = try Self.data(try Self.world(rows: 150) { 1 + $0 }, "y ~ d*x + z", .cluster(by: "g"))
    var options = KernelEstimator.Options()
    options.pointCount = 8
    options.replicates = 40
    options.bandwidth = .crossValidated(folds: 5)
    options.resampling = .clusters("g")
    let first = try KernelEstimator(data, options: options)
    options.threads = 3
    let second = try KernelEstimator(data, options: options)
    #expect(first.curve == second.curve && first.candidates == second.candidates)
    options.bandwidth = .adaptive(first.bandwidth)
    options.seed = 2
    let other = try KernelEstimator(data, options: options)
    #expect(other.curve.points.map(\.effect.estimate) == first.curve.points.map(\.effect.estimate))
    #expect(other.curve != first.curve)
    for point in first.curve.points {
      let (low, high) = (try #require(point.bandLow), try #require(point.bandHigh))
      #expect(low < point.effect.estimate && point.effect.estimate < high)
    }
  }

  @Test(
    "A bent effect is found by kernel, spline and test; a straight one is not", .tags(.recovery))
  func bent() throws {
    let bent = try Self.data(try Self.world(rows: 600) { 1 - 0.6 * $0 * $0 })
    let straight = try Self.data(try Self.world(rows: 600) { 1 + 0.5 * $0 })
    let specification = Specification(estimator: .ols, variance: .hc1)
    var options = InteractionDiagnostics.Options()
    options.kernel.pointCount = 13
    options.kernel.replicates = 30
    let first = try InteractionDiagnostics(bent, specification: specification, options: options)
    #expect((first.spline?.linearity?.pValue ?? 1) < 1e-6)
    #expect((first.binning.effectWald?.pValue ?? 1) < 1e-6)
    let kernel = try #require(first.kernel)
    for point in kernel.curve.points where abs(point.moderator) < 1.5 {
      let truth = 1 - 0.6 * point.moderator * point.moderator
      // A local line cuts the corner of a peak, so that bands are centred off the truth there.
      #expect(point.bandLow != nil && point.bandHigh != nil)
      #expect(abs(point.effect.estimate - truth) < 0.35)
    }
    let second = try InteractionDiagnostics(
      straight, specification: specification, options: options)
    #expect((second.spline?.linearity?.pValue ?? 0) > 0.01)
    #expect((second.binning.effectWald?.pValue ?? 0) > 0.01)
    #expect(second.warnings[0] == .binsMislead)
  }

  @Test(
    "With absorbed effects bins and spline stand, and the kernel says why not", .tags(.identity))
  func absorbed() throws {
    let frame = try Self.world(binary: true) { 1 + 0.5 * $0 }
    let specification = Specification(estimator: .ols)
    var options = InteractionDiagnostics.Options()
    options.kernel.pointCount = 5
    options.kernel.replicates = 0
    options.kernel.bandwidth = .fixed(1)
    let absorbed = try InteractionDiagnostics(
      try Self.data(frame, "y ~ d*x + z | g"), specification: specification, options: options)
    let dummies = try InteractionDiagnostics(
      try Self.data(frame, "y ~ d*x + z + g"), specification: specification, options: options)
    #expect(absorbed.kernel == nil)
    #expect(absorbed.warnings.contains { $0.description.contains("cannot absorb `g`") })
    for (one, two) in zip(absorbed.binning.bins, dummies.binning.bins) {
      expectClose(one.effect?.estimate ?? 0, two.effect?.estimate ?? 1, relative: 1e-8)
    }
    let (one, two) = (try #require(absorbed.spline), try #require(dummies.spline))
    for (left, right) in zip(one.curve.points, two.curve.points) {
      expectClose(left.effect.estimate, right.effect.estimate, relative: 1e-7)
    }
    #expect(absorbed.support.isBinary)
    #expect(absorbed.support.bins.reduce(0) { $0 + $1.lower + $1.upper } == 400)
  }

  @Test("What a diagnostic lacks is named", .tags(.failure))
  func failures() throws {
    let frame = try Self.world { $0 }
    #expect(throws: InterpretationError.self) { try Self.data(frame, "y ~ d + x + z") }
    #expect(throws: InterpretationError.self) { try Self.data(frame, "y ~ d*x*z") }
    #expect(throws: InterpretationError.self) {
      try ModeratedDesign(
        try Design(frame, "y ~ d*x"), treatment: "w", moderator: "x")
    }
    let data = try Self.data(frame)
    var options = KernelEstimator.Options()
    options.bandwidth = .fixed(-1)
    #expect(throws: InterpretationError.self) { try KernelEstimator(data, options: options) }
    options.bandwidth = .fixed(1)
    options.resampling = .clusters("nowhere")
    #expect(throws: InterpretationError.self) { try KernelEstimator(data, options: options) }
    options.resampling = .rows
    options.bandwidth = .fixed(1e-9)
    options.pointCount = 7
    #expect(throws: InterpretationError.self) { try KernelEstimator(data, options: options) }
  }
}
