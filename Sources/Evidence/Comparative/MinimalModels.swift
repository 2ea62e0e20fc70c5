/// The models that a minimisation leaves: sums of prime implicants that cover every positive row.
public struct MinimalModels: Sendable, Equatable {
  /// Which sums count as minimal.
  public enum Scope: String, Sendable, CaseIterable {
    /// Those with the fewest terms; the usual meaning.
    case fewest
    /// Those from which no term can be left out, whatever their number (Baumgartner and Thiem 2017).
    case irredundant
  }

  /// Which models to look for, and how far.
  public struct Options: Sendable, Equatable {
    /// Default: the fewest terms.
    public var scope: Scope
    /// The most models to list. All are counted, listed or not. Default: 1000.
    public var listed: Int
    /// Word operations after which the search for covers stops. Default: 1e9, some ten
    /// seconds.
    public var work: Int
    /// Results do not depend on it. Default: 1.
    public var threads: Int

    /// The fewest terms, up to a thousand models, unless told.
    public init(
      scope: Scope = .fewest, listed: Int = 1000, work: Int = 1_000_000_000, threads: Int = 1
    ) {
      self.scope = scope
      self.listed = listed
      self.work = work
      self.threads = threads
    }
  }

  /// How many models there are.
  public enum Count: Sendable, Equatable {
    /// All of them were found.
    case exactly(Int)
    /// The search was stopped, or the number does not fit: there are at least so many.
    case atLeast(Int)
  }

  /// The prime implicants that cover a positive row, in the order of terms.
  public let primes: [Conjunction]
  /// Those that are in every cover, since each covers some row alone.
  public let essential: [Conjunction]
  /// The models, each in the order of terms; all of them unless `isTruncated`.
  public let models: [[Conjunction]]
  /// How many models there are, which may be more than are listed.
  public let count: Count

  /// Whether there are models that are not listed.
  public var isTruncated: Bool { count != .exactly(models.count) }

  /// Minimises a function: prime implicants over positives and don't-cares, then all covers of the
  /// positives.
  ///
  /// - Throws: `minimizationUnfinished`, if the fewest terms are not known within the work.
  public init(
    _ function: BooleanFunction, options: Options = Options()
  ) throws(EvidenceError) {
    primes = function.primeImplicants(threads: options.threads)
    guard !function.positives.isEmpty else {
      (essential, models, count) = ([], [[]], .exactly(1))
      return
    }
    let chart = CoverChart(positives: function.positives, primes: primes)
    var search = CoverSearch(chart, listLimit: options.listed, work: options.work)
    let found: CoverSearch.Found
    switch options.scope {
    case .fewest:
      found = try search.fewest(primes: primes.count, positives: function.positives.count)
    case .irredundant:
      found = search.irredundant()
      guard !found.listed.isEmpty else {
        throw .minimizationUnfinished(
          rows: function.positives.count, primes: primes.count, proven: 1,
          known: function.positives.count)
      }
    }
    essential = Self.essential(primes, function.positives)
    models = Self.models(found.listed, chart, limit: options.listed)
    count = found.isComplete ? .exactly(found.count) : .atLeast(found.count)
  }

  private static func essential(_ primes: [Conjunction], _ positives: [UInt32]) -> [Conjunction] {
    var alone = Set<Int>()
    for row in positives {
      var first: Int?
      var isShared = false
      for index in primes.indices where primes[index].covers(row) {
        if first != nil {
          isShared = true
          break
        }
        first = index
      }
      if let first, !isShared { alone.insert(first) }
    }
    return alone.sorted().map { primes[$0] }
  }

  /// Covers by classes as models: one term of each class, in all ways.
  private static func models(_ covers: [[Int]], _ chart: CoverChart, limit: Int) -> [[Conjunction]]
  {
    var models: [[Conjunction]] = []
    for cover in covers {
      var partial: [[Conjunction]] = [[]]
      for index in cover {
        partial = Array(
          partial.flatMap { terms in chart.classes[index].map { terms + [$0] } }.prefix(limit))
      }
      models += partial.prefix(limit - models.count).map { $0.sorted() }
      if models.count == limit { break }
    }
    return models.sorted { left, right in
      left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
    }
  }
}
